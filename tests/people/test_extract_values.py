"""One cell of an extract: read, or refused with a sentence that says what to write instead."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.people.actions.extract import values
from icm.people.actions.extract.values import Unreadable

PLACES = values.named({"barlinnie": 1, "bella": 2}, "an establishment")


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        pytest.param(values.day, "2026-02-28", date(2026, 2, 28), id="day"),
        pytest.param(
            values.moment, "2026-01-05T14:05", datetime(2026, 1, 5, 14, 5, tzinfo=UTC), id="winter"
        ),
        pytest.param(
            values.moment, "2026-07-05 14:05", datetime(2026, 7, 5, 13, 5, tzinfo=UTC), id="summer"
        ),
        pytest.param(
            values.moment,
            "2026-10-25T01:30+00:00",
            datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
            id="second of two",
        ),
        pytest.param(
            values.moment,
            "2026-10-25T01:30+01:00",
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            id="first of two",
        ),
        pytest.param(values.number(), "007", 7, id="leading noughts"),
        pytest.param(values.yes_no, "Yes", True, id="yes"),
        pytest.param(values.yes_no, "no", False, id="no"),
        pytest.param(PLACES, "bella", 2, id="place"),
        pytest.param(values.text(5), "Ewan", "Ewan", id="text"),
        pytest.param(values.text(40, lines=True), "one\ntwo", "one\ntwo", id="lines"),
    ],
)
def test_what_can_be_read_is(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "said"),
    [
        pytest.param(values.day, "31/02/2026", "write year-month-day", id="slashes"),
        pytest.param(values.day, "2026-02-30", "no day of the calendar", id="no such day"),
        pytest.param(values.day, "unknown", "not a date", id="unknown"),
        pytest.param(values.day, "20260228", "not a date", id="compact"),
        pytest.param(values.day, "2026-W08-6", "not a date", id="week"),
        pytest.param(values.day, "٢٠٢٦-02-28", "not a date", id="other digits"),
        pytest.param(values.day, "0226-02-28", "year 226", id="year mistyped"),
        pytest.param(values.moment, "2026-02-28", "a day with a time", id="no time"),
        pytest.param(values.moment, "2026-02-28T25:00", "no moment", id="no such hour"),
        pytest.param(values.moment, "2026-03-29T01:30", "went forward", id="skipped hour"),
        pytest.param(values.moment, "2026-10-25T01:30", "went back", id="repeated hour"),
        pytest.param(values.moment, "9999-02-28T10:00", "year 9999", id="far year"),
        pytest.param(values.number(), "-6", "negative", id="negative"),
        pytest.param(values.number(), "3.5", "whole number", id="fraction"),
        pytest.param(values.number(), "1e3", "whole number", id="exponent"),
        pytest.param(values.number(), "32768", "more than 32767", id="too many"),
        pytest.param(values.yes_no, "1", "neither yes nor no", id="one"),
        pytest.param(PLACES, "Barlinnie", "is barlinnie meant", id="capital"),
        pytest.param(PLACES, "nowhere", "not an establishment: barlinnie, bella", id="nowhere"),
        pytest.param(values.text(4), "Hamish", "6 characters, at most 4", id="too long"),
        pytest.param(values.text(40), "one\ntwo", "line break", id="line break"),
        pytest.param(values.cleaned, "a\0b", "NUL", id="NUL"),
        pytest.param(values.cleaned, "caf\udce9", "not UTF-8", id="not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(read, cell, said):
    with pytest.raises(Unreadable, match=said):
        read(cell)


def test_a_message_shows_no_more_of_a_cell_than_helps():
    assert values.quoted("x" * 90) == f"“{'x' * 40}…”"
    assert values.quoted("a\x1b[2Jb\r\n") == "“a?[2Jb??”"


READERS = [values.day, values.moment, values.number(), values.yes_no, PLACES, values.text(9)]


@given(st.sampled_from(READERS), st.text())
def test_no_cell_brings_a_reader_down(read, cell):
    with suppress(Unreadable):
        assert read(values.cleaned(cell)) is not None
