"""Home: my work."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.forms import WorkFilter
from icm.pages.queries.work import work_page


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is no number is the first page."""
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 7 else 1


class Home(Page):
    """What the asker has to do, and why."""

    permission_required = (
        None  # everybody signed in has a home; it shows only what they may know of
    )
    template_name = "pages/home.html"

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
