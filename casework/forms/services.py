"""Opening a service, saying other words of it, closing it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from casework.models.referrals import AGENCIES, DOMAINS
from icm.core.forms import DateParts
from icm.core.sending import Today, Versioned
from icm.policy.roles import PROVIDING

NOBODY = ("", "Nobody: staff record what it says")
Choices = Sequence[tuple[str, Any]]


class _Words(forms.Form):
    name = forms.CharField(label="What is it called?", max_length=100)
    about = forms.CharField(
        label="What does it do, and for whom?",
        help_text="In plain words: officers read this when they refer somebody.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agency = forms.ChoiceField(label="Which kind of agency is it?", choices=AGENCIES)
    domains = forms.MultipleChoiceField(
        label="What does it help with?",
        help_text="Tick none if it helps with everything.",
        choices=DOMAINS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class Open(_Words):
    """A new service: also where it is, and who signs in for it."""

    at = forms.ChoiceField(label="Where is it?", choices=())
    role = forms.ChoiceField(
        label="Who signs in for it?",
        help_text="This and the place cannot be changed later: then close it and open another.",
        required=False,
        widget=forms.RadioSelect,
        choices=[NOBODY, *((role.value, role.label) for role in sorted(PROVIDING))],
    )

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at: Any = self.fields["at"]
        at.choices = [("", "Choose a place"), *places]


class Change(_Words, Versioned):
    wait = forms.CharField(
        label="How long does it say people wait now?",
        help_text="As it told you, for example: about 6 weeks. Leave it empty if it does not say.",
        max_length=100,
        required=False,
    )


class Close(Today):
    """From when; and, where somebody is still referred there, who takes over and why."""

    from_today = ("on",)
    on = DateParts(label="From which day does it take nobody on?")
    to = forms.ChoiceField(label="Which service takes over?", choices=())
    why = forms.CharField(
        label="Why?",
        help_text="The people referred to it may read this. Use plain words.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, standing: int, successors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to"].choices = [("", "Choose a service"), *successors]
        if not standing:
            del fields["to"], fields["why"]
