"""What is typed in: said clearly where it cannot be right."""

import pytest

from icm.family.forms import signing as forms
from icm.family.policy import as_typed, in_groups


@pytest.mark.parametrize("typed", ["", "mairi", "mairi@", "mairi@home .example"])
def test_what_is_no_address_is_said(typed):
    form = forms.Ask({"email": typed})

    assert not form.is_valid()
    assert form.errors["email"]


@pytest.mark.parametrize("typed", ["1234 5678", " 1234-5678 ", "12345678"])
def test_a_code_may_be_typed_as_it_is_read(typed):
    form = forms.Code({"code": typed})

    assert form.is_valid()
    assert as_typed(form.cleaned_data["code"]) == "12345678"


def test_codes_are_shown_in_groups():
    assert in_groups("12345678") == "1234 5678"
    assert in_groups("ABCDEFGHJK") == "ABCDE FGHJK"
