"""What an action and a plan need before the plan is put in force, when an action is late, when somebody asks again.

Only what is *not met* keeps a plan from being put in force; what is *not yet known* is shown beside it. The fields of
a plan are those of domain reference b.6. That a referral, an order and agreed actions belong to it is stated by HMIPS
and by the guidance of 2024; that each action has its target date was asked, of progression plans, after a fatal
accident inquiry. Everything else asked here is a local default and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from casework.policy.areas import ICM_BEGAN
from icm.policy.calendar import add_days, in_words
from icm.policy.checks import Answer, Check
from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import TARGETED, THEMATIC

FAI_FARQUHAR = "SPS response to the fatal accident inquiry into the death of Richard Farquhar"

# An action with one of these asks for nothing more.
FINISHED = frozenset({"done", "not-done"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """One action; ``doer`` says that somebody is named who does it: staff, a provider, or the person."""

    doer: bool
    risk_factor: bool
    start_on: date | None
    target_on: date | None
    status: str = "not-started"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """A plan; ``view`` is what the person says of it: agreed, disagreed, unsure, no-answer, or empty where nobody
    asked.
    """

    actions: int
    aims: bool
    family_help: bool
    review_on: date | None
    view: str
    ask_again_on: date | None


ActionRule = Callable[[ActionFacts, date], tuple[Check, ...]]
PlanRule = Callable[[PlanFacts, date], tuple[Check, ...]]

_WHO = Source.local("No source says that each action must name who does it.")
_TARGET = Source(
    FAI_FARQUHAR,
    "recommendation 1 and its answer; asked there of progression plans, here of every plan;"
    " undated, so that it counts from the start of ICM is assumed",
    Standing.PARTLY_STATED,
)
_RISK = Source.local("That an action names the risk factor it addresses is inferred.")
_ACTIONS = Source(
    TARGETED, "§6, agreed actions; from the start of ICM is assumed", Standing.PARTLY_STATED
)
_VIEW = Source(
    THEMATIC,
    "§14, the officer sees that the person agrees the plan; that nobody may leave it unasked is a local default",
    Standing.PARTLY_STATED,
)
_OWN_WORDS = Source.local(
    "No source says how a plan holds the person's aims and their family's part."
)
_REVIEW = Source(
    TARGETED,
    "§6, the next conference; a day of the plan's own is a local default",
    Standing.PARTLY_STATED,
)


def _action(facts: ActionFacts, on: date) -> tuple[Check, ...]:
    return (
        Check(
            "CIP-ALL",
            "Does it say who does it?",
            Answer.of(facts.doer),
            "Somebody is named." if facts.doer else "Nobody is named who does it.",
            _WHO,
        ),
        _target(facts),
        Check(
            "CIP-ALL",
            "Does it name the risk factor it addresses?",
            Answer.of(facts.risk_factor or None),
            "It does." if facts.risk_factor else "No risk factor is named.",
            _RISK,
        ),
    )


def _target(facts: ActionFacts) -> Check:
    target, start = facts.target_on, facts.start_on
    answer, because = Answer.MET, ""
    if target is None:
        answer, because = Answer.NOT_MET, "It has no target date."
    elif start is not None and target < start:
        answer = Answer.NOT_MET
        because = f"Its target date, {in_words(target)}, is before its start, {in_words(start)}."
    else:
        because = f"By {in_words(target)}."
    return Check("RMT-TIMESCALES", "Does it have a target date?", answer, because, _TARGET)


def _plan(facts: PlanFacts, on: date) -> tuple[Check, ...]:
    return (
        Check(
            "CIP-ALL",
            "Is there an action?",
            Answer.of(facts.actions > 0),
            f"{facts.actions} in all." if facts.actions else "It holds no action yet.",
            _ACTIONS,
        ),
        _asked(facts),
        Check(
            "CIP-ALL",
            "Does it hold their aims in their own words?",
            Answer.of(facts.aims or None),
            "It does." if facts.aims else "Their aims are not written down.",
            _OWN_WORDS,
        ),
        Check(
            "CIP-ALL",
            "Does it say how their family can help?",
            Answer.of(facts.family_help or None),
            "It does." if facts.family_help else "Nothing is written about it.",
            _OWN_WORDS,
        ),
        _review(facts, on),
    )


def _asked(facts: PlanFacts) -> Check:
    question = "Was the person asked what they say of it?"
    if not facts.view:
        because = (
            "Nobody has asked them. Where they cannot answer, say so, and when somebody goes back."
        )
        return Check("PO-DUTIES", question, Answer.NOT_MET, because, _VIEW)
    if facts.view == "no-answer" and facts.ask_again_on is None:
        because = "They could not answer, and no day is set to go back."
        return Check("PO-DUTIES", question, Answer.NOT_MET, because, _VIEW)
    return Check("PO-DUTIES", question, Answer.MET, "What they say is recorded.", _VIEW)


def _review(facts: PlanFacts, on: date) -> Check:
    question = "Does it say when it is looked at again?"
    day = facts.review_on
    if day is None:
        return Check("PR2-QUARTER", question, Answer.UNKNOWN, "No day is set.", _REVIEW)
    if day < on:
        because = f"The day set, {in_words(day)}, has passed."
        return Check("PR2-QUARTER", question, Answer.NOT_MET, because, _REVIEW)
    return Check("PR2-QUARTER", question, Answer.MET, f"On {in_words(day)}.", _REVIEW)


ACTION: Dated[ActionRule] = Dated(
    "RMT-TIMESCALES",
    "What an action needs before its plan is put in force",
    Since(ICM_BEGAN, _action, _TARGET),
)
PLAN: Dated[PlanRule] = Dated(
    "CIP-ALL",
    "What an action plan needs before it is put in force",
    Since(ICM_BEGAN, _plan, _ACTIONS),
)
ASK_AGAIN_DAYS: Dated[int] = Dated(
    "PO-DUTIES",
    "Days after which somebody goes back to a person who could not say what they think of the plan",
    Since(ICM_BEGAN, 7, Source.local("No source gives a time for going back.")),
    unit="days",
)
REVIEW_DAYS: Dated[int] = Dated(
    "PR2-QUARTER",
    "Days to the review of an action plan, as offered to whoever drafts it",
    Since(
        ICM_BEGAN,
        91,
        Source(
            TARGETED,
            "§9, at least quarterly; from the start of ICM is assumed",
            Standing.PARTLY_STATED,
        ),
    ),
    unit="days",
)


def action_checks(facts: ActionFacts, on: date) -> tuple[Check, ...]:
    """What is asked of one action on a day."""
    return ACTION.at(on)(facts, on)


def plan_checks(facts: PlanFacts, on: date) -> tuple[Check, ...]:
    """What is asked of the plan itself on a day."""
    return PLAN.at(on)(facts, on)


def missing(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """What keeps the plan from being put in force."""
    return tuple(check for check in checks if check.answer is Answer.NOT_MET)


def open_questions(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """What nobody has answered, though it keeps nothing from happening."""
    return tuple(check for check in checks if check.answer is Answer.UNKNOWN)


def is_late(target_on: date | None, status: str, on: date) -> bool:
    """Whether an action is past the last day for it and neither done nor given up."""
    return target_on is not None and target_on < on and status not in FINISHED


def ask_again_from(on: date) -> date:
    """The day offered for going back to somebody who could not answer."""
    return add_days(on, ASK_AGAIN_DAYS.at(on))


def review_from(on: date) -> date:
    """The day offered for the review of a plan."""
    return add_days(on, REVIEW_DAYS.at(on))
