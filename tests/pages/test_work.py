"""Home: whose work it shows, in which order, and why."""

from datetime import timedelta

import pytest
from django.urls import reverse

from icm.clocks.models import Due
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db


def due(
    person,
    rule="CC-INITIAL-6M",
    *,
    status="due",
    days=5,
    owner=Role.ICM_CASE_CO_ORDINATOR,
    risk=0,
    **values,
):
    return Due.objects.create(
        person=person,
        rule=rule,
        status=status,
        due_on=persons.TODAY + timedelta(days=days),
        owner=owner,
        risk_rank=risk,
        basis=values.pop("basis", f"Because of {person.number}."),
        staff="Something is due.",
        **values,
    )


def home(client, page="pages:home", **wanted):
    answer = client.get(reverse(page), wanted)
    assert answer.status_code == 200
    return answer.text


def test_overdue_comes_first_then_higher_risk_then_the_earlier_date(world, signed_in):
    calm = persons.person()
    order = [
        due(world.person, status="overdue", days=-1, risk=5),
        due(world.standard, status="overdue", days=-30, risk=1),
        due(world.remand, days=9, risk=4),
        due(calm, days=2),
    ]

    page = home(signed_in(Role.ICM_CO_ORDINATOR))

    places = [page.index(row.basis) for row in order]
    assert places == sorted(places)


def test_a_co_ordinator_sees_everybodys_work_in_their_prison(world, signed_in):
    here = due(world.person, owner=Role.PBSW)
    there = due(world.person_there, owner=Role.PBSW)

    page = home(signed_in(Role.ICM_CO_ORDINATOR))

    assert here.basis in page
    assert there.basis not in page


def test_an_officer_sees_what_their_own_people_need_whoever_must_act(world, signed_in):
    mine = due(world.person, rule="CSA-REUSE", owner=Role.PERSONAL_OFFICER)
    due(world.person, owner=Role.PBSW, basis="Social work's part.")
    not_my_person = due(world.standard, rule="CSA-REUSE", owner=Role.PERSONAL_OFFICER)

    page = home(signed_in(Role.PERSONAL_OFFICER), page="pages:work")

    assert mine.basis in page
    assert "Social work&#x27;s part." in page
    assert not_my_person.basis not in page


def test_what_is_far_off_is_left_out_until_asked_for(world, signed_in):
    far = due(world.person, days=200)
    client = signed_in(Role.ICM_CO_ORDINATOR)

    assert far.basis not in home(client)
    assert far.basis in home(client, ahead="all")


def test_an_unknown_says_what_would_settle_it(world, signed_in):
    due(world.person, status="unknown", settle="The warrant, read again.")

    client = signed_in(Role.ICM_CO_ORDINATOR)
    assert "The warrant, read again." not in home(client)
    assert "1 where something is not known" in home(client)
    assert "The warrant, read again." in home(client, state="unknown")


def test_home_costs_the_same_for_any_number(world, signed_in, assert_constant_queries):
    client = signed_in(Role.ICM_CO_ORDINATOR)

    assert_constant_queries(add_row=lambda: due(persons.person()), call=lambda: home(client))


def test_home_costs_at_most_eleven_queries(world, signed_in, django_assert_max_num_queries):
    client = signed_in(Role.ICM_CO_ORDINATOR)
    due(world.person)
    home(client)

    # Seven of the list, one of them whom a co-ordinator only expects; the rest are alerts, Core Screens to read,
    # referrals to ask about, what people asked for and reminders.
    with django_assert_max_num_queries(11):
        home(client)
