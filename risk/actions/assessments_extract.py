"""Assessments in an extract of the record system: `assessments.csv`, with the figures of an LS/CMI where it has them.

Figures that contradict each other are taken in as they are, and stopped: who sent them cannot settle them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from icm.people.actions.extract import values as cells
from icm.people.actions.extract.belongings import FUTURE, Belongings, Said, Values, after, day_of
from icm.people.actions.extract.columns import NUMBER, REFERENCE, Column, File, Known
from icm.people.actions.extract.reading import Row
from icm.people.models import Event, Person
from icm.policy.facts import Band, EventKind
from risk.actions.assessing import name
from risk.models import Assessment, Finding, Scores
from risk.policy.assessments import Override, Purpose, Side, Tool
from risk.queries.figures import COLUMNS, found_in
from risk.workflow import Assessing

Pairs = Sequence[tuple[Assessment, Values]]
_HIGHEST = 999
_KINDS = (EventKind.LSCMI, EventKind.PRA_ASKED, EventKind.PRA_DONE)


def _file(known: Known) -> File:
    return File(
        "assessments.csv",
        Column(NUMBER, cells.text(12), needed=True),
        Column(REFERENCE, cells.text(40), needed=True),
        Column("tool", cells.one_of([one.value for one in Tool]), needed=True),
        Column("purpose", cells.one_of([one.value for one in Purpose]), needed=True),
        Column("side", cells.one_of([one.value for one in Side]), needed=True),
        Column("requested_on", _day),
        Column("due_on", _day),
        Column("done_on", _day),
        Column("band", _band, empty=""),
        Column("override", _override, empty=""),
        Column("override_why", cells.text(4000, lines=True), empty=""),
        *(Column(column, _figure) for column in COLUMNS),
    )


def _band(cell: str) -> str:
    """A figure in the place of the level is not repeated in the message."""
    if cell not in [band.value for band in Band]:
        raise cells.Unreadable(f"must be a level, in words: {', '.join(Band)}")
    return cell


def _unsaid(read: cells.Reader, why: str) -> cells.Reader:
    """In a row whose cells are shifted figures stand anywhere: what is written is not repeated in the message."""

    def quiet(cell: str) -> Any:
        try:
            return read(cell)
        except cells.Unreadable:
            raise cells.Unreadable(why) from None

    return quiet


_OVERRIDES = [one.value for one in Override]
_day = _unsaid(cells.day, "is not a day: write year-month-day, like 2026-02-28")
_override = _unsaid(cells.one_of(_OVERRIDES), f"must be one of: {', '.join(_OVERRIDES)}")
# What a section may have is the guard's question.
_figure = _unsaid(cells.number(_HIGHEST), "is not a whole number that a figure could be")


def _wrong(row: Row, at: datetime) -> Said:
    values, today = row.values, day_of(at)
    for column in ("requested_on", "done_on"):
        if after(values.get(column), today):
            yield column, FUTURE
    if (values["tool"] == Tool.PSYCHOLOGICAL) is not (values["side"] == Side.PSYCHOLOGY) and (
        values["tool"] in (Tool.LSCMI, Tool.PSYCHOLOGICAL)
    ):
        yield "side", "does not do this assessment"
    yield from _outcome(values)


def _outcome(values: Values) -> Iterator[tuple[str, str]]:
    done, lscmi = values.get("done_on") is not None, values["tool"] == Tool.LSCMI
    if done and lscmi and not values.get("band"):
        yield "band", "is empty, but an LS/CMI that is done ends in a level"
    for column in ("band", "override", *COLUMNS):
        if values.get(column) in (None, ""):
            continue
        if not done:
            yield column, "is given, but not the day on which it was done"
        if column != "band" and not lscmi:
            yield column, "is given, but only an LS/CMI has it"


def _complete(values: Values, stands: Any, at: datetime) -> Values:
    """What was done with it here since it came stays: a later extract does not undo it."""
    if stands is not None and _was_taken_up(stands):
        return {REFERENCE: values[REFERENCE]}
    own = {column: value for column, value in values.items() if column not in COLUMNS}
    done = values.get("done_on") is not None
    return {
        **own,
        "state": (Assessing.DONE if done else Assessing.REQUESTED).value,
        "imported": True,
    }


def _was_taken_up(row: Assessment) -> bool:
    return row.assessor_id is not None or not row.imported or row.state == Assessing.WITHDRAWN


def _is_ours(row: Assessment) -> bool:
    return row.requested_by_id is not None


def _beside(pairs: Pairs, people: Mapping[int, Person], at: datetime) -> Collection[int]:
    """The figures, what contradicts itself in them, and what the rules are told; whose of it changed."""
    taken = [(row, values) for row, values in pairs if not _was_taken_up(row)]
    changed = _keep_figures(taken)
    changed |= _stop(taken, at)
    return changed | _tell_the_rules([row for row, _ in taken], people, at)


def _keep_figures(pairs: Pairs) -> set[int]:
    """Only those that are otherwise are written. A column that the file does not have stays."""
    stored = {one.assessment_id: one for one in Scores.objects.filter(assessment__in=_rows(pairs))}
    added, altered, changed = [], [], set()
    for row, values in pairs:
        given = {column: values[column] for column in COLUMNS if column in values}
        before = stored.get(row.pk)
        if before is None:
            if any(value is not None for value in given.values()):
                added.append(Scores(assessment=row, **given))
                changed.add(row.person_id)
        elif any(getattr(before, column) != value for column, value in given.items()):
            for column, value in given.items():
                setattr(before, column, value)
            altered.append(before)
            changed.add(row.person_id)
    Scores.objects.bulk_create(added)
    if altered:
        Scores.objects.bulk_update(altered, COLUMNS)
    return changed


def _stop(pairs: Pairs, at: datetime) -> set[int]:
    """Each contradiction once while it is open; the row is stopped until social work has settled it."""
    rows = _rows(pairs)
    stored = {one.assessment_id: one for one in Scores.objects.filter(assessment__in=rows)}
    standing = set(
        Finding.objects.filter(assessment__in=rows, settled_at=None).values_list(
            "assessment", "kind"
        )
    )
    added, stopped = [], []
    for row in rows:
        found = found_in(row, stored.get(row.pk))
        added += [
            Finding(
                assessment=row,
                kind=one.kind,
                said=one.said,
                found=one.found,
                seen=Finding.Seen.IMPORT.value,
                seen_at=at,
            )
            for one in found
            if (row.pk, one.kind) not in standing
        ]
        if found and not row.stopped:
            row.stopped = True
            stopped.append(row)
    Finding.objects.bulk_create(added)
    if stopped:
        Assessment.objects.bulk_update(stopped, ["stopped"])
    return {row.person_id for row in stopped} | {one.assessment.person_id for one in added}


def _tell_the_rules(
    rows: Sequence[Assessment], people: Mapping[int, Person], at: datetime
) -> set[int]:
    """What the acts would have noted, unless `events.csv` says the same: then it is one assessment, not two."""
    stored = Event.objects.filter(person__in={row.person_id for row in rows}, kind__in=_KINDS)
    events = {(one.person_id, one.reference): one for one in stored}
    days = {(one.person_id, one.kind, one.on) for one in stored if not _is_of_assessment(one)}
    added, gone = [], []
    for row in rows:
        wanted = _wanted(row)
        for reference in (name(row), f"{name(row)}-asked"):
            before, now = events.get((row.person_id, reference)), wanted.get(reference)
            if before and (before.kind, before.on, before.value) != now:
                gone.append(before)
                before = None
            if before is None and now and (row.person_id, now[0], now[1]) not in days:
                kind, on, value = now
                added.append(
                    Event(
                        person_id=row.person_id,
                        reference=reference,
                        kind=kind,
                        on=on,
                        value=value,
                        recorded_at=at,
                    )
                )
    _forget(gone, people)
    Event.objects.bulk_create(added)
    return {one.person_id for one in [*added, *gone]}


def _is_of_assessment(event: Event) -> bool:
    return event.reference.startswith("assessment-")


def _wanted(row: Assessment) -> dict[str, tuple[str, date, str]]:
    """By reference: the kind, the day and the word of what this assessment answers."""
    found: dict[str, tuple[str, date, str]] = {}
    if row.tool == Tool.PSYCHOLOGICAL:
        if row.requested_on:
            found[f"{name(row)}-asked"] = (EventKind.PRA_ASKED.value, row.requested_on, "")
        if row.done_on:
            found[name(row)] = (EventKind.PRA_DONE.value, row.done_on, "")
    if row.tool == Tool.LSCMI and row.side == Side.PRISON and row.done_on and not row.stopped:
        found[name(row)] = (EventKind.LSCMI.value, row.done_on, row.band)
    return found


def _forget(gone: Sequence[Event], people: Mapping[int, Person]) -> None:
    """The level came with the event; what is settled next takes it from those that are left."""
    Event.objects.filter(pk__in=[one.pk for one in gone]).delete()
    levels = {one.person_id for one in gone if one.kind == EventKind.LSCMI}
    Person.objects.filter(pk__in=levels).exclude(risk_band="").update(risk_band="")
    for person in levels:
        people[person].risk_band = ""


def _rows(pairs: Pairs) -> list[Assessment]:
    return [row for row, _ in pairs]


ASSESSMENTS = Belongings(_file, Assessment, _wrong, _complete, _is_ours, beside=_beside)
