"""The letter for a relative without e-mail says what their window would show, and no more than was agreed to."""

import pytest
from django.urls import reverse

from conferences.actions import consents
from conferences.models import Conference, FamilyConsent
from icm.core import documents
from icm.core.models import Consultation, Document
from icm.core.refusals import NotAllowed, Refused
from icm.family.actions.letters import order_news
from icm.policy.roles import Role
from tests import pdf
from tests.factories import conferences, family, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW
State = Document.State
SLIP = "This is what I want said at the meeting"


@pytest.fixture
def row(world, coordinator):
    return conferences.fixed(world.person, coordinator, kind="pre-parole")


def ordered(consent, by, reference="x"):
    known = FamilyConsent.objects.select_related("person").get(pk=consent.pk)
    return order_news(known, reference=reference, by=by, principals=principals(by), at=NOW)


def made(consent, by, reference="x"):
    order = ordered(consent, by, reference)
    documents.make(clock=lambda: NOW)
    return Document.objects.get(pk=order.pk)


def words(document):
    assert document.state == State.READY, document.problem
    return " ".join(pdf.read(document.content).text.split())


def opened(client, consent, document):
    return client.get(reverse("windows:letter", args=[consent.pk, document.pk]))


def test_it_says_what_the_window_would_show_with_a_slip_to_answer(world, consent, row, coordinator):
    said = words(made(consent, coordinator))

    for part in (
        "Mairi Fraser",
        f"What {world.person.given_names} shares with you",
        "HMP Barlinnie, Conference room 1",
        "does not use up one of",
        "The plan",
        "by post",
        "I will take part by video.",
        SLIP,
        "0800 254 0088",
    ):
        assert part in said, part
    for kept in (world.person.number, world.person.family_name, "arole", "Mother", "Shore Road"):
        assert kept not in said, kept


@pytest.mark.parametrize(
    ("scope", "there"),
    [
        ("dates", {"The next meeting about the plan"}),
        ("attending", {"The next meeting about the plan", SLIP}),
        ("plan", {"has no plan yet"}),
        ("minute", {"Notes of meetings"}),
    ],
)
def test_it_says_only_what_was_agreed_to(world, row, coordinator, scope, there):
    said = words(made(family.shared(world, scope=[scope]), coordinator))

    every = {"The next meeting about the plan", SLIP, "has no plan yet", "Notes of meetings"}
    assert {part for part in every if part in said} == there


def test_without_a_meeting_or_a_day_it_says_so(world, consent, coordinator):
    said = words(made(consent, coordinator))
    assert "No meeting is planned now." in said
    assert SLIP not in said


def test_asked_for_twice_it_is_one_and_only_by_who_arranges(world, consent, row, coordinator):
    assert ordered(consent, coordinator) == ordered(consent, coordinator)
    with pytest.raises(NotAllowed):
        ordered(consent, world.user(Role.PERSONAL_OFFICER))


@pytest.mark.parametrize("ends", ["withdrawn", "no contact"])
def test_consent_gone_it_is_neither_made_nor_opened(
    ends, world, consent, row, coordinator, signed_in
):
    before = made(consent, coordinator)
    waits = ordered(consent, coordinator, "y")
    client = signed_in(coordinator)
    assert opened(client, consent, before).status_code == 200
    worker = world.user(Role.PBSW)
    who = {"by": worker, "principals": principals(worker), "at": NOW}
    if ends == "withdrawn":
        consents.withdraw(consent, on=persons.TODAY, why="", **who)
    else:
        consents.forbid(consent, why="An order.", **who)
    documents.make(clock=lambda: NOW)

    assert opened(client, consent, before).status_code == 404
    assert Document.objects.get(pk=waits.pk).state == State.FAILED
    with pytest.raises(Refused, match="whom the person agreed to"):
        ordered(consent, coordinator, "z")


def test_of_a_meeting_that_changed_it_is_not_opened(consent, row, coordinator, signed_in):
    before = made(consent, coordinator)
    Conference.objects.filter(pk=row.pk).update(version=row.version + 1)

    client = signed_in(coordinator)

    assert opened(client, consent, before).status_code == 404
    page = client.get(reverse("windows:news", args=[consent.pk])).content.decode()
    assert "does not stand any more" in page


def test_on_the_page_it_is_asked_for_and_opened(consent, row, coordinator, signed_in):
    client = signed_in(coordinator)
    page = reverse("windows:news", args=[consent.pk])
    window = client.get(reverse("windows:one", args=[consent.pk])).content.decode()
    assert page in window
    shown = client.post(page, {"reference": "x"}, follow=True).content.decode()
    assert "Asked for. It is made next." in shown
    documents.make(clock=lambda: NOW)
    document = Document.objects.get()
    shown = client.get(page).content.decode()
    assert reverse("windows:letter", args=[consent.pk, document.pk]) in shown

    assert opened(client, consent, document)["Content-Type"] == "application/pdf"
    assert Consultation.objects.filter(page=f"windows:letter {document.pk}").exists()
