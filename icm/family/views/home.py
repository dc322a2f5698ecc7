"""The first page of the window: what is shared, each a page of its own."""

from typing import Any

from icm.family.queries.home import steps
from icm.family.views.bases import FamilyPage
from icm.kiosk.queries.words import in_full


class Home(FamilyPage):
    template_name = "family/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = in_full(self.consent.given_on)
        shown = {"steps": steps(self.consent, at=self.at), "given": given}
        return super().get_context_data(**shown, **kwargs)
