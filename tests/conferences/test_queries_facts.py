"""What the rules may know of conferences kept here: as they stand, as they stood, in one query for anybody."""

from datetime import timedelta

import pytest

from conferences.models import Conference
from conferences.queries.facts import NOTHING_KNOWN, conference_facts
from icm.clocks.queries.facts import facts_of
from icm.policy.facts import RouteSlug
from icm.policy.past import as_of
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY


@pytest.fixture
def organiser():
    return staff.user((Role.ICM_CASE_CO_ORDINATOR, "barlinnie"))


@pytest.fixture
def person():
    made = persons.person(route=RouteSlug.ENHANCED)
    persons.sentence(made)
    return made


def found(person, on=TODAY):
    return conference_facts([person.pk], on=on).get(person.pk, NOTHING_KNOWN).conferences


def test_a_conference_is_known_with_its_date_and_not_before_it_was_made(person, organiser):
    row = conferences.fixed(person, organiser)

    (known,) = found(person)

    assert (known.kind, known.made_on, known.due_on) == ("initial", TODAY, row.due_on)
    assert (known.fixed_for, known.fixed_on) == (row.starts_at.date(), TODAY)
    assert (known.invited_on, known.held_on, known.assessed) == (None, None, None)
    assert known.stands
    assert found(person, TODAY - timedelta(1)) == ()


def test_what_it_decided_is_known_as_a_day_or_as_something_to_wait_for(person, organiser):
    row = conferences.fixed(person, organiser)
    rows = Conference.objects.filter(pk=row.pk)
    rows.update(
        state="held", held_on=TODAY, assessed=True, next_kind="periodic", next_when="A move."
    )

    (known,) = found(person)

    assert (known.held_on, known.assessed, known.next_kind) == (TODAY, True, "periodic")
    assert (known.next_waits, known.next_on, known.decides) == (True, None, True)
    assert not known.stands


def test_a_cancelled_one_is_not_known(person, organiser):
    row = conferences.planned(person, organiser)
    Conference.objects.filter(pk=row.pk).update(state="cancelled")

    assert found(person) == ()


def test_the_facts_carry_it_and_a_past_day_reads_as_it_stood(person, organiser):
    conferences.fixed(person, organiser)
    ((_, facts),) = facts_of([person.pk], on=TODAY)

    assert [one.kind for one in facts.conferences] == ["initial"]
    assert as_of(facts, TODAY) is facts
    assert as_of(facts, TODAY - timedelta(1)).conferences == ()


def test_they_cost_one_query_for_any_number(person, organiser, django_assert_num_queries):
    conferences.fixed(person, organiser)
    with django_assert_num_queries(1):
        conference_facts([person.pk, person.pk + 1, person.pk + 2], on=TODAY)
