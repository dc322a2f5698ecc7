"""A request for a conference, its answer, and taking it back: text into values."""

from django import forms

from conferences.forms.arranging import text
from conferences.policy.requests import GROUNDS, How
from icm.core.forms import DateParts
from icm.core.sending import Once, Today, Versioned

AGREE, REFUSE = "agree", "refuse"


class Ask(Today, Once):
    """What it is about, in whose words, and when they asked."""

    until_today = ("on",)
    grounds = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="Choose all that they name. The first nine are what the guidance lists.",
        widget=forms.CheckboxSelectMultiple,
        choices=list(GROUNDS.items()),
    )
    why = text("Why do they ask?", "In their own words. They can read this, and so does the team.")
    how = forms.ChoiceField(
        label="How did they ask?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (How.SPOKEN, How.WRITTEN)],
    )
    on = DateParts(
        label="On which day did they ask?",
        help_text="The time for an answer counts from it. For example 3 March 2027",
    )


class Answer(Versioned):
    """Yes or no, and why."""

    answer = forms.ChoiceField(
        label="Is there to be a conference?",
        widget=forms.RadioSelect,
        choices=[
            (AGREE, "Yes: it is planned at once, to be held within six weeks"),
            (REFUSE, "No: the person reads why, and how to challenge it"),
        ],
    )
    why = text(
        "Why?",
        "The person reads this. Write it to them. Needed where you refuse.",
        required=False,
    )


class Agree(Versioned):
    """Yes, after all."""

    why = text("Why?", "The person reads this. Write it to them.")


class Withdraw(Versioned):
    why = text(
        "Why is it taken back?", "For the team: they want none any more, or it was a mistake."
    )
