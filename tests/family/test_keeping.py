"""The staff's page of a window: opened with a letter, said how it stands, and shut when nothing is shared."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from conferences.actions import consents
from conferences.models import FamilyConsent
from icm.core import documents
from icm.core.models import Consultation, Document, Outgoing
from icm.family import actions, policy
from icm.family.models import Window
from icm.policy.roles import Role
from tests import pdf
from tests.factories import family, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW
State = Document.State


def page_of(consent):
    return reverse("windows:one", args=[consent.pk])


def sent(client, consent, email=family.EMAIL, version=0):
    said = {"email": email, "version": version}
    return client.post(page_of(consent), said, follow=True).content.decode()


def newest(at=NOW):
    """The newest letter, as a worker left it."""
    documents.make(clock=lambda: at)
    return Document.objects.latest("pk")


def words(document):
    return " ".join(pdf.read(document.content).text.split())


def opened(client, consent, document):
    return client.get(reverse("windows:letter", args=[consent.pk, document.pk]))


def withdrawn(consent, by):
    consents.withdraw(consent, on=persons.TODAY, why="", by=by, principals=principals(by), at=NOW)


def test_opened_on_the_page_it_brings_a_letter_with_the_code_that_lets_them_in(
    world, consent, coordinator, signed_in
):
    client = signed_in(coordinator)
    family_page = client.get(reverse("conferences:family", args=[world.person.pk]))
    assert page_of(consent) in family_page.content.decode()
    before = client.get(page_of(consent)).content.decode()
    assert "There is none yet" in before
    assert "Be told when and where" in before

    shown = sent(client, consent)

    assert "The letter is asked for" in shown
    letter = newest()
    code = actions.letter_code(Window.objects.get())
    assert policy.in_groups(code) in words(letter)
    shown = client.get(page_of(consent)).content.decode()
    assert reverse("windows:letter", args=[consent.pk, letter.pk]) in shown
    assert code not in shown.replace(" ", "")
    answer = opened(client, consent, letter)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert Consultation.objects.filter(page=f"windows:letter {letter.pk}").exists()
    assert family.reading(family.Made(Window.objects.get(), code)).get("/family/home/")


def test_the_letter_says_what_to_do_and_nothing_of_the_case(world, consent, coordinator, signed_in):
    sent(signed_in(coordinator), consent)

    said = words(newest())

    for part in (
        "Mairi Fraser",
        f"{world.person.given_names} would like to share",
        "/family/",
        "Type in your e-mail address",
        "It counts until Saturday 19 December 2026",
        "When and where the meetings are.",
        "can change this at any time",
        "If you did not expect this letter",
        "HMP Barlinnie",
        "0800 254 0088",
    ):
        assert part in said, part
    for kept in (
        world.person.number,
        world.person.family_name,
        "Mother",
        "Shore Road",
        family.EMAIL,
    ):
        assert kept not in said, kept


def test_it_names_only_what_was_agreed_to(world, coordinator, signed_in):
    sent(signed_in(coordinator), family.shared(world, scope=["dates"]))

    said = words(newest())

    assert "When and where the meetings are." in said
    assert "The notes of the meetings." not in said


def test_the_code_stands_in_no_page_log_or_mail(consent, coordinator, signed_in, caplog):
    client = signed_in(coordinator)
    with caplog.at_level("DEBUG"):
        shown = sent(client, consent)
        newest()
        shown += client.get(page_of(consent)).content.decode()
    code = actions.letter_code(Window.objects.get())

    mail = "".join(row.body for row in Outgoing.objects.all())
    for text in (shown, mail, caplog.text):
        assert code not in text.replace(" ", "")


def test_a_bad_address_is_said_and_loses_nothing(consent, coordinator, signed_in):
    shown = sent(signed_in(coordinator), consent, email="mairi at home")

    assert "Write an e-mail address" in shown
    assert "mairi at home" in shown
    assert not Window.objects.exists()
    assert not Document.objects.exists()


def test_pressed_twice_it_is_one_letter(consent, coordinator, signed_in):
    client = signed_in(coordinator)
    sent(client, consent)

    again = sent(client, consent)

    assert Document.objects.count() == 1
    assert "codes go to" in again
    assert Window.objects.get().number == 1


def test_a_letter_is_not_opened_once_a_newer_one_is_asked_for(consent, coordinator, signed_in):
    client = signed_in(coordinator)
    sent(client, consent)
    first = newest()

    shown = sent(client, consent, version=1)

    assert "Only the code in that one counts" in shown
    assert opened(client, consent, first).status_code == 404
    second = newest()
    assert words(second) != words(first)
    assert opened(client, consent, second).status_code == 200


def test_a_letter_is_not_opened_once_its_code_is_used_or_over(
    consent, coordinator, signed_in, monkeypatch
):
    client = signed_in(coordinator)
    sent(client, consent)
    letter = newest()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + policy.LETTER_LASTS)
    later = signed_in(coordinator)
    assert opened(later, consent, letter).status_code == 404
    assert "counts no longer" in later.get(page_of(consent)).content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    row = Window.objects.get()
    family.reading(family.Made(row, actions.letter_code(row)))

    assert opened(client, consent, letter).status_code == 404
    shown = client.get(page_of(consent)).content.decode()
    for part in ("Its code was used", "Answered on", "Last signed in", ">Open<"):
        assert part in " ".join(shown.split()), part


def test_a_letter_of_somebody_else_is_not_there(world, consent, coordinator, signed_in):
    client = signed_in(coordinator)
    sent(client, consent)
    letter = newest()
    other = family.shared(world, name="Ann Fraser")

    assert opened(client, other, letter).status_code == 404
    progress = reverse("windows:progress", args=[other.pk, letter.pk])
    assert client.get(progress).status_code == 404


@pytest.mark.parametrize("ends", ["withdrawn", "refused", "no contact"])
def test_consent_gone_while_it_waits_it_is_not_made_and_once_made_not_opened(
    ends, world, consent, coordinator, signed_in
):
    client = signed_in(coordinator)
    sent(client, consent)
    first = newest()
    sent(client, consent, version=1)
    second = Document.objects.latest("pk")
    if ends == "withdrawn":
        withdrawn(consent, world.user(Role.PBSW))
    elif ends == "refused":
        family.approved(consent, world.user(Role.PBSW), found=False)
    else:
        worker = world.user(Role.PBSW)
        FamilyConsent.objects.filter(pk=consent.pk).update(no_contact_at=NOW, no_contact_by=worker)
    documents.make(clock=lambda: NOW)

    second = Document.objects.get(pk=second.pk)
    assert (second.state, second.content) == (State.FAILED, None)
    assert second.problem == "Nothing is shared with them any more."
    assert opened(client, consent, first).status_code == 404
    shown = client.get(page_of(consent)).content.decode()
    assert "Shows nothing" in shown
    assert "Make another letter" not in shown
    assert "once social work has looked" in " ".join(sent(client, consent, version=2).split())


def test_whoever_lost_the_post_gets_no_letter_made(world, consent, coordinator, signed_in):
    sent(signed_in(coordinator), consent)
    coordinator.is_active = False
    coordinator.save(update_fields=["is_active"])

    assert newest().state == State.FAILED


def test_withdrawn_it_is_a_page_only_for_who_keeps_the_record(
    world, consent, coordinator, signed_in
):
    withdrawn(consent, world.user(Role.PBSW))
    administrator = signed_in(world.user(Role.ICM_ADMINISTRATOR))

    shown = signed_in(coordinator).get(page_of(consent)).content.decode()

    assert "the consent was withdrawn on 21 November 2026" in shown
    assert administrator.get(page_of(consent)).status_code == 404


def test_before_social_work_looked_there_is_no_button(world, coordinator, signed_in):
    one = family.consented(world.person, coordinator)

    shown = signed_in(coordinator).get(page_of(one)).content.decode()

    assert "social work has not looked" in shown
    assert "Open the window" not in shown


def test_without_signing_in_there_is_nothing(consent):
    assert Client().get(page_of(consent)).status_code == 302


def test_another_address_waits_for_its_own_letter(consent, coordinator, signed_in):
    client = signed_in(coordinator)
    sent(client, consent)
    row = Window.objects.get()
    family.reading(family.Made(row, actions.letter_code(row)))

    shown = sent(client, consent, email="other@home.example", version=1)

    assert "Opens once the letter is answered" in shown
    assert "other@home.example" in shown
    until = NOW + policy.LETTER_LASTS - timedelta(minutes=1)
    assert Window.objects.get().code_until > until


def test_no_contact_closes_window_and_invitation_on_the_very_next_request(
    world, consent, coordinator, made, browser
):
    assert browser.get("/family/home/").status_code == 200
    worker = world.user(Role.PBSW)

    consents.forbid(consent, why="Order.", by=worker, principals=principals(worker), at=NOW)

    after = browser.get("/family/home/")
    assert after.status_code == 403
    assert "contact" not in after.content.decode().lower()
