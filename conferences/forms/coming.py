"""Which of the next conferences are listed; and what somebody judges right for one."""

from typing import Any

from django import forms

from conferences.policy.kinds import Kind
from conferences.policy.targeting import Basis, Priority
from conferences.queries.coming import DATED, LATE, WAITING
from icm.core.forms import DateParts
from icm.core.sending import Once, Today

_ANY = [("", "Any")]


class Filters(forms.Form):
    establishment = forms.ChoiceField(label="Establishment", required=False)
    priority = forms.ChoiceField(
        label="Priority", required=False, choices=_ANY + [(o.value, o.label) for o in Priority]
    )
    kind = forms.ChoiceField(
        label="Conference", required=False, choices=_ANY + [(o.value, o.label) for o in Kind]
    )
    basis = forms.ChoiceField(
        label="How it came to be",
        required=False,
        choices=_ANY + [(o.value, o.label) for o in Basis],
    )
    when = forms.ChoiceField(
        label="When",
        required=False,
        choices=[*_ANY, (LATE, "Late"), (DATED, "To come"), (WAITING, "Waits for something")],
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["establishment"].choices = [*_ANY, *places]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked for and can be; the rest asks for nothing."""
        self.is_valid()
        return self.cleaned_data


class Judge(Today, Once):
    """A day or something to wait for, and why."""

    from_today = ("on",)
    kind = forms.ChoiceField(
        label="Which conference is next?",
        choices=[(one.value, one.label) for one in Kind],
        widget=forms.RadioSelect,
        initial=Kind.PERIODIC.value,
    )
    on = DateParts(
        label="By which day?",
        required=False,
        help_text="Leave it empty if it waits for something. For example 3 March 2027",
    )
    waits = forms.CharField(
        label="Or what does it wait for?",
        required=False,
        help_text="In plain words: the person reads this. For example: the end of your course.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = forms.CharField(
        label="Why is that right?",
        help_text="For the team. Whoever looks at the schedule will ask.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
