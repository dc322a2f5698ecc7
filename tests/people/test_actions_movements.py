"""Transfers, moves inside an establishment, release."""

from datetime import timedelta
from itertools import count

import pytest

from icm.clocks.models import Due
from icm.core.access import sync_groups
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import access, actions
from icm.people.models import (
    Allocation,
    Establishment,
    Event,
    Movement,
    Person,
    PersonGroupGrant,
)
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons, staff
from tests.factories.receptions import principals

_NUMBERS = count(1)


@pytest.fixture
def officer(world):
    return world.user(Role.RECEPTION)


def journey(person, **values):
    return actions.Journey(
        **{
            "reference": f"journey-{next(_NUMBERS)}",
            "version": person.version,
            "moved_at": persons.NOW - timedelta(hours=1),
        }
        | values
    )


def transfer(person, to, by, **values):
    moved = journey(person, to=to, hall="B Hall", **values)
    return actions.transfer(person, moved, by=by, principals=principals(by), at=persons.NOW)


def release(person, by, **values):
    moved = journey(person, **values)
    return actions.release(person, moved, by=by, principals=principals(by), at=persons.NOW)


def plan(person, to, by, **values):
    return actions.plan_transfer(
        person,
        to=to,
        version=values.get("version", person.version),
        principals=principals(by),
        at=persons.NOW,
    )


def relocate(person, by, location="nte"):
    spot = actions.Spot(hall="C Hall", part=location, version=person.version)
    return actions.relocate(person, spot, by=by, principals=principals(by), at=persons.NOW)


def standing(person):
    rows = Allocation.objects.filter(person=person, until_on__isnull=True)
    return set(rows.values_list("role", flat=True))


def test_transfer_moves_the_person_and_whoever_may_know_of_them(world, officer, asking):
    moved = transfer(world.person, world.there, officer)

    assert (moved.establishment, moved.hall, moved.arrived_on) == (
        world.there,
        "B Hall",
        persons.TODAY,
    )
    assert moved not in access.visible_to(asking(Role.ICM_CO_ORDINATOR))
    assert moved in access.visible_to(asking(Role.ICM_CO_ORDINATOR, "perth"))


def test_transfer_keeps_the_history(world, officer):
    moved = transfer(world.person, world.there, officer)

    movement = Movement.objects.get(person=moved)
    assert (movement.kind, movement.from_establishment, movement.to_establishment) == (
        Movement.Kind.TRANSFER,
        world.here,
        world.there,
    )


def test_transfer_ends_the_officers_left_behind_and_keeps_the_community_worker(
    world, officer, asking
):
    transfer(world.person, world.there, officer)

    assert standing(world.person) == {Role.CBSW}
    assert world.person not in access.visible_to(asking(Role.PERSONAL_OFFICER))
    assert world.person in access.visible_to(asking(Role.CBSW))


def test_transfer_to_the_open_estate_is_to_its_unit(world, officer):
    moved = transfer(world.person, Establishment.objects.get(slug="castle-huntly"), officer)

    assert moved.location == Person.Location.OPEN


def test_transfer_twice_with_one_reference_is_one_transfer(world, officer):
    moved = transfer(world.person, world.there, officer, reference="same")
    there = world.user(Role.RECEPTION, "perth")

    again = transfer(moved, world.there, there, reference="same")

    assert again == moved
    assert Movement.objects.filter(person=moved).count() == 1


@pytest.mark.parametrize("values", [{"moved_at": persons.NOW}, {"to": "castle-huntly"}])
def test_transfer_does_not_drop_other_answers_with_one_reference(world, officer, values):
    planned = plan(world.person, world.there, officer)
    moved = transfer(planned, world.there, officer, reference="same")
    to = Establishment.objects.get(slug=values.pop("to", world.there.slug))

    with pytest.raises(Refused, match="sent with other answers"):
        transfer(moved, to, world.user(Role.RECEPTION, "perth"), reference="same", **values)

    moved.refresh_from_db()
    assert moved.establishment == world.there


def test_a_transfer_is_not_taken_for_a_release(world, officer):
    moved = transfer(world.person, world.there, officer, reference="same")

    with pytest.raises(Refused, match="sent with other answers"):
        release(moved, world.user(Role.RECEPTION, "perth"), reference="same")

    moved.refresh_from_db()
    assert moved.released_on is None


def test_an_officer_allocated_after_the_move_ends_on_their_first_day(world, officer):
    Allocation.objects.filter(person=world.person).update(from_on=persons.TODAY)

    transfer(world.person, world.there, officer, moved_at=persons.NOW - timedelta(days=2))

    ended = Allocation.objects.get(person=world.person, role=Role.PERSONAL_OFFICER)
    assert ended.until_on == persons.TODAY


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"moved_at": persons.NOW + timedelta(minutes=1)}, "future", id="future"),
        pytest.param({"moved_at": persons.days_ago(60)}, "before", id="before admission"),
        pytest.param({"to": None}, "Choose", id="nowhere"),
    ],
)
def test_transfer_refuses_and_changes_nothing(world, officer, values, words):
    to = values.pop("to", world.there)

    with pytest.raises(Refused, match=words):
        transfer(world.person, to, officer, **values)

    world.person.refresh_from_db()
    assert (world.person.establishment, world.person.version) == (world.here, 1)
    assert not Movement.objects.exists()


def test_transfer_refuses_to_where_they_are(world, officer):
    with pytest.raises(Refused, match="Choose"):
        transfer(world.person, world.here, officer)


def test_transfer_refuses_a_stale_page_and_says_what_stands(world, officer):
    with pytest.raises(Stale) as refusal:
        transfer(world.person, world.there, officer, version=7)

    assert "HMP Barlinnie, A Hall, Mainstream." in str(refusal.value)
    assert refusal.value.version == 1


def test_transfer_refuses_whoever_does_not_record_moves(world):
    with pytest.raises(NotAllowed):
        transfer(world.person, world.there, world.user(Role.PBSW))


def test_a_person_without_any_movement_may_be_moved_from_their_first_day(world, officer):
    Person.objects.filter(pk=world.person.pk).update(admitted_at=None)

    moved = transfer(world.person, world.there, officer, moved_at=persons.days_ago(400))

    assert moved.establishment == world.there


def test_plan_transfer_lets_the_next_establishment_prepare(world, officer, asking):
    plan(world.person, world.there, officer)

    expecting = access.visible_to(asking(Role.RECEPTION, "perth"))
    assert world.person in expecting
    assert world.person not in access.visible_to(asking(Role.RESIDENTIAL_OFFICER, "perth"))


def test_the_expecting_establishment_may_record_the_arrival(world, officer):
    planned = plan(world.person, world.there, officer)

    moved = transfer(planned, world.there, world.user(Role.RECEPTION, "perth"))

    assert (moved.establishment, moved.transfer_to) == (world.there, None)


def test_plan_transfer_can_be_given_up(world, officer, asking):
    planned = plan(world.person, world.there, officer)

    plan(planned, None, officer)

    assert world.person not in access.visible_to(asking(Role.RECEPTION, "perth"))


def test_plan_transfer_refuses_where_they_are(world, officer):
    with pytest.raises(Refused, match="already"):
        plan(world.person, world.here, officer)


def test_a_stale_page_is_told_of_the_plan(world, officer):
    plan(world.person, world.there, officer)

    with pytest.raises(Stale, match="to be transferred to HMP Perth"):
        plan(world.person, None, officer, version=1)


def test_release_ends_custody_and_what_is_due(world, officer):
    assert Due.objects.filter(person=world.person).exists() is False
    relocate(world.person, officer)
    world.person.refresh_from_db()
    assert Due.objects.filter(person=world.person).exists()

    released = release(world.person, officer)

    assert (released.establishment, released.released_on) == (None, persons.TODAY)
    assert not Due.objects.filter(person=released).exists()


def test_release_leaves_the_record_to_those_who_still_work_with_them(world, officer, asking):
    released = release(world.person, officer)

    assert released not in access.visible_to(asking(Role.ICM_CO_ORDINATOR))
    assert released in access.visible_to(asking(Role.CBSW))
    assert released in access.visible_to(asking(Role.CBSW_TEAM_MANAGER))
    assert released in access.visible_to(asking(Role.HQ))


def test_release_twice_with_one_reference_is_one_release(world, officer):
    first = release(world.standard, officer, reference="same")
    sync_groups(
        PersonGroupGrant,
        first,
        access.VIEW_PERSON,
        [p.principal for p in principals(officer).posts],
    )
    first.refresh_from_db()

    assert release(first, officer, reference="same") == first
    assert Movement.objects.filter(person=first).count() == 1


def test_release_is_for_the_establishment_that_holds_them(world, officer):
    planned = plan(world.person, world.there, officer)

    with pytest.raises(NotAllowed, match="where they are held"):
        release(planned, world.user(Role.RECEPTION, "perth"))

    planned.refresh_from_db()
    assert planned.released_on is None


def test_nobody_is_moved_who_is_not_in_custody(world, officer):
    Person.objects.filter(pk=world.standard.pk).update(establishment=None)

    with pytest.raises(Refused, match="not in custody"):
        release(world.standard, officer)


def test_relocate_moves_inside_the_establishment(world, officer):
    moved = relocate(world.person, officer)

    assert (moved.hall, moved.location, moved.version) == ("C Hall", Person.Location.NTE, 2)


def test_relocate_back_to_mainstream_needs_no_unit(world, officer):
    assert relocate(world.person, officer, location="mainstream").location == "mainstream"


def test_relocate_refuses_a_unit_that_is_not_there(world, officer):
    with pytest.raises(Refused, match="no such unit"):
        relocate(world.person, officer, location="ccu")

    world.person.refresh_from_db()
    assert world.person.hall == "A Hall"


def test_where_now_says_when_somebody_is_not_in_custody():
    assert actions.movements.where_now(Person()) == "not in custody."


def returned(person):
    rows = Event.objects.filter(person=person, kind=EventKind.BACK_IN_CLOSED)
    return list(rows.values_list("on", flat=True))


def in_the_open_estate(person, officer):
    """Moved there three days ago."""
    huntly = Establishment.objects.get(slug="castle-huntly")
    moved = transfer(person, huntly, officer, moved_at=persons.days_ago(3))
    return moved, staff.user((Role.RECEPTION, "castle-huntly"))


@pytest.mark.parametrize(
    ("to", "part", "noted"),
    [
        pytest.param("perth", "", True, id="only halls there"),
        pytest.param("barlinnie", "mainstream", True, id="into a hall"),
        pytest.param("barlinnie", "nte", False, id="into the National Top End"),
        pytest.param("barlinnie", "", False, id="not known into which part"),
    ],
)
def test_a_transfer_back_to_closed_conditions_is_noted(world, officer, to, part, noted):
    moved, there = in_the_open_estate(world.person, officer)

    transfer(moved, Establishment.objects.get(slug=to), there, part=part)

    assert returned(world.person) == ([persons.TODAY] if noted else [])


def test_from_closed_to_closed_nobody_returns(world, officer):
    transfer(world.person, world.there, officer)

    assert returned(world.person) == []


def test_a_move_out_of_the_top_end_is_noted_and_put_right_on_the_same_day(world, officer):
    relocate(world.person, officer)
    world.person.refresh_from_db()
    back = relocate(world.person, officer, location="mainstream")
    assert returned(world.person) == [persons.TODAY]

    relocate(back, officer, location="nte")

    assert returned(world.person) == []


def test_what_was_noted_with_a_move_is_taken_back_with_a_reason(world, officer):
    """Found out later to be wrong: then by hand, by those who may record it."""
    relocate(world.person, officer)
    world.person.refresh_from_db()
    relocate(world.person, officer, location="mainstream")
    event = Event.objects.get(kind=EventKind.BACK_IN_CLOSED)

    actions.withdraw_event(
        event, why="They never moved.", principals=principals(officer), at=persons.NOW
    )

    assert returned(world.person) == []


def test_a_transfer_refuses_a_part_that_is_not_there(world, officer):
    with pytest.raises(Refused, match="no such unit"):
        transfer(world.person, world.there, officer, part="nte")
