"""What the rules may know of casework: who is involved and when each last wrote, whether the officer is away."""

from datetime import timedelta

import pytest

from casework import actions
from casework.models import Referral
from casework.policy.areas import Agency, Domain
from casework.queries.facts import NOTHING_KNOWN, case_facts
from icm.clocks import queries as clocks
from icm.core.access import principals_of
from icm.people.models import Absence, Allocation
from icm.policy.facts import AwayFacts, InvolvedFacts
from icm.policy.past import as_of
from icm.policy.roles import Role
from tests.factories import persons, plans

TODAY, NOW = persons.TODAY, persons.NOW


def found(person, on=TODAY, **more):
    return case_facts([person.pk], on=on, **more).get(person.pk, NOTHING_KNOWN)


def agencies(person, on=TODAY, **more):
    return {part.agency: part for part in found(person, on, **more).involved}


def absent(world, first, last, **more):
    return Absence.objects.create(
        user=world.user(Role.PERSONAL_OFFICER),
        from_on=TODAY + timedelta(first),
        until_on=TODAY + timedelta(last),
        recorded_at=persons.days_ago(5),
        recorded_by=world.user(Role.FIRST_LINE_MANAGER),
        **more,
    )


def test_whoever_is_allocated_is_involved_from_that_day(world):
    since = world.person.arrived_on

    assert set(agencies(world.person)) == {"residential", "pbsw", "cbsw"}
    assert agencies(world.person)["residential"] == InvolvedFacts(agency="residential", since=since)
    assert found(world.standard) == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        pytest.param({}, True, id="under way"),
        pytest.param({"started_on": None, "state": "waiting"}, False, id="waiting"),
        pytest.param({"started_on": TODAY + timedelta(1)}, False, id="starts tomorrow"),
        pytest.param({"state": "closed", "ended_on": TODAY}, False, id="ended today"),
        pytest.param(
            {"state": "closed", "ended_on": TODAY + timedelta(1)}, True, id="ends tomorrow"
        ),
    ],
)
def test_a_provider_is_involved_while_a_referral_is_under_way(world, values, counts):
    health = plans.provider(Agency.HEALTH)
    plans.referral(world.standard, health, world.user(Role.LINKS_CENTRE), **values)

    assert ("health" in agencies(world.standard)) is counts


def test_involved_counts_from_the_first_of_several_referrals(world):
    health, by = plans.provider(Agency.HEALTH), world.user(Role.LINKS_CENTRE)
    plans.referral(world.standard, health, by, started_on=persons.days_ago(3).date())
    plans.referral(world.standard, health, by, started_on=persons.days_ago(8).date())

    assert agencies(world.standard)["health"].since == persons.days_ago(8).date()


def test_the_last_entry_that_stands_is_the_report(world):
    officer = world.user(Role.PERSONAL_OFFICER)
    plans.entry(world.person, officer, at=persons.days_ago(9))
    last = plans.entry(world.person, officer, at=persons.days_ago(2), on=persons.days_ago(7).date())

    assert agencies(world.person)["residential"].reported_on == persons.days_ago(2).date()

    actions.withdraw_narrative(
        last, why="Wrong", version=1, principals=principals_of(officer, at=NOW), at=NOW
    )

    assert agencies(world.person)["residential"].reported_on == persons.days_ago(9).date()
    yesterday = TODAY - timedelta(1)
    assert (
        agencies(world.person, yesterday)["residential"].reported_on == persons.days_ago(2).date()
    )


def test_on_a_past_day_the_report_before_it_is_the_last(world):
    """Facts are read for the day asked: a later report takes none of the earlier ones away."""
    officer = world.user(Role.PERSONAL_OFFICER)
    for days in (9, 5, 2):
        plans.entry(world.person, officer, at=persons.days_ago(days))

    stood = dict(clocks.facts_of([world.person.pk], on=persons.days_ago(3).date()))

    assert as_of(stood[world.person.pk], persons.days_ago(3).date()) is stood[world.person.pk]
    (residential,) = (p for p in stood[world.person.pk].involved if p.agency == "residential")
    assert residential.reported_on == persons.days_ago(5).date()


def test_an_entry_counts_from_the_day_it_was_written(world):
    plans.entry(world.person, world.user(Role.PERSONAL_OFFICER), at=persons.days_ago(2))

    assert agencies(world.person, persons.days_ago(3).date())["residential"].reported_on is None


def test_what_was_not_on_record_was_not_known(world):
    plans.entry(world.person, world.user(Role.PERSONAL_OFFICER))
    plans.referral(world.person, plans.provider(Agency.HEALTH), world.user(Role.LINKS_CENTRE))
    absent(world, -1, 1)

    assert found(world.person, known_at=persons.days_ago(400)) == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("first", "last", "more", "expected"),
    [
        pytest.param(-1, 1, {}, True, id="away"),
        pytest.param(3, 9, {}, True, id="away later"),
        pytest.param(-9, -1, {}, False, id="back again"),
        pytest.param(-1, 1, {"ended_at": persons.days_ago(1)}, False, id="back sooner"),
    ],
)
def test_the_officers_absences_are_known(world, first, last, more, expected):
    absent(world, first, last, **more)
    away = AwayFacts(
        from_on=TODAY + timedelta(first), until_on=TODAY + timedelta(last), covered=False
    )

    assert found(world.person).away == ((away,) if expected else ())


def test_cover_is_known_and_an_absence_of_another_time_is_not_mixed_in(world):
    absent(world, -20, -10, cover=world.user(Role.RESIDENTIAL_OFFICER))
    absent(world, 5, 6, cover=world.user(Role.RESIDENTIAL_OFFICER))
    absent(world, -1, 1)

    assert [(away.from_on, away.covered) for away in found(world.person).away] == [
        (TODAY - timedelta(1), False),
        (TODAY + timedelta(5), True),
    ]


def test_an_absence_of_somebody_no_longer_allocated_is_not_theirs(world):
    absent(world, -1, 1)
    Allocation.objects.filter(person=world.person).update(until_on=TODAY)

    assert found(world.person).away == ()


def test_the_facts_cost_one_query_for_any_number(world, django_assert_num_queries):
    keys = [persons.person().pk for _ in range(9)] + [world.person.pk]

    with django_assert_num_queries(1):
        case_facts(keys, on=TODAY)


def test_the_rules_are_told(world):
    plans.entry(world.person, world.user(Role.PERSONAL_OFFICER), domain=Domain.LEARNING)

    facts = dict(clocks.facts_of([world.person.pk], on=TODAY))[world.person.pk]

    assert facts.officer_since == world.person.arrived_on
    assert {part.agency for part in facts.involved} == {"residential", "pbsw", "cbsw"}
    assert Referral.objects.count() == 0
