"""A conversation with the person: what about, how it went, when again."""

from datetime import date, timedelta
from typing import Any

from django import forms

from casework.models import Conversation
from casework.policy.officers import TOPICS, Topic
from icm.core.forms import DateParts
from icm.core.sending import Once, TimeOfDay, Today, moment_of

CANNOT_TELL, OTHER = "cannot-tell", "day"
_UNDERSTOOD = [(value or CANNOT_TELL, label) for value, label in Conversation.Understood.choices]
_AGAIN = [
    ("", "No day is set"),
    ("7", "In one week"),
    ("14", "In two weeks"),
    ("28", "In four weeks"),
    (OTHER, "On another day, below"),
]


class RecordConversation(Today, Once):
    until_today = ("on",)
    topics = forms.MultipleChoiceField(
        label="What did you talk about?", widget=forms.CheckboxSelectMultiple
    )
    explained = forms.CharField(
        label="What did you explain?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The person can read this. No scores, and nothing about victims or other people.",
    )
    understood = forms.ChoiceField(
        label="Did they understand?", widget=forms.RadioSelect, choices=_UNDERSTOOD
    )
    said = forms.CharField(
        label="What did they say?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In their own words where you can. The person can read this.",
    )
    again = forms.ChoiceField(
        label="When will you talk again?", required=False, widget=forms.RadioSelect, choices=_AGAIN
    )
    again_on = DateParts(
        label="Day to talk again", required=False, help_text="Only for another day"
    )
    on = DateParts(label="Day you talked", help_text="For example 3 March 2026")
    time = TimeOfDay(label="Time you talked")
    # What has to be answered stands first: two ticks make a conversation.
    field_order = ("topics", "understood", "said", "explained", "again", "again_on", "on", "time")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        topics = [(topic.value, topic.label) for topic in TOPICS.at(today)]
        self.fields["topics"].choices = topics  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("on") and found.get("time") is not None:
            found["at"] = moment_of(found["on"], found["time"])
        found["topics"] = tuple(Topic(slug) for slug in found.get("topics", ()))
        if found.get("understood") == CANNOT_TELL:
            found["understood"] = ""
        again = found.get("again", "")
        if again == OTHER and not found.get("again_on") and "again_on" not in self.errors:
            self.add_error("again_on", "Day to talk again: enter the day")
        if again != OTHER:
            found["again_on"] = _after(found.get("on"), again)
        return found


def _after(on: date | None, days: str) -> date | None:
    return on + timedelta(days=int(days)) if on and days else None
