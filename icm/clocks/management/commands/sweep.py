"""Work out what is due for everybody in custody, as the nightly sweep does."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from icm.clocks import actions
from icm.core.dates import day


class Command(BaseCommand):
    """Safe at any time and to repeat: only what differs is written."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", help="the day to stand on, as 2026-12-01; today if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            on = date.fromisoformat(options["on"]) if options["on"] else timezone.localdate()
        except ValueError:
            raise CommandError(
                f"{options['on']!r} is not a day. Write it as 2026-12-01.", returncode=2
            ) from None
        with tqdm(unit=" people", disable=None if options["verbosity"] else True) as bar:
            try:
                swept = actions.sweep(on=on, progress=bar.update)
            except actions.Busy as busy:
                raise CommandError(str(busy)) from busy
        if options["verbosity"]:
            self.stdout.write(
                f"{day(on)}: asked about {swept.people} people,"
                f" wrote {swept.written} standings, removed {swept.removed}."
            )
