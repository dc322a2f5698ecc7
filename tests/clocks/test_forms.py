"""What the form of a waiver turns text into."""

from datetime import date

import pytest

from icm.clocks.forms import Waive


@pytest.mark.parametrize(("due_on", "expected"), [("2026-11-24", date(2026, 11, 24)), ("", None)])
def test_carries_the_deadline_the_page_showed(due_on, expected):
    form = Waive({"due_on": due_on, "why": " In hospital. "})

    assert form.is_valid()
    assert form.cleaned_data == {"due_on": expected, "why": "In hospital."}


@pytest.mark.parametrize("why", ["", "   ", "x" * 2001])
def test_wants_a_reason_of_sensible_length(why):
    assert "why" in Waive({"due_on": "", "why": why}).errors
