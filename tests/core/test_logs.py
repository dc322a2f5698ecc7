"""No value of a row reaches a log, however an error of the database comes to be logged."""

import logging

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.module_loading import import_string

from icm import celery

NAME = "a-secret-name"


@pytest.fixture
def formatter():
    """As the settings make it."""
    return import_string(settings.LOGGING["formatters"]["line"]["()"])()


@pytest.fixture
def error(db):
    Group.objects.create(name=NAME)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Group.objects.create(name=NAME)
    assert NAME in str(caught.value)
    return caught.value


def record(message, *arguments, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("icm", logging.ERROR, __file__, 1, message, arguments, info)


def test_every_handler_writes_through_it():
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}


def test_a_traceback_tells_class_code_and_places_but_no_row(formatter, error):
    text = formatter.format(record("Internal Server Error: %s", "/account/draft/", error=error))

    assert NAME not in text
    assert "Internal Server Error: /account/draft/" in text
    assert text.endswith("IntegrityError 23505")
    assert "UniqueViolation 23505" in text
    assert "test_logs.py" in text


def test_an_error_that_repeats_the_databases_words_is_told_by_its_class(formatter, error):
    wrapped = RuntimeError(f"could not write: {error}")
    wrapped.__cause__ = error
    text = formatter.format(record("failed", error=wrapped))

    assert NAME not in text
    assert text.endswith("RuntimeError")


@pytest.mark.parametrize(
    "arguments",
    [("went wrong: %s",), ("went wrong: %(why)s",)],
    ids=["in a row", "by name"],
)
def test_an_error_among_the_words_is_told_in_codes(formatter, error, arguments):
    given = [{"why": error}] if "why" in arguments[0] else [error]
    made = record(*arguments, *given)
    assert formatter.format(made).endswith("went wrong: IntegrityError 23505")
    assert NAME in made.getMessage()  # the record itself is others' too
    assert formatter.format(record(error)).endswith("IntegrityError 23505")


def test_what_another_formatter_had_cached_is_not_used(formatter, error):
    made = record("failed", error=error)
    logging.Formatter().format(made)

    assert NAME not in formatter.format(made)


def test_the_words_somebody_put_into_the_message_are_replaced(formatter, error):
    made = record("Task raised: %s, that is %s", repr(error), str(error), error=error)
    text = formatter.format(made)

    assert NAME not in text
    assert "Task raised: IntegrityError 23505, that is IntegrityError 23505" in text


def test_a_worker_and_django_leave_the_logs_as_the_settings_made_them():
    assert celery.app.conf.worker_hijack_root_logger is False
    assert settings.LOGGING["loggers"]["django"] == {"handlers": []}
    assert logging.getLogger("django").handlers == []


def test_other_errors_keep_their_words(formatter):
    made = record("x", error=ValueError("no such band"))

    assert formatter.format(made).endswith("ValueError: no such band")
    assert formatter.format(record("%s", ValueError("no such band"))).endswith("no such band")


def test_an_error_without_a_code_is_told_by_its_class(formatter):
    text = formatter.format(record("failed", error=DatabaseError("NUL in 'a-secret-name'")))

    assert text.endswith("DatabaseError")
