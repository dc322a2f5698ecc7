"""A twin of the narratives: the same columns, indexes, checks and foreign keys, and nothing that keeps history."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from string import ascii_lowercase
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from casework.models import Narrative
from icm.people.models import Person

TABLE, TWIN = Narrative._meta.db_table, "bench_narrative_twin"
COLUMNS = (
    "person_id", "reference", "domain", "agency", "role", "author_id", '"on"', "source", "body", "disclosure",
    "gist", "ground", "written_at", "withdrawn_why", "version",
)  # fmt: skip


@contextmanager
def twin() -> Iterator[None]:
    """There while the figures are taken."""
    keys = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TWIN}")
        cursor.execute(f"CREATE TABLE {TWIN} (LIKE {TABLE} INCLUDING ALL)")
        cursor.execute(keys, [TABLE])
        for (foreign,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {TWIN} ADD {foreign}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {TWIN}")


def text(random: Random, words: int = 45) -> str:
    """Of no sense and of the usual length; no two alike, or the second would be pointed out as a near copy."""
    said = (random.choices(ascii_lowercase, k=random.randint(2, 9)) for _ in range(words))
    return " ".join("".join(letters) for letters in said)


def rows(number: int) -> list[Sequence[Any]]:
    """So many entries, about as many people as there are, by one author."""
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:number])
    author = get_user_model().objects.order_by("pk")[0].pk
    random, at = Random(3), timezone.now()
    return [
        (
            people[n % len(people)], f"bench-{n}", "learning", "icm", "icm-co-ordinator", author, at.date(),
            "Hall", text(random), "person", "", "", at, "", 1,
        )
        for n in range(number)
    ]  # fmt: skip


def insert(table: str) -> str:
    return f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"


def copy(table: str, entries: Sequence[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # rolled back, they would never be checked
        with cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copying:
            for entry in entries:
                copying.write_row(entry)
