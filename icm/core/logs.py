"""What may reach a log: never the values of a row, which a database's message of refusal repeats."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import Error

_OF_THE_DATABASE = (Error, psycopg.Error)


class LineFormatter(logging.Formatter):
    """One line a record. An error of the database is told by its class and SQLSTATE alone."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(_without_rows(record))
        error = record.exc_info[1] if record.exc_info else None
        if _has_rows(error):
            # Somebody may have put the error's words into the message, as Celery does.
            for one in chain(error):
                for words in filter(None, (repr(one), str(one))):
                    text = text.replace(words, in_codes(one))
        return text

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """The places passed through, and each error of the chain; the words of those that are not the database's."""
        error = ei[1]
        if not _has_rows(error):
            return super().formatException(ei)
        told = []
        for one in reversed(list(chain(error))):
            places = "".join(traceback.format_tb(one.__traceback__))
            # Whatever else is raised around it may repeat its words.
            told.append(f"Traceback (most recent call last):\n{places}{in_codes(one)}")
        return "\n\n".join(told)


def in_codes(error: BaseException) -> str:
    """ "IntegrityError 23505": the class, and the database's own code where one was given."""
    codes = (getattr(one, "sqlstate", None) for one in chain(error))
    code = next(filter(None, codes), "") if isinstance(error, _OF_THE_DATABASE) else ""
    return f"{type(error).__name__} {code}".rstrip()


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those it came of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _without_rows(record: logging.LogRecord) -> logging.LogRecord:
    """The same record where an error of the database stands among its words; others keep what they cached."""
    arguments = record.args
    values = arguments.values() if isinstance(arguments, dict) else arguments or ()
    among = any(_has_rows(value) for value in (record.msg, *values))
    if not among and not (record.exc_info and record.exc_text):
        return record
    fresh = logging.makeLogRecord(record.__dict__)
    fresh.exc_text = None  # another formatter's, with all words
    if among:
        fresh.msg = _told(record.msg)
        if isinstance(arguments, dict):
            fresh.args = {name: _told(value) for name, value in arguments.items()}
        elif arguments:
            fresh.args = tuple(_told(value) for value in arguments)
    return fresh


def _has_rows(value: object) -> bool:
    return isinstance(value, BaseException) and any(
        isinstance(one, _OF_THE_DATABASE) for one in chain(value)
    )


def _told(value: Any) -> Any:
    return in_codes(value) if _has_rows(value) else value
