"""What somebody asks for at a terminal: text into values."""

from django import forms
from django.utils.translation import gettext_lazy as _

from icm.core.sending import Once
from icm.kiosk.forms.conferences import CHOOSE_SOME, own_words
from icm.kiosk.queries.asking import ASKED_ABOUT


class AskConference(Once):
    """What it is about, and why."""

    grounds = forms.MultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Touch all that fit."),
        widget=forms.CheckboxSelectMultiple,
        choices=ASKED_ABOUT,
        error_messages=CHOOSE_SOME,
    )
    why = own_words(_("Why do you want it?"), _("You and staff can read this."))
