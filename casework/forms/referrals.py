"""Making a referral, asking how it stands, answering it, ending it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from casework.forms import writings
from casework.policy.areas import Urgency
from icm.core.dates import day
from icm.core.disclosure import Disclosure
from icm.core.forms import DateParts, text_area
from icm.core.sending import Once, Today, Versioned

Grouped = Sequence[tuple[str, Sequence[tuple[str, str]]]]
READERS = {
    Disclosure.PERSON: "The person and the service may read it",
    Disclosure.OPEN: "The person, the service and the family they chose may read it",
    Disclosure.TEAM: "Staff only: keep it from the person and the service",
    Disclosure.SOCIAL_WORK: "Social work only",
}
CONSENT = (
    ("given", "Yes, they agree"),
    ("refused", "No, they do not agree"),
    ("not-asked", "They were not asked yet"),
)


def _consent(answer: str) -> str:
    """Not asked is an empty value on record."""
    return "" if answer == "not-asked" else answer


class MoveOn(Versioned):
    """After a transfer: which service here takes it over, if any."""

    service = forms.ChoiceField(
        label="Which service here takes it over?",
        help_text="Nobody: then the referral only ends.",
        required=False,
    )
    consent = forms.ChoiceField(
        label="If one does: do they agree to be referred to it?",
        required=False,
        widget=forms.RadioSelect,
        choices=CONSENT,
    )

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [("", "Nobody: end it"), *services]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("service") and not found.get("consent"):
            self.add_error("consent", "Do they agree? They were asked about the other service.")
        return found

    @property
    def consent_value(self) -> str:
        return _consent(self.cleaned_data["consent"])


class Refer(Today, Once):
    """To which service, whether the person agrees, and why; the rest has an answer already that mostly fits."""

    from_today = ("chase_on",)
    service = forms.ChoiceField(
        label="Which service?", help_text="By what it helps with.", choices=()
    )
    consent = forms.ChoiceField(
        label="Do they agree to this referral?", widget=forms.RadioSelect, choices=CONSENT
    )
    why = text_area(
        "Why?", "What do they need help with? The service reads this, and so may the person."
    )
    urgency = forms.ChoiceField(
        label="How soon is it needed?",
        widget=forms.RadioSelect,
        choices=[(urgency.value, urgency.label) for urgency in Urgency],
        initial=Urgency.LATER.value,
    )
    origin = forms.ChoiceField(label="Who asked for it?", widget=forms.RadioSelect)
    disclosure = forms.ChoiceField(
        label="Who may read why?", widget=forms.RadioSelect, initial=Disclosure.PERSON.value
    )
    gist = text_area(
        "What may the others read instead?",
        "Say as much as you can: the service has to know what is wanted of it.",
        rows=2,
        required=False,
    )
    ground = text_area("Why is it kept from them?", rows=2, required=False)
    chaser = forms.ChoiceField(label="Who asks how it stands?", widget=forms.RadioSelect)
    chase_on = DateParts(
        label="When is it asked about first?",
        help_text="Leave it empty for the day by which the service must answer.",
        required=False,
    )
    SELDOM = ("origin", "disclosure", "gist", "ground", "chaser", "chase_on")

    def __init__(
        self,
        *args: Any,
        services: Grouped,
        askers: Sequence[tuple[str, str]],
        origins: Sequence[tuple[str, str]],
        readers: Sequence[Disclosure],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].choices = [("", "Choose a service"), *services]
        fields["chaser"].choices = askers
        fields["chaser"].initial = askers[0][0]
        fields["origin"].choices = origins
        fields["origin"].initial = origins[0][0]
        fields["disclosure"].choices = [(kind.value, READERS[kind]) for kind in readers]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        kept_back = found.get("disclosure") not in (Disclosure.OPEN, Disclosure.PERSON, None)
        if kept_back and not found.get("ground"):
            self.add_error("ground", "Why is it kept from them? Enter an answer")
        return found

    @property
    def at_once(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.SELDOM]

    @property
    def seldom(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SELDOM]

    @property
    def seldom_is_open(self) -> bool:
        """Whether something among the seldom answered has to be looked at."""
        return any(name in self.errors for name in self.SELDOM)

    @property
    def domain(self) -> str:
        return str(self.cleaned_data["service"]).partition(":")[0]

    @property
    def provider(self) -> int:
        return int(str(self.cleaned_data["service"]).partition(":")[2])

    @property
    def consent_value(self) -> str:
        return _consent(self.cleaned_data["consent"])


class Withdraw(Versioned):
    why = text_area(
        "Why is it withdrawn?", "The service reads this, and so may the person.", rows=3
    )


class Chase(Today, Once):
    from_today = ("next_on",)
    said = text_area("What did they say?", "For the team. Write “no answer” where that is so.")
    next_on = DateParts(
        label="When is it asked about next?",
        required=False,
    )
    chaser = forms.ChoiceField(label="Who asks next?", widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, askers: Sequence[tuple[str, str]], usual: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["chaser"].choices = askers
        fields["chaser"].initial = askers[0][0]
        fields["next_on"].help_text = f"Leave it empty for {day(usual)}."


# By move: the question about the day, the question about the words, a hint, and whether words must be there.
_QUESTIONS = {
    "accept": ("When was it accepted?", "Anything to say about it?", False),
    "decline": ("When was it declined?", "Why is it declined?", True),
    "wait": ("On the waiting list since when?", "Anything to say about the wait?", False),
    "start": ("When did it start?", "Anything to say about the start?", False),
    "close": ("When did it end?", "What came of it?", True),
}


class Reply(Today, Versioned):
    """What a service says to a referral; which questions are asked depends on the move."""

    until_today = ("on",)
    from_today = ("expected_on",)
    words = text_area("", "The person may read this. Use plain words.", rows=4)
    expected_on = DateParts(
        label="When do you expect to start?",
        help_text="For example 3 March 2027. Leave it empty if nobody can say.",
        required=False,
    )
    on = DateParts(label="", help_text="For example 3 March 2026")

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["on"].label, fields["words"].label, fields["words"].required = _QUESTIONS[move]
        if move != "wait":
            del self.fields["expected_on"]


class ServiceEntry(writings.Entry, Once):
    """What a service writes in the plan of somebody it works with, in the domain it was asked for."""
