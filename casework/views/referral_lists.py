"""Referrals of many people: those one asks about, and how long people wait for each service."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from casework.queries import chasing, services, waits
from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import Page


class Chasing(Page):
    """The referrals the asker asks about."""

    permission_required = None  # one's own: lists only whom the asker may know of
    template_name = "casework/referrals_asked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        page = chasing.chasing_page(principals, timezone.localdate(), page_number(self.request.GET))
        record_consultation(
            principals, page="casework:chasing", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)


class Waits(Page):
    """How long people wait for each service."""

    permission_required = None  # asked of the asker's posts: 403 where none of them sees waits
    template_name = "casework/referral_waits.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.places = waits.places(self.request.principals)
        if not self.places:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.GET.get("establishment", "")
        page = waits.waits_page(self.places, wanted, timezone.localdate())
        keeps = bool(services.may_keep(self.request.principals))
        return super().get_context_data(page=page, keeps=keeps, **kwargs)
