"""Home: my work."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from conferences.queries import coming
from icm.core import paging
from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.forms import WorkFilter
from icm.pages.queries.waiting import waiting_for
from icm.pages.queries.work import work_page
from icm.policy.roles import Role
from risk import queries as risk


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is no number is the first page."""
    return paging.page_number(request.GET)


class WorkList(Page):
    """What the asker has to do, and why."""

    permission_required = None  # everybody signed in; it shows only what they may know of
    template_name = "pages/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        form = WorkFilter(self.request.GET, principals=principals)
        work = work_page(
            principals, form.wanted(), on=timezone.localdate(), page=page_number(self.request)
        )
        waiting = waiting_for(principals, on=timezone.localdate())
        persons = {*work.persons, *waiting.persons}
        record_consultation(principals, page="pages:home", persons=persons, at=timezone.now())
        return super().get_context_data(
            work=work,
            waiting=waiting,
            form=form,
            filtered=bool(form.wanted()),
            proposes=bool(risk.places(principals)),
            arranges=coming.may_arrange(principals),
            **kwargs,
        )


class Home(WorkList):
    """Where everybody's day begins: the work list, or the page that stands in its place."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever only works for a service has the people referred to it for all their work. A personal officer
        begins with their people, from whom writing is one page away; the work list stays under its own address.
        """
        if self.request.principals.only_provides:
            return redirect("casework:referral_list")
        if self.request.principals.holds(Role.PERSONAL_OFFICER) and not request.GET:
            return redirect("pages:my_people")
        return super().dispatch(request, *args, **kwargs)
