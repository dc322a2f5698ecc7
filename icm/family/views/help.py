"""Whom to call, how a meeting can be joined, and what this window is. It is there whatever was agreed to."""

from typing import Any

from conferences.policy.family import FARES
from icm.family.views.bases import FamilyPage


class Help(FamilyPage):
    template_name = "family/helplines.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``prison`` is empty where it is not known in which one the person is."""
        place = self.person.establishment
        shown = {"prison": place.name if place else "", "fares": FARES.at(self.today)}
        return super().get_context_data(**shown, **kwargs)
