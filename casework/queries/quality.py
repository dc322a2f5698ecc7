"""What there is to read for quality, what was found over time, and what was said to the writer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from casework import access
from casework.models import Narrative, QualityReading
from casework.policy.quality import DRAWN_FROM, QUESTIONS, SHORT, Mark, Question
from icm.core.access import Principals, get_visible, visible
from icm.core.dates import MONTHS, day
from icm.core.disclosure import CLEARED, Audience
from icm.core.models import Team
from icm.core.screen import Bar, BarChart, Fact
from icm.core.tables import Column, Table
from icm.people import access as people
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

_ALL = Audience.TEAM
_PLACES = ("establishment", "transfer_to", "residence", "supervising_authority")


def drawable(
    establishment: Establishment, principals: Principals, *, on: date
) -> QuerySet[Narrative]:
    """Entries of the last weeks by staff of the establishment, not the asker's own, that nobody has drawn.

    Only what the asker may read as it stands: of a withheld text nothing could be said to its writer.
    """
    since = on - timedelta(days=DRAWN_FROM.at(on))
    staff = Team.objects.filter(
        group__user=OuterRef("author"),
        place=establishment.slug,
        role__in=[*people.AT_ESTABLISHMENT, Role.PERSONAL_OFFICER],
    )
    rows = Narrative.objects.filter(
        Exists(staff),
        ~Exists(QualityReading.objects.filter(narrative=OuterRef("pk"))),
        written_at__date__gte=since,
        withdrawn_at=None,
        provider=None,
        disclosure__in=[kind.value for kind in CLEARED[_ALL]],
    )
    return visible(rows, principals, through="person").exclude(author=principals.user_id)


def open_readings(principals: Principals) -> QuerySet[QualityReading]:
    """What the asker drew and has not read yet; what went out of their sight or was taken back is left aside."""
    rows = QualityReading.objects.filter(
        drawn_by=principals.user_id, read_at=None, narrative__withdrawn_at=None
    )
    found = visible(rows, principals, through="narrative__person")
    return found.select_related("narrative").order_by("drawn_at", "pk")


@dataclass(frozen=True)
class Feedback:
    """What was said of one entry to its writer."""

    pk: int
    person: int
    title: str
    when: str
    said: str
    not_yet: tuple[str, ...]
    url: str
    seen_url: str


def unseen_feedback(principals: Principals) -> tuple[Feedback, ...]:
    """What was said of the asker's entries and not yet marked as seen, oldest first. One query."""
    rows = QualityReading.objects.filter(
        narrative__author=principals.user_id, read_at__isnull=False, seen_at=None
    ).select_related("narrative__person", "read_by")
    found = visible(rows, principals, through="narrative__person").order_by("read_at", "pk")
    return tuple(_feedback(row) for row in found)


def _feedback(row: QualityReading) -> Feedback:
    entry = row.narrative
    person = entry.person
    return Feedback(
        pk=row.pk,
        person=person.pk,
        title=f"{entry.get_domain_display()}, {person.family_name.upper()}, {person.given_names}",
        when=f"Your entry of {day(entry.on)}, read on {day(row.read_at)}",
        said=access.shown(row, "feedback", _ALL),
        not_yet=tuple(SHORT[Question(key)] for key, mark in row.marks.items() if mark == Mark.NO),
        url=reverse("casework:domain", args=[person.pk, entry.domain]),
        seen_url=reverse("casework:feedback_seen", args=[row.pk]),
    )


@dataclass(frozen=True)
class Results:
    """What reading found at one place: by question, and month by month. No names."""

    place: str
    chart: BarChart
    by_month: Table
    number: int
    unseen: int


def results(places: Iterable[str], names: dict[str, str], *, on: date) -> tuple[Results, ...]:
    """For each place the asker samples, the last twelve months. One query."""
    since = date(on.year - 1, on.month, 1)
    rows = (
        QualityReading.objects.filter(
            establishment__slug__in=list(places), read_at__date__gte=since
        )
        .order_by("read_at", "pk")
        .values_list("establishment__slug", "read_at", "marks", "seen_at")
    )
    found: dict[str, list[tuple[Any, ...]]] = {place: [] for place in sorted(places)}
    for place, *rest in rows:
        found[place].append(tuple(rest))
    return tuple(_results(names[place], readings, on) for place, readings in found.items())


def _results(place: str, readings: list[tuple[Any, ...]], on: date) -> Results:
    asked = QUESTIONS.at(on)
    counted: Counter[tuple[str, str]] = Counter(
        (question, mark) for _, marks, _ in readings for question, mark in marks.items()
    )
    bars = tuple(
        Bar(SHORT[question], tuple(counted[question, mark] for mark in Mark)) for question in asked
    )
    states = tuple(mark.label for mark in Mark)
    return Results(
        place=place,
        chart=BarChart("Answers in the last twelve months", states, bars, label="Question"),
        by_month=_by_month(place, readings, asked),
        number=len(readings),
        unseen=sum(seen is None for _, _, seen in readings),
    )


def _by_month(place: str, readings: list[tuple[Any, ...]], asked: tuple[Question, ...]) -> Table:
    months: dict[tuple[int, int], list[dict[str, str]]] = {}
    for read_at, marks, _ in readings:
        local = in_scotland(read_at)
        months.setdefault((local.year, local.month), []).append(marks)
    columns = (
        Column.of("Month", "text", header=True, text="month"),
        Column.of("Entries read", "number", text="number"),
        *(Column.of(SHORT[question], "text", text=question.value) for question in asked),
    )
    rows = [
        {"month": f"{MONTHS[month - 1]} {year}", "number": str(len(marks))}
        | {question.value: _yes(marks, question) for question in asked}
        for (year, month), marks in sorted(months.items(), reverse=True)
    ]
    return Table(f"Month by month, {place}", columns, rows, empty="No entry has been read yet.")


def _yes(marks: list[dict[str, str]], question: Question) -> str:
    answered = [one[question] for one in marks if one.get(question) in (Mark.YES, Mark.NO)]
    if not answered:
        return "Cannot tell"
    return f"Yes in {answered.count(Mark.YES)} of {len(answered)}"


@dataclass(frozen=True)
class ReadingPage:
    """An entry to be read, with the one before it in the same domain, and what was found where it was read."""

    facts: tuple[Fact, ...]
    body: str
    before: str
    before_when: str
    likeness: str
    found: tuple[Fact, ...]


def reading(principals: Principals, pk: int) -> QualityReading:
    """What the asker drew, of a person they may know of; else 404."""
    rows = QualityReading.objects.filter(drawn_by=principals.user_id)
    with_all = rows.select_related(
        "establishment", "narrative__author", *(f"narrative__person__{name}" for name in _PLACES)
    )
    return get_visible(with_all, principals, through="narrative__person", pk=pk)


def feedback_to(principals: Principals, pk: int) -> QualityReading:
    """What was said of an entry of the asker's; else 404."""
    rows = QualityReading.objects.filter(narrative__author=principals.user_id)
    return get_visible(rows, principals, through="narrative__person", pk=pk)


def reading_page(row: QualityReading, principals: Principals) -> ReadingPage:
    """Everything the reader needs beside the questions."""
    entry = row.narrative
    audience = access.audience_of(entry.person, principals)
    before = (
        Narrative.objects.filter(
            person=entry.person,
            domain=entry.domain,
            withdrawn_at=None,
            written_at__lt=entry.written_at,
        )
        .order_by("-written_at")
        .first()
    )
    return ReadingPage(
        facts=(
            Fact("Domain", entry.get_domain_display()),
            Fact("Written by", f"{entry.author.display_name()}, {entry.get_role_display()}"),
            Fact("On", day(entry.on)),
            Fact("Where they have it from", access.source(entry, audience)),
        ),
        body=access.classed(entry, audience),
        before=access.classed(before, audience) if before else "",
        before_when=day(before.on) if before else "",
        likeness=f"{round(entry.likeness * 100)} %" if entry.likeness else "",
        found=_found(row, audience) if row.read_at else (),
    )


def _found(row: QualityReading, audience: Audience) -> tuple[Fact, ...]:
    words = {mark.value: mark.label for mark in Mark}
    marks = [Fact(Question(key).label, words[mark]) for key, mark in row.marks.items()]
    return (*marks, Fact("Said to the writer", access.shown(row, "feedback", audience)))
