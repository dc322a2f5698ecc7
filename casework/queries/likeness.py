"""Earlier entries a text nearly repeats, and how often that happens."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q

from casework import access
from casework.models import Narrative
from casework.policy.likeness import COUNTED_DAYS, ENTRIES, WRITERS, in_words, near
from icm.core.dates import day
from icm.core.disclosure import CLEARED, Audience
from icm.people.models import Person


@dataclass(frozen=True, slots=True)
class Reader:
    """With whose eyes is compared: a user, as whom they read, and for which provider."""

    user: int
    audience: Audience
    provider: int | None = None


def nearest(
    body: str, person: Person, reader: Reader, *, on: date, but: int | None = None
) -> tuple[Narrative | None, float]:
    """The entry most like this text, where it is near enough to be pointed out. One query.

    Compared with what the writer may read about this person, and with their own entries about anybody: that something
    withheld from them is alike would tell what it says.
    """
    standing = Narrative.objects.filter(withdrawn_at=None).order_by("-written_at", "-pk")
    own = Q(author=reader.user)
    if reader.provider is None:
        readable = own | Q(disclosure__in=CLEARED[reader.audience])
    else:
        readable = own | Q(provider=reader.provider)
    latest = ENTRIES.at(on)
    here = standing.filter(readable, person=person).values("pk")[:latest]
    mine = standing.filter(own).values("pk")[:latest]
    others = Q() if but is None else ~Q(pk=but)
    found = (
        Narrative.objects.filter(Q(pk__in=here) | Q(pk__in=mine), others)
        .annotate(alike=TrigramSimilarity("body", body))
        .order_by("-alike", "-written_at", "-pk")
        .first()
    )
    if found is None or not near(found.alike, on):
        return None, 0.0
    return found, found.alike


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many entries there were, and how many of them were kept although they nearly repeat an earlier one."""

    entries: int
    alike: int
    days: int

    @property
    def words(self) -> str:
        many = "1 entry" if self.entries == 1 else f"{self.entries:,} entries"
        return f"{self.alike:,} of {many} in the last {self.days} days"


def own_repeats(writer: int, *, on: date) -> Repeats:
    """A writer's own, for their own eyes."""
    return _repeats(Q(author=writer), on)


def team_repeats(writers: Collection[int], *, on: date) -> Repeats | None:
    """Of all of them together, never one by one: a column of them beside names would be a ranking of individuals, and
    whoever is ranked rewords. What somebody wrote is talked about entry by entry, where it was drawn for reading.
    None where so few write that the number would be somebody's.
    """
    return _repeats(Q(author__in=writers), on) if len(writers) >= WRITERS.at(on) else None


def _repeats(whose: Q, on: date) -> Repeats:
    days = COUNTED_DAYS.at(on)
    found = Narrative.objects.filter(
        whose, written_at__date__gt=on - timedelta(days=days), withdrawn_at=None
    ).aggregate(entries=Count("pk"), alike=Count("pk", filter=Q(likeness__isnull=False)))
    return Repeats(found["entries"], found["alike"], days)


@dataclass(frozen=True, slots=True)
class Alike:
    """What the writer is told of the earlier entry before theirs is saved."""

    title: str
    text: str


def alike(earlier: Narrative, likeness: float, person: Person, audience: Audience) -> Alike:
    """The entry itself where it is about this person; of one about somebody else only that the writer wrote it."""
    much, when = in_words(likeness), day(earlier.on)
    if earlier.person_id != person.pk:
        wrote = day(earlier.written_at)
        return Alike(f"This is {much} like an entry you wrote on {wrote}", "It is not shown here.")
    where = f"{earlier.get_domain_display()}, {earlier.get_agency_display()}"
    title = f"This is {much} like the entry of {when} ({where})"
    return Alike(title, access.classed(earlier, audience))
