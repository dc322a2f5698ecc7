"""What the form of a waiver turns text into."""

from datetime import date

import pytest

from icm.clocks.forms import Waive


@pytest.mark.parametrize(("due_on", "expected"), [("2026-11-24", date(2026, 11, 24)), ("", None)])
def test_carries_the_deadline_the_page_showed(due_on, expected):
    form = Waive({"due_on": due_on, "why": " In hospital. "})

    assert form.is_valid()
    assert form.cleaned_data == {"due_on": expected, "why": "In hospital."}


def test_asks_for_a_last_day_only_where_there_is_no_day():
    today, latest = date(2026, 11, 21), date(2027, 5, 21)
    typed = {"due_on": "", "why": "In hospital.", "until_on": "2026-12-24"}

    def errors(**values):
        return set(Waive(typed | values, undated=(today, latest)).errors)

    assert "until_on" not in Waive(typed).fields
    assert errors() == set()
    for wrong in ("", "2026-11-20", "2027-05-22"):
        assert errors(until_on=wrong) == {"until_on"}


@pytest.mark.parametrize("why", ["", "   ", "x" * 2001])
def test_wants_a_reason_of_sensible_length(why):
    assert "why" in Waive({"due_on": "", "why": why}).errors
