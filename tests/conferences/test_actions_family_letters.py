"""The letter for a relative: plain, of nothing but the meeting, and shut once its date or the consent is gone."""

import pytest
from django.urls import reverse

from conferences import actions
from conferences.actions import consents
from conferences.actions.family_letters import order_letter
from conferences.models import Conference, FamilyConsent, Invitation
from conferences.policy.kinds import Party
from conferences.policy.preparing import Scope
from icm.core import documents
from icm.core.models import Consultation, Document
from icm.core.refusals import NotAllowed, Refused
from icm.policy.roles import Role
from tests import pdf
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_ADMINISTRATOR)


@pytest.fixture
def row(world):
    return conferences.fixed(
        world.person, world.user(Role.ICM_CASE_CO_ORDINATOR), kind="pre-parole"
    )


@pytest.fixture
def relative(world):
    worker = world.user(Role.PBSW)
    return FamilyConsent.objects.create(
        person=world.person,
        reference="a",
        name="Aileen Quern",
        relation="his sister",
        contact="0141 496 0000",
        scope=[Scope.DATES, Scope.ATTENDING],
        given_on=persons.TODAY,
        form="signed",
        recorded_at=persons.NOW,
        recorded_by=worker,
        approved=True,
        approved_why="Known to us.",
        looked_at=persons.NOW,
        looked_by=worker,
    )


@pytest.fixture
def one(row, organiser, relative):
    (made,) = actions.invite(
        row,
        [actions.Guest(Party.FAMILY, consent=relative)],
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )
    return made


def ordered(one, by, reference="x"):
    one = Invitation.objects.select_related("conference__person").get(pk=one.pk)
    return order_letter(one, reference=reference, by=by, principals=principals(by), at=persons.NOW)


def made(one, by, reference="x"):
    row = ordered(one, by, reference)
    documents.make(clock=lambda: persons.NOW)
    return Document.objects.get(pk=row.pk)


def opened(client, one, document):
    keys = [one.conference_id, one.pk, document.pk]
    return client.get(reverse("conferences:open_letter", args=keys))


def test_cc_family_remote_is_in_the_letter_and_the_case_is_not(world, one, organiser):
    document = made(one, organiser)

    assert document.state == Document.State.READY
    words = " ".join(pdf.read(document.content).text.split())
    for said in (
        "Aileen Quern",
        f"{world.person.given_names} {world.person.family_name}",
        "10:00 to 11:00",
        "HMP Barlinnie, Conference room 1",
        "The usual rules for visits apply",
        "does not use up one of",
        "by video",
        "0300 063 2100",
        "0800 254 0088",
    ):
        assert said in words, said
    for kept in (world.person.number, "arole", "0141 496 0000", "sister", "copy of the notes"):
        assert kept not in words, kept


def test_notes_are_offered_only_with_consent_to_them(one, relative, organiser):
    FamilyConsent.objects.filter(pk=relative.pk).update(scope=["attending", "minute"])

    assert "copy of the notes" in pdf.read(made(one, organiser).content).text


def test_asked_for_twice_it_is_one_and_only_for_a_relative_who_is_invited(
    world, row, one, organiser
):
    assert ordered(one, organiser) == ordered(one, organiser)
    with pytest.raises(NotAllowed):
        ordered(one, world.user(Role.PBSW))
    Invitation.objects.filter(pk=one.pk).update(party="nhs", consent=None, name="Dr Roe")
    with pytest.raises(Refused, match="family member"):
        ordered(one, organiser, "y")


def test_withdrawn_while_it_waits_it_is_not_made_and_once_made_not_opened(
    world, one, relative, organiser, signed_in
):
    client = signed_in(organiser)
    before = made(one, organiser)
    assert opened(client, one, before).status_code == 200
    waiting = ordered(one, organiser, "y")

    consents.withdraw(
        relative,
        on=persons.TODAY,
        why="",
        by=world.user(Role.PBSW),
        principals=principals(world.user(Role.PBSW)),
        at=persons.NOW,
    )
    documents.make(clock=lambda: persons.NOW)

    assert opened(client, one, before).status_code == 404
    waiting = Document.objects.get(pk=waiting.pk)
    assert (waiting.state, waiting.content) == (Document.State.FAILED, None)
    assert waiting.problem == "They are not invited any more."


def test_a_letter_of_a_date_that_was_moved_is_not_opened(world, one, row, organiser, signed_in):
    document = made(one, organiser)
    here = Conference.objects.get(pk=row.pk)
    actions.move(
        here,
        conferences.sitting(days=52, why="A clash."),
        version=here.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )

    client = signed_in(organiser)

    assert opened(client, one, document).status_code == 404
    page = reverse("conferences:family_letter", args=[row.pk, one.pk])
    assert "a date that does not stand any more" in client.get(page).content.decode()


def test_on_the_page_it_is_asked_for_and_opened_and_that_is_kept(one, row, organiser, signed_in):
    client = signed_in(organiser)
    answer = client.get(reverse("conferences:answer_for", args=[row.pk, one.pk]))
    page = reverse("conferences:family_letter", args=[row.pk, one.pk])
    assert page in answer.content.decode()
    shown = client.post(page, {"reference": "x"}, follow=True).content.decode()
    assert "Asked for. It is made next." in shown
    assert "0300 063 2100" in shown
    assert "The sheet bears no date." in shown
    document = Document.objects.get()
    progress = reverse("conferences:letter_progress", args=[row.pk, one.pk, document.pk])
    assert progress in shown
    looks = Consultation.objects.count()
    assert client.get(progress).json()["waits"] is True
    documents.make(clock=lambda: persons.NOW)
    assert client.get(progress).json() == {"waits": False, "words": "Ready.", "percent": 100}
    assert Consultation.objects.count() == looks
    assert progress not in client.get(page).content.decode()
    assert (
        reverse("conferences:open_letter", args=[row.pk, one.pk, document.pk])
        in client.get(page).content.decode()
    )

    opened_by_hand = opened(client, one, document)

    assert opened_by_hand["Content-Type"] == "application/pdf"
    assert Consultation.objects.filter(page=f"conferences:open_letter {document.pk}").exists()
