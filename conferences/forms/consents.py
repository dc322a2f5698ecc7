"""Consent for a relative: text into values."""

from django import forms

from conferences.forms.arranging import text
from conferences.policy.preparing import BY_STAFF, Scope
from icm.core.forms import DateParts
from icm.core.sending import Once, Today, Versioned

FOR_VICTIMS = "Read only by those who read what is kept for the safety of victims."


class Consent(Today, Once):
    """Who it is, what the person agrees to, and how they said so."""

    until_today = ("on",)
    name = forms.CharField(label="What is their name?", max_length=100)
    relation = forms.CharField(
        label="Who are they to the person?", max_length=60, help_text="For example: his sister"
    )
    contact = text("How can they be reached?", "An address or a telephone number.")
    scope = forms.MultipleChoiceField(
        label="What does the person agree to?",
        help_text="Ask about each. They can take it back at any time.",
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Scope],
    )
    form = forms.ChoiceField(
        label="How did they agree?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in BY_STAFF],
    )
    on = DateParts(label="On which day?", help_text="For example 3 March 2027")


class Look(Versioned):
    approved = forms.TypedChoiceField(
        label="Can they be involved?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes, approved"), ("no", "No, not approved")],
        coerce=lambda said: said == "yes",
    )
    why = text("Why?", "Read by social work only.")


class Forbid(forms.Form):
    why = text("Why is no contact allowed?", FOR_VICTIMS)


class Allow(Versioned):
    why = text("Why is contact allowed again?", FOR_VICTIMS)


class Withdraw(Today):
    until_today = ("on",)
    on = DateParts(label="On which day did they say so?", help_text="For example 3 March 2027")
    why = text("Why?", "They need not say why. For the team.", required=False)
