"""What a relative answers to an invitation, and what they want said: text into values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from conferences.policy.contributing import Text
from conferences.policy.replies import Reply
from icm.core.disclosure import Disclosure
from icm.core.sending import Once, Versioned
from icm.family.queries.meetings import REPLIES
from icm.kiosk.forms.conferences import own_words

_CHOOSE = {"required": _("Choose one answer."), "invalid_choice": _("Choose one answer.")}
# Kept on record with the words, for whoever asks why the person does not read them.
GROUND = "The family member asked that they do not read this."


class Answer(Versioned):
    """Whether they come. By video only where the meeting has it."""

    reply = forms.ChoiceField(
        label=_("Will you come?"), widget=forms.RadioSelect, error_messages=_CHOOSE
    )

    def __init__(self, *args: Any, by_video: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        can = [one for one in REPLIES if by_video or one is not Reply.VIDEO]
        self.fields["reply"].choices = [(one.value, REPLIES[one]) for one in can]  # type: ignore[attr-defined]


class Say(Once):
    """Their words, and whether the person may read them."""

    words = own_words(_("What do you want to say?"))
    reads = forms.ChoiceField(widget=forms.RadioSelect, error_messages=_CHOOSE)

    def __init__(self, *args: Any, whom: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reads"].label = _("May %(name)s read this?") % {"name": whom}
        self.fields["reads"].choices = [("yes", _("Yes")), ("no", _("No, only staff"))]  # type: ignore[attr-defined]

    @property
    def said(self) -> Text:
        """What the act takes: sent at once; a draft is kept by the page."""
        reads = self.cleaned_data["reads"] == "yes"
        return Text(
            reference=self.cleaned_data["reference"],
            body=self.cleaned_data["words"],
            disclosure=(Disclosure.PERSON if reads else Disclosure.TEAM).value,
            ground="" if reads else GROUND,
            sends=True,
        )


class Wrong(Once):
    """What is wrong in the notes."""

    words = own_words(_("What is wrong?"), _("Say which part, and what it should say."))
