"""Writing many rows at once."""

import pytest
from django.db import IntegrityError, connection, transaction

from icm.core.bulk import copy, keys_checked_at_end, reserve
from icm.core.models import SignInAttempt
from icm.people.models import Event, Person
from risk.models import SupervisionReview
from tests.factories import persons

pytestmark = pytest.mark.django_db
COLUMNS = ("key", "failures", "last_failed_at")


def test_copy_adds_the_rows_and_says_how_many():
    rows = [("a", 1, persons.NOW), ("b", 2, persons.NOW)]
    assert copy(SignInAttempt, COLUMNS, iter(rows)) == 2
    found = SignInAttempt.objects.order_by("key").values_list(*COLUMNS)
    assert list(found) == rows


def test_copy_of_nothing_adds_nothing():
    assert copy(SignInAttempt, COLUMNS, []) == 0


def test_copy_takes_lists_dictionaries_and_what_is_not_known():
    person = persons.person()
    columns = (
        "person", "reference", "kind", "state", "level_before", "proposed_level", "proposed_at",
        "criteria", "notice_reasons", "representations", "level_after", "reasons",
        "documents_withheld", "withdrawn_why", "version", "due_on",
    )  # fmt: skip
    row = (person.pk, "R1", "72h", "proposed", "", "high", persons.NOW, {"conduct": 'a \t"b"\n'})
    copy(SupervisionReview, columns, [(*row, "", "", "", "", "", "", 1, None)])
    review = SupervisionReview.objects.get()
    assert review.criteria == {"conduct": 'a \t"b"\n'}
    assert review.due_on is None


def test_copied_rows_leave_the_history_any_write_leaves():
    (key,) = reserve(Person, 1)
    columns = (
        "id", "number", "family_name", "given_names", "gender", "communication_needs", "hall",
        "location", "legal", "route", "supervision_level", "risk_band", "version", "acl",
    )  # fmt: skip
    copy(Person, columns, [(key, "C1", "Roe", "Ann", *[""] * 8, 1, [])])
    events = Person._meta.get_field("events").related_model
    assert events.objects.get(pgh_obj_id=key).number == "C1"


def test_reserved_keys_are_given_to_nobody_else():
    keys = reserve(Person, 3)
    assert len(set(keys)) == 3
    assert persons.person().pk not in keys
    assert reserve(Person, 0) == []


def foreign_keys():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated"
            " FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2"
        )
        return cursor.fetchall()


def test_foreign_keys_stand_again_as_they_stood():
    before = foreign_keys()
    assert len(before) > 100
    with keys_checked_at_end():
        assert not foreign_keys()
        persons.person()
    assert foreign_keys() == before


def test_a_row_that_refers_to_nobody_is_refused_at_the_end():
    row = (-1, "X", "lscmi", persons.NOW.date(), "", "", persons.NOW)
    columns = ("person", "reference", "kind", "on", "value", "note", "recorded_at")
    refused = pytest.raises(IntegrityError, match="people_event")
    with refused, transaction.atomic(), keys_checked_at_end():
        assert copy(Event, columns, [row]) == 1
    assert not Event.objects.exists()
