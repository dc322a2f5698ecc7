"""Fill an empty database with an invented estate: people, their records, staff, and what is due."""

import gc
import os
import secrets
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, time
from multiprocessing import get_context
from typing import Any

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from icm.clocks.actions import reevaluate, sweep
from icm.core.locks import alone
from icm.demo.estate.copies import give_copies
from icm.demo.estate.load import BATCH, Estate, is_empty, load
from icm.people.models import Person

LOCK = 7_211_301


class Command(BaseCommand):
    """The same seed, number and day give the same rows. Refuses a database that already has people (and ends well)."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=8300)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day it is the present of; today"
        )
        parser.add_argument(
            "--force", action="store_true", help="also where ICM_DEMO is not set to 1"
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=1,
            help="how many may share the work; they write to this database, so not inside a test",
        )
        parser.add_argument("--no-sweep", action="store_true", help="leave the due list empty")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or options["force"]):
            raise CommandError(
                "This fills the database with invented people and accounts that share a password."
                " Set ICM_DEMO=1 where that is wanted, or say --force."
            )
        if options["people"] < 1:
            raise CommandError("--people asks for at least one person.")
        with alone(LOCK) as mine:
            if not mine:
                raise CommandError("Another load_estate is at work on this database.")
            if not is_empty():
                self.stdout.write("The database already has people: nothing was loaded.")
                return
            # What is invented lives until it is written and holds no cycles: looking for garbage among it
            # took a tenth of the time.
            gc.disable()
            try:
                self._load(options)
            finally:
                gc.enable()

    def _load(self, options: dict[str, Any]) -> None:
        password = os.environ.get("ICM_DEMO_PASSWORD") or secrets.token_urlsafe(12)
        on = options["on"] or timezone.localdate()
        at = datetime.combine(on, time(8, 30), timezone.get_default_timezone())
        estate = Estate(options["people"], options["seed"], on, at, make_password(password))
        quiet = options["verbosity"] == 0
        with _helpers(options["processes"]) as helpers:
            with tqdm(total=estate.people, unit=" people", desc="Inventing", disable=quiet) as bar:
                loaded = load(estate, progress=bar.update, inventing=helpers)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            if not options["no_sweep"]:
                with tqdm(
                    total=loaded.people, unit=" people", desc="What is due", disable=quiet
                ) as bar:
                    _stand(estate, helpers, bar.update)
                give_copies(on=on, at=at)
        if not quiet:
            self.stdout.write(f"{loaded.people} invented people, {loaded.staff} accounts.")
            if "ICM_DEMO_PASSWORD" not in os.environ:
                self.stdout.write(f"Their password: {password}")


@contextmanager
def _helpers(processes: int) -> Iterator[Executor | None]:
    """Processes that share the work, each with a connection of its own; None where there is to be but one."""
    if processes < 2:
        yield None
        return
    # Started afresh: a fork would share this process's connection.
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=django.setup) as helpers:
        yield helpers


def _stand(estate: Estate, helpers: Executor | None, progress: Callable[[int], object]) -> None:
    """The due list: by the sweep, or by its batches shared out, which leaves the same."""
    if helpers is None:
        sweep(on=estate.on, progress=progress)
        return
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    batches = [people[first : first + BATCH] for first in range(0, len(people), BATCH)]
    shared = [helpers.submit(reevaluate, batch, at=estate.at) for batch in batches]
    for batch, done in zip(batches, shared, strict=True):
        done.result()
        progress(len(batch))
