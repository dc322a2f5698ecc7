"""Home: my work."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from casework.queries import providers
from icm.core import paging
from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.forms import WorkFilter
from icm.pages.queries.work import work_page


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is no number is the first page."""
    return paging.page_number(request.GET)


class Home(Page):
    """What the asker has to do, and why."""

    permission_required = (
        None  # everybody signed in has a home; it shows only what they may know of
    )
    template_name = "pages/home.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever only works for a service has the people referred to it for all their work."""
        if providers.only_provides(self.request.principals):
            return redirect("casework:referral_list")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        form = WorkFilter(self.request.GET, principals=principals)
        work = work_page(
            principals, form.wanted(), on=timezone.localdate(), page=page_number(self.request)
        )
        record_consultation(principals, page="pages:home", persons=work.persons, at=timezone.now())
        return super().get_context_data(
            work=work, form=form, filtered=bool(form.wanted()), **kwargs
        )
