"""What somebody says at a terminal of their plan, or of one action of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from icm.core.forms import text_area
from icm.core.sending import Versioned
from icm.kiosk.queries.plan import ANSWERS

_OWN_WORDS: Any = _("In your own words")
_WHO_READS: Any = _("You and the staff who work with you can read this.")


class Say(Versioned):
    """One touch is enough; own words are welcome."""

    view = forms.ChoiceField(
        label=_("What do you think?"),
        widget=forms.RadioSelect,
        choices=list(ANSWERS.items()),
        error_messages={
            "required": _("Touch one answer."),
            "invalid_choice": _("Touch one answer."),
        },
    )
    words = text_area(
        _OWN_WORDS,
        _WHO_READS,
        4,
        required=False,
        max_length=4000,
    )
