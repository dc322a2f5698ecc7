"""The list of people whose supervision level could be looked at before its last day."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import Page
from risk.queries import early


class EarlyLooks(Page):
    """Whose level to ask about, of those the asker may propose one for."""

    permission_required = None  # asked of the asker's posts: 403 where none of them proposes levels
    template_name = "risk/early.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not early.places(self.request.principals):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        page = early.early_page(principals, timezone.localdate(), page_number(self.request.GET))
        record_consultation(principals, page="risk:early", persons=page.persons, at=timezone.now())
        return super().get_context_data(page=page, **kwargs)
