"""Addresses and codes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from icm.family import policy

_CODE = {"autocomplete": "one-time-code", "spellcheck": "false"}


class Ask(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one you gave us. We send a code there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class Code(forms.Form):
    code = forms.CharField(
        label=_("The code from our e-mail"),
        max_length=20,
        widget=forms.TextInput(attrs={**_CODE, "inputmode": "numeric"}),
    )


class LetterCode(forms.Form):
    code = forms.CharField(
        label=_("The code from our letter"),
        max_length=30,
        help_text=_("%(number)s letters and digits. You need it the first time only.")
        % {"number": policy.LETTER_LENGTH},
        widget=forms.TextInput(attrs={**_CODE, "autocomplete": "off"}),
    )
