"""What every page of a terminal shares: it exists on terminals only, and shows nothing once nobody stands there."""

from datetime import date, datetime
from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.views import View

from casework import access as casework
from conferences import access as conferences
from icm.core.views import ActionView, Page, Pressed
from icm.kiosk import actions, policy
from icm.kiosk.models import Terminal, Visit
from icm.kiosk.queries import visits
from icm.kiosk.views import cookies
from icm.people.models import Person
from icm.policy.calendar import in_scotland


class _AtTerminal(View):
    """Elsewhere than at a registered terminal the page does not exist. ``visit``: who is signed in there."""

    terminal: Terminal
    visit: Visit | None
    at: datetime

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        found = visits.terminal_of(cookies.carried(request, cookies.TERMINAL))
        if found is None:
            raise Http404
        self.terminal, self.visit = found, self._standing(request, found)
        doer = self.visit.account.user_id if self.visit else None
        # History tells that it was the person; and the page is drawn before their language is no longer spoken.
        with pghistory.context(user=doer), translation.override(self.spoken()):
            response = self.elsewhere() or super().dispatch(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def spoken(self) -> str:
        """The language of the page: theirs, or before they have signed in the one they touched."""
        asked = self.visit.account.language if self.visit else self.request.GET.get("in", "en")
        return asked if asked in policy.LANGUAGES and asked != "en" else settings.LANGUAGE_CODE

    @property
    def today(self) -> date:
        return in_scotland(self.at).date()

    def elsewhere(self) -> HttpResponseBase | None:
        """Where to go instead, as things stand; None to stay."""
        return None

    def _standing(self, request: HttpRequest, terminal: Terminal) -> Visit | None:
        visit = visits.visit_of(cookies.carried(request, cookies.VISIT), terminal)
        why = visits.why_over(visit, terminal, at=self.at) if visit else None
        if visit is not None and why is not None:
            actions.end(visit, why, at=self.at)
            return None
        return visit

    def around(self) -> dict[str, Any]:
        """What every page of a terminal is drawn with."""
        return {
            "visit": self.visit,
            "terminal": self.terminal,
            "idle": int(policy.IDLE.total_seconds()),
            "warning": int(policy.WARNING.total_seconds()),
            "opened": str(self.at.timestamp()),
            "languages": policy.LANGUAGES,
            "unchecked": self.spoken() in policy.UNCHECKED,
        }


class _SignedIn(_AtTerminal):
    """For whoever is signed in, of themselves alone: no address of the kiosk names a person."""

    covered_too: ClassVar[bool] = False
    before_own_pin: ClassVar[bool] = False

    def elsewhere(self) -> HttpResponseBase | None:
        if self.visit is None:
            return HttpResponseRedirect(reverse("kiosk:start"))
        actions.here(self.visit, at=self.at)
        self.request.principals = visits.principals_of(self.visit)  # type: ignore[attr-defined]
        if self.visit.covered and not self.covered_too:
            return HttpResponseRedirect(reverse("kiosk:covered"))
        if self.visit.account.must_change and not (self.before_own_pin or self.visit.covered):
            return HttpResponseRedirect(reverse("kiosk:choose_pin"))
        return None

    @property
    def mine(self) -> Visit:
        assert self.visit is not None  # noqa: S101 - ``elsewhere`` has sent all others away
        return self.visit

    @property
    def person(self) -> Person:
        return self.mine.account.person


class KioskPage(_SignedIn, Page):
    """A page that shows somebody something of their own."""

    permission_required = None  # one's own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(self.around() | kwargs))


class KioskAct(_SignedIn, ActionView):
    """A page on which somebody does one thing about themselves."""

    permission_required: ClassVar[str]

    def load(self) -> Person:
        return self.person

    @property
    def pressed(self) -> Pressed:
        return {
            "by": self.mine.account.user,
            "principals": self.request.principals,
            "at": self.at,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(self.around() | kwargs))


class ConferencesAct(KioskAct):
    """An act of the room of conferences, on oneself."""

    def held(self, record: Person) -> frozenset[str]:
        return conferences.held(record, self.request.principals)


class CaseworkAct(KioskAct):
    """An act of the room of casework, on oneself."""

    def held(self, record: Person) -> frozenset[str]:
        return casework.held(record, self.request.principals)


class TerminalPage(_AtTerminal, Page):
    """A page of a terminal before anybody has signed in."""

    permission_required = None  # open to whoever stands before a terminal

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(self.around() | kwargs))
