"""What somebody says before a case conference, and whom of their family they agree to: text into values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferences.policy.preparing import Attends, Help, Scope
from icm.core.forms import text_area
from icm.core.sending import Once
from icm.kiosk.queries.conferences import ATTENDS, HELP, SCOPES
from icm.policy.wording import figure_in

CHOOSE = {"required": _("Touch one answer."), "invalid_choice": _("Touch one answer.")}
CHOOSE_SOME = {"required": _("Touch at least one answer.")}
_WRITE = {"required": _("Write this down first.")}


def own_words(label: Any, help_text: Any = "") -> forms.CharField:
    """Room for what somebody writes themselves; no figures of an assessment, which staff may not read (DISC-SCORE)."""
    found = text_area(label, help_text, 5, max_length=4000)
    found.error_messages |= _WRITE
    found.validators.append(_no_figures)
    return found


def _no_figures(words: str) -> None:
    if figure_in(words):
        raise forms.ValidationError(_("Do not write the number of a score. Say it in words."))


class _Meeting(Once):
    """Names the conference the page was made of: words meant for one are not kept with another."""

    meeting = forms.IntegerField(widget=forms.HiddenInput)


class Coming(_Meeting):
    """Whether they come, and what help they need there."""

    attends = forms.ChoiceField(
        label=_("Will you come?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    help = forms.MultipleChoiceField(
        label=_("Do you need help?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, HELP[one]) for one in Help],
        required=False,
    )
    help_words = forms.CharField(label=_("Which language, or who?"), max_length=200, required=False)

    def __init__(self, *args: Any, by_video: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        can = [one for one in Attends if by_video or one is not Attends.VIDEO]
        self.fields["attends"].choices = [(one.value, ATTENDS[one]) for one in can]  # type: ignore[attr-defined]

    def clean_help_words(self) -> str:
        words: str = self.cleaned_data["help_words"]
        if words and not self.cleaned_data.get("help"):
            raise forms.ValidationError(_("Touch which help you need, too."))
        return words


class Raise(_Meeting):
    """What they want talked about."""

    wants = own_words(_("What do you want to talk about?"), _("You and staff can read this."))


class Relative(Once):
    """Whom they want involved, and in what."""

    name = forms.CharField(label=_("What is their name?"), max_length=100, error_messages=_WRITE)
    relation = forms.CharField(
        label=_("Who are they to you?"),
        help_text=_("For example: my sister"),
        max_length=60,
        error_messages=_WRITE,
    )
    contact = forms.CharField(
        label=_("How can staff reach them?"),
        help_text=_("A phone number or an address"),
        max_length=300,
        error_messages=_WRITE,
    )
    scope = forms.MultipleChoiceField(
        label=_("What do you agree to?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, SCOPES[one]) for one in Scope],
        error_messages=CHOOSE_SOME,
    )


class Wrong(Once):
    """What is wrong in the notes."""

    words = own_words(_("What is wrong?"), _("Say which part, and what it should say."))


class Comment(Once):
    """What they think of the notes."""

    words = own_words(_("What do you think of the notes?"), _("You and staff can read this."))
