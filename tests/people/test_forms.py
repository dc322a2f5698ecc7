"""Forms about people: numbers as they are written on paper, and a reason that says something."""

import pytest

from icm.people.forms import record as forms


@pytest.mark.parametrize("typed", ["demo-000063", " DEMO-000063 ", "Demo-000063"])
def test_a_number_is_found_however_it_is_typed(typed):
    form = forms.BreakGlass({"number": typed, "reason": "A threat was reported."})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["number"] == "DEMO-000063"


@pytest.mark.parametrize("reason", ["", "because", "   "])
def test_glass_is_not_broken_without_a_reason_that_says_something(reason):
    form = forms.BreakGlass({"number": "DEMO-000063", "reason": reason})

    assert "reason" in form.errors
    assert form["number"].value() == "DEMO-000063"
