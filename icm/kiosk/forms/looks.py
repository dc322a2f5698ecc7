"""How the pages look to one person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from icm.kiosk.models import Account


class Looks(forms.Form):
    size = forms.ChoiceField(
        label=_("How big should the letters be?"),
        choices=Account.Size.choices,
        widget=forms.RadioSelect,
    )
    contrast = forms.ChoiceField(
        label=_("Which colours are easier for you?"),
        choices=[("no", _("Dark letters on white")), ("yes", _("White letters on black"))],
        widget=forms.RadioSelect,
    )

    def clean_contrast(self) -> bool:
        return str(self.cleaned_data["contrast"]) == "yes"
