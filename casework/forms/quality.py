"""What the reader of an entry answers, and the place an entry is drawn from."""

from collections.abc import Sequence
from typing import Any

from django import forms

from casework.policy.quality import Mark, Question

MARKS = [(mark.value, mark.label) for mark in Mark]


class ReadEntry(forms.Form):
    """One question each, then a word to the writer."""

    feedback = forms.CharField(
        label="What do you say to the writer?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What is good, or what would help. Only the writer and you read it. Name nobody else in it.",
    )

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label, widget=forms.RadioSelect, choices=MARKS
            )
        self.order_fields([*(question.value for question in questions), "feedback"])

    @property
    def marks(self) -> dict[str, str]:
        return {question.value: self.cleaned_data[question.value] for question in self.questions}
