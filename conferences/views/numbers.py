"""Conferences of an establishment, or of all, as numbers and pictures; and the week with its dates."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from conferences import access
from conferences.queries import capacity, held, weeks
from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import Page


class _Numbers(Page):
    """403 to whoever may read the numbers of no establishment."""

    permission_required = None  # asked of the asker's posts

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.names = held.places(self.request.principals)
        if not self.names:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Numbers(_Numbers):
    """How conferences were held: shares and attendance, by establishment and quarter."""

    template_name = "conferences/numbers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = held.asked(self.request.GET)
        page = held.numbers_page(self.names, asked, on=timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class Load(_Numbers):
    """The twelve weeks to come of every establishment the asker may read of."""

    template_name = "conferences/load.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = capacity.places_load(self.names, on=timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class PlaceLoad(Page):
    """The twelve weeks to come of one establishment, with what has no time yet."""

    permission_required = access.NUMBERS  # 404 to whoever may not read of that establishment
    template_name = "conferences/place_load.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        place = weeks.read_place(principals, kwargs["slug"], access.NUMBERS)
        number = page_number(self.request.GET)
        page = capacity.place_load(place, principals, on=timezone.localdate(), page=number)
        record_consultation(
            principals, page="conferences:place_load", persons=page.persons, at=timezone.now()
        )
        makes = place.slug in access.places_with(principals, access.ARRANGE)
        return super().get_context_data(place=place, page=page, makes=makes, **kwargs)


class Week(Page):
    """The conferences of a week that have their date, to be looked at and printed."""

    permission_required = access.READ  # 404 to whoever may not read of that establishment
    template_name = "conferences/week.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        place = weeks.read_place(principals, kwargs["slug"], access.READ)
        week = _week(self.request.GET.get("week", ""))
        page = weeks.week_page(place, principals, on=timezone.localdate(), week=week)
        record_consultation(
            principals, page="conferences:week", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)


def _week(text: str) -> int:
    """Weeks from this one; anything that is no number is this week."""
    number = text.removeprefix("-")
    return int(text) if number.isdecimal() and len(number) < 4 else 0
