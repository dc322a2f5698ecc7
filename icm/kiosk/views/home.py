"""Where somebody begins who has signed in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from icm.kiosk.queries.steps import next_page
from icm.kiosk.views.bases import KioskPage

# In the order of the page: the words to touch, and the page they lead to.
TILES = (
    (_("My plan"), "kiosk:plan"),
    (_("My dates"), "kiosk:dates"),
    (_("My plan meeting"), "kiosk:conference"),
    (_("What was said at my plan meeting"), "kiosk:minutes"),
    (_("Ask"), "kiosk:ask"),
    (_("My people"), "kiosk:people"),
    (_("Family and friends"), "kiosk:family"),
    (_("What was decided"), "kiosk:decisions"),
    (_("My assessment"), "kiosk:assessment"),
    (_("What I have been put forward for"), "kiosk:referrals"),
    (_("Who has looked at my record"), "kiosk:looked"),
    (_("Change my PIN"), "kiosk:choose_pin"),
)


class Home(KioskPage):
    """Their next step, and the way to everything else."""

    template_name = "kiosk/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = next_page(self.person, at=self.at)
        return super().get_context_data(page=page, tiles=TILES, **kwargs)
