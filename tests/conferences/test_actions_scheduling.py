"""A schedule is ordered once, searched for, and keeps what people pinned or refused; its dates are fixed together."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from conferences.actions import placings, rooms, scheduling
from conferences.actions.placings import Spot
from conferences.actions.rooms import Fittings
from conferences.models import (
    Change,
    Conference,
    Engagement,
    Placing,
    Room,
    Run,
    SocialWorkDay,
    Unplaced,
)
from conferences.policy.hours import Span
from conferences.policy.kinds import Kind
from conferences.queries.estate import estate_of
from conferences.tasks import make_schedules
from icm.core.refusals import NotAllowed, Refused
from icm.people import access as people
from icm.people.models import Absence, Allocation, Establishment, Event, ShiftPattern
from icm.policy.facts import EventKind, Level, RouteSlug
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
LATER = persons.NOW + timedelta(minutes=5)


@pytest.fixture
def keeper():
    return staff.user((Role.ICM_CASE_CO_ORDINATOR, "barlinnie"))


@pytest.fixture
def room(keeper):
    place = Establishment.objects.get(slug="barlinnie")
    asking = principals(keeper)
    made = rooms.add_room(place, Fittings(name="ICM room 1"), principals=asking)
    week = [Span(day, start, 60) for day in range(5) for start in (570, 840)]
    rooms.set_hours(made, week, version=1, principals=asking)
    return made


@pytest.fixture
def workers():
    return {
        Role.PBSW: staff.user((Role.PBSW, "barlinnie")),
        Role.CBSW: staff.user((Role.CBSW, "glasgow-city")),
        Role.PERSONAL_OFFICER: staff.user((Role.PERSONAL_OFFICER, "barlinnie")),
    }


def somebody(workers, **values):
    values = {"route": RouteSlug.ENHANCED, "supervision_level": Level.LOW} | values
    made = persons.person(residence="glasgow-city", **values)
    persons.sentence(made)
    for role, user in workers.items():
        Allocation.objects.create(person=made, user=user, role=role, from_on=made.arrived_on)
    people.sync(made)
    return made


@pytest.fixture
def conference(keeper, workers, room):
    return conferences.planned(somebody(workers), keeper)


def made(keeper, at=persons.NOW):
    place = Establishment.objects.get(slug="barlinnie")
    scheduling.order_schedule(place, by=keeper, principals=principals(keeper), at=at)
    run = scheduling.take_run(at=at)
    return scheduling.solve_schedule(run, at=at, effort=2.0)


def act(what, *given, by, at=LATER):
    return getattr(placings, what)(*given, by=by, principals=principals(by), at=at)


def spot(room, days=38, hour=11, minutes=60):
    day = persons.TODAY + timedelta(days)
    start = datetime(day.year, day.month, day.day, hour, tzinfo=persons.LONDON)
    return Spot(room=room, starts_at=start, minutes=minutes)


def test_a_night_orders_each_establishment_once_and_none_without_anything_to_place(
    keeper, conference
):
    assert scheduling.order_schedules(at=persons.NOW) == 1
    assert scheduling.order_schedules(at=LATER) == 0
    scheduling.solve_schedule(scheduling.take_run(at=LATER), at=LATER, effort=2.0)

    assert scheduling.order_schedules(at=LATER) == 0
    assert Run.objects.get().asked_by is None
    assert scheduling.order_schedules(at=LATER + timedelta(days=1)) == 1


def test_what_a_search_changed_is_kept_with_its_reasons(keeper, conference, workers, room):
    made(keeper)
    assert not Change.objects.exists()  # the first changes nothing: all of it is new
    before = Placing.objects.get()
    Absence.objects.create(
        user=workers[Role.PBSW],
        from_on=before.starts_at.date(),
        until_on=before.starts_at.date(),
        recorded_at=persons.NOW,
        recorded_by=keeper,
    )
    other = conferences.planned(somebody(workers), keeper)
    made(keeper, LATER)

    moved, new = Change.objects.order_by("conference")
    assert (moved.conference, moved.before_at, moved.before_room) == (conference, before.starts_at, room)  # fmt: skip
    assert moved.after_at != before.starts_at
    assert "is not there then." in moved.because[0]
    assert (new.conference, new.before_at) == (other, None)
    made(keeper, LATER + timedelta(weeks=3))
    assert not Change.objects.filter(pk=moved.pk).exists()


def test_a_fixed_and_invited_conference_stays_through_every_night(
    keeper, conference, workers, room
):
    fixed = conferences.fixed(somebody(workers), keeper, conferences.sitting(38, 11, place=room.name))  # fmt: skip
    before = (fixed.starts_at, fixed.place, fixed.version)
    made(keeper)
    made(keeper, LATER)

    fixed.refresh_from_db()
    assert (fixed.starts_at, fixed.place, fixed.version) == before
    assert not Change.objects.filter(conference=fixed).exists()


def test_a_schedule_ordered_twice_is_one(keeper, room):
    place, asking = room.establishment, principals(keeper)
    first = scheduling.order_schedule(place, by=keeper, principals=asking, at=persons.NOW)

    assert scheduling.order_schedule(place, by=keeper, principals=asking, at=LATER) == first
    assert scheduling.order_schedule(place, by=None, principals=None, at=LATER) == first
    other = principals(staff.user((Role.ICM_CASE_CO_ORDINATOR, "perth")))
    with pytest.raises(NotAllowed):
        scheduling.order_schedule(place, by=None, principals=other, at=LATER)
    with pytest.raises(IntegrityError, match="one_search"), transaction.atomic():
        Run.objects.create(establishment=place, asked_at=LATER)


def test_a_search_is_taken_once_and_again_where_its_worker_died(keeper, room):
    scheduling.order_schedule(room.establishment, by=keeper, principals=principals(keeper), at=persons.NOW)  # fmt: skip
    run = scheduling.take_run(at=persons.NOW)

    assert scheduling.take_run(at=persons.NOW + timedelta(minutes=9)) is None
    assert scheduling.take_run(at=persons.NOW + timedelta(minutes=11)) == run


def test_a_conference_is_placed_and_explained(keeper, conference, workers):
    run = made(keeper)

    placing = Placing.objects.get()
    assert (placing.conference, placing.standing) == (conference, "proposed")
    assert placing.starts_at.date() >= persons.TODAY + timedelta(weeks=4)
    assert (run.state, run.cases, run.placed, run.most) == ("done", 1, 1, 1)
    assert not placing.explained["away"]
    assert len(placing.explained["unknown"]) == 2  # nothing is on record of either social worker
    assert any("In time" in text for text in placing.explained["met"])


def test_what_cannot_be_placed_says_why(keeper, conference, workers):
    Absence.objects.create(
        user=workers[Role.PBSW],
        from_on=persons.TODAY,
        until_on=persons.TODAY + timedelta(days=200),
        recorded_at=persons.NOW,
        recorded_by=keeper,
    )
    made(keeper)

    name = workers[Role.PBSW].display_name()
    assert Unplaced.objects.get().because == [
        f"{name} (Prison-based social worker) is not there at any free time."
    ]
    assert not Placing.objects.exists()


def test_the_next_search_replaces_what_was_only_proposed(keeper, conference):
    made(keeper)
    first = Placing.objects.get()
    made(keeper, LATER)

    assert Placing.objects.get().pk != first.pk
    assert Run.objects.filter(state="done").count() == 2


def test_a_pin_stays_and_a_refused_time_does_not_come_back(keeper, conference, workers, room):
    other = conferences.planned(somebody(workers), keeper)
    made(keeper)
    mine = act("pin", Placing.objects.get(conference=conference), by=keeper)
    refused = act("refuse", Placing.objects.get(conference=other), "The room is needed.", by=keeper)
    made(keeper, LATER)

    mine.refresh_from_db()
    assert (mine.standing, mine.by) == ("pinned", keeper)
    assert mine.explained["met"]
    again = Placing.objects.get(conference=other, standing="proposed")
    assert again.starts_at != refused.starts_at
    assert Placing.objects.get(pk=refused.pk).why == "The room is needed."


def test_pinning_twice_is_once_and_unpinning_lets_it_go(keeper, conference):
    made(keeper)
    row = Placing.objects.get()
    for _ in range(2):
        assert act("pin", row, by=keeper).standing == "pinned"
    for _ in range(2):
        assert act("unpin", row, by=keeper).standing == "proposed"


def test_a_placing_that_stands_no_more_is_not_acted_on(keeper, conference):
    made(keeper)
    row = Placing.objects.get()
    with pytest.raises(Refused, match="Say why"):
        act("refuse", row, "  ", by=keeper)
    made(keeper, LATER)

    for what, given in (("pin", ()), ("unpin", ()), ("refuse", ("Too late.",))):
        with pytest.raises(Refused, match="stands no more"):
            act(what, row, *given, by=keeper)
    for role, place in ((Role.PERSONAL_OFFICER, "barlinnie"), (Role.ICM_CO_ORDINATOR, "perth")):
        with pytest.raises(NotAllowed):
            act("pin", Placing.objects.get(), by=staff.user((role, place)))


def test_placed_by_hand_it_is_pinned_and_a_proposal_gives_way(keeper, conference, workers, room):
    other = conferences.planned(somebody(workers), keeper)
    made(keeper)
    theirs = Placing.objects.get(conference=other)
    there = Spot(room=room, starts_at=theirs.starts_at, minutes=60)

    row = act("place_by_hand", conference, there, by=keeper)

    assert row.standing == "pinned"
    assert act("place_by_hand", conference, there, by=keeper) == row
    assert not Placing.objects.filter(conference=other).exists()
    with pytest.raises(Refused, match="is taken then"):
        act("place_by_hand", other, there, by=keeper)
    moved = act("place_by_hand", conference, spot(room), by=keeper)
    assert Placing.objects.get(conference=conference) == moved


def test_by_hand_too_some_places_cannot_be(keeper, conference, workers, room):
    elsewhere = Room.objects.create(
        establishment=Establishment.objects.get(slug="perth"), name="Room"
    )
    for wrong, said in (
        (spot(elsewhere), "not where they are"),
        (spot(room, days=-1), "is past"),
        (spot(room, minutes=30), "takes 60 minutes"),
    ):
        with pytest.raises(Refused, match=said):
            act("place_by_hand", conference, wrong, by=keeper)
    sitting = conferences.sitting(38, 11, place=room.name)
    fixed = conferences.fixed(somebody(workers), keeper, sitting)
    with pytest.raises(Refused, match="is taken then"):
        act("place_by_hand", conference, spot(room), by=keeper)
    with pytest.raises(Refused, match="Its date is fixed"):
        act("place_by_hand", fixed, spot(room, days=39), by=keeper)


def test_whoever_is_transferred_leaves_what_was_found_behind(keeper, conference, room):
    """Nothing found at one establishment is fixed at another, or keeps the other from finding a time."""
    made(keeper)
    row = act("pin", Placing.objects.get(), by=keeper)
    perth, there = Establishment.objects.get(slug="perth"), (Role.ICM_CASE_CO_ORDINATOR, "perth")
    conference.person.establishment = perth
    conference.person.save(update_fields=["establishment"])
    people.sync(conference.person)
    staff.appoint(keeper, there)
    second = rooms.add_room(perth, Fittings(name="Room"), principals=principals(keeper))
    rooms.set_hours(second, [Span(1, 570, 60)], version=1, principals=principals(keeper))
    assert "not at HMP Barlinnie any more" in act("fix_dates", [row], by=keeper).left[0][1]

    scheduling.order_schedule(perth, by=keeper, principals=principals(keeper), at=LATER)
    scheduling.solve_schedule(scheduling.take_run(at=LATER), at=LATER, effort=2.0)

    assert Placing.objects.get().room == second


def test_dates_are_fixed_together_and_what_cannot_be_says_why(keeper, conference, workers):
    other = conferences.planned(somebody(workers), keeper)
    made(keeper)
    rows = list(Placing.objects.all())
    conferences.actions.cancel(
        other, why="Released.", version=1, by=keeper, principals=principals(keeper), at=persons.NOW
    )

    done = act("fix_dates", rows, by=keeper)

    assert [row.pk for row in done.fixed] == [conference.pk]
    assert [placing.conference_id for placing, _ in done.left] == [other.pk]
    conference.refresh_from_db()
    assert (conference.state, conference.place) == ("set", "ICM room 1")
    assert Event.objects.filter(kind=EventKind.CC_PLANNED).count() == 1
    assert Placing.objects.get(conference=conference).standing == "fixed"
    again = act("fix_dates", rows, by=keeper)
    assert (again.fixed, len(again.left)) == ((), 2)


def test_dates_fixed_too_late_for_the_invitations_are_left(keeper, conference):
    made(keeper)

    done = act("fix_dates", list(Placing.objects.all()), by=keeper, at=persons.NOW + timedelta(50))

    assert "less than 4 weeks" in done.left[0][1]
    assert Conference.objects.get().state == "planned"


def test_what_is_fixed_meanwhile_is_not_proposed(keeper, conference, workers, room):
    """A search is long: what was fixed while it went on keeps its room and its conference."""
    place = room.establishment
    scheduling.order_schedule(place, by=keeper, principals=principals(keeper), at=persons.NOW)
    run = scheduling.take_run(at=persons.NOW)
    estate = estate_of(place, on=persons.TODAY)
    Conference.objects.filter(pk=conference.pk).update(state="cancelled")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scheduling, "estate_of", lambda *_, **__: estate)
        scheduling.solve_schedule(run, at=LATER, effort=1.0)

    assert not Placing.objects.exists()


def test_a_search_that_failed_is_on_record_and_can_be_ordered_anew(keeper, room):
    scheduling.order_schedule(room.establishment, by=keeper, principals=principals(keeper), at=persons.NOW)  # fmt: skip
    run = scheduling.take_run(at=persons.NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scheduling, "estate_of", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            scheduling.solve_schedule(run, at=LATER)

    assert Run.objects.get().state == "failed"
    assert made(keeper, LATER).state == "done"


def test_the_worker_makes_what_is_ordered(keeper, conference):
    place = Establishment.objects.get(slug="barlinnie")
    scheduling.order_schedule(place, by=keeper, principals=principals(keeper), at=persons.NOW)
    make_schedules()

    assert Run.objects.get().state == "done"


def test_the_facts_are_as_recorded(keeper, conference, workers, room):
    person, on = conference.person, persons.TODAY
    monday = on - timedelta(days=on.weekday())
    week = ["early", "early", "late", "day", "night", "rest", "rest"]
    ShiftPattern.objects.create(
        user=workers[Role.PERSONAL_OFFICER], from_on=monday, shifts=week,
        recorded_at=persons.NOW, recorded_by=keeper,
    )  # fmt: skip
    SocialWorkDay.objects.create(establishment=room.establishment, weekday=1)
    start = persons.NOW + timedelta(days=40)
    Engagement.objects.create(
        person=person, kind="court", from_at=start, until_at=start + timedelta(hours=2),
        source="court", recorded_at=persons.NOW, recorded_by=keeper,
    )  # fmt: skip
    Event.objects.create(
        person=person, reference="l", kind=EventKind.LSCMI, on=on, value="very-high",
        recorded_at=persons.NOW, recorded_by=keeper,
    )  # fmt: skip

    estate = estate_of(room.establishment, on=on)

    case = estate.cases[0]
    assert (case.weight, case.council, case.secure) == (7, "glasgow-city", False)
    assert [(time.on, time.minutes) for time in case.busy] == [(start.date(), 120)]
    officer = estate.members[case.officer]
    days = [officer.hours[monday + timedelta(days=7 + number)] for number in range(7)]
    assert days == [(420, 900), (420, 900), (780, 1260), (480, 1020), None, None, None]
    pbsw, cbsw = (estate.members[key] for key in case.core)
    assert {day.weekday() for day, hours in pbsw.hours.items() if hours} == {1}
    assert cbsw.hours == {}
    assert [one.key for one in estate.chairs] == [keeper.pk]


def test_a_conference_fixed_elsewhere_keeps_its_social_worker_busy(keeper, conference, workers):
    there = staff.user((Role.ICM_CASE_CO_ORDINATOR, "perth"))
    visitor = somebody({Role.CBSW: workers[Role.CBSW]}, at="perth")
    fixed = conferences.fixed(visitor, there, kind=Kind.PERIODIC)

    estate = estate_of(Establishment.objects.get(slug="barlinnie"), on=persons.TODAY)

    cbsw = estate.members[workers[Role.CBSW].pk]
    assert [time.on for time in cbsw.busy] == [fixed.starts_at.date()]
    assert estate.taken == ()


@pytest.mark.parametrize("people_held", [2, 10])
def test_the_facts_cost_the_same_however_many(
    keeper, workers, room, people_held, django_assert_max_num_queries
):
    for _ in range(people_held):
        conferences.planned(somebody(workers), keeper)
    with django_assert_max_num_queries(24):
        estate = estate_of(room.establishment, on=persons.TODAY)
    assert len(estate.cases) == people_held
