"""The First Line Manager's pages: the team, and one member of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.queries import member, team
from icm.pages.views.work import page_number
from icm.people import queries as people


class Team(Page):
    """One establishment: load, what is overdue, shifts, who is away, who has no officer."""

    permission_required = "keep shifts and cover"
    template_name = "pages/team.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.managed = people.managed_places(self.request.principals)
        if not self.managed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = self.request.GET.get("place", min(self.managed))
        if place not in self.managed:
            raise Http404
        principals, today = self.request.principals, timezone.localdate()
        page = team.team_page(principals, place, on=today, page=page_number(self.request))
        record_consultation(principals, page="pages:team", persons=page.persons, at=timezone.now())
        return super().get_context_data(page=page, **kwargs)


class TeamMember(Page):
    """One member of staff; 404 for whoever does not manage them."""

    permission_required = "keep shifts and cover"
    template_name = "pages/team_member.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        user = people.member_managed(principals, self.kwargs["pk"])
        page = member.member_page(user, principals, on=timezone.localdate())
        record_consultation(
            principals, page="pages:team_member", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)
