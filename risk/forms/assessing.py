"""Asking for an assessment, promising and telling its dates, and what it ended in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from icm.core.forms import DateParts, text_area
from icm.core.sending import Once, Today, Versioned
from icm.policy.facts import Band
from risk.policy.assessments import Override, Purpose, Section, Side, Tool
from risk.policy.integrity import LIMITS

NOT_CHOSEN = [("", "Not recorded")]
_MOST = 999  # what a box takes; what a section may have is the guard's question


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kind]


def _figure(label: str, most: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text="" if most is None else f"0 to {most}",
        required=False,
        min_value=0,
        max_value=_MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3, "size": 3}),
        error_messages={"invalid": f"{label}: write a whole number"},
    )


class Ask(Today, Once):
    """Which assessment, of whom, what for."""

    from_today = ("due_on",)
    tool = forms.ChoiceField(
        label="Which assessment?", widget=forms.RadioSelect, choices=_choices(Tool)
    )
    side = forms.ChoiceField(
        label="Who is to do it?", widget=forms.RadioSelect, choices=_choices(Side)
    )
    purpose = forms.ChoiceField(
        label="What for?", widget=forms.RadioSelect, choices=_choices(Purpose)
    )
    why = text_area("Why is it asked for?", "For the team, and whoever does it. Not the person.")
    due_on = DateParts(
        label="By which day is it needed?",
        required=False,
        help_text="Leave it empty if no day is set. For example 3 March 2027",
    )


class Promise(Versioned):
    """When it starts and when it ends."""

    start_on = DateParts(label="When does it start?", help_text="For example 3 March 2027")
    end_on = DateParts(
        label="When will it be finished?",
        help_text="The person is told this day, and from then on it is the limit.",
    )


class Withdraw(Versioned):
    why = text_area("Why is it not needed any more?", "For the team.", 3)


class Outcome(Today):
    """What any assessment ended in: the day, and the level where the tool gives one."""

    until_today = ("done_on",)
    done_on = DateParts(label="On which day was it done?", help_text="For example 3 March 2026")
    band = forms.ChoiceField(
        label="Which level did it end in?",
        required=False,
        widget=forms.RadioSelect,
        choices=[*_choices(Band), ("", "It gives no level")],
    )

    @property
    def columns(self) -> dict[str, Any]:
        """What an act is told of it."""
        return {"done_on": self.cleaned_data["done_on"], "band": self.cleaned_data["band"]}


class LscmiOutcome(Outcome):
    """What an LS/CMI ended in, with its eight figures and their total. An empty box is *not recorded*."""

    override = forms.ChoiceField(
        label="Was the level overridden?",
        widget=forms.RadioSelect,
        choices=_choices(Override),
        initial=Override.NONE.value,
    )
    override_why = text_area(
        "If it was overridden: why?", "For social work alone.", 3, required=False
    )
    total = _figure("Total")
    as_it_stands = forms.BooleanField(
        label="Keep it as it stands: it is not used until social work has settled it",
        required=False,
    )
    contradicts = False  # set once the values have been told: before that there is nothing to keep

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        band = self.fields["band"]
        band.choices, band.required = _choices(Band), True  # type: ignore[attr-defined]
        limits = LIMITS.at(today)
        for section in Section:
            self.fields[section.value] = _figure(section.label, limits[section])
        self.order_fields([*self.fields, "total"])

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (*(section.value for section in Section), "total")]

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **super().columns,
            "override": said["override"],
            "override_why": said["override_why"],
            "figures": self.figures,
            "as_it_stands": said["as_it_stands"],
        }

    @property
    def figures(self) -> Mapping[str, int | None]:
        names = (*(section.value for section in Section), "total")
        return {name: self.cleaned_data[name] for name in names}


class RecordLscmi(LscmiOutcome, Once):
    """An LS/CMI that nobody asked for beforehand."""

    purpose = forms.ChoiceField(
        label="What was it done for?", widget=forms.RadioSelect, choices=_choices(Purpose)
    )


class CompleteLscmi(LscmiOutcome, Versioned):
    """The LS/CMI that was asked for."""


class Complete(Outcome, Versioned):
    """Another assessment that was asked for."""


class CorrectLscmi(LscmiOutcome, Versioned):
    why = text_area(
        "What was written down wrongly?", "Kept in the history, for social work alone.", 3
    )


class Correct(Outcome, Versioned):
    why = text_area("What was written down wrongly?", "Kept in the history.", 3)


class Settle(LscmiOutcome, Versioned):
    """Which values are right; a figure that nobody knows any more is emptied."""

    how = text_area("How was it settled?", "For social work alone.", 3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["as_it_stands"]

    @property
    def columns(self) -> dict[str, Any]:
        self.cleaned_data.setdefault("as_it_stands", False)
        return super().columns
