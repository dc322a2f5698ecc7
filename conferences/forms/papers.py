"""The papers of a conference: text into values."""

from django import forms

from conferences.policy.papers import READERS, How
from icm.core.forms import DateParts
from icm.core.sending import Once, Today


class SendPapers(Today, Once):
    """To whom, how, and on which day."""

    until_today = ("on",)
    parties = forms.MultipleChoiceField(
        label="To whom were they sent?",
        widget=forms.CheckboxSelectMultiple,
        choices=[(party.value, party.label) for party in READERS],
        help_text="The personal officer and the community-based social worker must have them.",
    )
    how = forms.ChoiceField(
        label="How?", widget=forms.RadioSelect, choices=[(one.value, one.label) for one in How]
    )
    on = DateParts(label="On which day?", help_text="For example 3 March 2027")
