"""Whatever changes a row, by whichever way, leaves its trace; and a past moment can be read back."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from icm.core.history import as_known
from icm.people.models import Person
from tests.factories import persons

pytestmark = pytest.mark.django_db


def traces(person):
    return list(person.events.order_by("pgh_id").values_list("pgh_label", "hall"))


def test_saving_updating_and_plain_sql_all_leave_a_trace(world):
    person = persons.person()

    person.hall = "B Hall"
    person.save(update_fields=["hall"])
    Person.objects.filter(pk=person.pk).update(hall="C Hall")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET hall = 'D Hall' WHERE id = %s", [person.pk])

    assert traces(person) == [
        ("insert", "A Hall"),
        ("update", "B Hall"),
        ("update", "C Hall"),
        ("update", "D Hall"),
    ]


def test_a_change_that_changes_nothing_leaves_no_trace(world):
    person = persons.person()
    before = traces(person)

    Person.objects.filter(pk=person.pk).update(hall=person.hall)

    assert traces(person) == before


@pytest.mark.parametrize(
    "change", ["UPDATE people_personevent SET hall = ''", "DELETE FROM people_personevent"]
)
def test_history_refuses_to_be_changed(world, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_present_is_read_from_the_table_itself(world):
    assert as_known(Person, None).get(pk=world.person.pk) == world.person
