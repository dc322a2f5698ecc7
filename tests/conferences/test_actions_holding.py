"""A conference that was held: the clocks know of it, and nobody is left without a next step."""

from datetime import date, timedelta

import pytest

from conferences import actions
from conferences.models import Conference, Invitation
from conferences.policy.holding import Came, Next
from conferences.policy.kinds import Kind
from icm.clocks import queries as clocks
from icm.core.refusals import NotAllowed, Refused
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
MEETING = conferences.sitting()
AFTER = MEETING.starts_at + timedelta(hours=3)
ON = MEETING.starts_at.date()
NEXT = Next(Kind.PERIODIC, date(2027, 7, 5), why="The programme ends in June.")


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


def prepared(world, organiser, kind="periodic"):
    row = conferences.fixed(world.person, organiser, MEETING, kind=kind)
    conferences.invited(row, organiser)
    return row


def hold(row, by, *, at=AFTER, on=ON, after=NEXT, **marks):
    row.refresh_from_db()
    came = {
        pk: marks.get(party, Came.ATTENDED)
        for pk, party in row.invitations.values_list("pk", "party")
    }
    return actions.hold(
        row,
        actions.Holding(on=on, came=came, after=after),
        version=row.version,
        by=by,
        principals=principals(by),
        at=at,
    )


def test_hold_tells_the_clocks_and_arranges_what_comes_next(world, organiser):
    row = prepared(world, organiser)

    held = hold(row, organiser)

    assert (held.state, held.held_on, held.assessed) == ("held", ON, False)
    event = Event.objects.get(person=world.person, kind=EventKind.CC_PERIODIC)
    assert event.on == ON
    coming = Conference.objects.get(state="planned")
    assert (coming.kind, coming.due_on, coming.why) == ("periodic", NEXT.on, NEXT.why)
    assert set(Invitation.objects.values_list("came", flat=True)) == {"attended"}


def test_hold_of_an_initial_meets_its_clock(world, organiser):
    row = prepared(world, organiser, "initial")
    follow_up = Next(Kind.FOLLOW_UP, date(2027, 3, 1), why="The LS/CMI is late.")

    with pytest.raises(Refused, match="Follow-up"):
        hold(row, organiser)
    hold(row, organiser, after=follow_up)

    outcomes = {one.rule: one for one in clocks.explain(world.person.pk, on=AFTER.date())}
    assert outcomes["CC-INITIAL-6M"].met_on == ON
    assert outcomes["CC-FOLLOWUP-LSCMI"].due_on == date(2027, 3, 1)


def test_hold_without_a_core_member_needs_an_approval(world, organiser):
    row = prepared(world, organiser)

    with pytest.raises(Refused, match="nobody approved it"):
        hold(row, organiser, cbsw=Came.ABSENT)
    row.refresh_from_db()
    assert row.state == "set"


@pytest.mark.parametrize(
    ("at", "on", "because"),
    [
        (MEETING.starts_at - timedelta(days=3), ON, "in the future"),
        (AFTER, ON - timedelta(days=1), "move it there first"),
    ],
)
def test_hold_on_another_day_is_refused(world, organiser, at, on, because):
    row = prepared(world, organiser)

    with pytest.raises(Refused, match=because):
        hold(row, organiser, at=at, on=on)


def test_hold_is_not_an_officers(world, organiser):
    row = prepared(world, organiser)

    with pytest.raises(NotAllowed):
        hold(row, world.user(Role.PERSONAL_OFFICER))


def test_hold_leaves_what_is_being_arranged_already(world, organiser):
    row = prepared(world, organiser)
    standing = conferences.planned(world.person, organiser, kind="pre-parole")

    hold(row, organiser, after=Next(Kind.PREPAROLE, date(2027, 5, 1), why="The dossier."))

    assert Conference.objects.get(kind="pre-parole") == standing


def test_adjourn_leaves_it_to_be_fixed_anew_with_everybody_invited(world, organiser):
    row = prepared(world, organiser)

    def adjourn(at, why="The fire alarm."):
        row.refresh_from_db()
        given = {"by": organiser, "principals": principals(organiser), "at": at}
        return actions.adjourn(row, why=why, version=row.version, **given)

    with pytest.raises(Refused, match="Postpone it instead"):
        adjourn(persons.NOW)
    with pytest.raises(Refused, match="Say why"):
        adjourn(AFTER, "")
    gone = adjourn(AFTER)

    assert (gone.state, gone.starts_at) == ("adjourned", None)
    assert gone.invitations.filter(withdrawn_at=None).count() == 5
    assert not Event.objects.filter(person=world.person, kind=EventKind.CC_PLANNED).exists()
