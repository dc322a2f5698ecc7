"""Take in an extract of the record system: people, sentences, movements, events, reviews, assessments (.csv).

It stands here because it puts together what several apps take in, as the facts are put together here.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from icm.people.actions.extract import (
    Busy,
    Imported,
    Problem,
    Unusable,
    Watch,
    import_folder,
    write_rejects,
)
from risk.actions.assessments_extract import ASSESSMENTS
from risk.actions.extract import REVIEWS


class Command(BaseCommand):
    """All or nothing for each person; safe to repeat. Ends with 0: all taken in, 1: some not, 2: nothing could be."""

    help = (__doc__ or "").partition("\n")[0]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--rejects", type=Path, help="where to say what was not taken in: FOLDER/rejects.csv"
        )
        parser.add_argument(
            "--leave-out",
            action="append",
            default=[],
            metavar="COLUMN",
            help="a column of the files that is to be left out; repeat for more",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        rejects: Path = options["rejects"] or folder / "rejects.csv"
        if folder.is_dir():
            _write(rejects, ())  # finds out before anything is imported whether it can be written
        names = [name.strip().casefold() for name in options["leave_out"]]
        with tqdm(unit=" people", desc="Importing", disable=options["verbosity"] == 0) as bar:
            try:
                done = import_folder(
                    folder,
                    at=timezone.now(),
                    leave_out=names,
                    further=[REVIEWS, ASSESSMENTS],
                    watch=Watch(bar.reset, bar.update),
                )
            except (Unusable, Busy) as problem:
                raise CommandError(f"Nothing was imported.\n{problem}", returncode=2) from None
        _write(rejects, done.problems)
        self._say(done, rejects)
        if done.problems:
            sys.exit(1)

    def _say(self, done: Imported, rejects: Path) -> None:
        self.stdout.write(
            f"{done.people} people: {done.new} new, {done.changed} changed,"
            f" {done.unchanged} as they were, {done.rejected} not taken in."
        )
        if done.problems:
            self.stdout.write(f"{len(done.problems)} rows were not taken in: see {rejects}")


def _write(rejects: Path, problems: Iterable[Problem]) -> None:
    try:
        write_rejects(rejects, problems)
    except OSError as problem:
        raise CommandError(
            f"{rejects} cannot be written ({problem.strerror}): name another file with --rejects.",
            returncode=2,
        ) from None
