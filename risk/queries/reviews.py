"""The pages of a person's supervision level: all reviews, and one review step by step."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from icm.core.access import Principals, get_visible
from icm.core.dates import day, moment
from icm.core.screen import Fact, Step
from icm.core.tables import Column, Table
from icm.core.workflow import Move
from icm.people import access as people
from icm.people.models import Person
from icm.people.queries import Tracked
from icm.policy.calendar import hours_after
from icm.policy.facts import Level
from risk import policy
from risk.models import SupervisionReview
from risk.policy import early, levels
from risk.policy.early import EarlyLook
from risk.policy.supervision import FIRST_REVIEW_HOURS
from risk.queries import parts
from risk.queries.facts import facts_of
from risk.queries.hearing import Hearing, hearing
from risk.queries.letters import has_letter
from risk.workflow import REVIEW, State, may_withdraw, too_early

_COLUMNS = (
    Column.of("Review", "link", header=True, text="title", href="url"),
    Column.of("Level", "text", text="level", note="change"),
    Column.of("When", "date", text="when", note="by"),
    Column.of("State", "text", text="state"),
)
# For the page of who changed what.
HISTORY = (Tracked(SupervisionReview, "Supervision level review"),)
_WITH = (
    "person__establishment",
    "person__transfer_to",
    "person__residence",
    "person__supervising_authority",
    "establishment",
    "proposed_by",
    "decided_by",
)


@dataclass(frozen=True)
class ReviewsPage:
    level: str
    since: str
    basis: str
    early: EarlyLook | None
    local: str  # why the moment of that question is a local default
    untried: str
    table: Table
    open_url: str
    propose_url: str
    next_kind: str
    next_due: str


@dataclass(frozen=True)
class ReviewPage:
    title: str
    facts: tuple[Fact, ...]
    criteria: tuple[Fact, ...]
    notice: tuple[Fact, ...]
    hearing: Hearing | None
    decision: tuple[Fact, ...]
    documents: tuple[Fact, ...]
    steps: tuple[Step, ...]
    letter_url: str


def review(principals: Principals, pk: int) -> SupervisionReview:
    """One review with all its page shows, in one query; 404 for whoever may not know of the person."""
    rows = SupervisionReview.objects.select_related(*_WITH)
    return get_visible(rows, principals, through="person", pk=pk)


def of_person(person: Person) -> QuerySet[SupervisionReview]:
    return SupervisionReview.objects.filter(person=person).order_by("-proposed_at", "-pk")


def reviews_page(person: Person, held: frozenset[str], on: date) -> ReviewsPage:
    """Where the level stands, whether lower might do, and every review."""
    rows = list(of_person(person).select_related("proposed_by", "decided_by"))
    waiting = next((row for row in rows if row.state == State.PROPOSED), None)
    latest = next((row for row in rows if row.state == State.DECIDED), None)
    facts = facts_of(person.pk, on=on)
    kind, due_on = levels.review_due(facts, on)
    may_propose = people.PROPOSE_REVIEW in held and not waiting and person.released_on is None
    return ReviewsPage(
        level=person.supervision_level,
        since=day(latest.decided_at) if latest else "",
        basis=latest.get_kind_display() if latest else "",
        early=None if waiting else early.early_look(facts, on),
        local=early.why_local(on),
        untried=levels.why_not(facts, Level.LOW, on),
        table=Table(
            "Reviews", _COLUMNS, [_row(row) for row in rows], empty="No review is recorded."
        ),
        open_url=_url("review", waiting) if waiting else "",
        propose_url=reverse("risk:propose", args=[person.pk]) if may_propose else "",
        next_kind=SupervisionReview.Kind(kind).label,
        next_due=day(due_on) if due_on else "",
    )


def _row(row: SupervisionReview) -> dict[str, str]:
    decided = row.state == State.DECIDED
    by = row.decided_by if decided else row.proposed_by
    return {
        "title": row.get_kind_display(),
        "url": _url("review", row),
        "level": Level(row.level_after or row.proposed_level).label,
        "change": f"was {Level(row.level_before).label}" if row.level_before else "",
        "when": moment(row.decided_at if decided else row.proposed_at),
        "by": f"by {by.display_name()}" if by else "from the record system",
        "state": row.get_state_display(),
    }


def _url(name: str, row: SupervisionReview) -> str:
    return reverse(f"risk:{name}", args=[row.pk])


def review_page(row: SupervisionReview, held: frozenset[str], asker: int, on: date) -> ReviewPage:
    """One review, its texts as the team may read them, and what can be done next."""
    return ReviewPage(
        title=parts.title(row),
        facts=parts.proposal(row),
        criteria=parts.regarded(row),
        notice=parts.notice(row),
        hearing=hearing(row, on) if row.notice_reasons or row.notice_on else None,
        decision=parts.decision(row),
        documents=parts.documents(row),
        steps=steps(row, held, asker, on),
        letter_url=_url("letter", row) if has_letter(row) else "",
    )


def criteria(on: date) -> tuple[str, ...]:
    """What a review has regard to, in the rules' order and words."""
    return policy.standing.CRITERIA.at(on)


def next_review(person: int, on: date) -> tuple[str, date | None]:
    """The kind of review that is to be held next, with its last day if a clock runs."""
    return levels.review_due(facts_of(person, on=on), on)


def first_review(person: int, on: date) -> str:
    """By when the first review after reception is to be held, to the minute where the hour of admission is known;
    empty where none is open.
    """
    facts = facts_of(person, on=on)
    kind, due_on = levels.review_due(facts, on)
    if due_on is None or kind != SupervisionReview.Kind.HOURS_72:
        return ""
    if facts.admitted_at is None:
        return day(due_on)
    return moment(hours_after(facts.admitted_at, FIRST_REVIEW_HOURS.at(on)))


def why_not_decide(row: SupervisionReview, on: date) -> str:
    """Why this review cannot be decided on that day, or nothing."""
    return REVIEW.refusal("decide", row) or too_early(row, on)


def steps(row: SupervisionReview, held: frozenset[str], asker: int, on: date) -> tuple[Step, ...]:
    """Every move from here: open, or locked with why and who holds it."""
    return tuple(
        _step(row, move, _lacking(row, move, held, asker), on)
        for move in REVIEW.moves.values()
        if row.state in move.from_
    )


def _lacking(
    row: SupervisionReview, move: Move[SupervisionReview], held: frozenset[str], asker: int
) -> str:
    """What the asker does not hold and the move needs, or nothing."""
    if move.needs not in held:
        return move.needs
    taken_back = move.name != "withdraw" or may_withdraw(row, held, asker)
    return "" if taken_back else people.DECIDE_REVIEW


def _step(row: SupervisionReview, move: Move[SupervisionReview], lacking: str, on: date) -> Step:
    name, label = move.name, move.label
    reason = why_not_decide(row, on) if name == "decide" else REVIEW.refusal(name, row)
    if name in _done(row):
        return Step(label, "Done", summary=reason, done=True)
    if reason:
        return Step(label, "Locked", locked=reason)
    if lacking:
        holders = ", ".join(role.label for role in people.who_holds(lacking))
        return Step(label, "With others", locked=f"This is for {holders}.")
    written = "Written. It can be changed until it is handed over."
    summary = written if name == "notify" and row.notice_reasons else ""
    return Step(label, "Open", href=_url(name, row), summary=summary)


def _done(row: SupervisionReview) -> set[str]:
    marks = {
        "notify": row.notice_on,
        "give": row.notice_on,
        "tell": row.told_on,
        "ask": row.documents_requested_on,
        "answer": row.documents_given_on or row.documents_withheld,
        "acknowledge": row.acknowledged_on,
    }
    return {name for name, mark in marks.items() if mark}
