"""Close somebody's account, or open it again, from the server's own command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from icm.core.auth import actions
from icm.core.models import User


class Command(BaseCommand):
    """From their next request on they are signed out everywhere; nothing they recorded is touched."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--reopen", action="store_true", help="let them sign in again")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no account called {options['username']}.")
        act = actions.enable_account if options["reopen"] else actions.disable_account
        act(user, at=timezone.now())
        self.stdout.write(f"{user.username} is {'open' if options['reopen'] else 'closed'}.")
