"""What an assessment says in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms

from icm.core.disclosure import Disclosure
from icm.core.forms import DateParts
from icm.core.sending import Today, Versioned
from risk.forms.telling import text
from risk.policy.assessments import RoshChoice, Section, Seriousness, Weight

_WEIGHTS = [*((weight.value, weight.label) for weight in Weight), ("", "Not looked at")]
_BEFORE = [("yes", "Yes"), ("no", "No, not so far"), ("", "Not known")]
_LEVELS = [*((level.value, level.label) for level in Seriousness), ("", "Not done")]
FACTORS = 4  # boxes on the page; what is left empty is not kept


class Formulate(Versioned):
    """The narrative outcome; the five parts share one answer to who may read them."""

    summary = text(
        "What do you tell the person?",
        "They will read this. Use plain words, and say “you”.",
        rows=5,
    )
    pattern = text("Pattern", "How often, since when, in which circumstances.", required=False)
    nature = text("Nature", "What they do, and to whom.", required=False)
    seriousness = text("Seriousness", "How much harm it has done, and could do.", required=False)
    likelihood = text("Likelihood", "What makes it more likely, and what less.", required=False)
    imminence = text(
        "Imminence", "How soon it could happen, and how it would show.", required=False
    )
    disclosure = forms.ChoiceField(label="Who may read these five parts?", widget=forms.RadioSelect)
    gist = text(
        "What can be said to the others instead?",
        "Only where not everybody may read them. Use plain words.",
        3,
        required=False,
    )
    withheld_why = text(
        "Why may the person not read them?",
        "Only where they may not. It is kept on record and shown to nobody.",
        3,
        required=False,
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["disclosure"].choices = readers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        kept_back = found.get("disclosure") not in (None, Disclosure.PERSON.value)
        if kept_back and not found.get("withheld_why"):
            self.add_error("withheld_why", "Say why the person may not read them")
        return found


class Needs(Versioned):
    """How much each area matters, and what may protect."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[f"weight_{section.value}"] = forms.ChoiceField(
                label=section.label, required=False, choices=_WEIGHTS
            )
            self.fields[f"words_{section.value}"] = text(
                f"{section.label}, in words", rows=2, required=False
            )
        for number in range(1, FACTORS + 1):
            self.fields[f"what_{number}"] = text(
                f"What may protect them ({number})", rows=2, required=False
            )
            self.fields[f"before_{number}"] = forms.ChoiceField(
                label=f"Has it protected them before? ({number})",
                required=False,
                choices=_BEFORE,
            )
            self.fields[f"how_{number}"] = text(f"How has it? ({number})", rows=2, required=False)

    @property
    def areas(self) -> list[forms.BoundField]:
        names = ("weight_", "words_")
        return [self[f"{name}{section.value}"] for section in Section for name in names]

    @property
    def factors(self) -> list[forms.BoundField]:
        numbers, names = range(1, FACTORS + 1), ("what_", "before_", "how_")
        return [self[f"{name}{number}"] for number in numbers for name in names]

    @property
    def weighed(self) -> Iterator[tuple[Section, Weight, str]]:
        """The areas that were looked at."""
        for section in Section:
            weight = self.cleaned_data[f"weight_{section.value}"]
            if weight:
                yield section, Weight(weight), self.cleaned_data[f"words_{section.value}"]

    @property
    def protective(self) -> Iterator[tuple[str, bool | None, str]]:
        """What is named; a box left empty with nothing beside it is not meant."""
        known: dict[str, bool | None] = {"yes": True, "no": False}
        for number in range(1, FACTORS + 1):
            what, how = self.cleaned_data[f"what_{number}"], self.cleaned_data[f"how_{number}"]
            if what or how:
                yield what, known.get(self.cleaned_data[f"before_{number}"]), how

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for section in Section:
            if found.get(f"words_{section.value}") and not found.get(f"weight_{section.value}"):
                message = f"{section.label}: say how much it matters"
                self.add_error(f"weight_{section.value}", message)
        return found


class SeriousHarm(Today, Versioned):
    """Whether a risk of serious harm assessment was done, is needed, or is not."""

    until_today = ("on",)
    choice = forms.ChoiceField(
        label="Is a risk of serious harm assessment needed?",
        widget=forms.RadioSelect,
        choices=[(choice.value, choice.label) for choice in RoshChoice],
    )
    level = forms.ChoiceField(
        label="If it is done, which level did it end in?",
        required=False,
        widget=forms.RadioSelect,
        choices=_LEVELS,
    )
    on = DateParts(label="On which day was this decided?", help_text="For example 3 March 2026")
    why = text(
        "Why?", "For the team. An assessment that is not done needs a reason.", required=False
    )
