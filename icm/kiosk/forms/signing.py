"""Numbers and PINs. They are typed on a pad of digits on the screen, or on a keyboard where there is one."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from icm.kiosk import policy

_DIGITS = {"inputmode": "numeric", "autocomplete": "off", "data-kiosk-pad": ""}


class _Covered(forms.PasswordInput):
    """Dots instead of digits by the style sheet: whatever a browser takes for a password it offers to keep, and writes
    down whose it was even where it is told not to.
    """

    input_type = "text"


def _pin(label: StrOrPromise, help_text: StrOrPromise = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=policy.PIN_DIGITS,
        strip=True,
        # No class: the form's template gives every field its own, and of two a browser reads the first.
        widget=_Covered(attrs={**_DIGITS, "maxlength": policy.PIN_DIGITS, "data-kiosk-pin": ""}),
    )


class SignIn(forms.Form):
    number = forms.CharField(
        label=_("Your prisoner number"),
        max_length=12,
        widget=forms.TextInput(attrs={**_DIGITS, "maxlength": 12}),
    )
    pin = _pin(_("Your PIN"))


class Pin(forms.Form):
    pin = _pin(_("Your PIN"))


class OwnPin(forms.Form):
    pin = _pin(_("Your new PIN"), _("Six digits that nobody else would think of."))
    again = _pin(_("The same PIN again"))

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or {}
        if "pin" in sent and "again" in sent and sent["pin"] != sent["again"]:
            self.add_error("again", gettext("This is not the same as above."))
        return sent


class Code(forms.Form):
    code = forms.CharField(
        label="The code you were shown",
        help_text=f"{policy.CODE_LENGTH} letters and digits. It counts for 15 minutes.",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
