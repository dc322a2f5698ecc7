"""The pages of copies: asking, waiting, opening, giving, and that every look is kept."""

import hashlib

import pytest
from django.urls import reverse

from casework.models import PlanCopy
from casework.policy.copies import Copy
from icm.core import documents
from icm.core.models import Consultation, Document
from icm.policy.roles import Role
from tests.core.reading import read
from tests.factories import copies, persons

R = Role
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return world.user(R.PERSONAL_OFFICER)


@pytest.fixture
def provider(world, officer):
    return copies.whole(world.person, officer)


@pytest.fixture
def as_officer(signed_in, provider):
    return signed_in(R.PERSONAL_OFFICER)


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def said(answer):
    return " ".join(read(answer.content.decode()).all("body")[0].text.split())


def ask(client, person, kind=Copy.PERSON, **values):
    sent = {"reference": "c1", "kind": kind.value} | values
    return client.post(url("order_copy", person.pk), sent)


def make():
    return documents.make(clock=lambda: persons.NOW)


def test_asking_for_a_copy_waits_for_nobody(world, as_officer):
    """No worker runs: the page answers at once and says how far it is."""
    answer = ask(as_officer, world.person)

    row = Document.objects.get()
    assert answer.url == url("copy", world.person.pk, row.pk)
    page = as_officer.get(answer.url)
    assert "Asked for. It is made next." in said(page)
    again = [
        link.get("href")
        for link in read(page.content.decode()).all("a")
        if link.text == "Look again"
    ]
    assert again == [answer.url]


def test_the_same_page_sent_twice_asks_once(world, as_officer):
    assert ask(as_officer, world.person).url == ask(as_officer, world.person).url
    assert Document.objects.count() == 1


def test_once_made_it_can_be_downloaded_and_the_look_is_kept(world, as_officer, officer):
    row = copies.made(world.person, Copy.PERSON, officer)
    page = as_officer.get(url("copy", world.person.pk, row.pk))

    answer = as_officer.get(url("open_copy", world.person.pk, row.pk))

    assert hashlib.sha256(answer.content).hexdigest() == row.sha256
    assert row.sha256 in said(page)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="plan-person-{row.pk}.pdf"'
    )
    assert answer.headers["Cache-Control"] == "no-store"
    kept = Consultation.objects.order_by("-pk").first()
    assert (kept.page, kept.persons, kept.user) == (
        f"casework:open_copy {row.pk}",
        [world.person.pk],
        officer,
    )


def test_who_opened_which_document_is_read_in_words(world, as_officer, officer, signed_in):
    row = copies.made(world.person, Copy.PERSON, officer)
    as_officer.get(url("open_copy", world.person.pk, row.pk))

    looked = signed_in(R.HQ).get(reverse("pages:consultations", args=[world.person.pk]))

    assert f"A copy of the plan, as a document, number {row.pk}" in said(looked)


def test_a_copy_for_social_work_is_not_opened_by_an_officer(world, as_officer, signed_in):
    row = copies.made(world.person, Copy.STAFF, world.user(R.PBSW))
    address = url("open_copy", world.person.pk, row.pk)

    assert as_officer.get(address).status_code == 403
    assert signed_in(R.PBSW).get(address).status_code == 200
    page = said(as_officer.get(url("copy", world.person.pk, row.pk)))
    assert "not open it" in page
    assert "Download" not in page


def test_a_right_that_went_closes_the_document_at_once(world, as_officer, officer, signed_in):
    row = copies.made(world.person, Copy.STAFF, officer)
    address = url("open_copy", world.person.pk, row.pk)
    assert as_officer.get(address).status_code == 200

    officer.groups.clear()

    assert as_officer.get(address).status_code == 404


def test_a_document_of_somebody_else_is_not_there(world, as_officer, officer):
    row = copies.made(world.person, Copy.PERSON, officer)

    for name in ("copy", "copy_progress", "open_copy", "give_copy"):
        assert as_officer.get(url(name, world.standard.pk, row.pk)).status_code == 404


def test_what_is_not_made_yet_cannot_be_opened_or_given(world, as_officer, officer):
    row = copies.ordered(world.person, Copy.PERSON, officer)

    for name in ("open_copy", "give_copy"):
        assert as_officer.get(url(name, world.person.pk, row.pk)).status_code == 404


def test_asking_how_far_it_is_tells_nothing_of_the_person(world, as_officer, officer):
    row = copies.ordered(world.person, Copy.PERSON, officer)
    before = Consultation.objects.count()

    answer = as_officer.get(url("copy_progress", world.person.pk, row.pk))

    assert answer.json() == {"waits": True, "words": "Asked for. It is made next.", "percent": 0}
    assert Consultation.objects.count() == before
    make()
    assert as_officer.get(url("copy_progress", world.person.pk, row.pk)).json()["waits"] is False


def test_a_document_that_could_not_be_made_says_why(world, as_officer, officer):
    row = copies.ordered(world.person, Copy.PERSON, officer)
    Document.objects.filter(pk=row.pk).update(state="failed", problem=documents.GIVEN_UP)

    assert documents.GIVEN_UP in said(as_officer.get(url("copy", world.person.pk, row.pk)))


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (R.PERSONAL_OFFICER, {Copy.PERSON, Copy.STAFF, Copy.PROVIDER}),
        (R.ICM_ADMINISTRATOR, {Copy.PERSON, Copy.STAFF}),
        (R.HQ, {Copy.STAFF}),
    ],
)
def test_only_what_the_asker_may_ask_for_is_offered(world, provider, signed_in, role, kinds):
    page = read(signed_in(role).get(url("order_copy", world.person.pk)).content.decode())

    assert {box.get("value") for box in page.all("input", type="radio")} == kinds


def test_without_a_referral_no_extract_is_offered(world, signed_in):
    client = signed_in(R.RESIDENTIAL_OFFICER)
    page = read(client.get(url("order_copy", world.standard.pk)).content.decode())

    assert Copy.PROVIDER not in {box.get("value") for box in page.all("input", type="radio")}
    assert page.all("select") == []


def test_a_slip_is_offered_once_a_core_screen_is_completed(world, officer, as_officer):
    copies.screen(world.person, officer)
    page = read(as_officer.get(url("order_copy", world.person.pk)).content.decode())

    assert {box.get("value") for box in page.all("input", type="radio")} == set(Copy)


def test_an_extract_needs_its_provider(world, as_officer, provider):
    answer = ask(as_officer, world.person, Copy.PROVIDER)

    assert "For which provider? Choose the one" in said(answer)
    assert ask(as_officer, world.person, Copy.PROVIDER, provider=provider.pk).status_code == 302
    assert Document.objects.get().parts == {"provider": provider.pk}


def test_nothing_to_print_is_said_and_nothing_is_lost(world, signed_in):
    answer = ask(signed_in(R.RESIDENTIAL_OFFICER), world.standard)

    assert "nothing to print" in said(answer)
    assert not Document.objects.exists()


class TestGiving:
    @pytest.fixture
    def copy(self, world, officer, provider):
        return copies.made(world.person, Copy.PERSON, officer)

    def give(self, client, copy, **values):
        sent = {"whom": "person", "how": "hand", "on": "2026-11-21"} | values
        return client.post(url("give_copy", copy.person_id, copy.pk), sent)

    def test_it_stands_on_the_copys_page_and_in_the_list(self, world, as_officer, copy):
        answer = self.give(as_officer, copy)

        assert answer.url == url("copy", world.person.pk, copy.pk)
        assert "Given by hand, to the person" in said(as_officer.get(answer.url))
        listed = said(as_officer.get(url("copies", world.person.pk)))
        assert "21 November 2026, to the person" in listed
        assert copy.sha256[:12] in listed

    def test_it_stands_in_the_history(self, world, as_officer, copy, signed_in):
        self.give(as_officer, copy)

        history = signed_in(R.HQ).get(reverse("pages:history", args=[world.person.pk]))

        assert "Copy of the plan given recorded" in said(history)

    def test_to_somebody_else_needs_their_name(self, as_officer, copy):
        assert "enter who it was given to" in said(self.give(as_officer, copy, whom="other"))

        self.give(as_officer, copy, whom="other", name="Their solicitor")

        assert PlanCopy.objects.get().to == "Their solicitor"

    def test_an_extract_is_not_asked_to_whom(self, world, as_officer, officer, provider):
        extract = copies.made(world.person, Copy.PROVIDER, officer, provider.pk)
        page = as_officer.get(url("give_copy", world.person.pk, extract.pk))

        assert "Who was it given to" not in said(page)
        self.give(as_officer, extract, how="email")
        assert PlanCopy.objects.get().to == "Turning Point"

    def test_the_staff_version_has_no_such_page(self, world, as_officer, officer, provider):
        row = copies.made(world.person, Copy.STAFF, officer)

        assert as_officer.get(url("give_copy", world.person.pk, row.pk)).status_code == 404


def test_the_list_costs_the_same_for_any_number(
    world, as_officer, officer, assert_constant_queries
):
    def add():
        row = copies.made(world.person, Copy.PERSON, officer)
        PlanCopy.objects.create(
            person=world.person,
            document=row,
            to="the person",
            how="hand",
            issued_on=persons.TODAY,
            issued_by=officer,
            recorded_at=persons.NOW,
        )

    assert_constant_queries(
        add_row=add, call=lambda: as_officer.get(url("copies", world.person.pk))
    )


def test_the_list_says_for_whom_and_by_whom(world, as_officer, officer, provider):
    copies.ordered(world.person, Copy.PERSON, officer)
    copies.ordered(world.person, Copy.PROVIDER, officer, provider.pk)

    listed = said(as_officer.get(url("copies", world.person.pk)))

    for words in ("For the person", "For Turning Point", "Personal Officer Tester", "Waiting"):
        assert words in listed
