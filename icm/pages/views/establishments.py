"""Establishments: the overview and one of them."""

from typing import Any

from django.utils import timezone

from casework.queries import waits
from conferences.queries import held, ways
from icm.core.views import Page
from icm.pages.queries.establishments import one_establishment, overview
from icm.people import access as people


class Establishments(Page):
    """The numbers of every establishment whose people the asker may know of."""

    permission_required = None  # counts only people the asker may know of
    template_name = "pages/establishments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        return super().get_context_data(
            overview=overview(principals),
            waits=waits.places(principals),
            conferring=held.places(principals),
            **kwargs,
        )


class EstablishmentPage(Page):
    """One establishment in numbers."""

    permission_required = None  # 404 unless the asker may know of somebody in it
    template_name = "pages/establishment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, slug = self.request.principals, kwargs["slug"]
        found = one_establishment(principals, slug, on=timezone.localdate())
        conferring = ways.to_conferences(principals, slug)
        terminals = slug in people.places_with(principals, people.KEEP_TERMINALS)
        return super().get_context_data(
            found=found, conferring=conferring, terminals=terminals, **kwargs
        )
