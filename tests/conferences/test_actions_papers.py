"""The papers of a conference are sent to those who must have them, and the clock goes on to the talk (RA-2W)."""

from datetime import timedelta

import pytest

from conferences import actions
from conferences.actions.papers import Sending, send_papers, sent_to
from conferences.models import Conference, Papers
from conferences.policy.kinds import Party
from conferences.policy.papers import READERS, How, missing
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk.models import Assessment
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
BOTH = (Party.OFFICER, Party.CBSW)


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, organiser):
    made = conferences.fixed(world.person, organiser, kind="periodic")
    conferences.invited(made, organiser)
    return Conference.objects.get(pk=made.pk)


@pytest.fixture
def assessed(world):
    worker = world.user(Role.PBSW)
    return Assessment.objects.create(
        person=world.person,
        reference="lscmi",
        tool="lscmi",
        purpose="annual",
        side="prison",
        state="done",
        band="high",
        requested_on=persons.TODAY - timedelta(60),
        requested_by=worker,
        assessor=worker,
        done_on=persons.TODAY - timedelta(30),
    )


def send(row, by, **values):
    sending = Sending(
        **{"reference": "p1", "parties": BOTH, "how": How.SYSTEM, "on": persons.TODAY} | values
    )
    return send_papers(row, sending, by=by, principals=principals(by), at=persons.NOW)


def noted():
    return Event.objects.filter(kind=EventKind.PAPERS_SENT)


@pytest.mark.parametrize(
    ("sent", "absent"),
    [((), BOTH), ((Party.PBSW,), BOTH), ((Party.CBSW,), BOTH[:1]), (READERS, ())],
)
def test_ra_2w_who_must_have_them(sent, absent):
    assert missing(sent) == absent


def test_sent_to_both_the_clock_hears_of_it_and_the_readers_are_told_by_no_name(
    row, organiser, assessed
):
    made = send(row, organiser)

    assert (made.assessment, made.parties) == (assessed, ["officer", "cbsw"])
    assert noted().get().reference == f"papers-{made.pk}"
    told = Outgoing.objects.filter(subject__contains="papers to read")
    assert told.count() == 2
    for word in (row.person.family_name, row.person.number, "eriodic", "LS/CMI"):
        assert word not in told.first().subject + told.first().body


def test_sent_to_one_and_then_to_the_other_it_is_complete_with_the_second(row, organiser, assessed):
    send(row, organiser, parties=[Party.OFFICER], how=How.PAPER)
    assert not noted().exists()
    assert not Outgoing.objects.filter(subject__contains="papers").exists()

    send(row, organiser, reference="p2", parties=[Party.CBSW])

    assert noted().count() == 1
    assert sent_to(row, assessed.pk) == set(BOTH)


def test_recorded_twice_it_was_sent_once(row, organiser, assessed):
    assert send(row, organiser).pk == send(row, organiser).pk
    with pytest.raises(SentBefore):
        send(row, organiser, how=How.PAPER)
    assert Papers.objects.count() == noted().count() == 1


def test_there_is_nothing_to_send_without_an_assessment_that_holds(row, organiser, assessed):
    Assessment.objects.filter(pk=assessed.pk).update(stopped=True)
    with pytest.raises(Refused, match="contradict"):
        send(row, organiser)
    Assessment.objects.all().delete()
    with pytest.raises(Refused):
        send(row, organiser)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"parties": []}, "to whom"),
        ({"parties": [Party.FAMILY]}, "to whom"),
        ({"on": persons.TODAY + timedelta(1)}, "future"),
        ({"on": persons.TODAY - timedelta(31)}, "not sent before"),
    ],
)
def test_refused(row, organiser, assessed, values, words):
    with pytest.raises(Refused, match=words):
        send(row, organiser, **values)
    assert not Papers.objects.exists()


def test_only_for_a_date_and_by_who_arranges(row, organiser, assessed, world):
    for role in (Role.PERSONAL_OFFICER, Role.ICM_ADMINISTRATOR, Role.PBSW):
        with pytest.raises(NotAllowed):
            send(row, world.user(role))
    here = Conference.objects.get(pk=row.pk)
    actions.cancel(
        here,
        why="Not needed.",
        version=here.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )
    with pytest.raises(Refused, match="with a date"):
        send(row, organiser)
