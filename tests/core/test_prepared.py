"""Queries put into SQL once."""

from datetime import UTC, date, datetime

import pytest
from django.db import models

from casework.queries import facts as case
from icm.core import access
from icm.core.prepared import A_DAY, A_NUMBER, SOME_NUMBERS, Prepared
from icm.people.models import Person
from icm.people.queries import facts as people
from tests.factories import persons as made

pytestmark = pytest.mark.django_db
DAY, MOMENT = date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC)


def numbers(keys, on):
    rows = Person.objects.filter(id__one_of=keys, born_on__lte=on).order_by("id")
    return rows.values_list("number", "born_on")


def test_the_rows_are_those_of_the_query_itself_for_any_values(django_assert_num_queries):
    persons = [made.person(born_on=date(1990, 1, n)) for n in (1, 2, 3)]
    prepared = Prepared(numbers, keys=SOME_NUMBERS, on=A_DAY)
    prepared.rows(keys=[], on=DAY)
    for keys in ([], [persons[0].pk], [person.pk for person in persons]):
        with django_assert_num_queries(1):
            found = list(prepared.rows(keys=keys, on=DAY))
        assert found == list(numbers(keys, DAY))
        assert len(found) == len(keys)
    assert list(prepared.rows(keys=[persons[0].pk], on=date(1900, 1, 1))) == []


def test_what_a_field_makes_of_its_column_it_makes_here_too():
    person = made.person()
    wanted = Prepared(
        lambda keys: Person.objects.filter(id__one_of=keys).values_list(
            models.functions.JSONObject(number="number")
        ),
        keys=SOME_NUMBERS,
    )
    assert list(wanted.rows(keys=[person.pk])) == [({"number": person.number},)]


def test_a_value_without_a_place_is_refused_at_once():
    def careless(keys, on, other):
        return numbers(keys, on)

    with pytest.raises(ValueError, match="no place in the query for other"):
        Prepared(careless, keys=SOME_NUMBERS, on=A_DAY, other=A_NUMBER).rows(keys=[], on=DAY)


def test_facts_and_standing_are_the_same_prepared_or_not(django_user_model):
    """Whoever changes such a query so that it depends on more than is named finds out here."""
    person, user = made.person(), django_user_model.objects.create(username="someone")
    for rows in (people.person_rows, case._case_rows):
        # Rows known at a moment after the last change are those known now, and are never prepared.
        now = list(rows([person.pk], on=DAY))
        later = [tuple(row) for row in rows([person.pk], on=DAY, known_at=datetime.now(UTC))]
        assert now == later
    standing = access._standing(user=user.pk, at=MOMENT, on=DAY)
    assert list(access._STANDING.rows(user=user.pk, at=MOMENT, on=DAY)) == list(standing)
