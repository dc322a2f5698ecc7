"""What comes next for somebody: the right thing first, what is late told as late, and whom to ask."""

from datetime import timedelta

import pytest

from icm.clocks.models import Due
from icm.clocks.policy import BY_ID
from icm.kiosk import policy
from icm.kiosk.queries.steps import dated_steps, next_page
from icm.people.models import Absence, Allocation
from icm.policy.roles import Role
from tests.factories import conferences, persons

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY


def due(person, rule, days=None, *, status="due", owner=Role.RMT_CHAIR, changes=None):
    return Due.objects.create(
        person=person,
        rule=rule,
        status=status,
        due_on=None if days is None else TODAY + timedelta(days),
        next_change_on=None if changes is None else TODAY + timedelta(changes),
        owner=owner,
        basis="",
        staff="For staff only.",
        evidence={"person": f"Said of {rule}."},
    )


def rules(page):
    return [one.rule for one in (page.first, *page.then)]


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CO_ORDINATOR)


def test_every_rule_is_a_step_of_theirs_or_among_staff():
    assert set(BY_ID) == policy.THEIR_STEPS | policy.AMONG_STAFF
    assert not policy.THEIR_STEPS & policy.AMONG_STAFF


def test_a_step_says_what_by_when_who_and_what_to_ask(world):
    due(world.person, "PBSW-10WD", 45, owner=Role.PBSW)

    first = next_page(world.person, at=NOW).first

    assert first.said == "Said of PBSW-10WD."
    assert first.when == "By Tuesday 5 January 2027."
    assert first.who == "Your social worker in the prison, Pbsw Tester"
    assert first.ask == (
        "If it does not happen by then, ask your personal officer (Personal Officer Tester) why."
    )
    assert not first.late


def test_what_is_late_comes_first_and_is_told_as_late(world):
    due(world.person, "PSS-6M", 1)
    due(world.person, "LSCMI-EXPLAIN", -3, status="overdue")

    page = next_page(world.person, at=NOW)

    assert rules(page) == ["LSCMI-EXPLAIN", "PSS-6M"]
    assert page.first.late
    assert page.first.when == "This should have happened by Wednesday 18 November 2026."
    assert "why it is late" in page.first.ask


def test_what_has_no_day_waits_already(world):
    due(world.person, "PSS-6M", policy.WAITS_NOW.days + 1)
    due(world.person, "CIP-ALL", status="unknown", owner=Role.PERSONAL_OFFICER)
    due(world.person, "PSS-72H", policy.WAITS_NOW.days - 1)

    page = next_page(world.person, at=NOW)

    assert rules(page) == ["PSS-72H", "CIP-ALL", "PSS-6M"]
    assert page.then[0].when == "Nobody has set a day for this yet."
    assert {one.rule for one in dated_steps(world.person, at=NOW)} == {"PSS-6M", "PSS-72H"}


def test_a_meeting_to_get_ready_for_comes_before_what_is_late(world, keeper):
    conferences.fixed(world.person, keeper, conferences.sitting(45))
    Due.objects.filter(person=world.person).delete()
    due(world.person, "LSCMI-EXPLAIN", -3, status="overdue")

    early, soon = (next_page(world.person, at=NOW + timedelta(days)) for days in (30, 31))

    assert rules(early) == ["LSCMI-EXPLAIN", ""]
    assert rules(soon) == ["", "LSCMI-EXPLAIN"]
    assert soon.first.when == "Tuesday 5 January 2027 at 10 am"


def test_a_meeting_far_off_comes_in_its_turn_and_stands_for_the_rule_that_asks_for_it(
    world, keeper
):
    conferences.fixed(world.person, keeper, conferences.sitting(45))
    Due.objects.filter(person=world.person).delete()
    due(world.person, "CC-INITIAL-6M", 60)
    due(world.person, "CC-PREPAROLE", 50)
    due(world.person, "PSS-6M", 20)

    assert rules(next_page(world.person, at=NOW)) == ["PSS-6M", "", "CC-PREPAROLE"]


def test_a_meeting_whose_rule_is_late_is_still_told_as_late(world, keeper):
    conferences.fixed(world.person, keeper, conferences.sitting(45))
    Due.objects.filter(person=world.person).delete()
    due(world.person, "CC-INITIAL-6M", -2, status="overdue")

    assert rules(next_page(world.person, at=NOW)) == ["CC-INITIAL-6M", ""]


def test_a_meeting_that_is_over_is_no_next_step(world, keeper):
    conferences.fixed(world.person, keeper, conferences.sitting(45))
    Due.objects.filter(person=world.person).delete()

    assert next_page(world.person, at=NOW + timedelta(46)).first is None


def test_work_among_staff_and_what_is_settled_are_nobodys_next_step(world):
    due(world.person, "MAPPA-POLICE", 3)
    due(world.person, "PSS-6M", -9, status="met")
    due(world.person, "LSCMI-EXPLAIN", 5, status="waived")

    page = next_page(world.person, at=NOW)

    assert page.first is None
    assert page.again.startswith("Your record is looked at every night.")


def test_where_nothing_comes_next_it_says_when_something_changes(world):
    due(world.person, "PSS-6M", -9, status="met", changes=45)
    due(world.person, "MAPPA-POLICE", -9, status="met", changes=5)

    page = next_page(world.person, at=NOW)

    assert (
        page.again == "The next day on which something changes for you is Tuesday 5 January 2027."
    )


def test_what_else_is_late_is_counted(world):
    for place, rule in enumerate(("PSS-12M", "LSCMI-EXPLAIN", "CSA-72H", "CC-EVENT", "PLAN-COPY")):
        due(world.person, rule, -place - 1, status="overdue")

    assert next_page(world.person, at=NOW).late == 2


def test_nobody_named_is_nobody_named(world):
    Allocation.objects.filter(person=world.person).update(until_on=TODAY)
    due(world.person, "PBSW-10WD", 45, owner=Role.PBSW)

    first = next_page(world.person, at=NOW).first

    assert first.who == "A social worker in the prison"
    assert "ask an officer in your hall why" in first.ask


@pytest.mark.parametrize(
    ("cover", "whom"),
    [(None, "an officer in your hall"), (Role.RESIDENTIAL_OFFICER, "Residential Officer Tester")],
)
def test_whoever_is_away_is_not_the_one_to_ask(cover, whom, world):
    officer = world.user(Role.PERSONAL_OFFICER)
    Absence.objects.create(
        user=officer,
        from_on=TODAY,
        until_on=TODAY,
        cover=cover and world.user(cover),
        recorded_at=NOW,
        recorded_by=officer,
    )
    due(world.person, "PSS-6M", 3)

    first = next_page(world.person, at=NOW).first

    assert first.ask == f"If it does not happen by then, ask {whom} why."


def test_a_role_that_is_not_told_does_it_as_somebody_else(world):
    due(world.person, "PSS-6M", 3, owner=Role.POLICE)

    assert next_page(world.person, at=NOW).first.who == "Staff of another team"


def test_the_same_queries_whatever_there_is(world, assert_constant_queries):
    some = iter(sorted(policy.THEIR_STEPS))

    assert_constant_queries(
        add_row=lambda: due(world.person, next(some), 5),
        call=lambda: next_page(world.person, at=NOW),
    )
