"""My people: a personal officer's page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.queries import officer
from icm.pages.queries.waiting import waiting_for
from icm.pages.views.work import page_number


class MyPeople(Page):
    """Whoever is personal officer, or stands in for one: their people and what each needs next."""

    permission_required = "have people of one's own"
    template_name = "pages/my_people.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not officer.may_open(self.request.principals):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, today = self.request.principals, timezone.localdate()
        page = officer.my_people(principals, on=today, page=page_number(self.request))
        waiting = waiting_for(principals, on=today)
        persons = {*page.persons, *waiting.persons}
        record_consultation(principals, page="pages:my_people", persons=persons, at=timezone.now())
        return super().get_context_data(page=page, waiting=waiting, **kwargs)
