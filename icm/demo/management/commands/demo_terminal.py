"""Make a browser a terminal and let two invented people sign in at it: a code and their PINs, by the acts of staff."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from icm.demo.visitors import open_terminal, visitors


class Command(BaseCommand):
    """For a demonstration alone. Each time with a new code and new PINs; those before count no more."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--place", default="barlinnie", help="the establishment it stands in")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This hands out PINs of invented people. Set ICM_DEMO=1 for it.")
        place = (
            apps.get_model("people", "Establishment")
            ._default_manager.filter(slug=options["place"])
            .first()
        )
        if place is None:
            raise CommandError(f"There is no establishment “{options['place']}”.")
        at = timezone.now()
        code = open_terminal(place, at=at)
        lines = [
            f"Open {settings.BASE_URL}{reverse('kiosk:register')} in another browser or a private window",
            f"and type in the code  {code}  within 15 minutes: that browser is a terminal of {place.name} then.",
            "Sign in there, and choose a PIN of your own, as",
        ]
        lines += [
            f"  {one.name}, on {one.route}: number {one.number}, PIN {one.pin}"
            for one in visitors(place, at=at)
        ]
        self.stdout.write("\n".join(lines))
