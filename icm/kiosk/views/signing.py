"""Making a browser a terminal; signing in at it, covering it, leaving."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from icm.core import drafts
from icm.core.refusals import Refused
from icm.core.views import Page
from icm.kiosk import actions
from icm.kiosk.actions.visits import Begun
from icm.kiosk.forms import signing as forms
from icm.kiosk.models import Visit
from icm.kiosk.views import cookies
from icm.kiosk.views.bases import KioskAct, KioskPage, TerminalPage


class Register(FormView[forms.Code], Page):
    """The one address of the kiosk that is there for every browser: with a code from staff it becomes a terminal."""

    permission_required = None  # whoever has a code that staff were shown
    template_name = "kiosk/register.html"
    form_class = forms.Code

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Code) -> HttpResponse:
        try:
            key = actions.register(form.cleaned_data["code"], at=timezone.now())
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.form_invalid(form)
        response = HttpResponseRedirect(reverse("kiosk:start"))
        cookies.carry(response, cookies.TERMINAL, key)
        return response


class Start(TerminalPage):
    """What a terminal shows while nobody is signed in: nothing of anybody."""

    template_name = "kiosk/start.html"

    def elsewhere(self) -> HttpResponseBase | None:
        return HttpResponseRedirect(reverse("kiosk:home")) if self.visit else None


class SignIn(FormView[forms.SignIn], TerminalPage):
    """Number and PIN. Whoever was signed in before is no longer."""

    template_name = "kiosk/sign_in.html"
    form_class = forms.SignIn

    def form_valid(self, form: forms.SignIn) -> HttpResponse:
        sent = form.cleaned_data
        try:
            begun = actions.sign_in(self.terminal, sent["number"], sent["pin"], at=self.at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        actions.speak(begun.visit, self.request.GET.get("in", ""))
        return _in(self.request, begun)


class ChoosePin(FormView[forms.OwnPin], KioskPage):
    """At the first visit, and whenever somebody wants another."""

    template_name = "kiosk/choose_pin.html"
    form_class = forms.OwnPin
    before_own_pin = True

    def form_valid(self, form: forms.OwnPin) -> HttpResponse:
        try:
            actions.choose_pin(self.mine, form.cleaned_data["pin"], at=self.at)
        except Refused as refusal:
            form.add_error("pin", str(refusal))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("kiosk:home"))


class Covered(FormView[forms.Pin], KioskPage):
    """Nothing of theirs, until the PIN shows that they are back."""

    template_name = "kiosk/covered.html"
    form_class = forms.Pin
    covered_too = True

    def form_valid(self, form: forms.Pin) -> HttpResponse:
        try:
            actions.uncover(self.mine, form.cleaned_data["pin"], at=self.at)
        except Refused as refusal:
            form.add_error("pin", str(refusal))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("kiosk:home"))


class Cover(KioskPage):
    """One touch, and the screen shows nothing of theirs."""

    http_method_names = ["post"]
    covered_too = before_own_pin = True

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.cover(self.mine)
        return forget(HttpResponseRedirect(reverse("kiosk:covered")))


class Here(KioskPage):
    """They are still there: asked for by the page, answered with nothing. What they have typed comes along, and the
    page shows it again, at whichever terminal they open it next."""

    http_method_names = ["post"]
    covered_too = before_own_pin = True

    def post(self, request: HttpRequest) -> HttpResponse:
        page = request.POST.get("_page", "")
        if _is_act(page):
            drafts.keep_typed(self.mine.account.user_id, request.POST, at=self.at)
        return HttpResponse(status=204)


class Leave(TerminalPage):
    """Signed out, and the browser told to drop what it kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.visit is not None:
            actions.end(self.visit, Visit.End.LEFT, at=self.at)
        rotate_token(request)
        response = forget(HttpResponseRedirect(reverse("kiosk:start")))
        cookies.drop(response, cookies.VISIT)
        return response


def forget(response: HttpResponse) -> HttpResponse:
    """Not "cookies": the terminal's own key would go with them."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _in(request: HttpRequest, begun: Begun) -> HttpResponse:
    """A new token against forged forms, too: the one before belonged to whoever stood there before."""
    rotate_token(request)
    response = HttpResponseRedirect(reverse("kiosk:home"))
    cookies.carry(response, cookies.VISIT, begun.token)
    return response


def _is_act(page: str) -> bool:
    """Of these pages alone is a text kept: never of those that take a PIN."""
    try:
        found = resolve(page).func
    except Resolver404:
        return False
    return issubclass(getattr(found, "view_class", type), KioskAct)
