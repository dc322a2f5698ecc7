"""What somebody asks their officer for at a terminal: text into values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from icm.core.sending import Once, Versioned
from icm.kiosk.forms.conferences import CHOOSE, own_words
from icm.kiosk.queries.asks import PARTS


class AskTalk(Once):
    """Nobody has to say what about."""

    words = own_words(
        _("What do you want to talk about?"),
        _("You do not have to say. You and staff can read this."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].required = False


class AskCopy(Once):
    """Nothing to fill in: the button asks."""


class AskCorrection(Once):
    """What is wrong, and how."""

    part = forms.ChoiceField(
        label=_("Which part is wrong?"),
        widget=forms.RadioSelect,
        choices=list(PARTS.items()),
        error_messages=CHOOSE,
    )
    words = own_words(_("What is wrong, and what is right?"), _("You and staff can read this."))


class TakeBack(Versioned):
    """Nothing to fill in: the button takes it back."""
