"""Setting one deadline aside, and taking that back."""

from datetime import timedelta

import pytest

from icm.clocks import actions, queries
from icm.clocks.models import Due, Waiver
from icm.clocks.policy import RULES
from icm.core.refusals import NotAllowed, Refused
from icm.policy.roles import Role
from icm.policy.rules import Status
from tests.factories import persons

RULE = "CSA-72H"
UNDATED = "PBSW-10WD"
NOW = persons.NOW


@pytest.fixture
def late(world):
    """Somebody whose Core Screen is overdue, and its deadline."""
    actions.reevaluate([world.person.pk], at=NOW)
    due = Due.objects.get(person=world.person, rule=RULE)
    assert due.status == Status.OVERDUE
    return world.person, actions.Deadline(RULE, due.due_on)


@pytest.fixture
def waive(world, asking, late):
    def act(role=Role.ICM_CO_ORDINATOR, deadline=None, at=NOW):
        person, shown = late
        return actions.waive(
            person,
            deadline or shown,
            why=" In hospital. ",
            by=world.user(role),
            principals=asking(role),
            at=at,
        )

    return act


def status_of(person, rule=RULE):
    return Due.objects.get(person=person, rule=rule).status


def test_waive_sets_the_deadline_aside_with_who_and_why(late, waive):
    made = waive()

    due = Due.objects.get(person=late[0], rule=RULE)
    assert made.why == "In hospital."
    assert due.status == Status.WAIVED
    assert "In hospital" in due.why
    assert made.by.display_name() in due.why


def test_waive_twice_is_one_waiver(waive):
    assert waive() == waive()
    assert Waiver.objects.count() == 1


def test_waive_refuses_whoever_may_not(late, waive):
    with pytest.raises(NotAllowed):
        waive(role=Role.RESIDENTIAL_OFFICER)

    assert status_of(late[0]) == Status.OVERDUE


def test_waive_refuses_a_deadline_that_has_changed_since(late, waive):
    other = actions.Deadline(RULE, late[1].due_on + timedelta(days=1))

    with pytest.raises(Refused, match="has changed"):
        waive(deadline=other)

    assert not Waiver.objects.exists()


# -- what the law asks ----------------------------------------------------------------------------


def test_the_duties_of_the_law_are_those_that_stand_in_it():
    statutory = {rule.id for rule in RULES if rule.statutory}

    assert {rule.id for rule in RULES if rule.id.startswith("PSS-")} <= statutory
    assert "ROUTE-LEARNER" in statutory
    assert not statutory & {"CSA-72H", "CC-INITIAL-6M", "LSCMI-6M", "PAROLE-6M", "CSA-DISTRESS"}


@pytest.mark.parametrize("role", list(Role))
def test_only_the_chair_sets_aside_what_the_law_asks_for(world, asking, waive, late, role):
    person, _ = late
    due = Due.objects.get(person=person, rule="PSS-72H")
    deadline = actions.Deadline(due.rule, due.due_on)

    if role is Role.RMT_CHAIR:
        assert waive(role=role, deadline=deadline).rule == "PSS-72H"
        assert status_of(person, "PSS-72H") == Status.WAIVED
    else:
        with pytest.raises(NotAllowed):
            waive(role=role, deadline=deadline)
        assert not Waiver.objects.exists()


def test_a_refusal_says_whose_it_is(waive, late):
    due = Due.objects.get(person=late[0], rule="PSS-72H")

    with pytest.raises(NotAllowed, match="RMT chair"):
        waive(deadline=actions.Deadline(due.rule, due.due_on))


def test_only_the_chair_lets_it_count_again(waive, late, asking):
    person, _ = late
    due = Due.objects.get(person=person, rule="PSS-72H")
    deadline = actions.Deadline(due.rule, due.due_on)
    waive(role=Role.RMT_CHAIR, deadline=deadline)

    with pytest.raises(NotAllowed, match="RMT chair"):
        actions.withdraw_waiver(person, deadline, principals=asking(Role.ICM_CO_ORDINATOR), at=NOW)

    assert status_of(person, "PSS-72H") == Status.WAIVED
    actions.withdraw_waiver(person, deadline, principals=asking(Role.RMT_CHAIR), at=NOW)
    assert status_of(person, "PSS-72H") == Status.OVERDUE


# -- what has no day ------------------------------------------------------------------------------


@pytest.fixture
def undated(late):
    """A duty whose day is not known: when sentence information came is not recorded."""
    due = Due.objects.get(person=late[0], rule=UNDATED)
    assert (due.status, due.due_on) == (Status.UNKNOWN, None)
    return late[0]


def days(number):
    return persons.TODAY + timedelta(days=number)


def test_what_has_no_day_is_set_aside_until_a_day_and_counts_again_after_it(undated, waive):
    waive(deadline=actions.Deadline(UNDATED, None, days(30)))
    assert status_of(undated, UNDATED) == Status.WAIVED

    actions.reevaluate([undated.pk], at=NOW + timedelta(days=30))
    assert status_of(undated, UNDATED) == Status.WAIVED
    actions.reevaluate([undated.pk], at=NOW + timedelta(days=31))
    assert status_of(undated, UNDATED) == Status.UNKNOWN


def test_once_it_counts_again_it_can_be_set_aside_again(undated, waive):
    first = waive(deadline=actions.Deadline(UNDATED, None, days(1)))
    again = waive(deadline=actions.Deadline(UNDATED, None, days(40)), at=NOW + timedelta(days=2))

    assert first != again
    assert status_of(undated, UNDATED) == Status.WAIVED


def test_it_ends_when_its_day_becomes_known(undated, waive):
    waive(deadline=actions.Deadline(UNDATED, None, days(30)))
    undated.happenings.create(
        reference="warrant-came",
        kind="sentence-information",
        on=persons.TODAY,
        recorded_at=NOW,
    )

    actions.reevaluate([undated.pk], at=NOW)

    assert status_of(undated, UNDATED) == Status.DUE


@pytest.mark.parametrize(
    ("until", "words"),
    [
        pytest.param(None, "Say until which day", id="no day"),
        pytest.param(-1, "from today", id="yesterday"),
        pytest.param(182, "from today until 21 May 2027", id="too far"),
    ],
)
def test_what_has_no_day_is_not_set_aside_for_ever(undated, waive, until, words):
    until_on = None if until is None else days(until)

    with pytest.raises(Refused, match=words):
        waive(deadline=actions.Deadline(UNDATED, None, until_on))

    assert not Waiver.objects.exists()


def test_what_has_a_day_is_set_aside_for_that_day_only(late, waive):
    with pytest.raises(Refused, match="its own day"):
        waive(deadline=actions.Deadline(RULE, late[1].due_on, days(3)))


@pytest.mark.parametrize("rule", ["PSS-TR-LINK-OF-OLD", "ROUTE-ENH"])
def test_waive_refuses_where_nothing_is_asked(waive, rule):
    with pytest.raises(Refused, match="asks for nothing"):
        waive(deadline=actions.Deadline(rule, None))


def test_withdraw_lets_the_deadline_count_again_and_keeps_what_was(late, waive, asking):
    made = waive()
    person, deadline = late
    manager = asking(Role.ICM_CO_ORDINATOR)

    for _ in range(2):
        row = actions.withdraw_waiver(person, deadline, principals=manager, at=NOW)

    assert row == made
    assert row.withdrawn_at == NOW
    assert status_of(person) == Status.OVERDUE
    assert queries.explain(person.pk, on=persons.TODAY)
    assert waive() != made


def test_withdraw_refuses_whoever_may_not_and_what_was_not_set_aside(late, waive, asking):
    person, deadline = late
    with pytest.raises(Refused, match="was not set aside"):
        actions.withdraw_waiver(person, deadline, principals=asking(Role.ICM_CO_ORDINATOR), at=NOW)
    waive()

    with pytest.raises(NotAllowed):
        actions.withdraw_waiver(person, deadline, principals=asking(Role.PBSW), at=NOW)

    assert status_of(person) == Status.WAIVED
