"""The outcome of an assessment: recorded, corrected, and settled where its figures contradict each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import pghistory
from django.db import transaction

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import actions as people
from icm.people.models import Event, Person
from icm.policy.facts import EventKind
from risk import access
from risk.actions import assessing
from risk.actions.assessing import Request, locked, move, name
from risk.actions.explaining import explain_anew
from risk.actions.guarding import take_back, write_down
from risk.actions.standing import refuse_figures, refuse_future, today
from risk.models import Assessment, Finding, Scores
from risk.policy.assessments import Override, Side, Tool
from risk.policy.integrity import Contradiction
from risk.queries.figures import COLUMNS, found_in, open_request, scores_of
from risk.queries.history import WHY_OF_FIGURES
from risk.workflow import Assessing

# What an assessment that is done answers, by its tool.
_NOTED = {Tool.LSCMI: EventKind.LSCMI, Tool.PSYCHOLOGICAL: EventKind.PRA_DONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an assessment ended in. ``figures`` holds the eight sections and ``total``; None is *not recorded*.

    ``as_it_stands``: whoever records it has seen both values and wants it kept, stopped, until it is settled.
    """

    done_on: date
    version: int
    band: str = ""
    override: str = ""
    override_why: str = ""
    figures: Mapping[str, int | None] = field(default_factory=dict)
    as_it_stands: bool = False


class Contradicts(Refused):
    """The figures cannot all be right. Says both values: only who may read the scores may meet it."""

    def __init__(self, found: Sequence[Contradiction]) -> None:
        super().__init__(f"This does not agree. {' '.join(str(one) for one in found)}")
        self.found = found


@transaction.atomic
def record_assessment(
    person: Person,
    request: Request,
    result: Result,
    *,
    by: User,
    principals: Principals,
    at: datetime,
) -> Assessment:
    """An assessment that nobody asked for beforehand, recorded as done; sent twice it is recorded once."""
    access.require(person, principals, access.ASSESS)
    access.require_side(person, request.side, principals)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Assessment.objects.filter(person=row, reference=request.reference).first()
    if before is not None:
        return _same(before, request, result)
    if open_request(row, request.tool, request.side):
        raise Refused("It was asked for: record the outcome of that request.")
    if reason := assessing.why_not_ask(request, today(at)):
        raise Refused(reason)
    made = assessing.opened(row, request, by, at)
    return complete_assessment(made, result, by=by, principals=principals, at=at)


@transaction.atomic
def complete_assessment(
    row: Assessment, result: Result, *, by: User, principals: Principals, at: datetime
) -> Assessment:
    """The outcome of what was asked for. A contradiction is refused once, with both values, then kept and stopped."""
    stands = Assessment.objects.get(pk=row.pk)
    if stands.state == Assessing.DONE and stands.assessor_id == by.pk and _says(stands, result):
        return stands  # sent twice
    here = locked(row, result.version)
    _require_whole(here, result, principals, at)
    done = move(here, "complete", principals, assessor=by, **_columns(result))
    return _kept(done, result, by, at)


@transaction.atomic
def correct_assessment(
    row: Assessment,
    result: Result,
    *,
    why: str,
    by: User,
    principals: Principals,
    at: datetime,
) -> Assessment:
    """The outcome was written down wrongly. The history keeps what stood before, with the reason: of an LS/CMI that is
    for social work, since it argues with the figures."""
    here = locked(row, result.version)
    if here.stopped:
        raise Refused("Its figures contradict each other: settle that instead.")
    _require_whole(here, result, principals, at)
    if here.tool != Tool.LSCMI:
        refuse_figures(why)
    with pghistory.context(**{WHY_OF_FIGURES if here.tool == Tool.LSCMI else "why": why}):
        done = move(here, "correct", principals, imported=False, **_columns(result))
        kept = _kept(done, result, by, at)
    if result.band != here.band:
        explain_anew(kept, at=at)
    return kept


@transaction.atomic
def settle_assessment(
    row: Assessment,
    result: Result,
    *,
    how: str,
    by: User,
    principals: Principals,
    at: datetime,
) -> Assessment:
    """Social work says which values are right: what nobody knows any more becomes *not recorded*, and nothing is left
    that contradicts itself. From then on it may be used, and counts from the day on which it was done."""
    here = locked(row, result.version)
    if not here.stopped:
        raise Refused("Nothing in it is open to be settled.")
    _require_whole(here, result, principals, at)
    done = move(here, "settle", principals, stopped=False, imported=False, **_columns(result))
    scores = _write_figures(done, result)
    if found := found_in(done, scores):
        raise Contradicts(found)
    for one in Finding.objects.filter(assessment=done, settled_at=None):
        one.settled_at, one.settled_by, one.how = at, by, how
        one.save(update_fields=["settled_at", "settled_by", "how"])
    _note(done, by, at)
    if result.band != here.band:
        explain_anew(done, at=at)
    return done


def _same(before: Assessment, request: Request, result: Result) -> Assessment:
    """What was recorded under this reference before; refuses the same reference with another outcome."""
    sent = (request.tool, request.purpose, request.side)
    if sent != (before.tool, before.purpose, before.side) or not _says(before, result):
        raise SentBefore
    return before


def _says(row: Assessment, result: Result) -> bool:
    """Whether that outcome, with those figures, is what stands."""
    kept = scores_of(row)
    stands = {column: getattr(kept, column, None) for column in COLUMNS}
    given = {column: result.figures.get(column) for column in COLUMNS}
    said = _columns(result)
    return stands == given and all(getattr(row, column) == said[column] for column in said)


def _require_whole(row: Assessment, result: Result, principals: Principals, at: datetime) -> None:
    access.require_side(row.person, row.side, principals)
    refuse_future(result.done_on, at)
    given = any(result.figures.get(column) is not None for column in COLUMNS)
    if given and access.SCORES not in access.held_on(row, principals):
        raise NotAllowed("The figures of an LS/CMI are for social work.")
    if row.tool != Tool.LSCMI:
        if given or result.override not in ("", Override.NONE):
            raise Refused("Only an LS/CMI has figures and an override.")
        return
    if not result.band:
        raise Refused("Say which level the LS/CMI ended in.")
    if result.override in (Override.UP, Override.DOWN) and not result.override_why.strip():
        raise Refused("Say why the level was overridden.")


def _columns(result: Result) -> dict[str, object]:
    return {
        "done_on": result.done_on,
        "band": result.band,
        "override": result.override,
        "override_why": result.override_why,
    }


def _kept(row: Assessment, result: Result, by: User, at: datetime) -> Assessment:
    scores = _write_figures(row, result)
    found = found_in(row, scores)
    if found and not result.as_it_stands:
        raise Contradicts(found)
    row = write_down(row, found, seen=Finding.Seen.ENTRY.value, at=at)
    _note(row, by, at)
    return row


def _write_figures(row: Assessment, result: Result) -> Scores | None:
    """Nothing is written where nothing was given and nothing stands; a figure taken out is *not recorded* again."""
    scores = scores_of(row)
    given = {column: result.figures.get(column) for column in COLUMNS}
    if scores is None:
        if all(value is None for value in given.values()):
            return None
        return Scores.objects.create(assessment=row, **given)
    changed = [column for column, value in given.items() if getattr(scores, column) != value]
    for column in changed:
        setattr(scores, column, given[column])
    if changed:
        scores.save(update_fields=changed)
    return scores


def _note(row: Assessment, by: User, at: datetime) -> None:
    """For the rules: done on that day, with the level. What is stopped answers nothing; nor does an LS/CMI of the
    community, since the clocks are the prison's social work's."""
    kind = _NOTED.get(Tool(row.tool))
    if kind is None or row.state != Assessing.DONE or row.done_on is None:
        return
    counts = not row.stopped and (row.tool != Tool.LSCMI or row.side == Side.PRISON)
    wanted = (row.done_on, row.band if row.tool == Tool.LSCMI else "")
    before = Event.objects.filter(person=row.person_id, reference=name(row)).first()
    if before is not None and (not counts or (before.on, before.value) != wanted):
        take_back(row, why="The outcome was changed.", at=at)
        before = None
    if counts and before is None and not _noted_elsewhere(row, kind, row.done_on):
        happened = people.Happening(reference=name(row), kind=kind, on=wanted[0], value=wanted[1])
        people.note_events(row.person, [happened], by=by, at=at)


def _noted_elsewhere(row: Assessment, kind: EventKind, on: date) -> bool:
    """The record system may have sent the same LS/CMI as an event: it is one assessment, not two."""
    sent = Event.objects.filter(person=row.person_id, kind=kind, on=on, recorded_by=None)
    return sent.exists()
