"""Shifts, absences, and what standing in for a personal officer gives: these people, these days, that role."""

from datetime import timedelta

import pytest

from icm.clocks.actions.recipients import recipients
from icm.core.access import principals_of
from icm.core.refusals import NotAllowed, Refused
from icm.people import access, actions
from icm.people.models import Absence, ShiftPattern
from icm.people.queries.staffing import may_cover, rosters
from icm.policy.roles import Role
from tests.factories import persons, staff

MONDAY = persons.TODAY - timedelta(days=persons.TODAY.weekday())
WEEK = ["early", "early", "late", "late", "day", "rest", "rest"]


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def colleague(world):
    return staff.user((Role.PERSONAL_OFFICER, "barlinnie"), name="Col League")


def recorded(member, asking, *, cover=None, from_days=0, until_days=2, by=Role.FIRST_LINE_MANAGER):
    leave = actions.Leave(
        from_on=persons.TODAY + timedelta(days=from_days),
        until_on=persons.TODAY + timedelta(days=until_days),
        cover=cover,
    )
    who = asking(by)
    return actions.record_absence(member, leave, by=member, principals=who, at=persons.NOW)


def seen_by(user, days=0):
    who = principals_of(user, at=persons.days_ago(-days))
    return set(access.visible_to(who))


def test_who_stands_in_sees_these_people_on_these_days_and_not_the_day_after(
    world, officer, colleague, asking
):
    recorded(officer, asking, cover=colleague, from_days=1, until_days=2)

    assert seen_by(colleague, 0) == set()
    assert seen_by(colleague, 1) == {world.person}
    assert seen_by(colleague, 2) == {world.person}
    assert seen_by(colleague, 3) == set()  # nothing ran in between


def test_who_stands_in_may_do_what_the_officer_may(world, officer, asking):
    residential = world.user(Role.RESIDENTIAL_OFFICER)
    recorded(officer, asking, cover=residential)
    who = principals_of(residential, at=persons.NOW)

    assert Role.PERSONAL_OFFICER in access.roles_for(world.person, who)
    assert Role.PERSONAL_OFFICER not in access.roles_for(world.standard, who)
    assert access.VERBS[Role.PERSONAL_OFFICER] <= access.held(world.person, who)


def test_the_officer_who_is_away_keeps_their_own_sight(world, officer, colleague, asking):
    recorded(officer, asking, cover=colleague)

    assert seen_by(officer) == {world.person}


def test_cover_ends_with_the_absence(world, officer, colleague, asking):
    absence = recorded(officer, asking, cover=colleague)
    actions.end_absence(absence, principals=asking(Role.FIRST_LINE_MANAGER), at=persons.NOW)

    assert seen_by(colleague) == set()


def test_cover_ends_with_the_post_of_either(world, officer, colleague, asking):
    recorded(officer, asking, cover=colleague)
    colleague.groups.clear()
    assert seen_by(colleague) == set()

    staff.appoint(colleague, (Role.PERSONAL_OFFICER, "perth"))
    assert seen_by(colleague) == set()

    staff.appoint(colleague, (Role.RESIDENTIAL_OFFICER, "barlinnie"))
    assert world.person in seen_by(colleague)

    colleague.groups.set([])
    staff.appoint(colleague, (Role.PERSONAL_OFFICER, "barlinnie"))
    officer.groups.clear()
    assert seen_by(colleague) == set()


def test_nobody_stands_in_for_a_social_worker(world, officer, colleague, asking):
    recorded(officer, asking, cover=colleague)
    staff.appoint(officer, (Role.PBSW, "barlinnie"))

    assert seen_by(colleague) == set()


def test_another_cover_counts_at_once(world, officer, colleague, asking):
    absence = recorded(officer, asking)
    assert seen_by(colleague) == set()
    manager = asking(Role.FIRST_LINE_MANAGER)

    actions.change_cover(absence, colleague, principals=manager, at=persons.NOW)
    assert seen_by(colleague) == {world.person}

    actions.change_cover(absence, None, principals=manager, at=persons.NOW)
    assert seen_by(colleague) == set()


@pytest.mark.parametrize(
    ("posts", "may"),
    [
        pytest.param([(Role.PERSONAL_OFFICER, "barlinnie")], True, id="an officer here"),
        pytest.param([(Role.RESIDENTIAL_OFFICER, "barlinnie")], True, id="residential staff here"),
        pytest.param([(Role.PERSONAL_OFFICER, "perth")], False, id="an officer elsewhere"),
        pytest.param([(Role.PBSW, "barlinnie")], False, id="social work"),
        pytest.param([], False, id="nobody"),
    ],
)
def test_only_residential_staff_of_the_establishment_may_stand_in(officer, asking, posts, may):
    other = staff.user(*posts)
    assert may_cover(officer).filter(pk=other.pk).exists() is may
    if may:
        assert recorded(officer, asking, cover=other).cover == other
        return
    with pytest.raises(Refused, match="no post from which to stand in"):
        recorded(officer, asking, cover=other)
    assert not Absence.objects.exists()


def test_nobody_stands_in_who_is_away_too(officer, colleague, asking):
    recorded(colleague, asking, from_days=2, until_days=5)

    with pytest.raises(Refused, match="is away too, from 23 November 2026"):
        recorded(officer, asking, cover=colleague, until_days=2)


def test_an_absence_sent_twice_is_one_and_two_do_not_overlap(officer, asking):
    first = recorded(officer, asking)

    assert recorded(officer, asking) == first
    with pytest.raises(Refused, match="away already"):
        recorded(officer, asking, from_days=2, until_days=9)
    assert Absence.objects.count() == 1


@pytest.mark.parametrize(
    ("from_days", "until_days", "why"),
    [(3, 2, "before the first"), (-5, -1, "over")],
)
def test_an_absence_lies_ahead_and_the_right_way_round(officer, asking, from_days, until_days, why):
    with pytest.raises(Refused, match=why):
        recorded(officer, asking, from_days=from_days, until_days=until_days)


@pytest.mark.parametrize(
    "who", [Role.PERSONAL_OFFICER, Role.ICM_CO_ORDINATOR, Role.PBSW_TEAM_MANAGER]
)
def test_only_the_first_line_manager_keeps_absences_and_shifts(officer, asking, who):
    with pytest.raises(NotAllowed):
        recorded(officer, asking, by=who)
    with pytest.raises(NotAllowed):
        actions.record_shifts(
            officer, WEEK, from_on=MONDAY, by=officer, principals=asking(who), at=persons.NOW
        )
    assert not Absence.objects.exists()
    assert not ShiftPattern.objects.exists()


def test_a_manager_of_another_establishment_changes_nothing(officer, colleague, asking):
    absence = recorded(officer, asking)
    elsewhere = asking(Role.FIRST_LINE_MANAGER, "perth")

    with pytest.raises(NotAllowed):
        actions.change_cover(absence, colleague, principals=elsewhere, at=persons.NOW)
    with pytest.raises(NotAllowed):
        actions.end_absence(absence, principals=elsewhere, at=persons.NOW)


def test_an_absence_that_is_over_or_ended_takes_no_cover(officer, colleague, asking):
    absence = recorded(officer, asking)
    manager = asking(Role.FIRST_LINE_MANAGER)
    with pytest.raises(Refused, match="over"):
        actions.change_cover(absence, colleague, principals=manager, at=persons.days_ago(-3))

    ended = actions.end_absence(absence, principals=manager, at=persons.NOW)
    again = actions.end_absence(absence, principals=manager, at=persons.days_ago(-1))

    assert again.ended_at == ended.ended_at
    with pytest.raises(Refused, match="over"):
        actions.change_cover(absence, colleague, principals=manager, at=persons.NOW)


def shifts(member, asking, weeks=WEEK, from_on=MONDAY):
    who = asking(Role.FIRST_LINE_MANAGER)
    return actions.record_shifts(
        member, weeks, from_on=from_on, by=member, principals=who, at=persons.NOW
    )


def test_shifts_sent_twice_are_one_pattern_and_a_changed_one_takes_its_place(officer, asking):
    assert shifts(officer, asking) == shifts(officer, asking)

    changed = shifts(officer, asking, ["night"] * 7)

    assert changed.shifts == ["night"] * 7
    assert ShiftPattern.objects.count() == 1


@pytest.mark.parametrize(
    ("weeks", "days", "why"),
    [
        (WEEK, 1, "Monday"),
        (WEEK[:6], 0, "whole weeks"),
        ([], 0, "whole weeks"),
        (WEEK * 9, 0, "whole"),
    ],
)
def test_shifts_are_whole_weeks_from_a_monday(officer, asking, weeks, days, why):
    with pytest.raises(Refused, match=why):
        shifts(officer, asking, weeks, MONDAY + timedelta(days=days))


def test_a_roster_says_shifts_absence_and_cover(officer, colleague, asking):
    shifts(officer, asking)
    recorded(officer, asking, cover=colleague, from_days=2, until_days=3)

    roster = rosters([officer.pk, colleague.pk], on=persons.TODAY)

    mine = roster[officer.pk]
    assert mine.days[:5] == ("Rest day", "Rest day", "Away", "Away", "Late")
    assert (mine.today, mine.away_now, mine.cover) == ("Rest day", False, "Col League")
    assert mine.in_words == (
        "rest day today, there on 8 of the next 14 days;"
        " away from 23 November 2026 to 24 November 2026"
    )
    assert roster[colleague.pk].in_words == "shifts not recorded"


def test_rosters_cost_the_same_for_any_number(asking, assert_constant_queries):
    found = []

    def add():
        member = staff.user((Role.PERSONAL_OFFICER, "barlinnie"))
        found.append(member.pk)
        recorded(member, asking)

    assert_constant_queries(add_row=add, call=lambda: rosters(found, on=persons.TODAY))


def test_whoever_stands_in_is_reminded_as_well(world, officer, colleague, asking):
    recorded(officer, asking, cover=colleague, until_days=1)
    role, acl = Role.PERSONAL_OFFICER.value, world.person.acl

    during = recipients(persons.TODAY).holding(role, world.person.pk, acl)
    after = recipients(persons.TODAY + timedelta(days=2)).holding(role, world.person.pk, acl)

    assert during == [officer.pk, colleague.pk]
    assert after == [officer.pk]
