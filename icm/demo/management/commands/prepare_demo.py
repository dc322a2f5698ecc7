"""Bring the database of a one-machine installation up to date; fill it with the synthetic estate if it is empty."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand

from icm.demo.sign_ins import sign_ins


class Command(BaseCommand):
    """What `make run` does before it starts the web server; safe to repeat."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--people", type=int, default=8300, help="how many, if the database is empty"
        )
        parser.add_argument("--processes", type=int, default=1, help="how many may load it")
        parser.add_argument("--sign-ins", help="write a user name for every role into this file")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("secure_database", verbosity=0)
        if not apps.get_model("people", "Person")._default_manager.exists():
            call_command("load_estate", people=options["people"], processes=options["processes"])
        if options["sign_ins"]:
            with open(options["sign_ins"], "w", encoding="utf-8") as file:
                file.writelines(f"{role}\t{username}\n" for role, username in sign_ins())
