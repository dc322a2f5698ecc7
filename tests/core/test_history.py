"""Whatever changes a row, by whichever way, leaves its trace; and a past moment can be read back."""

import pgtrigger
import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.utils import DatabaseError

from casework.models import Narrative, PlanAction
from icm.core.history import as_known, events
from icm.people.models import Person
from tests.factories import persons, staff

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


def test_every_trigger_that_is_declared_stands_in_the_database():
    missing = [
        f"{model.__name__}: {trigger.name}"
        for model, trigger in pgtrigger.registered()
        if trigger.get_installation_status(model)[0] != "INSTALLED"
    ]

    assert missing == []


def test_who_was_in_a_team_and_when_is_kept():
    user, team = staff.user(), Group.objects.create(name="links-centre@nowhere")

    user.groups.add(team)
    user.groups.remove(team)

    kept_rows = apps.get_model("core", "MembershipEvent").objects.filter(user=user, group=team)
    assert list(kept_rows.order_by("pk").values_list("pgh_label", flat=True)) == [
        "insert",
        "delete",
    ]


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (PlanAction, {"pgh_id", "pgh_obj_id", "plan_id"}),
        (Narrative, {"pgh_id", "pgh_obj_id", "person_id"}),
        (Person, {"pgh_id", "pgh_obj_id"}),
    ],
)
def test_history_is_indexed_by_what_it_is_looked_for_by_and_by_nothing_else(model, columns):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, events(model).model._meta.db_table)
    indexes = [one["columns"] for one in found.values() if one["index"] or one["primary_key"]]
    assert sorted(indexes) == sorted([column] for column in columns)
