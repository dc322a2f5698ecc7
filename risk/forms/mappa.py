"""The MAPPA record: category and level, a stage, a notice to the police, their reply."""

from django import forms

from icm.core.forms import DateParts, text_area
from icm.core.sending import Once, Today, Versioned
from risk.policy.mappa import Category, Management, Occasion, Stage

EXAMPLE = "For example 3 March 2026"
NOT_UNDER = "none"
FOR_THE_TEAM = "For the team. No scores, and nothing about victims."


class KeepMappa(Versioned):
    category = forms.ChoiceField(
        label="Do they come under MAPPA?",
        widget=forms.RadioSelect,
        choices=[
            *((one.value, one.label) for one in Category),
            (NOT_UNDER, "No, they do not come under MAPPA"),
        ],
    )
    level = forms.ChoiceField(
        label="Level of management",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "Not known"), *((one.value, one.label) for one in Management)],
        help_text="How many agencies manage together. It is not a level of risk.",
    )
    co_ordinator = forms.CharField(label="MAPPA co-ordinator", required=False, max_length=120)
    why = text_area("Why?", FOR_THE_TEAM)

    @property
    def chosen(self) -> Category | None:
        sent = self.cleaned_data["category"]
        return None if sent == NOT_UNDER else Category(sent)

    @property
    def managed(self) -> Management | None:
        sent = self.cleaned_data["level"]
        return Management(sent) if sent else None


class _Past(Today):
    """A day that cannot be in the future."""

    until_today = ("on",)


class ReachStage(_Past, Once):
    stage = forms.ChoiceField(
        label="Which stage?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Stage],
        help_text="“Left MAPPA” takes the category and the level off the record. The history keeps them.",
    )
    on = DateParts(label="On which day?", help_text=EXAMPLE)
    note = text_area("Note", FOR_THE_TEAM, required=False)


class NotifyPolice(_Past, Once):
    occasion = forms.ChoiceField(
        label="What are the police told of?",
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Occasion],
    )
    on = DateParts(label="On which day was the notice sent?", help_text=EXAMPLE)
    asked = text_area("What were they asked?", FOR_THE_TEAM)


class PoliceReply(_Past, Versioned):
    on = DateParts(label="On which day did the police reply?", help_text=EXAMPLE)
    reply = text_area(
        "What did they reply?",
        "Read by few. Whoever else opens this record reads what you write below instead.",
    )
    gist = text_area(
        "What may the team read instead?",
        "Say as much as may be said, for example: they replied, and know of nothing against it."
        " Left empty, the team reads that something is withheld.",
        required=False,
    )
