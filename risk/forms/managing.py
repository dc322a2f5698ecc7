"""The risk management plan, and what passes between the prison and the Risk Management Authority."""

from collections.abc import Sequence
from typing import Any

from django import forms

from icm.core.forms import DateParts, text_area
from icm.core.sending import Once, Today, Versioned
from risk.policy.managing import Part

EXAMPLE = "For example 3 March 2026"
NO_SCORES = "For the team. No scores, and nothing about victims."


class WriteRiskPlan(Today, Versioned):
    """One text for each part; an empty one is warned of, not refused."""

    from_today = ("review_on",)
    review_on = DateParts(
        label="When is the plan looked at again?",
        required=False,
        help_text="For example 3 March 2027",
    )

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self.fields[part.field] = text_area(part.title, part.asks, required=False)
        self.order_fields([*(part.field for part in parts), "review_on"])

    @property
    def texts(self) -> dict[str, str]:
        return {part.field: self.cleaned_data[part.field] for part in self.parts}


class Confirm(Versioned):
    """Asks nothing more than to be confirmed, of one version."""


class _Past(Today):
    """A day that cannot be in the future."""

    until_today = ("on",)


class SentToRma(_Past, Versioned):
    on = DateParts(label="On which day was the plan sent to the RMA?", help_text=EXAMPLE)


class ApprovedByRma(_Past, Versioned):
    on = DateParts(label="On which day did the RMA approve the plan?", help_text=EXAMPLE)
    approval = forms.CharField(label="Reference of the RMA's letter", required=False, max_length=60)


class YearlyReport(_Past, Once):
    on = DateParts(label="On which day was the report sent?", help_text=EXAMPLE)
    progress = text_area("What does it say of progress?", NO_SCORES, rows=6)
    assured = forms.BooleanField(
        label="I assure that the plan was carried out as this report says",
        help_text="The report carries a statement of assurance: it is kept under your name.",
    )


class ChangeNotice(_Past, Once):
    """A change that has happened, or one that may come."""

    potential = forms.TypedChoiceField(
        label="Has it happened?",
        widget=forms.RadioSelect,
        choices=[("no", "It has happened"), ("yes", "It may come")],
        help_text="One that has happened is told on the pages of assessments as well: there it asks"
        " whether the assessment still holds.",
        coerce=lambda sent: sent == "yes",
    )
    day = DateParts(label="On which day?", help_text="For a change that may come, the day expected")
    what = text_area("What changes?", NO_SCORES)
    on = DateParts(
        label="On which day was the RMA told?",
        required=False,
        help_text="Leave it empty if they still have to be told.",
    )


class ToldRma(_Past):
    on = DateParts(label="On which day was the RMA told?", help_text=EXAMPLE)


class AnsweredByRma(_Past):
    on = DateParts(label="On which day did the RMA answer?", help_text=EXAMPLE)
    answer = text_area("What did they answer?", NO_SCORES)
