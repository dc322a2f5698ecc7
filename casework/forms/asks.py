"""The answer to what somebody asked for."""

from django import forms

from casework.policy.asks import Wanted
from icm.core.forms import text_area
from icm.core.sending import Versioned

DONE, REFUSED = "done", "refused"
_DONE = {
    Wanted.TALK: "Yes: we talked",
    Wanted.COPY: "Yes: they have the copy",
    Wanted.CORRECTION: "Yes: it is put right",
}


class Answer(Versioned):
    """Done or not, and what the person reads of it."""

    outcome = forms.ChoiceField(label="Is it done?", widget=forms.RadioSelect)
    answer = text_area(
        "What do you answer?",
        "The person reads this at a terminal, and so does the team. Write it to them, in plain words. No scores, and"
        " nothing about victims or other people.",
    )

    def __init__(self, *args: object, wanted: Wanted, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (DONE, _DONE[wanted]),
            (REFUSED, "No: they read why, and how to challenge it"),
        ]
