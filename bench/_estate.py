"""The estate the figures are measured on: loaded once into the bench database, found there afterwards."""

from django.core.management import call_command
from django.db import connection

from icm.people.models import Person

PEOPLE = 8300


def ready() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not Person.objects.exists():
        call_command("load_estate", people=PEOPLE, seed=1, force=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
