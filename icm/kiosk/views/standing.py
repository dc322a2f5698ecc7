"""What stands about oneself: what one was put forward for, what social work found, and what was decided."""

from typing import Any

from icm.kiosk.queries.assessment import assessment_page
from icm.kiosk.queries.decisions import decisions_page
from icm.kiosk.queries.referrals import referrals_page
from icm.kiosk.views.bases import KioskPage


class Referrals(KioskPage):
    """How each of them stands, and how long one has waited."""

    template_name = "kiosk/referrals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = referrals_page(self.person, self.today)
        return super().get_context_data(page=page, **kwargs)


class Assessment(KioskPage):
    """The level in words, needs and strengths; or who will explain it, and by when."""

    template_name = "kiosk/assessment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = assessment_page(self.person, self.today)
        return super().get_context_data(page=page, **kwargs)


class Decisions(KioskPage):
    """What was decided, when, why, and what one can do about it."""

    template_name = "kiosk/decisions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = decisions_page(self.person, self.today)
        return super().get_context_data(page=page, **kwargs)
