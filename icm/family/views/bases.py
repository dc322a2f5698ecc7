"""What every page of the window shares: who reads, whether anything is to be seen now, and that it is written down."""

from datetime import date, datetime
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View

from conferences.models import FamilyConsent
from conferences.policy.family import ADVICE, FARES
from conferences.policy.preparing import Scope
from icm.core.consultations import record_consultation
from icm.core.views import ActionView, Page, Pressed
from icm.family import actions, policy
from icm.family.models import Visit, Window
from icm.family.queries import windows
from icm.family.views import cookies
from icm.people.models import Person
from icm.policy.calendar import in_scotland


class _Reading(View):
    """``visit``: whoever showed that a mailbox is theirs; nobody before that."""

    visit: Visit | None
    at: datetime

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.at = timezone.now()
        self.visit = self._standing(request)
        doer = self._doer()
        with pghistory.context(user=doer):  # history tells that it was the relative
            return self.elsewhere() or super().dispatch(request, *args, **kwargs)

    @property
    def today(self) -> date:
        return in_scotland(self.at).date()

    def elsewhere(self) -> HttpResponseBase | None:
        """Where to go instead, as things stand; None to stay."""
        return None

    def around(self) -> dict[str, Any]:
        """What every page of the window is drawn with."""
        window = self.visit.window if self.visit else None
        idle = {
            "left": int(policy.IDLE.total_seconds()),
            "warn": int(policy.WARNING.total_seconds()),
            "opened": str(self.at.timestamp()),
            "stay": reverse("family:stay"),
            "draft": reverse("family:draft"),
        }
        return {
            "visit": self.visit,
            "window": window,
            "idle": idle if self.visit else None,
            "advice": ADVICE.at(self.today),
            "fares": FARES.at(self.today),
        }

    def _standing(self, request: HttpRequest) -> Visit | None:
        visit = windows.visit_of(cookies.carried(request, cookies.VISIT))
        why = windows.why_over(visit, at=self.at) if visit else None
        if visit is not None and why is not None:
            actions.end(visit, why, at=self.at)
            return None
        return visit

    def _doer(self) -> int | None:
        window = self.visit.window if self.visit else None
        return window.consent.user_id if window else None


class FrontPage(_Reading, Page):
    """A page before it is known whose window it is."""

    permission_required = None  # open to everybody: it says nothing of anybody

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(self.around() | kwargs))


class _Looking(_Reading):
    """For a relative, through one window. ``scope``: what the person must have agreed to, of this page.

    Whether they still agree is asked here, at every request. Where nothing is to be seen the answer is one and the
    same, whatever the reason.
    """

    scope: ClassVar[Scope | None] = None
    request: Any

    def elsewhere(self) -> HttpResponseBase | None:
        if self.visit is None:
            return HttpResponseRedirect(reverse("family:start"))
        actions.here(self.visit, at=self.at)
        if self.visit.window is None:
            return HttpResponseRedirect(reverse("family:whose"))
        self.request.principals = windows.principals_of(self.consent)
        if not windows.is_open(self.consent):
            # Drawn with what every page has, and nothing of whom it would be about.
            return render(self.request, "family/closed.html", super().around(), status=403)
        if self.scope is not None and self.scope.value not in self.consent.scope:
            raise Http404
        record_consultation(
            self.request.principals,
            page=self.request.resolver_match.view_name,
            persons=[self.person.pk],
            at=self.at,
        )
        return None

    @property
    def window(self) -> Window:
        assert self.visit is not None  # noqa: S101 - ``elsewhere`` has sent all others away
        assert self.visit.window is not None  # noqa: S101 - the same
        return self.visit.window

    @property
    def consent(self) -> FamilyConsent:
        return self.window.consent

    @property
    def person(self) -> Person:
        return self.consent.person

    def around(self) -> dict[str, Any]:
        return super().around() | {"whom": self.person.given_names}


class FamilyPage(_Looking, Page):
    """A page that shows what the person agreed to share."""

    permission_required = None  # by the person's consent

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(self.around() | kwargs))


class FamilyAct(_Looking, ActionView):
    """A page on which a relative does one thing. What they may do follows from the consent and the invitation, which
    the room's own act looks at; here it is the scope."""

    permission_required: ClassVar[str] = "by consent"

    def load(self) -> FamilyConsent:
        return self.consent

    def held(self, record: FamilyConsent) -> frozenset[str]:
        return frozenset({self.permission_required})

    @property
    def pressed(self) -> Pressed:
        user = self.consent.user
        assert user is not None  # noqa: S101 - opening the window made it
        return {"by": user, "principals": self.request.principals, "at": self.at}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(self.around() | kwargs))
