"""The action plan: the person's aims, its actions, their order, what the person says, and how each action stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casework.models import ActionPlan, PlanAction, Referral
from icm.core.disclosure import Disclosure
from icm.core.forms import DateParts, text_area
from icm.core.sending import Once, Today, Versioned

SAID_OF = [(value, words) for value, words in ActionPlan.View.choices if value]
TO_ALL = frozenset({Disclosure.OPEN.value, Disclosure.PERSON.value})
EXAMPLE = "For example 3 March 2027"


@dataclass(frozen=True)
class Chosen:
    """What an action may be chosen from, for this person and this reader."""

    domains: Sequence[tuple[str, str]]
    staff: Sequence[Any]
    providers: Sequence[Any]
    readers: Sequence[tuple[str, str]]


_text = partial(text_area, rows=3, required=False)


class Confirm(Versioned):
    """Asks nothing more than to be confirmed, of one version."""


class Aims(Today, Versioned):
    from_today = ("review_on",)
    aims = _text(
        "What do they want?",
        "In their own words: what they say, not what you make of it.",
        rows=5,
    )
    family_help = _text(
        "How can their family help?",
        "Only what the person agrees to. Where they agreed, their family may read this.",
    )
    review_on = DateParts(
        label="When is the plan looked at again?", required=False, help_text=EXAMPLE
    )


class _Action(forms.Form):
    """One action. Who does it and by when may wait while the plan is drafted, not once it is in force."""

    what = _text(
        "What is to be done?",
        "Begin with a verb, in words the person can follow: “Go to the housing advice on Tuesdays.”",
        required=True,
    )
    domain = forms.ChoiceField(label="Which part of the plan is it for?")
    risk_factor = forms.CharField(
        label="Which risk factor does it address?",
        required=False,
        max_length=200,
        help_text="In plain words: the person may read this.",
    )
    theirs = forms.BooleanField(label="The person does it themselves", required=False)
    owner = forms.ChoiceField(
        label="Which member of staff?",
        required=False,
        help_text="Whoever does it, or sees to it that the provider or the person can.",
    )
    provider = forms.ChoiceField(label="Which provider?", required=False)
    start_on = DateParts(label="When does it start?", required=False, help_text=EXAMPLE)
    target_on = DateParts(
        label="By when is it to be done?",
        required=False,
        help_text="The plan cannot be put in force while an action has no target date.",
    )
    review_on = DateParts(label="When is this action looked at again?", required=False)
    disclosure = forms.ChoiceField(label="Who may read this action?", widget=forms.RadioSelect)
    gist = _text(
        "What may be said instead?", "Read by those who may not read the action itself.", rows=2
    )
    ground = _text("Why is it withheld?", "Kept on record. The person does not read it.", rows=2)

    def __init__(self, *args: Any, chosen: Chosen, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("domain", [("", "Choose one"), *chosen.domains])
        self._offer("owner", chosen.staff)
        self._offer("provider", chosen.providers)
        self._offer("disclosure", chosen.readers)

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start, target = values.get("start_on"), values.get("target_on")
        if start and target and target < start:
            self.add_error("target_on", "By when is it to be done? That is before it starts.")
        withheld = values.get("disclosure") and values["disclosure"] not in TO_ALL
        if withheld and not values.get("ground"):
            self.add_error("ground", ValidationError("Why is it withheld? Give the ground."))
        if not withheld and (values.get("gist") or values.get("ground")):
            words = (
                "Who may read this action? You give a reason to withhold it: choose who may not."
            )
            self.add_error("disclosure", words)
        return values

    @property
    def shows_readers(self) -> bool:
        """Whether the part about who may read it is worth seeing at once."""
        named = ("disclosure", "gist", "ground")
        given = self["disclosure"].value() or "person"
        return given != Disclosure.PERSON or any(name in self.errors for name in named)

    @property
    def columns(self) -> dict[str, Any]:
        """What was typed, by column."""
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("reference", "version", "owner", "provider")
        }
        owner, provider = self.cleaned_data["owner"], self.cleaned_data["provider"]
        keys = {"owner_id": int(owner) if owner else None}
        keys["provider_id"] = int(provider) if provider else None
        return values | keys


class AddAction(_Action, Once):
    """One more action."""


class ChangeAction(_Action, Versioned):
    """An action as it now reads."""


class Order(forms.Form):
    """The lines in their new order, as the button that was pressed says."""

    lines = forms.RegexField(r"^\d+(,\d+)*$", widget=forms.HiddenInput)

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(int(line) for line in self.cleaned_data["lines"].split(","))


class View(Today, Versioned):
    until_today = ("on",)
    view = forms.ChoiceField(
        label="What do they say of the plan?", widget=forms.RadioSelect, choices=SAID_OF
    )
    words = _text("In their own words", "What they agree with, what they do not, and why.", rows=4)
    on = DateParts(label="On which day did you ask them?", help_text=EXAMPLE)
    ask_again_on = DateParts(
        label="If they could not answer: when does somebody go back to them?",
        required=False,
        help_text="It stands on the list of whoever looks after them until they have answered.",
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        unanswered = values.get("view") == ActionPlan.View.NO_ANSWER
        if unanswered and not values.get("ask_again_on") and "ask_again_on" not in self.errors:
            self.add_error(
                "ask_again_on", "They could not answer: give the day to go back to them."
            )
        return values


class Progress(Today, Versioned):
    until_today = ("done_on",)
    status = forms.ChoiceField(
        label="How does it stand?", widget=forms.RadioSelect, choices=PlanAction.Status.choices
    )
    done_on = DateParts(label="If it is done: on which day?", required=False, help_text=EXAMPLE)
    evidence = _text(
        "What shows it?",
        "A certificate, what the provider says, what you have seen. The person may read this.",
    )
    not_done_why = _text("If it was not done: why?", "The person may read this.")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        status = values.get("status")
        if (
            status == PlanAction.Status.DONE
            and not values.get("done_on")
            and "done_on" not in self.errors
        ):
            self.add_error("done_on", "It is done: give the day.")
        if status == PlanAction.Status.NOT_DONE and not values.get("not_done_why"):
            self.add_error("not_done_why", "It was not done: say why.")
        return values


class Refer(forms.Form):
    consent = forms.ChoiceField(
        label="Do they agree to be referred?",
        widget=forms.RadioSelect,
        choices=[
            (Referral.Consent.GIVEN.value, Referral.Consent.GIVEN.label),
            (Referral.Consent.REFUSED.value, Referral.Consent.REFUSED.label),
        ],
    )


class Day(forms.Form):
    """Which day the plan is shown for, and with what was known when."""

    on = DateParts(label="Day", required=False, help_text=EXAMPLE)
    known = DateParts(
        label="As it was known on",
        required=False,
        help_text="Leave it empty for all that is known now.",
    )


class Days(forms.Form):
    """Between which days changes are shown."""

    since = DateParts(label="From", required=False, help_text=EXAMPLE)
    until = DateParts(label="To", required=False, help_text=EXAMPLE)
