"""Who was there, and what comes next: text into values. Each invitation has a question of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms

from conferences.forms.arranging import text
from conferences.models import Invitation
from conferences.policy.holding import Came, Next
from conferences.policy.kinds import Kind
from icm.core.forms import DateParts
from icm.core.sending import Today, Versioned

_MARKS = [(came.value, came.label) for came in Came]


class Hold(Today, Versioned):
    """The day, each guest, and the next conference: a day or what will bring it about."""

    until_today = ("on",)
    on = DateParts(label="On which day was it held?", help_text="For example 3 March 2027")
    next_kind = forms.ChoiceField(
        label="Which conference comes next?",
        required=False,
        choices=[
            ("", "None: this was the last before release"),
            *((kind.value, kind.label) for kind in Kind if kind is not Kind.INITIAL),
        ],
    )
    next_on = DateParts(
        label="By which day?",
        required=False,
        help_text="Leave it empty if something else brings it about. For example 3 March 2027",
    )
    next_when = text(
        "Or after what?",
        "For example: when the programme is finished. The person reads this.",
        required=False,
    )
    next_why = text("Why then?", "The rationale is minuted. The person reads this.", required=False)

    def __init__(self, *args: Any, invited: Sequence[Invitation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks = {f"came_{one.pk}": one.pk for one in invited}
        marks = {
            f"came_{one.pk}": forms.ChoiceField(
                label=one.as_what(),
                widget=forms.RadioSelect,
                choices=_MARKS,
            )
            for one in invited
        }
        first = {name: self.fields[name] for name in ("version", "on")}
        last = {name: field for name, field in self.fields.items() if name not in first}
        self.fields = first | marks | last

    @property
    def came(self) -> dict[int, Came]:
        """By invitation."""
        return {pk: Came(self.cleaned_data[name]) for name, pk in self.marks.items()}

    @property
    def after(self) -> Next:
        said = self.cleaned_data
        kind = Kind(said["next_kind"]) if said["next_kind"] else None
        return Next(kind, said["next_on"], said["next_when"], said["next_why"])
