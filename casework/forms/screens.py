"""What is typed in on the pages of a Core Screen and of a safety alert."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from casework.models import Answer, Provider, SafetyAlert
from casework.policy.areas import Urgency
from icm.core.forms import DateParts, text_area
from icm.core.sending import Today, Versioned

URGENCIES = [(urgency.value, urgency.label) for urgency in Urgency]
FIT = [("no", "They are not fit to take it in"), ("yes", "Something else: we have to stop here")]
UNDERSTOOD = [("yes", "Yes"), ("no", "No"), ("", "I did not ask")]


class _IfNeeded(forms.ChoiceField):
    """Asked of a need alone: whether it is missing is for the whole form to say."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Area(Versioned):
    """One area. What only belongs to a need is asked of a need alone."""

    need = forms.ChoiceField(
        label="What did you find?", widget=forms.RadioSelect, choices=Answer.Found.choices
    )
    own_words = text_area(
        "In their own words",
        "As they said it. They may read it, and it goes with a referral they accept.",
        rows=4,
        required=False,
    )
    urgency = _IfNeeded(
        label="If there is a need: how soon?", widget=forms.RadioSelect, choices=URGENCIES
    )
    referral = _IfNeeded(
        label="If there is a need: did you offer to ask somebody to help?",
        widget=forms.RadioSelect,
        choices=Answer.Choice.choices,
    )
    provider = forms.ModelChoiceField(
        label="If they accepted: who is asked?",
        queryset=Provider.objects.none(),
        empty_label="Not chosen yet",
        required=False,
    )
    note = text_area(
        "Note for staff", "They do not see this on their copy.", rows=2, required=False
    )

    def __init__(self, *args: Any, providers: QuerySet[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = providers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("need") == Answer.Found.NEED:
            if not found.get("urgency") and "urgency" not in self.errors:
                self.add_error("urgency", "How soon? Choose an answer")
            if not found.get("referral") and "referral" not in self.errors:
                self.add_error(
                    "referral", "Did you offer to ask somebody to help? Choose an answer"
                )
        return found

    @property
    def found(self) -> dict[str, Any]:
        """What was found, without what was typed for a need that is none."""
        typed = self.cleaned_data
        needed = typed["need"] == Answer.Found.NEED
        accepted = needed and typed["referral"] == Answer.Choice.ACCEPTED
        return typed | {
            "urgency": typed["urgency"] if needed else "",
            "referral": typed["referral"] if needed else "",
            "provider": typed["provider"] if accepted else None,
        }


class EndSitting(Today):
    """Why it ends here, and when somebody goes on."""

    from_today = ("again_on",)
    fit = forms.ChoiceField(label="Why does it end here?", widget=forms.RadioSelect, choices=FIT)
    why = text_area(
        "What happened?",
        "For the team: what whoever goes on should know.",
        rows=3,
    )
    again_on = DateParts(
        label="When does somebody go on?",
        help_text="For example 3 March 2026. Leave it empty if you cannot tell yet.",
        required=False,
    )

    @property
    def ending(self) -> dict[str, Any]:
        return self.cleaned_data | {"fit": False if self.cleaned_data["fit"] == "no" else None}


class Complete(forms.Form):
    """The declaration of whoever did it."""

    understood = forms.ChoiceField(
        label="Do they know what this talk was for?",
        widget=forms.RadioSelect,
        choices=UNDERSTOOD,
        required=False,
        help_text="Ask them to say it back in their own words.",
    )
    competent = forms.BooleanField(required=True)

    def __init__(self, *args: Any, declaration: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["competent"].label = declaration

    @property
    def answers(self) -> dict[str, Any]:
        understood = {"yes": True, "no": False}.get(self.cleaned_data["understood"])
        return {"competent": self.cleaned_data["competent"], "understood": understood}


class Abandon(forms.Form):
    why = text_area("Why is it given up?", "For the team.", rows=3)


class Told(Today):
    """The day on which they had the slip."""

    until_today = ("on",)
    on = DateParts(label="On which day were they told?", help_text="For example 3 March 2026")


class Describe(forms.Form):
    """Which kind of sign, and what was seen and heard."""

    kind = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        choices=[choice for choice in SafetyAlert.Kind.choices if choice[0]],
    )
    seen = text_area("What did you see and hear?", "For the team. Facts, as you saw them.", rows=5)


class Close(forms.Form):
    done = text_area(
        "What was done?",
        "For the team: who saw them, what was decided, where it goes on.",
        rows=5,
    )
