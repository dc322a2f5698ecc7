"""CC-FOLLOWUP-LSCMI: an Initial held without the LS/CMI is taken up again once there is one."""

from datetime import date

from conferences.policy.kinds import Kind
from conferences.policy.scope import TARGETED_FROM, scope
from icm.people.policy.scope import begun
from icm.policy.calendar import add_days, in_words
from icm.policy.conference_facts import ConferenceFacts
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import TARGETED
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import EventFacts, EventKind, Facts
from icm.policy.roles import Role
from icm.policy.rules import Outcome

SOURCE = Source(TARGETED, "§6: core members agree to meet again once the assessment is there")
FOLLOWUP_DAYS = Dated(
    "CC-FOLLOWUP-LSCMI",
    "Days from the LS/CMI to the Follow-up conference where the Initial agreed on no day",
    Since(
        TARGETED_FROM,
        42,
        Source.local(
            "The Initial itself should agree on the day. Where its minute has none, six weeks from the LS/CMI are this"
            " system's own: four weeks of notice and two to find a day."
        ),
    ),
    unit="days",
)
FOLLOWUP = Duty(
    "CC-FOLLOWUP-LSCMI",
    "Follow-up case conference after an Initial without LS/CMI",
    Role.ICM_CASE_CO_ORDINATOR,
    "hold one more plan meeting {by} about what social work found",
    "held one more plan meeting {by} about what social work found",
)
ANY_COUNTS = (
    "No source says so: any conference held with the LS/CMI there counts as the follow-up, whatever"
    " it was called."
)


def _followup(facts: Facts, on: date) -> Outcome:
    """By the day the Initial agreed on, else within weeks of the assessment; without either no day can be told."""
    person, ground, told = scope(FOLLOWUP, Since(TARGETED_FROM, None, SOURCE), facts, on)
    if told is not None:
        return told
    since = begun(person)
    initial = None if person.route.recalled else facts.first_since(EventKind.CC_INITIAL, since)
    if initial is None:
        return FOLLOWUP.not_yet("No Initial conference of this sentence is recorded.", ground)
    if initial.on < TARGETED_FROM:
        because = "The Initial was held before the guidance of 24 June 2024."
        return FOLLOWUP.outside(because, ground)
    assessments = [one for one in facts.all(EventKind.LSCMI) if one.on >= since]
    kept = _kept(facts, initial)
    if _was_there(kept, initial, assessments):
        because = f"The LS/CMI was there at the Initial of {in_words(initial.on)}."
        return FOLLOWUP.outside(because, ground)
    return _without(facts, initial, kept, assessments, on, ground)


def _without(
    facts: Facts,
    initial: EventFacts,
    kept: ConferenceFacts | None,
    assessments: list[EventFacts],
    on: date,
    ground: Ground,
) -> Outcome:
    held = in_words(initial.on)
    done = _done(facts, initial, assessments)
    ground = ground.using({"Initial without LS/CMI": held}).on_local(ANY_COUNTS)
    if kept is not None and kept.next_kind == Kind.FOLLOW_UP and kept.next_on is not None:
        basis = f"By the day agreed at the Initial of {held}, which had no LS/CMI."
        return FOLLOWUP.timed(When(kept.next_on), When.of(done), on, basis, ground)
    if assessments:
        version = FOLLOWUP_DAYS.version(on)
        ground = ground._replace(sources=(*ground.sources, version.source))
        ground = ground.on_local(version.source.section)
        day = assessments[0].on
        basis = f"Within {version.value} days of the LS/CMI of {in_words(day)}; the Initial of {held} had none."
        return FOLLOWUP.timed(When(add_days(day, version.value)), When.of(done), on, basis, ground)
    because = f"The Initial of {held} had no LS/CMI, and no day for the follow-up is on record."
    return FOLLOWUP.unknown(because, _SETTLE, ground, _LATER)


def _kept(facts: Facts, initial: EventFacts) -> ConferenceFacts | None:
    found = [o for o in facts.conferences if o.kind == Kind.INITIAL and o.held_on == initial.on]
    return found[-1] if found else None


def _was_there(
    kept: ConferenceFacts | None, initial: EventFacts, assessments: list[EventFacts]
) -> bool:
    """As the conference itself says; for one held before ICM kept conferences, by the days on record."""
    if kept is not None and kept.assessed is not None:
        return kept.assessed
    return any(one.on <= initial.on for one in assessments)


def _done(facts: Facts, initial: EventFacts, assessments: list[EventFacts]) -> EventFacts | None:
    later = [one for one in facts.held_since(initial.on) if one is not initial]
    first = min((one.on for one in assessments), default=None)
    return next((one for one in later if first is not None and one.on >= first), None)


_SETTLE = "The day the core members agreed on, from the minute; or the LS/CMI."
_LATER = "Staff will meet you again once they have looked at your needs."

RULES = (FOLLOWUP.rule(Since(TARGETED_FROM, _followup, SOURCE)),)
