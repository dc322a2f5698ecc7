"""What may be typed in about deadlines: text into values, never saved here."""

from datetime import date
from typing import Any

from django import forms

from icm.core.forms import DateParts


class Waive(forms.Form):
    """Carries the deadline the page showed: if it has changed since, that one is not set aside."""

    due_on = forms.DateField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="Why is this deadline set aside?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody who may see this person reads it. No health detail, no victims, no intelligence.",
    )
    until_on = DateParts(
        label="Until which day?",
        help_text="No day is known for this, so it counts again after the day you give.",
    )

    def __init__(self, *args: Any, undated: tuple[date, date] | None = None, **kwargs: Any) -> None:
        """``undated`` is from and until which day something without a day of its own can be set aside."""
        super().__init__(*args, **kwargs)
        if undated is None:
            del self.fields["until_on"]
        else:
            until = self.fields["until_on"]
            until.earliest, until.latest = undated  # type: ignore[attr-defined]
