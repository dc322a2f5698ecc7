"""Planning a conference, fixing its date, moving it, and ending it: text into values."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from conferences.policy.kinds import Kind
from icm.core.forms import DateParts, text_area
from icm.core.models import User
from icm.core.sending import Once, TimeOfDay, Today, Versioned, moment_of

LENGTHS = [(minutes, f"{minutes} minutes") for minutes in (30, 45, 60, 90, 120)]


text = partial(text_area, rows=3)


class Named(forms.ModelChoiceField[User]):
    """Members of staff by name."""

    def label_from_instance(self, obj: User) -> str:
        return obj.display_name()


class Plan(Once):
    """Which conference, why, and by when."""

    kind = forms.ChoiceField(label="Which conference?", widget=forms.RadioSelect)
    why = text("Why is it held?", "For the team.")
    due_on = DateParts(
        label="By which day is it due?",
        required=False,
        help_text="Leave it empty if no day is stated. For example 3 March 2027",
    )
    rule = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, kinds: Collection[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class When(Today, Versioned):
    """The day, the time, how long, where, and who chairs."""

    from_today = ("on",)
    on = DateParts(label="On which day?", help_text="For example 3 March 2027")
    time = TimeOfDay(label="At what time?")
    minutes = forms.TypedChoiceField(label="For how long?", choices=LENGTHS, coerce=int, initial=60)
    place = forms.CharField(
        label="Where?", max_length=100, help_text="The room, or “By video” if there is no room."
    )
    by_video = forms.BooleanField(label="People can take part by video", required=False)
    chair = Named(
        label="Who chairs it?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Not decided yet",
        help_text="The ICM Co-ordinator's team, or the prison-based social worker before release.",
    )
    why = text(
        "If people have less than four weeks' notice, or it is no working day: why then?",
        required=False,
    )

    def __init__(self, *args: Any, chairs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = chairs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("on") and found.get("time"):
            try:
                found["starts_at"] = moment_of(found["on"], found["time"])
            except ValidationError as problem:
                self.add_error("time", problem)
        return found


class Move(When):
    """Another date, with the reason that whoever was invited is told."""

    why = text("Why is it moved?", "Everybody who was invited reads this.")


class End(Versioned):
    why = text("Why?", "Everybody who was invited reads this: name nobody, give no detail.")
