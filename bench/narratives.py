"""Saving an entry in the plan end to end: from what a signed-in officer sends to the answer, everything committed.

The entry with its indexes and history, the check for near copies, the event and the person's clocks worked out anew;
against one bare INSERT into a table without history, through the same middleware and session.
"""

from collections.abc import Iterator
from functools import partial
from random import Random
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench import _estate, _twin
from bench.measure import Figure, interleaved, ratio
from casework.models import Narrative
from icm.core.history import events
from icm.people.models import Event, Person

ROUNDS = 80
ASKER = "officer1.barlinnie"


def figures() -> Iterator[Figure]:
    _estate.ready()
    with _twin.twin(), override_settings(ROOT_URLCONF="bench._floor"):
        officer = get_user_model().objects.get(username=ASKER)
        theirs = Person.objects.filter(allocations__user=officer, allocations__until_on=None)
        person = theirs.filter(route="enhanced", released_on=None).order_by("pk")[0]
        client = Client(headers={"host": "localhost"})
        client.force_login(officer)
        random = Random()  # another text in every run: a text sent before would be a near copy
        save = partial(_save, client, person.pk, random)
        _prove(save, person)
        ways = {"ours": save, "floor": partial(_bare, client, person.pk, random)}
        taken = interleaved(ways, rounds=ROUNDS)
        yield ratio("saving an entry / one bare INSERT", taken["ours"], taken["floor"], goal=None)


def _prove(save: "partial[None]", person: Person) -> None:
    """That it is the whole of it: stored, kept in history, told to the clocks; and how many queries that takes."""
    kept = events(Narrative)
    mine = Narrative.objects.filter(person=person)
    before = mine.count(), kept.filter(person_id=person.pk).count()
    with CaptureQueriesContext(connection) as captured:
        save()
    newest = mine.order_by("-pk")[0]
    assert (mine.count(), kept.filter(person_id=person.pk).count()) == (
        before[0] + 1,
        before[1] + 1,
    )
    assert Event.objects.filter(person=person, reference=f"narrative-{newest.pk}").exists()
    print(f"one entry: {len(captured)} statements")


def _save(client: Client, pk: int, random: Random) -> None:
    today = timezone.localdate()
    sent = {
        "reference": uuid4().hex,
        "domain": "learning",
        "body": _twin.text(random),
        "source": "Hall",
        "on_day": today.day,
        "on_month": today.month,
        "on_year": today.year,
        "disclosure": "person",
    }
    answer = client.post(reverse("casework:write", args=[pk]), sent)
    assert answer.status_code == 302, answer.content[:2000]


def _bare(client: Client, pk: int, random: Random) -> None:
    sent = {"reference": uuid4().hex, "body": _twin.text(random)}
    answer = client.post(reverse("bare", args=[pk]), sent)
    assert answer.status_code == 302, answer.content[:2000]
