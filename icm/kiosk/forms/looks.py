"""How the pages look to one person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from icm.kiosk import policy
from icm.kiosk.models import Account


class Looks(forms.Form):
    size = forms.ChoiceField(
        label=_("How big should the letters be?"),
        choices=[
            (Account.Size.NORMAL.value, _("As they are")),
            (Account.Size.LARGE.value, _("Bigger")),
            (Account.Size.LARGEST.value, _("As big as they go")),
        ],
        widget=forms.RadioSelect,
    )
    contrast = forms.ChoiceField(
        label=_("Which colours are easier for you?"),
        choices=[("no", _("Dark letters on white")), ("yes", _("White letters on black"))],
        widget=forms.RadioSelect,
    )

    language = forms.ChoiceField(
        label=_("Which language?"),
        help_text=_("What staff write about you stays in English."),
        choices=list(policy.LANGUAGES.items()),
        widget=forms.RadioSelect,
    )

    def clean_contrast(self) -> bool:
        return str(self.cleaned_data["contrast"]) == "yes"
