"""Which copy is wanted, and to whom one was given."""

from collections.abc import Sequence
from typing import Any

from django import forms

from casework.models import PlanCopy
from casework.policy.copies import Copy
from icm.core.forms import DateParts
from icm.core.sending import Once, Today

PERSON, OTHER = "person", "other"


class OrderCopy(Once):
    """The kind of copy, and for an extract the provider."""

    kind = forms.ChoiceField(label="Which copy?", widget=forms.RadioSelect)
    provider = forms.TypedChoiceField(
        label="For which provider?",
        help_text="Only for an extract. It holds their referrals and their own entries, and nothing else.",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[Copy],
        providers: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["provider"].choices = [("", "Choose"), *providers]  # type: ignore[attr-defined]
        if Copy.PROVIDER not in kinds:
            del self.fields["provider"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("kind") != Copy.PROVIDER:
            found["provider"] = None
        elif not found.get("provider") and "provider" not in self.errors:
            self.add_error("provider", "For which provider? Choose the one it is addressed to")
        return found


class GiveCopy(Today):
    """To whom the person's own copy went, how and when."""

    until_today = ("on",)
    whom = forms.ChoiceField(
        label="Who was it given to?",
        widget=forms.RadioSelect,
        choices=[(PERSON, "The person"), (OTHER, "Somebody else, because the person asked for it")],
    )
    name = forms.CharField(label="Name, if somebody else", required=False, max_length=120)
    how = forms.ChoiceField(
        label="How?", widget=forms.RadioSelect, choices=PlanCopy.How.choices, initial="hand"
    )
    on = DateParts(label="On which day?", help_text="For example 3 March 2026")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("whom") == OTHER and not found.get("name"):
            self.add_error("name", "Name, if somebody else: enter who it was given to")
        return found


class GiveExtract(GiveCopy):
    """The same for an extract, which goes to its provider."""

    whom = None  # type: ignore[assignment]
    name = None  # type: ignore[assignment]
