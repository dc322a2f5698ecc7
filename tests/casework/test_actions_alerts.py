"""A sign that somebody may not be safe: what one press does, who is told, and when it is over."""

from datetime import timedelta

import pytest

from casework.actions import alerts
from casework.queries.alerts import open_alerts
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused
from icm.people.models import Event, Person
from icm.policy.roles import Role
from tests.factories import persons, staff
from tests.factories.screens import begun, completed, doing

LATER = persons.NOW + timedelta(minutes=5)


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


@pytest.fixture
def screen(world, officer):
    return begun(world.standard, officer)


@pytest.fixture
def alert(screen, officer):
    return alerts.stop_screen(screen, **doing(officer))


def told(alert):
    rows = Outgoing.objects.filter(key__startswith=f"alert:{alert.pk}:")
    return {row.recipient: row for row in rows.select_related("recipient")}


def test_one_press_ends_the_sitting_and_raises_the_alert(screen, alert, officer):
    sitting = screen.sittings.get()

    assert (sitting.ended_at, sitting.ended_why) == (persons.NOW, alerts.STOPPED)
    assert (alert.seen_by, alert.seen_at, alert.kind) == (officer, persons.NOW, "")
    assert Event.objects.get(person=screen.person).kind == "core-screen-part"


def test_pressed_again_it_is_the_same_alert_and_nobody_is_told_twice(screen, alert, officer):
    before = Outgoing.objects.count()

    assert alerts.stop_screen(screen, **doing(officer, LATER)) == alert
    assert Outgoing.objects.count() == before


def test_after_it_was_dealt_with_a_press_is_a_new_alert(screen, alert, officer):
    alerts.close_alert(alert, done="Seen by the nurse.", **doing(officer))

    again = alerts.stop_screen(screen, **doing(officer, LATER))

    assert again != alert
    assert told(again)


def test_a_screen_completed_meanwhile_does_not_keep_anybody_from_raising_it(world, officer):
    screen = completed(world.standard, officer)

    assert alerts.stop_screen(screen, **doing(officer)).screen == screen


def test_first_line_managers_and_healthcare_are_told_and_nobody_is_named(world, screen, alert):
    manager, nurse = world.user(Role.FIRST_LINE_MANAGER), world.user(Role.NHS)
    letters = told(alert)

    assert set(letters) == {manager, nurse}
    address = f"/people/{alert.person_id}/alerts/{alert.pk}/"
    assert address in letters[manager].body
    assert address not in letters[nurse].body  # healthcare has no sight of anybody
    assert "waits with the First Line Managers of HMP Barlinnie" in letters[nurse].body
    for letter in letters.values():
        for name in (screen.person.family_name, screen.person.given_names, screen.person.number):
            assert name not in letter.subject + letter.body


def test_whoever_holds_both_roles_is_told_once(world, screen, officer):
    both = staff.user((Role.FIRST_LINE_MANAGER, "barlinnie"), (Role.NHS, "barlinnie"))

    letters = told(alerts.stop_screen(screen, **doing(officer)))

    assert list(letters).count(both) == 1
    assert "/alerts/" in letters[both].body  # as a manager they see whom it is about


def test_where_nobody_holds_a_role_others_are_told_instead(world, screen, officer):
    world.user(Role.FIRST_LINE_MANAGER).groups.clear()

    alert = alerts.stop_screen(screen, **doing(officer))

    expected = {Role.ICM_CO_ORDINATOR, Role.RMT_CHAIR, Role.NHS}
    assert set(told(alert)) == {world.user(role) for role in expected}


def test_what_was_seen_stands_below_what_others_wrote(world, alert, officer):
    manager = world.user(Role.FIRST_LINE_MANAGER)
    first = {"kind": "suicide", "seen": "Said goodbye."}
    for _ in range(2):
        alerts.describe_alert(alert, **first, **doing(officer))
    row = alerts.describe_alert(alert, kind="suicide", seen="Has a plan.", **doing(manager, LATER))

    assert row.seen.count("Said goodbye.") == 1
    assert row.seen.index("Said goodbye.") < row.seen.index("Has a plan.")
    assert row.seen.count(officer.display_name()) == 1


def test_close_alert_says_what_was_done_once(world, alert, officer):
    manager = world.user(Role.FIRST_LINE_MANAGER)
    done = {"done": "On Talk to Me from 10:20."}

    alerts.close_alert(alert, **done, **doing(manager))
    row = alerts.close_alert(alert, **done, **doing(manager, LATER))

    assert (row.done_at, row.done_by) == (persons.NOW, manager)
    with pytest.raises(Refused, match=r"On Talk to Me from 10:20\."):
        alerts.close_alert(alert, done="Nothing.", **doing(officer))


def test_an_alert_closes_only_with_words(alert, officer):
    with pytest.raises(Refused, match="Say what was done"):
        alerts.close_alert(alert, done="", **doing(officer))


@pytest.mark.parametrize("role", [Role.HQ, Role.PAROLE_CO_ORDINATOR], ids=str)
def test_who_only_looks_neither_raises_nor_closes(world, screen, alert, role):
    asking = doing(world.user(role))
    with pytest.raises(NotAllowed):
        alerts.stop_screen(screen, **asking)
    with pytest.raises(NotAllowed):
        alerts.close_alert(alert, done="Nothing.", **asking)
    with pytest.raises(NotAllowed):
        alerts.describe_alert(alert, kind="", seen="Nothing.", **asking)


def test_it_waits_for_those_who_are_told_and_for_who_raised_it(world, alert, officer, asking):
    waits = {
        role: alert in open_alerts(asking(role), on=persons.TODAY)
        for role in (*Role,)
        if role is not Role.CBSW
    }

    assert {role for role, waiting in waits.items() if waiting} == {
        Role.FIRST_LINE_MANAGER,
        Role.ICM_CO_ORDINATOR,
        Role.RMT_CHAIR,
        Role.RESIDENTIAL_OFFICER,
    }
    assert open_alerts(asking(Role.FIRST_LINE_MANAGER, "perth"), on=persons.TODAY) == []

    alerts.close_alert(alert, done="Safe.", **doing(officer))
    assert open_alerts(asking(Role.FIRST_LINE_MANAGER), on=persons.TODAY) == []


def test_nobody_is_told_of_somebody_who_left_custody_but_the_alert_stands(world, officer):
    """Nobody is on duty for them: whoever pressed still has it before them."""
    screen = begun(world.standard, officer)
    Person.objects.filter(pk=world.standard.pk).update(establishment=None)
    before = Outgoing.objects.count()

    alert = alerts.stop_screen(screen, **doing(officer))

    assert alert.done_at is None
    assert Outgoing.objects.count() == before


def test_a_place_without_anybody_to_tell_still_has_the_alert(world, screen, officer):
    for role in (Role.FIRST_LINE_MANAGER, Role.NHS, Role.ICM_CO_ORDINATOR, Role.RMT_CHAIR):
        world.user(role).groups.clear()

    alert = alerts.stop_screen(screen, **doing(officer))

    assert told(alert) == {}
    assert alert.done_at is None
