"""All assessments of one person: where it stands now, how the level went, what disagrees, what has to be answered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from icm.core.dates import day
from icm.core.screen import LevelHistory, Link, Reading
from icm.core.tables import Column, Table
from icm.people.models import Person
from icm.policy.facts import Band
from risk import access
from risk.models import Assessment, Explanation, Formulation
from risk.policy import conflicts
from risk.policy.assessments import Seriousness, Side, Tool, Understood
from risk.queries import doing
from risk.queries.assessments import of_person, title
from risk.queries.changes import waiting
from risk.queries.outcome import (
    Audiences,
    Level,
    harm_level,
    level_of,
    profile_of,
    strengths,
)
from risk.workflow import Assessing

_COLUMNS = (
    Column.of("Assessment", "link", header=True, text="title", href="url", note="side"),
    Column.of("When", "date", text="when", note="by"),
    Column.of("Level", "text", text="level", note="note"),
    Column.of("State", "text", text="state"),
)
_TELLS = {Side.PRISON: "In prison", Side.COMMUNITY: "In the community"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What each of two sources says, side by side."""

    title: str
    one: str
    other: str
    one_url: str
    other_url: str


@dataclass(frozen=True, slots=True)
class AssessmentsPage:
    latest_url: str
    latest_title: str
    stopped: bool
    explained: str
    level: Level | None
    harm_level: Level | None
    profile: object
    strengths: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    disagree_local: str
    history: LevelHistory | None
    table: Table
    waiting: int
    compare_url: str


def assessments_page(person: Person, audiences: Audiences, on: date) -> AssessmentsPage:
    """The latest LS/CMI in words, what disagrees, the history of the level, and every assessment."""
    rows = list(of_person(person))
    done = [row for row in rows if row.state == Assessing.DONE]
    latest = next((row for row in done if row.tool == Tool.LSCMI), None)
    harms = _harms(done)
    needs = list(latest.needs.all()) if latest else []
    words = harms.get(latest.pk) if latest else None
    told = conflicts.conflicts(_voices(done, harms), on)
    return AssessmentsPage(
        latest_url=_url(latest) if latest else "",
        latest_title=title(latest) if latest else "",
        stopped=latest is not None and latest.stopped,
        explained=_explained(latest) if latest else "",
        level=level_of(latest, on) if latest else None,
        harm_level=harm_level(words, on),
        profile=profile_of(needs, audiences),
        strengths=strengths(needs),
        disagreements=tuple(_disagreement(one) for one in told),
        disagree_local=conflicts.TOGETHER_MONTHS.source(on).section,
        history=_history(person, done, on),
        table=Table("All assessments", _COLUMNS, [_row(row) for row in rows], empty="None is recorded."),
        waiting=len(waiting(person, on)),
        compare_url=_compare(person, done),
    )  # fmt: skip


def _explained(row: Assessment) -> str:
    """Whether the person knows of it: told is not understood."""
    rows = Explanation.objects.filter(assessment=row).order_by("-on", "-pk")
    talks = list(rows.values_list("understood", "on"))
    understood = next((on for how, on in talks if how == Understood.YES), None)
    if understood:
        return f"Explained, and understood on {day(understood)}."
    if talks:
        return f"Explained on {day(talks[0][1])}, and not understood yet."
    return "Nobody has recorded that it was explained to the person."


def _harms(done: Iterable[Assessment]) -> dict[int, Formulation]:
    """What was decided on serious harm, by assessment."""
    rows = Formulation.objects.filter(assessment__in=[row.pk for row in done])
    return {row.assessment_id: row for row in rows}


def _voices(
    done: Collection[Assessment], harms: dict[int, Formulation]
) -> Iterable[conflicts.Voice]:
    """Who says what; what contradicts itself has no voice until it is settled."""
    for row in done:
        if row.stopped or row.done_on is None:
            continue
        if row.band and row.tool == Tool.LSCMI:
            source = f"{Tool(row.tool).label}, {Side(row.side).label.lower()}"
            yield conflicts.Voice(source, row.done_on, Band(row.band), Side(row.side), row.pk)
        words = harms.get(row.pk)
        if words and words.rosh_level and words.rosh_on:
            level = Seriousness(words.rosh_level)
            yield conflicts.Voice("Risk of serious harm", words.rosh_on, level, None, row.pk)


def _disagreement(found: conflicts.Conflict) -> Disagreement:
    one, other = found.one, found.other
    return Disagreement(
        found.title,
        f"{one.source}, {day(one.on)}: {one.level.label}",
        f"{other.source}, {day(other.on)}: {other.level.label}",
        reverse("risk:assessment", args=[one.assessment]),
        reverse("risk:assessment", args=[other.assessment]),
    )


def _history(person: Person, done: Collection[Assessment], on: date) -> LevelHistory | None:
    """The level of every LS/CMI since admission, and before it where one is on record."""
    rows = [row for row in done if row.tool == Tool.LSCMI and row.done_on]
    if not any(row.band and not row.stopped for row in rows):
        return None
    bands = [band.value for band in Band]
    readings = tuple(
        Reading(
            row.done_on or on,
            bands.index(row.band) if row.band and not row.stopped else None,
            f"LS/CMI, {_TELLS.get(Side(row.side), '').lower()}",
            _note(row),
            _url(row),
        )
        for row in rows
    )
    began = person.admitted_at.date() if person.admitted_at else on
    first = min([began, *(reading.on for reading in readings)])
    return LevelHistory(
        "The level over the sentence", tuple(band.label for band in Band), first, on, readings
    )


def _row(row: Assessment) -> dict[str, str]:
    on = row.done_on or row.due_on or row.promised_end_on
    by = row.assessor or row.owner
    asked = row.state == Assessing.REQUESTED
    shown = row.band and not row.stopped
    return {
        "title": title(row),
        "url": _url(row),
        "side": row.get_side_display(),
        "when": f"{'by ' if asked and on else ''}{day(on)}" if on else "No day is set",
        "by": by.display_name() if by else "",
        "level": Band(row.band).label if shown else "",
        "note": _note(row),
        "state": row.get_state_display(),
    }


def _note(row: Assessment) -> str:
    return "Not to be used until social work has settled it" if row.stopped else ""


def _compare(person: Person, done: Collection[Assessment]) -> str:
    several = len([row for row in done if row.tool == Tool.LSCMI]) > 1
    return reverse("risk:compare", args=[person.pk]) if several else ""


def _url(row: Assessment) -> str:
    return reverse("risk:assessment", args=[row.pk])


def acts(person: Person, held: frozenset[str]) -> tuple[Link, ...]:
    """What can be done, asked for and told about the person's risk from here."""
    found = doing.with_person(person, held)
    if access.TELL_CHANGE not in held or person.released_on is not None:
        return found
    tell = Link("Tell of a significant change", reverse("risk:tell_change", args=[person.pk]))
    return (*found, tell)
