"""Reviews of a supervision level, from proposal to acknowledgement."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms

from icm.core.forms import DateParts, text_area
from icm.core.screen import Fact
from icm.core.sending import Once, Today, Versioned
from icm.policy.facts import Level

LEVELS = [(level.value, level.label) for level in Level]


_text = partial(text_area, rows=5)


class Propose(Once):
    """The kind of review, the level proposed, and a note on each criterion."""

    kind = forms.ChoiceField(label="Which review is it?", widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label="Which level do you propose?", widget=forms.RadioSelect, choices=LEVELS
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[tuple[str, str]],
        criteria: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.criteria = criteria
        for place, criterion in enumerate(criteria):
            first = "For the team. Write “nothing to note” where that is so." if not place else ""
            self.fields[f"criterion_{place}"] = _text(
                f"{criterion[:1].upper()}{criterion[1:]}", first, rows=2
            )

    @property
    def proposed(self) -> Level:
        return Level(self.cleaned_data["level"])

    @property
    def notes(self) -> dict[str, str]:
        """Each criterion's own words with the note on it."""
        return {
            name: self.cleaned_data[f"criterion_{place}"]
            for place, name in enumerate(self.criteria)
        }


class Notify(Versioned):
    reasons = _text(
        "Why is this level proposed?",
        "The person will read this. Use plain words, and say “you”.",
        rows=8,
    )


class Decide(Versioned):
    level = forms.ChoiceField(label="Level", widget=forms.RadioSelect, choices=LEVELS)
    reasons = _text(
        "Reasons",
        "The person will read this. Use plain words, and say “you”. Say why this level is right,"
        " and if it is not lower, why not.",
        rows=8,
    )

    @property
    def answers(self) -> tuple[Fact, ...]:
        level = Level(self.cleaned_data["level"])
        return (Fact("Level", level.label), Fact("Reasons", self.cleaned_data["reasons"]))


class Withdraw(Versioned):
    why = _text("Why is the proposal withdrawn?", "For the team.", rows=3)


class Dated(Today, Versioned):
    """A step that only has a day."""

    until_today = ("on",)
    on = DateParts(label="On which day?", help_text="For example 3 March 2026")


class Represent(Dated):
    words = forms.CharField(
        label="What do they say?",
        required=False,
        help_text="In their own words, as far as possible. The person may read this.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    nothing = forms.BooleanField(
        label="They say that they have nothing to say about it", required=False
    )
    field_order = ("words", "nothing", "on")


class Give(Dated):
    """The notice counts from the day the person had it in hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = "On which day was the notice handed over?"


class AnswerDocuments(Today, Versioned):
    until_today = ("given_on",)
    given_on = DateParts(
        label="Day the documents were given",
        required=False,
        help_text="Leave it empty if all are withheld.",
    )
    withheld = forms.CharField(
        label="What is withheld, and on which ground of rule 27?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For the team: the person is told only that something is withheld.",
    )
