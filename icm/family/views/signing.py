"""The way in: an address, the code that comes by e-mail, the first time the code from the letter too."""

from datetime import timedelta
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import rotate_token
from django.urls import Resolver404, resolve, reverse
from django.views.generic import FormView

from icm.core import drafts
from icm.core.auth.origin import address_of
from icm.core.refusals import Refused
from icm.family import actions, policy
from icm.family.forms import signing as forms
from icm.family.models import Visit
from icm.family.queries import windows
from icm.family.views import cookies
from icm.family.views.bases import FamilyAct, FrontPage


class Start(FormView[forms.Ask], FrontPage):
    """Where to send the code. What is answered is the same for every address."""

    template_name = "family/start.html"
    form_class = forms.Ask

    def elsewhere(self) -> HttpResponseBase | None:
        return HttpResponseRedirect(reverse("family:home")) if self.visit else None

    def form_valid(self, form: forms.Ask) -> HttpResponse:
        origin = address_of(self.request)
        try:
            mailed = actions.ask_code(form.cleaned_data["email"], origin=origin, at=self.at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        response = HttpResponseRedirect(reverse("family:code"))
        cookies.carry(response, cookies.ASKED, mailed.token)
        return response


class EnterCode(FormView[forms.Code], FrontPage):
    template_name = "family/code.html"
    form_class = forms.Code

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        minutes = policy.CODE_LASTS // timedelta(minutes=1)
        return super().get_context_data(minutes=minutes, **kwargs)

    def elsewhere(self) -> HttpResponseBase | None:
        if self.visit:
            return HttpResponseRedirect(reverse("family:home"))
        asked = cookies.carried(self.request, cookies.ASKED)
        return None if asked else HttpResponseRedirect(reverse("family:start"))

    def form_valid(self, form: forms.Code) -> HttpResponse:
        token, origin = cookies.carried(self.request, cookies.ASKED), address_of(self.request)
        try:
            begun = actions.enter_code(token, form.cleaned_data["code"], origin=origin, at=self.at)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.form_invalid(form)
        # A new token against forged forms, too: the one before may be another's.
        rotate_token(self.request)
        response = HttpResponseRedirect(reverse("family:whose"))
        cookies.carry(response, cookies.VISIT, begun.token)
        cookies.drop(response, cookies.ASKED)
        return response


class Whose(FrontPage):
    """Whose window: nothing to choose where the mailbox has one, or waits for its letter."""

    template_name = "family/whose.html"

    def elsewhere(self) -> HttpResponseBase | None:
        if self.visit is None:
            return HttpResponseRedirect(reverse("family:start"))
        actions.here(self.visit, at=self.at)
        found = self._found()
        if not found:
            return HttpResponseRedirect(reverse("family:letter"))
        if len(found) == 1 and not windows.waits_for_letter(self.visit.email, at=self.at):
            actions.choose(self.visit, found[0])
            return HttpResponseRedirect(reverse("family:home"))
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assert self.visit is not None  # noqa: S101 - ``elsewhere`` has sent all others away
        waits = windows.waits_for_letter(self.visit.email, at=self.at)
        return super().get_context_data(choices=self._found(), waits=waits, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """One of those the mailbox has; anything else leads back to the choice."""
        assert self.visit is not None  # noqa: S101 - the same
        wanted = request.POST.get("window", "")
        chosen = next((one for one in self._found() if str(one.pk) == wanted), None)
        if chosen is None:
            return HttpResponseRedirect(reverse("family:whose"))
        actions.choose(self.visit, chosen)
        return HttpResponseRedirect(reverse("family:home"))

    def _found(self) -> list[Any]:
        """Those that show something; where none does, the first of the others says so."""
        assert self.visit is not None  # noqa: S101 - the same
        found = list(windows.windows_of(self.visit.email))
        return [one for one in found if windows.is_open(one.consent)] or found[:1]


class EnterLetter(FormView[forms.LetterCode], FrontPage):
    """The first time: the code that came by post."""

    template_name = "family/letter.html"
    form_class = forms.LetterCode

    def elsewhere(self) -> HttpResponseBase | None:
        if self.visit is None:
            return HttpResponseRedirect(reverse("family:start"))
        actions.here(self.visit, at=self.at)
        return None

    def form_valid(self, form: forms.LetterCode) -> HttpResponse:
        assert self.visit is not None  # noqa: S101 - ``elsewhere`` has sent all others away
        code, origin = form.cleaned_data["code"], address_of(self.request)
        try:
            actions.confirm(self.visit, code, origin=origin, at=self.at)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.form_invalid(form)
        return HttpResponseRedirect(reverse("family:home"))


class Leave(FrontPage):
    """Signed out, and the browser told to drop what it kept."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.visit is not None:
            actions.end(self.visit, Visit.End.LEFT, at=self.at)
        rotate_token(request)
        response = HttpResponseRedirect(reverse("family:start"))
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        cookies.drop(response, cookies.VISIT)
        return response


class Stay(FrontPage):
    """Asked by the page's script: how long it is until the window closes; sent, that somebody is still there."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse({"left": self._left()})

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.visit is not None:
            actions.here(self.visit, at=self.at)
            self.visit.seen_at = self.at
        if request.headers.get("Accept") != "application/json":
            return HttpResponseRedirect(reverse("family:home"))
        return JsonResponse({"left": self._left()})

    def _left(self) -> int:
        if self.visit is None:
            return 0
        idle = self.visit.seen_at + policy.IDLE - self.at
        whole = self.visit.began_at + policy.LONGEST_VISIT - self.at
        return max(int(min(idle, whole).total_seconds()), 0)


class Draft(Stay):
    """What is being typed, kept on the server: it stands there again when they come back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        page, doer = request.POST.get("_page", ""), self._doer()
        if doer is None or self.visit is None:
            return JsonResponse({"left": 0})
        actions.here(self.visit, at=self.at)
        self.visit.seen_at = self.at
        if _is_act(page):
            drafts.keep_typed(doer, request.POST, at=self.at)
        return JsonResponse({"left": self._left()})


def _is_act(page: str) -> bool:
    """Of these pages alone is a text kept: never of those that take a code."""
    try:
        found = resolve(page).func
    except Resolver404:
        return False
    return issubclass(getattr(found, "view_class", type), FamilyAct)
