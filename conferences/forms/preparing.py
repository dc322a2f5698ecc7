"""What the person says before a conference: text into values."""

from django import forms

from conferences.forms.arranging import text
from conferences.policy.preparing import Attends, Help
from icm.core.forms import DateParts
from icm.core.sending import Once, Today


class Prepare(Today, Once):
    """Coming or not, what they want raised, what help they need, and when they were asked."""

    until_today = ("on",)
    attends = forms.ChoiceField(
        label="Do they want to take part?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Attends],
    )
    wants = text(
        "What do they want raised?", "In their own words. They can read this.", required=False
    )
    help = forms.MultipleChoiceField(
        label="What help do they need?",
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Help],
        required=False,
    )
    help_words = text(
        "Which language, or whose support?",
        "They can read this. Name no health detail.",
        required=False,
    )
    on = DateParts(label="When were they asked?", help_text="For example 3 March 2027")
