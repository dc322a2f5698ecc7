"""Break-glass access."""

from datetime import timedelta

import pytest

from icm.core.access import principals_of
from icm.core.models import BreakGlass, Outgoing, SecurityEvent, SecurityKind
from icm.core.refusals import NotAllowed, Refused
from icm.people import access, actions
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


def break_glass(number, by, at=persons.NOW):
    return actions.break_glass(
        number=number,
        reason="A threat was reported to me",
        by=by,
        principals=principals_of(by, at=at),
        at=at,
    )


def test_break_glass_gives_sight_and_nothing_else_for_a_while(world, officer):
    glass = break_glass(world.person_there.number, officer)

    during, after = (principals_of(officer, at=at) for at in (persons.NOW, glass.until_at))
    assert world.person_there in access.visible_to(during)
    assert access.held(world.person_there, during) == access.BY_GLASS
    assert world.person_there not in access.visible_to(after)
    assert glass.until_at - glass.from_at == timedelta(hours=8)


def test_break_glass_tells_the_persons_own_co_ordinator_without_any_detail(world, officer):
    break_glass(world.person_there.number, officer)

    told = Outgoing.objects.get()
    assert told.recipient == world.user(Role.ICM_CO_ORDINATOR, "perth")
    said = f"{told.subject} {told.body}"
    assert world.person_there.number not in said
    assert world.person_there.family_name not in said
    assert "threat" not in said
    assert "/people/break-glass/log/" in said


def test_break_glass_of_somebody_released_tells_headquarters(world, officer):
    Person.objects.filter(pk=world.released.pk).update(establishment=None, acl=[])

    break_glass(world.released.number, officer)

    assert Outgoing.objects.get().recipient == world.user(Role.HQ)


def test_break_glass_where_there_is_no_co_ordinator_tells_headquarters(world, officer):
    world.user(Role.ICM_CO_ORDINATOR, "perth").groups.clear()

    break_glass(world.person_there.number, officer)

    assert Outgoing.objects.get().recipient == world.user(Role.HQ)


@pytest.fixture
def ten(world, officer):
    """Ten openings since midnight, all ended."""
    return [
        BreakGlass.objects.create(
            person=world.person_there,
            user=officer,
            reason="A threat",
            from_at=persons.days_ago(0, hour),
            until_at=persons.days_ago(0, hour),
        )
        for hour in range(10)
    ]


@pytest.mark.parametrize("number", ["there", "X0000"])
def test_the_eleventh_opening_of_a_day_is_refused_noted_and_tells_of_no_number(
    world, officer, ten, number
):
    with pytest.raises(Refused, match="10 records"):
        break_glass(world.person_there.number if number == "there" else number, officer)

    assert BreakGlass.objects.count() == 10
    noted = SecurityEvent.objects.get(user=officer)
    assert noted.kind == SecurityKind.GLASS_TOO_OFTEN


def test_openings_are_counted_by_the_day(world, officer, ten):
    tomorrow = persons.NOW.replace(hour=0) + timedelta(days=1)

    assert break_glass(world.person_there.number, officer, at=tomorrow).pk


def test_trying_a_number_that_does_not_exist_is_noted(world, officer):
    with pytest.raises(Refused, match="nobody"):
        break_glass("X0000", officer)

    noted = SecurityEvent.objects.get(user=officer)
    assert (noted.kind, noted.at) == (SecurityKind.GLASS_OF_NOBODY, persons.NOW)


def test_break_glass_again_while_it_lasts_adds_nothing(world, officer):
    first = break_glass(world.person_there.number, officer)

    assert break_glass(world.person_there.number, officer) == first
    assert BreakGlass.objects.count() == 1


def test_break_glass_again_after_it_ended_is_another(world, officer):
    first = break_glass(world.person_there.number, officer)
    actions.end_break_glass(first, at=persons.NOW)

    assert break_glass(world.person_there.number, officer) != first


def test_end_break_glass_ends_the_sight_at_once_and_only_once(world, officer):
    glass = break_glass(world.person_there.number, officer)
    later = persons.NOW + timedelta(hours=1)

    actions.end_break_glass(glass, at=later)
    actions.end_break_glass(glass, at=later + timedelta(hours=1))

    glass.refresh_from_db()
    assert glass.ended_at == later
    assert world.person_there not in access.visible_to(principals_of(officer, at=later))


@pytest.mark.parametrize(
    ("number", "words"),
    [pytest.param("X0000", "nobody", id="no such number"), pytest.param("", "already", id="own")],
)
def test_break_glass_refuses_where_there_is_nothing_to_break(world, officer, number, words):
    with pytest.raises(Refused, match=words):
        break_glass(number or world.person.number, officer)

    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.PROVIDER, Role.HQ])
def test_break_glass_is_for_those_who_work_with_people_in_custody(world, role):
    with pytest.raises(NotAllowed):
        break_glass(world.person.number, world.user(role))


def test_broken_glass_does_not_add_to_what_one_may_do_anyway(world, officer):
    glass = break_glass(world.person_there.number, officer)
    access.sync(glass.person)

    assert access.held(world.person, principals(officer)) == access.VERBS[Role.RESIDENTIAL_OFFICER]
