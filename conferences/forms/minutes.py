"""The minute on one page: its parts, decisions, actions to agree; signing it; another edition. Text into values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from conferences.forms.arranging import text
from conferences.models import Decision, Part
from conferences.policy.minutes import HINTS, Decided, Kept, Section, ToDo, Words
from conferences.queries.minutes import Offered
from icm.core.disclosure import Disclosure
from icm.core.forms import DateParts
from icm.core.sending import Once, Versioned

NEW = ("new1", "new2")  # rows for what is not on record yet; the next save brings two more
_WHAT = re.compile(r"^what_(\d+)$")


@dataclass(frozen=True)
class Row:
    """One text of the page with what belongs to it; ``open`` where it is withheld from the person."""

    label: str
    fields: tuple[BoundField, ...]
    kept: tuple[BoundField, ...] = ()
    open: bool = False

    @property
    def readers_title(self) -> str:
        return f"Who may read this: {self.label.lower()}"


class Keep(Once, Versioned):
    """All parts at once. Whatever is empty is left out, so that it can be saved at any moment."""

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        shown = [one for one in Section if one.value not in offered.hidden]
        self.sections = [one for one in shown if self._was_asked(f"body_{one.value}")]
        for section in self.sections:
            row = offered.parts.get(section.value)
            first = Disclosure.TEAM if section is Section.ANNEX else Disclosure.PERSON
            self._words(section.value, section.label, HINTS[section], row, first)
        known = {str(one.pk): one for one in offered.decisions}
        keys = [*known, *_taken_out(self.data, known), *NEW]
        self.decided = [key for key in keys if self._was_asked(f"what_{key}")]
        for key in self.decided:
            self._decision(key, known.get(key))
        for key in NEW:
            self._todo(key)

    def _was_asked(self, name: str) -> bool:
        """What came to be on record after the page was made was not asked there, and is no empty answer."""
        return not self.is_bound or name in self.data

    def _words(
        self, key: str, label: str, hint: str, row: Part | Decision | None, first: Disclosure
    ) -> None:
        self.fields[f"body_{key}"] = text(label, hint, required=False)
        self.fields[f"body_{key}"].initial = getattr(row, "body", "")
        self._kept(key, row, first)

    def _kept(self, key: str, row: Part | Decision | None, first: Disclosure) -> None:
        self.fields[f"readers_{key}"] = forms.ChoiceField(
            label="Who may read it?",
            choices=list(self.offered.readers),
            initial=row.disclosure if row else first.value,
        )
        gist, ground = "What may be said instead?", "Why is it withheld?"
        self.fields[f"gist_{key}"] = text(gist, "The person reads this.", required=False)
        self.fields[f"gist_{key}"].initial = row.gist if row else ""
        self.fields[f"ground_{key}"] = text(ground, "Kept on record only.", required=False)
        self.fields[f"ground_{key}"].initial = row.ground if row else ""

    def _decision(self, key: str, row: Decision | None) -> None:
        self.fields[f"what_{key}"] = text("What was decided?", "", required=False)
        self.fields[f"what_{key}"].initial = row.what if row else ""
        self.fields[f"why_{key}"] = text("Why?", "", required=False)
        self.fields[f"why_{key}"].initial = row.why if row else ""
        self._kept(f"of_{key}", row, Disclosure.PERSON)

    def _todo(self, key: str) -> None:
        self.fields[f"todo_{key}"] = text("What is to be done?", "", required=False)
        self.fields[f"domain_{key}"] = forms.ChoiceField(
            label="Which part of the plan is it for?",
            required=False,
            choices=[("", "Choose one"), *self.offered.domains],
        )
        self.fields[f"theirs_{key}"] = forms.BooleanField(
            label="The person does it themselves", required=False
        )
        self.fields[f"owner_{key}"] = forms.ChoiceField(
            label="Which member of staff?", required=False, choices=self.offered.staff
        )
        self.fields[f"by_{key}"] = DateParts(
            label="By when?", required=False, help_text="For example 3 March 2027"
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for key in NEW:
            if cleaned.get(f"todo_{key}") and not cleaned.get(f"domain_{key}"):
                self.add_error(f"domain_{key}", "Which part of the plan is the action for?")
        return cleaned

    @property
    def part_rows(self) -> list[Row]:
        return [self._row(one.label, (f"body_{one.value}",), one.value) for one in self.sections]

    @property
    def decision_rows(self) -> list[Row]:
        labels = [
            "Another decision" if key in NEW else f"Decision {number}"
            for number, key in enumerate(self.decided, 1)
        ]
        return [
            self._row(label, (f"what_{key}", f"why_{key}"), f"of_{key}")
            for label, key in zip(labels, self.decided, strict=True)
        ]

    @property
    def todo_rows(self) -> list[Row]:
        names = ("todo", "domain", "theirs", "owner", "by")
        return [
            Row("An action that is agreed", tuple(self[f"{name}_{key}"] for name in names))
            for key in NEW
        ]

    def _row(self, label: str, names: Iterable[str], key: str) -> Row:
        kept = tuple(self[f"{name}_{key}"] for name in ("readers", "gist", "ground"))
        withheld = kept[0].value() not in (Disclosure.OPEN.value, Disclosure.PERSON.value)
        return Row(label, tuple(self[name] for name in names), kept, withheld)

    @property
    def kept(self) -> Kept:
        said = self.cleaned_data
        known = {str(one.pk): one.reference for one in self.offered.decisions}
        return Kept(
            version=said["version"],
            parts={
                one: Words(body=said[f"body_{one.value}"], **self._class(one.value))
                for one in self.sections
            },
            decisions=[
                Decided(
                    reference=known.get(key, f"{said['reference']}{key}"[-50:]),
                    what=said[f"what_{key}"],
                    why=said[f"why_{key}"],
                    **self._class(f"of_{key}"),
                )
                for key in self.decided
            ],
            actions=[self._action(key) for key in NEW],
        )

    def _class(self, key: str) -> dict[str, str]:
        said = self.cleaned_data
        return {
            "disclosure": said[f"readers_{key}"],
            "gist": said[f"gist_{key}"],
            "ground": said[f"ground_{key}"],
        }

    def _action(self, key: str) -> ToDo:
        said = self.cleaned_data
        owner = said[f"owner_{key}"]
        return ToDo(
            reference=f"{said['reference']}{key}"[-40:],
            what=said[f"todo_{key}"],
            domain=said[f"domain_{key}"],
            theirs=said[f"theirs_{key}"],
            owner_id=int(owner) if owner else None,
            by_on=said[f"by_{key}"],
        )


class Reopen(forms.Form):
    why = text("Why is there to be another edition?", "For the team.")


def _taken_out(data: Mapping[str, Any], known: Mapping[str, Any]) -> list[str]:
    """Decisions that somebody else took out meanwhile: what was typed of them is not lost."""
    sent = (found[1] for name in data if (found := _WHAT.match(name)))
    return [key for key in sent if key not in known]
