"""What is wrong in a minute, the answer, and that it was handed over: text into values."""

from collections.abc import Sequence
from typing import Any

from django import forms

from conferences.forms.arranging import text
from icm.core.forms import DateParts
from icm.core.sending import Once, Today, Versioned


class Tell(Today, Once):
    """One's own, or somebody's who does not sign in: then with the day on which they said it."""

    until_today = ("on",)
    words = text("What is wrong?", "Which part of the minute, and what it should say.")
    on = DateParts(label="On which day did they say so?", help_text="For example 3 March 2027")
    readers = forms.ChoiceField(label="Who may read this?")

    def __init__(
        self,
        *args: Any,
        readers: Sequence[tuple[str, str]],
        own: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = list(readers)  # type: ignore[attr-defined]
        if own:
            del self.fields["on"]


class PassOn(Today, Once):
    """What the person wrote on their form, in their own words."""

    until_today = ("on",)
    words = text("What do they say?", "In their own words. They read this, and so do staff.")
    on = DateParts(label="On which day did you get the form?", help_text="For example 3 March 2027")


class RemarkOn(Once):
    words = text("What do you make of it?", "For whoever answers the comments.")
    readers = forms.ChoiceField(label="Who may read this?")

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = list(readers)  # type: ignore[attr-defined]


class Settle(Versioned):
    agreed = forms.ChoiceField(
        label="Is it put right?",
        widget=forms.RadioSelect,
        choices=[
            ("yes", "Yes: another edition puts it right"),
            ("no", "No: it stands with the minute, with the reason"),
        ],
    )
    why = text("Why?", "Whoever reads what was said reads this.")


class HandOver(Today):
    until_today = ("on",)
    on = DateParts(label="On which day was it handed over?", help_text="For example 3 March 2027")
