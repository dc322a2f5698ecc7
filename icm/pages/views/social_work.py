"""Social work's lists: a team manager's, and the people of each local authority."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.queries import community, social_work
from icm.pages.views.work import page_number
from risk.policy.workload import Late


class SocialWork(Page):
    """One establishment's team: what is late and why, what falls due, what gets done."""

    permission_required = "manage social work"
    template_name = "pages/social_work.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.managed = social_work.managed(self.request.principals)
        if not self.managed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = self.request.GET.get("place", self.managed[0])
        why = self.request.GET.get("why", "")
        if place not in self.managed or why not in ("", *Late):
            raise Http404
        principals = self.request.principals
        page = social_work.social_work_page(
            principals, place, why, on=timezone.localdate(), page=page_number(self.request)
        )
        record_consultation(
            principals, page="pages:social_work", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)


class Community(Page):
    """The people of one local authority, for its social workers and for whoever works with them."""

    permission_required = "see the people of a local authority"
    template_name = "pages/community.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not community.may_open(self.request.principals):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        page = community.community_page(
            principals,
            self.request.GET.get("authority", ""),
            page=page_number(self.request),
        )
        if page is None:
            raise Http404
        record_consultation(
            principals, page="pages:community", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)
