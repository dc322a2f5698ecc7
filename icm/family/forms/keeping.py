"""What staff type in about a window."""

from django import forms

from icm.core.sending import Versioned


class Address(Versioned):
    email = forms.EmailField(
        label="Their e-mail address",
        max_length=254,
        help_text="Codes to sign in go there. Ask them to spell it, and read it back.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": "Write an e-mail address, for example name@example.com"},
    )
