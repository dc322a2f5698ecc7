"""Where somebody begins who has signed in."""

from icm.kiosk.views.bases import KioskPage


class Home(KioskPage):
    """Their next step, and the way to everything else."""

    template_name = "kiosk/home.html"
