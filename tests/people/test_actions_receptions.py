"""Recording a reception."""

from datetime import timedelta

import pytest

from icm.clocks.models import Due
from icm.core.refusals import NotAllowed, Refused
from icm.people import access
from icm.people.models import Movement, Person
from icm.policy.facts import Level
from icm.policy.roles import Role
from risk.models import SupervisionReview
from tests.factories import persons, receptions


def test_receive_takes_somebody_new_into_custody_at_high(world):
    officer = world.user(Role.RECEPTION)

    person = receptions.received(officer, number="R90001")

    movement = Movement.objects.get(person=person)
    assert (movement.kind, movement.recorded_by) == (Movement.Kind.RECEPTION, officer)
    assert (person.establishment, person.supervision_level) == (world.here, Level.HIGH)
    review = SupervisionReview.objects.get(person=person)
    assert (review.kind, review.level_after) == ("reception", Level.HIGH)
    assert review.decided_at == person.admitted_at


def test_receive_lets_the_establishment_know_and_starts_its_clocks(world, asking):
    person = receptions.received(world.user(Role.RECEPTION))

    assert person in access.visible_to(asking(Role.RESIDENTIAL_OFFICER))
    assert person not in access.visible_to(asking(Role.RESIDENTIAL_OFFICER, "perth"))
    due = Due.objects.get(person=person, rule="PSS-72H")
    assert due.status == "due"


def test_receive_twice_with_one_reference_is_one_reception(world):
    officer = world.user(Role.RECEPTION)
    arrival = receptions.arrival()
    first, second = (receptions.received(officer, **_values(arrival)) for _ in range(2))

    assert first == second
    assert Movement.objects.filter(person=first).count() == 1
    assert SupervisionReview.objects.filter(person=first).count() == 1


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"kind": Movement.Kind.TRANSFER}, id="a transfer here"),
        pytest.param({"to_establishment": None}, id="to nowhere known"),
        pytest.param({"at": persons.days_ago(9)}, id="at another time"),
    ],
)
def test_the_reference_of_another_movement_is_no_way_round_the_checks(world, values):
    arrival = receptions.arrival(number=world.person_there.number)
    earlier = {
        "kind": Movement.Kind.RETURN,
        "to_establishment": world.here,
        "at": arrival.admitted_at,
    }
    Movement.objects.create(
        person=world.person_there,
        reference=arrival.reference,
        recorded_at=persons.NOW,
        **earlier | values,
    )

    with pytest.raises(Refused, match="sent with other answers"):
        receptions.received(world.user(Role.RECEPTION), **_values(arrival))

    assert not SupervisionReview.objects.exists()


def test_a_reception_repeated_later_changes_nothing_at_its_person(world):
    officer = world.user(Role.RECEPTION)
    arrival = receptions.arrival()
    person = receptions.received(officer, **_values(arrival))
    Person.objects.filter(pk=person.pk).update(supervision_level=Level.LOW)

    receptions.received(officer, **_values(arrival))

    person.refresh_from_db()
    assert person.supervision_level == Level.LOW


def test_the_reference_of_a_review_is_not_taken_for_a_reception(world):
    review = receptions.proposed(world.standard, world.user(Role.RMT_CHAIR))
    Person.objects.filter(pk=world.standard.pk).update(
        released_on=persons.TODAY, establishment=None
    )

    with pytest.raises(Refused, match="sent with other answers"):
        receptions.received(
            world.user(Role.RECEPTION),
            number=world.standard.number,
            born_on=world.standard.born_on,
            admitted_at=persons.NOW,
            reference=review.reference,
        )

    assert not Movement.objects.exists()


def test_receive_takes_a_released_person_back_into_their_own_record(world):
    officer = world.user(Role.RECEPTION)
    released = world.released

    person = receptions.received(
        officer, number=released.number, born_on=released.born_on, family_name="Newname", gender=""
    )

    assert person == released
    assert (person.released_on, person.family_name) == (None, released.family_name)
    assert person.given_names == released.given_names
    assert person.gender == released.gender
    assert Movement.objects.get(person=person).kind == Movement.Kind.RETURN


def test_a_return_from_another_council_ends_the_allocation_of_the_former(world):
    person = world.person
    Person.objects.filter(pk=person.pk).update(released_on=persons.TODAY, establishment=None)
    known = {"number": person.number, "born_on": person.born_on, "residence": world.council_there}

    receptions.received(world.user(Role.RECEPTION), admitted_at=persons.NOW, **known)

    assert person.allocations.get(role=Role.CBSW).until_on == persons.TODAY


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"admitted_at": persons.NOW + timedelta(minutes=1)}, "future", id="future"),
        pytest.param({"born_on": persons.date(1991, 1, 1)}, "Check the number", id="other person"),
        pytest.param({"born_on": None}, "Check the number", id="no date of birth given"),
    ],
)
def test_receive_refuses_and_changes_nothing(world, values, words):
    with pytest.raises(Refused, match=words):
        receptions.received(
            world.user(Role.RECEPTION), **{"number": world.released.number} | values
        )

    world.released.refresh_from_db()
    assert world.released.released_on
    assert not Movement.objects.exists()


def test_receive_knows_somebody_by_name_where_no_date_of_birth_is_on_record(world):
    Person.objects.filter(pk=world.released.pk).update(born_on=None)
    names = {"number": world.released.number, "family_name": world.released.family_name.upper()}

    person = receptions.received(world.user(Role.RECEPTION), **names)

    assert person == world.released
    assert person.born_on == persons.date(1990, 3, 3)


def test_receive_refuses_a_day_before_the_last_release(world):
    Movement.objects.create(
        person=world.released,
        reference="out",
        kind=Movement.Kind.RELEASE,
        at=persons.days_ago(3),
        recorded_at=persons.days_ago(3),
    )
    known = {"number": world.released.number, "born_on": world.released.born_on}

    with pytest.raises(Refused, match="before their last release"):
        receptions.received(world.user(Role.RECEPTION), admitted_at=persons.days_ago(5), **known)


def test_receive_withdraws_a_review_left_open(world):
    chair = world.user(Role.RMT_CHAIR)
    review = receptions.proposed(world.standard, chair)
    Person.objects.filter(pk=world.standard.pk).update(
        released_on=persons.TODAY, establishment=None
    )

    receptions.received(
        world.user(Role.RECEPTION),
        number=world.standard.number,
        born_on=world.standard.born_on,
        admitted_at=persons.NOW,
    )

    review.refresh_from_db()
    assert (review.state, review.withdrawn_why) == ("withdrawn", "Overtaken by a new reception.")


def test_receive_refuses_somebody_already_in_custody(world):
    with pytest.raises(Refused, match="in custody already"):
        receptions.received(world.user(Role.RECEPTION), number=world.person_there.number)


def test_a_refusal_does_not_tell_custody_from_another_identity(world):
    officer, refusals = world.user(Role.RECEPTION), set()
    for person, born_on in ((world.person_there, None), (world.released, None)):
        with pytest.raises(Refused) as refusal:
            receptions.received(officer, number=person.number, born_on=born_on)
        refusals.add(str(refusal.value))

    assert len(refusals) == 1


def test_receive_refuses_another_establishment(world):
    with pytest.raises(NotAllowed):
        receptions.received(world.user(Role.RECEPTION), at="perth")

    assert not Person.objects.filter(number__startswith="R").exists()


def _values(arrival):
    names = arrival.__dataclass_fields__
    return {name: getattr(arrival, name) for name in names if name != "establishment"}
