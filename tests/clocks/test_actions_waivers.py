"""Setting one deadline aside, and taking that back."""

from datetime import timedelta

import pytest

from icm.clocks import actions, queries
from icm.clocks.models import Due, Waiver
from icm.core.refusals import NotAllowed, Refused
from icm.policy.roles import Role
from icm.policy.rules import Status
from tests.factories import persons

RULE = "CSA-72H"
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
