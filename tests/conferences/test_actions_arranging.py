"""A conference is planned once, fixed with notice, moved with a reason, and cancelled without losing what was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conferences import actions
from conferences.models import Conference, Step
from conferences.policy.kinds import Kind, Party
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people.models import Event
from icm.policy.facts import EventKind, RouteSlug, SentenceKind
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return staff.user((Role.ICM_CASE_CO_ORDINATOR, "barlinnie"))


@pytest.fixture
def person():
    made = persons.person(route=RouteSlug.ENHANCED)
    persons.sentence(made)
    return made


def act(what, row, by, *given, **named):
    at = persons.NOW
    return getattr(actions, what)(
        row, *given, version=row.version, by=by, principals=principals(by), at=at, **named
    )


def planned_days(person):
    return list(Event.objects.filter(person=person, kind=EventKind.CC_PLANNED).values_list("on"))


def test_plan_conference_is_planned_once(person, organiser):
    wanted = conferences.plan(reference="one")
    given = {"by": organiser, "principals": principals(organiser), "at": persons.NOW}

    first = actions.plan_conference(person, wanted, **given)

    assert actions.plan_conference(person, wanted, **given) == first
    assert (first.state, first.kind, first.establishment) == ("planned", "initial", None)
    assert Step.objects.get().move == "plan"
    with pytest.raises(SentBefore):
        actions.plan_conference(person, replace(wanted, why="Another."), **given)


def test_plan_conference_refuses_a_second_of_the_kind_while_one_is_open(person, organiser):
    conferences.planned(person, organiser)

    with pytest.raises(Refused, match="being arranged already"):
        conferences.planned(person, organiser)
    conferences.planned(person, organiser, kind=Kind.PERIODIC)


def test_plan_conference_refuses_an_initial_for_somebody_recalled(organiser):
    recalled = persons.person(route=RouteSlug.ENHANCED)
    persons.sentence(recalled, SentenceKind.RECALLED, recalled_on=persons.TODAY - timedelta(40))

    with pytest.raises(Refused, match="no substitute"):
        conferences.planned(recalled, organiser)
    assert conferences.planned(recalled, organiser, kind=Kind.RECALL).kind == "recall"


def test_plan_conference_is_not_an_officers(person):
    officer = staff.user((Role.PERSONAL_OFFICER, "barlinnie"))

    with pytest.raises(NotAllowed):
        conferences.planned(person, officer)


def test_fix_tells_the_clocks_for_which_day_it_is_planned(person, organiser):
    when = conferences.sitting()

    row = conferences.fixed(person, organiser, when)

    assert (row.state, row.place) == ("set", "Conference room 1")
    assert row.establishment == person.establishment
    assert planned_days(person) == [(when.starts_at.date(),)]


def test_fix_with_less_than_four_weeks_asks_why(person, organiser):
    row = conferences.planned(person, organiser)

    with pytest.raises(Refused, match="19 December 2026 at the earliest"):
        act("fix", row, organiser, conferences.sitting(27))
    assert act("fix", row, organiser, conferences.sitting(27, why="Released in January.")).pk
    assert Step.objects.get(move="fix").why == "Released in January."


@pytest.mark.parametrize("days", [35, 41])  # 26 December 2026, a Saturday; 1 January 2027
def test_fix_on_no_working_day_asks_why(person, organiser, days):
    row = conferences.planned(person, organiser)

    with pytest.raises(Refused, match="weekend or a public holiday"):
        act("fix", row, organiser, conferences.sitting(days))
    asked = conferences.sitting(days, why="Their solicitor comes on that day alone.")
    assert act("fix", row, organiser, asked).state == "set"


@pytest.mark.parametrize(("days", "because"), [(-1, "past"), (0, "past")])
def test_fix_refuses_what_is_past(person, organiser, days, because):
    row = conferences.planned(person, organiser)

    with pytest.raises(Refused, match=because):
        act("fix", row, organiser, conferences.sitting(days, why="Why not."))


def test_fix_refuses_two_at_once_for_the_person_and_for_the_chair(person, organiser):
    conferences.fixed(person, organiser, conferences.sitting(chair=organiser))
    second = conferences.planned(person, organiser, kind=Kind.PERIODIC)
    other = persons.person(route=RouteSlug.ENHANCED)
    persons.sentence(other)
    third = conferences.planned(other, organiser)

    late = conferences.sitting()
    with pytest.raises(Refused, match="They have another"):
        act("fix", second, organiser, replace(late, starts_at=late.starts_at + timedelta(0, 3540)))
    with pytest.raises(Refused, match="chairs another"):
        act("fix", third, organiser, conferences.sitting(chair=organiser))
    after = replace(late, starts_at=late.starts_at + timedelta(hours=1))
    assert act("fix", second, organiser, after).state == "set"


def test_move_needs_a_reason_and_plans_the_other_day_alone(person, organiser):
    row = conferences.fixed(person, organiser)
    later = conferences.sitting(49)

    with pytest.raises(Refused, match="Say why"):
        act("move", row, organiser, later)
    moved = act("move", row, organiser, replace(later, why="The room is closed."))

    assert planned_days(person) == [(later.starts_at.date(),)]
    step = Step.objects.get(move="move")
    assert (step.starts_before, step.starts_after) == (row.starts_at, moved.starts_at)


def test_postpone_leaves_it_to_be_arranged_and_cancel_ends_it(person, organiser):
    row = conferences.fixed(person, organiser)

    back = act("postpone", row, organiser, why="Court date.")
    assert (back.state, back.starts_at, back.establishment) == ("planned", None, None)
    assert planned_days(person) == []
    assert act("cancel", back, organiser, why="Released by the court.").state == "cancelled"
    assert list(Step.objects.order_by("pk").values_list("move", flat=True)) == [
        "plan",
        "fix",
        "postpone",
        "cancel",
    ]


def test_whoever_was_invited_before_it_was_postponed_is_told_of_the_new_date(person, organiser):
    row = conferences.fixed(person, organiser)
    worker = staff.user((Role.PBSW, "barlinnie"))
    guests = [actions.Guest(Party.PBSW, worker)]
    act("invite", row, organiser, guests)
    back = act("postpone", row, organiser, why="Court date.")

    again = act("fix", back, organiser, conferences.sitting(52))

    assert list(Outgoing.objects.order_by("pk").values_list("subject", "recipient")) == [
        ("ICM: you are invited to a case conference", worker.pk),
        ("ICM: a case conference is postponed", worker.pk),
        ("ICM: a case conference has a new date", worker.pk),
    ]
    assert act("invite", again, organiser, guests) == []


@pytest.mark.parametrize("what", ["postpone", "cancel"])
def test_without_a_reason_nothing_ends(person, organiser, what):
    row = conferences.fixed(person, organiser)

    with pytest.raises(Refused, match="Say why"):
        act(what, row, organiser, why="")
    row.refresh_from_db()
    assert row.state == "set"


def test_a_step_made_from_an_earlier_version_is_refused_and_told(person, organiser):
    row = conferences.fixed(person, organiser)
    act("postpone", row, organiser, why="Court date.")

    with pytest.raises(Stale, match="to be arranged"):
        act("cancel", row, organiser, why="Not needed.")


def test_a_transfer_takes_it_along_while_it_is_to_be_arranged(person, organiser):
    row = conferences.planned(person, organiser)
    conferences.transferred(person, "perth")
    elsewhere = staff.user((Role.ICM_CASE_CO_ORDINATOR, "perth"))

    with pytest.raises(NotAllowed):
        act("fix", row, organiser, conferences.sitting())
    assert act("fix", row, elsewhere, conferences.sitting()).establishment.slug == "perth"
    assert Conference.objects.count() == 1


def test_an_initial_is_scheduled_from_its_first_date_until_it_has_none(person, organiser):
    """The LS/CMI comes before the Initial is scheduled (LSCMI-BEFORE-INITIAL): moving it opens nothing again."""

    def scheduled():
        rows = Event.objects.filter(person=person, kind=EventKind.CC_SCHEDULED_INITIAL)
        return [row.on for row in rows]

    row = conferences.fixed(person, organiser)
    assert scheduled() == [persons.TODAY]
    moved = act("move", row, organiser, replace(conferences.sitting(52), why="A rest day."))
    assert scheduled() == [persons.TODAY]
    act("postpone", moved, organiser, why="The LS/CMI is not there yet.")
    assert scheduled() == []


def test_only_an_initial_is_noted_as_scheduled(person, organiser):
    conferences.fixed(person, organiser, kind=Kind.PERIODIC)

    assert not Event.objects.filter(kind=EventKind.CC_SCHEDULED_INITIAL).exists()
