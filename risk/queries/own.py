"""What the person reads of their own risk record: levels decided, and what an assessment found. Never a figure.

Every text is rendered for them; days and levels are handed on as they are, for the kiosk to put into words.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.policy.calendar import add_days, in_scotland
from icm.policy.facts import Band, Level
from risk import access
from risk.models import Assessment, Explanation, NeedFound, ProtectiveFactor, SupervisionReview
from risk.policy.assessments import Section, Side, Tool, Weight
from risk.policy.explaining import EXPLAIN_DAYS
from risk.queries.figures import usable, worker
from risk.queries.letters import change
from risk.queries.outcome import formulation_of
from risk.workflow import Assessing, State

ME = Audience.PERSON


@dataclass(frozen=True, slots=True)
class LevelDecided:
    """``change``: "raised", "lowered", "kept", or empty where the level before is not recorded."""

    on: date
    level: Level
    before: Level | None
    change: str
    reasons: str
    withheld: bool  # something behind it is not shown to them


@dataclass(frozen=True, slots=True)
class Need:
    section: Section
    weight: Weight
    words: str


@dataclass(frozen=True, slots=True)
class Protects:
    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The last time somebody went through it with them."""

    on: date
    by: str
    again_on: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the newest LS/CMI found; told to them once somebody has gone through it with them."""

    done_on: date
    band: Band | None
    summary: str
    needs: tuple[Need, ...]
    protects: tuple[Protects, ...]
    talk: Talk


@dataclass(frozen=True, slots=True)
class OwnAssessment:
    """``found`` is None until it was gone through with them; ``explain_by`` is the last day for that."""

    done_on: date | None
    stopped: bool
    asked_for: bool
    explain_by: date | None
    worker: str
    found: Found | None


def levels_decided(person: Person) -> tuple[LevelDecided, ...]:
    """Every decision on their supervision level, the latest first. One query."""
    rows = SupervisionReview.objects.filter(person=person, state=State.DECIDED)
    return tuple(map(_level, rows.order_by("-decided_at", "-pk")))


def own_assessment(person: Person, on: date) -> OwnAssessment:
    """What stands of the newest LS/CMI. Nine queries at most."""
    found = worker(person, Side.PRISON)
    name = found.display_name() if found else ""
    newest = usable(person.pk)
    if newest.assessment is None:
        return OwnAssessment(None, False, _asked(person).exists(), None, name, None)
    row = Assessment.objects.get(pk=newest.assessment)
    talk = _talk(row)
    done_on = newest.done_on
    by = add_days(done_on, EXPLAIN_DAYS.at(on)) if done_on else None
    usable_now = newest.is_usable and done_on is not None
    return OwnAssessment(
        done_on=done_on,
        stopped=not newest.is_usable,
        asked_for=_asked(person).exists(),
        explain_by=by,
        worker=name,
        found=_found(row, talk) if talk and usable_now else None,
    )


def _level(row: SupervisionReview) -> LevelDecided:
    assert row.decided_at is not None  # noqa: S101 - the table has it of every decided review
    return LevelDecided(
        on=in_scotland(row.decided_at).date(),
        level=Level(row.level_after),
        before=Level(row.level_before) if row.level_before else None,
        change=change(row.level_before, row.level_after),
        reasons=access.shown(row, "reasons", ME),
        withheld=bool(row.documents_withheld),
    )


def _asked(person: Person) -> QuerySet[Assessment]:
    return Assessment.objects.filter(person=person, tool=Tool.LSCMI, state=Assessing.REQUESTED)


def _talk(row: Assessment) -> Talk | None:
    rows = Explanation.objects.filter(assessment=row).select_related("by")
    last = rows.order_by("-on", "-pk").first()
    return Talk(last.on, last.by.display_name(), last.again_on) if last else None


def _found(row: Assessment, talk: Talk) -> Found:
    words = formulation_of(row)
    order = list(Section)
    needs = [
        Need(Section(one.section), Weight(one.weight), access.shown(one, "words", ME))
        for one in NeedFound.objects.filter(assessment=row)
    ]
    factors = ProtectiveFactor.objects.filter(assessment=row).order_by("number")
    assert row.done_on is not None  # noqa: S101 - asked by the caller
    return Found(
        done_on=row.done_on,
        band=Band(row.band) if row.band else None,
        summary=access.shown(words, "summary", ME) if words else "",
        needs=tuple(sorted(needs, key=lambda one: order.index(one.section))),
        protects=tuple(
            Protects(access.shown(one, "what", ME), access.shown(one, "how", ME)) for one in factors
        ),
        talk=talk,
    )
