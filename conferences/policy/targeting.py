"""CC-TARGETED: what the next conference of somebody is, when, how pressing, and why.

Whatever is soonest of what is asked for: a date that is fixed, a conference a rule asks for by a day, and the day the
last conference decided on or somebody judged right since. Where nobody decided, a day is proposed from the risk, the
nearness of release and how things go. The guidance names these and no number: the numbers here are this system's own,
each shown with the proposal, for professional judgement to change with a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from conferences.policy.kinds import Kind
from conferences.policy.paces import ID, assessed, band_of, pace
from conferences.policy.periodic import last_held, next_fixed
from conferences.policy.scope import TARGETED_FROM
from icm.people.policy import Custody, custody
from icm.policy.calendar import add_months, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED
from icm.policy.facts import Band, EventKind, Facts, RouteSlug
from icm.policy.named import Named
from icm.policy.rules import Outcome, Status


class Priority(Named):
    FIRST = "first", "First"
    MINIMAL = "minimal", "Minimal"


class Basis(Named):
    """How the next conference came to stand, the firmest first."""

    FIXED = "fixed", "Date fixed"
    RULE = "rule", "Asked for by a rule"
    JUDGED = "judged", "Professional judgement"
    DECIDED = "decided", "Decided by the last conference"
    PROPOSED = "proposed", "Proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next conference: `on` its last day, or what it `waits` for, or both; never neither."""

    kind: Kind
    basis: Basis
    priority: Priority
    on: date | None = None
    waits: str = ""
    reasons: tuple[str, ...] = ()


PRIORITY: Dated[frozenset[Band]] = Dated(
    ID,
    "Levels assessed that are conferred about least",
    Since(
        TARGETED_FROM,
        frozenset({Band.LOW, Band.VERY_LOW}),
        Source(
            TARGETED, "§6: anything other than Low is given priority, Low is minimal conferencing"
        ),
    ),
)
# The rules that ask for a conference of their own, and of which kind.
ASKED_BY: Mapping[str, Kind] = {
    "CC-RECALL-6W": Kind.RECALL,
    "CC-INITIAL-6M": Kind.INITIAL,
    "CC-FOLLOWUP-LSCMI": Kind.FOLLOW_UP,
    "CC-RETURN": Kind.RETURN,
    "CC-EVENT": Kind.EVENT,
    "CC-REQUEST": Kind.REQUESTED,
    "CC-PREPROG-12M": Kind.PREPROGRESSION,
    "CC-PREPAROLE": Kind.PREPAROLE,
    "CC-PRERELEASE": Kind.PRERELEASE,
}
# Asked for at the beginning, or because of what happened: pressing whatever the level assessed.
PRESSING = frozenset({Kind.RECALL, Kind.RETURN, Kind.EVENT, Kind.FOLLOW_UP, Kind.INITIAL})
_ASKS = frozenset({Status.DUE, Status.OVERDUE})


def next_step(facts: Facts, outcomes: Iterable[Outcome], on: date) -> Step | None:
    """The next conference of somebody on Enhanced ICM; None for anybody else, and before the guidance.

    ``outcomes`` are what the rules say of them on that day, with what was set aside.
    """
    person = custody(facts, on)
    if person.route.slug is not RouteSlug.ENHANCED or on < TARGETED_FROM:
        return None
    asked = sorted(_asked(outcomes), key=lambda step: step.on or date.max)
    later = _as_settled(person, on) or _proposed(person, on)
    return _chosen(person, asked, later, on)


def _chosen(person: Custody, asked: list[Step], later: Step, on: date) -> Step:
    """A date that is fixed stands, whatever has come up since: nothing moves by itself. Else the soonest."""
    dated = sorted([*asked, *([later] if later.on else [])], key=_day)
    step = _fixed(person, dated, on)
    if step is None:
        soonest = dated[0] if dated else later
        others = tuple(_also(one) for one in asked if one is not soonest)
        step = replace(soonest, reasons=(*soonest.reasons, *others))
        if later.waits and later is not soonest and later.basis is not Basis.PROPOSED:
            step = replace(step, waits=later.waits, reasons=(*step.reasons, *later.reasons))
    priority, why = _priority(person, step.kind, on)
    return replace(step, priority=priority, reasons=(*step.reasons, why))


def _fixed(person: Custody, dated: list[Step], on: date) -> Step | None:
    day = next_fixed(person.facts, on)
    if day is None:
        return None
    kept = next(one for one in person.facts.conferences if one.stands and one.fixed_for == day)
    overtaken = (_overtaken(one) for one in dated if _day(one) < day)
    return Step(
        kind=Kind(kept.kind),
        basis=Basis.FIXED,
        on=day,
        reasons=(f"Its date is fixed: {in_words(day)}.", *overtaken),
        priority=Priority.FIRST,
    )


def _day(step: Step) -> date:
    return step.on or date.max


def _overtaken(step: Step) -> str:
    return (
        f"{step.kind.label} is asked for by {in_words(_day(step))}, before that: a date that is fixed"
        " does not move by itself."
    )


def _also(step: Step) -> str:
    return f"{step.kind.label} is asked for too, by {in_words(_day(step))}."


def _asked(outcomes: Iterable[Outcome]) -> Iterable[Step]:
    for outcome in outcomes:
        if outcome.rule in ASKED_BY and outcome.status in _ASKS and outcome.due_on is not None:
            yield Step(
                kind=ASKED_BY[outcome.rule],
                basis=Basis.RULE,
                on=outcome.due_on,
                reasons=(f"{outcome.rule}: {outcome.basis}",),
                priority=Priority.FIRST,
            )


def _as_settled(person: Custody, on: date) -> Step | None:
    """What somebody judged since the last conference, else what that one decided."""
    facts, last = person.facts, last_held(person)
    since = last.on if last else date.min
    judged = facts.judged
    if judged is not None and judged.judged_on >= since:
        why = f"Judged right on {in_words(judged.judged_on)}."
        kind, day, basis = judged.kind, judged.on, Basis.JUDGED
    else:
        decided = [one for one in facts.conferences if one.decides and one.held_on == since]
        if not decided:
            return None
        why = f"Decided by the conference of {in_words(since)}."
        kind, day, basis = decided[-1].next_kind, decided[-1].next_on, Basis.DECIDED
    return Step(
        kind=Kind(kind) if kind in set(Kind) else Kind.PERIODIC,
        basis=basis,
        on=day,
        waits="" if day else WAITS_AS_SAID,
        reasons=(why,),
        priority=Priority.FIRST,
    )


def _proposed(person: Custody, on: date) -> Step:
    """Nobody decided: a day by risk, release and how things go; or, where none can be told, what to wait for."""
    last = last_held(person)
    if last is None:
        kind = Kind.RECALL if person.route.recalled else Kind.INITIAL
        why = (
            f"No conference of this stay is recorded, and no day can be told for the {kind.label}."
        )
        return _waiting(kind, FIRST_WAITS, why)
    if last.kind is EventKind.CC_PRERELEASE:
        why = f"The Pre-Release conference was held on {in_words(last.on)}."
        return _waiting(Kind.PERIODIC, RELEASE_WAITS, why)
    months, reasons = pace(person, on)
    day = add_months(last.on, months)
    why = f"The last conference was on {in_words(last.on)}; {months} months from it is {in_words(day)}."
    return Step(
        kind=Kind.PERIODIC,
        basis=Basis.PROPOSED,
        on=day,
        reasons=(*reasons, why),
        priority=Priority.FIRST,
    )


def _waiting(kind: Kind, waits: str, why: str) -> Step:
    return Step(
        kind=kind, basis=Basis.PROPOSED, waits=waits, reasons=(why,), priority=Priority.FIRST
    )


def _priority(person: Custody, kind: Kind, on: date) -> tuple[Priority, str]:
    """Anything other than Low comes first; so does what answers something, whatever the level."""
    band = band_of(person.facts)
    if kind in PRESSING:
        return Priority.FIRST, "It comes first, whatever the level assessed."
    if band in PRIORITY.at(on):
        return Priority.MINIMAL, f"{assessed(band)}: minimal conferencing, and never none."
    return Priority.FIRST, f"{assessed(band)}: comes before those assessed as Low."


def difference(before: Step, after: Step) -> str:
    """What changed between two and why, in words; empty where nothing did but the reasons' wording."""
    if (before.kind, before.on, before.waits, before.basis) == (
        after.kind,
        after.on,
        after.waits,
        after.basis,
    ):
        return ""
    fresh = [one for one in after.reasons if one not in before.reasons]
    because = " ".join(fresh) or "What asked for it no longer does."
    return f"It was {in_brief(before)}. It is now {in_brief(after)}. {because}"


def in_brief(step: Step) -> str:
    """Kind and day, as part of a sentence."""
    if step.on is None:
        return f"{step.kind.label}, waiting"
    return f"{step.kind.label} by {in_words(step.on)}"


WAITS_AS_SAID = "What the decision names."
FIRST_WAITS = (
    "The day of sentence or of the return, which is not recorded, or the end of what was set aside."
)
RELEASE_WAITS = "Release on its day; a significant change; or a release that does not take place."
