"""Size of letters, colours and language, kept with the account for every terminal."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView

from icm.kiosk import actions
from icm.kiosk.forms.looks import Looks as Form
from icm.kiosk.views.bases import KioskPage


class Looks(FormView[Form], KioskPage):
    """Open before a PIN is chosen, too: whoever cannot read the page has to change that first."""

    template_name = "kiosk/looks.html"
    form_class = Form
    before_own_pin = True

    def get_initial(self) -> dict[str, Any]:
        mine = self.mine.account
        contrast = "yes" if mine.contrast else "no"
        return {"size": mine.size, "contrast": contrast, "language": mine.language}

    def form_valid(self, form: Form) -> HttpResponse:
        actions.prefer(self.mine, **form.cleaned_data)
        return HttpResponseRedirect(reverse("kiosk:home"))
