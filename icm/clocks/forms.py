"""What may be typed in about deadlines: text into values, never saved here."""

from django import forms


class Waive(forms.Form):
    """Carries the deadline the page showed: if it has changed since, that one is not set aside."""

    due_on = forms.DateField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="Why is this deadline set aside?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody who may see this person reads it. No health detail, no victims, no intelligence.",
    )


class Confirm(forms.Form):
    """A page with nothing to fill in, only something to confirm."""
