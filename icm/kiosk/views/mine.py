"""What is on record of somebody, for them to read: their dates, who works with them, and who has looked."""

from typing import Any

from icm.core.paging import page_number
from icm.kiosk.queries.dates import dates_page
from icm.kiosk.queries.looked import looked_page
from icm.kiosk.queries.people import people_page
from icm.kiosk.views.bases import KioskPage


class MyDates(KioskPage):
    """Every day that matters, why it is what it is, and what could move it."""

    template_name = "kiosk/dates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=dates_page(self.person, at=self.at), **kwargs)


class MyPeople(KioskPage):
    """Who works with them, since when, and how to reach them."""

    template_name = "kiosk/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=people_page(self.person, at=self.at), **kwargs)


class WhoLooked(KioskPage):
    """Which staff have looked at their record, day by day."""

    template_name = "kiosk/looked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = looked_page(self.person, page_number(self.request.GET))
        return super().get_context_data(page=page, **kwargs)
