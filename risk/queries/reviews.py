"""The pages of a person's supervision level: all reviews, and one review step by step."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from icm.core.access import Principals, get_visible
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.screen import Fact, Step
from icm.core.tables import Column, Table
from icm.core.workflow import Move
from icm.people import access as people
from icm.people.models import Person
from icm.policy.facts import Level
from risk import access, policy
from risk.models import SupervisionReview
from risk.policy import levels
from risk.queries.facts import facts_of
from risk.workflow import REVIEW, State, may_withdraw

_COLUMNS = (
    Column.of("Review", "link", header=True, text="title", href="url"),
    Column.of("Level", "text", text="level", note="change"),
    Column.of("When", "date", text="when", note="by"),
    Column.of("State", "text", text="state"),
)
# For the page of who changed what.
HISTORY = ((SupervisionReview, "Supervision level review", "person_id"),)
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
    could_be_lower: str
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
        could_be_lower="" if waiting else levels.could_be_lower(facts, on),
        local=levels.EARLY_LOOK_MONTHS.source(on).section,
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


def review_page(row: SupervisionReview, held: frozenset[str], asker: int) -> ReviewPage:
    """One review, its texts as the team may read them, and what can be done next."""
    return ReviewPage(
        title=row.get_kind_display(),
        facts=_facts(row),
        criteria=_criteria(row),
        notice=_notice(row),
        decision=_decision(row),
        documents=_documents(row),
        steps=steps(row, held, asker),
        letter_url=_url("letter", row) if row.notice_on or row.state == State.DECIDED else "",
    )


def _facts(row: SupervisionReview) -> tuple[Fact, ...]:
    return (
        Fact("Where", row.establishment.name if row.establishment else ""),
        Fact("Level before", Level(row.level_before).label if row.level_before else ""),
        Fact("Level proposed", Level(row.proposed_level).label),
        Fact("Proposed", moment(row.proposed_at), note=_by(row.proposed_by)),
        Fact("To be held by", day(row.due_on) if row.due_on else "No date set"),
    )


def _by(user: object) -> str:
    return f"by {user.display_name()}" if user else ""  # type: ignore[attr-defined]


def _criteria(row: SupervisionReview) -> tuple[Fact, ...]:
    if row.kind == SupervisionReview.Kind.RECEPTION:
        return ()
    notes = {str(key): str(note) for key, note in row.criteria.items()}
    asked = policy.standing.CRITERIA.history[-1].value
    keys = [*asked, *(key for key in notes if key not in asked)]
    return tuple(
        Fact(f"{key[:1].upper()}{key[1:]}", notes.get(key, ""), unknown=key not in notes)
        for key in keys
    )


def _notice(row: SupervisionReview) -> tuple[Fact, ...]:
    needed = {True: "Yes, before the decision", False: "No", None: "Cannot be told"}
    facts = [Fact("Notice needed first (rule 21)", needed[row.notice_needed])]
    if row.notice_on:
        facts += [
            Fact("Notice given", day(row.notice_on)),
            Fact("Reasons in the notice", access.shown(row, "notice_reasons", Audience.TEAM)),
        ]
    if row.representations_on:
        said = access.shown(row, "representations", Audience.TEAM)
        facts.append(Fact("What they say", said, note=f"first on {day(row.representations_on)}"))
    return tuple(facts) if row.kind != SupervisionReview.Kind.RECEPTION else ()


def _decision(row: SupervisionReview) -> tuple[Fact, ...]:
    if row.state == State.WITHDRAWN:
        return (Fact("Withdrawn because", access.shown(row, "withdrawn_why", Audience.TEAM)),)
    if row.state != State.DECIDED:
        return ()
    return (
        Fact("Level decided", Level(row.level_after).label),
        Fact("Decided", moment(row.decided_at), note=_by(row.decided_by)),
        Fact("Reasons written to the person", access.shown(row, "reasons", Audience.TEAM)),
        _on("Told in writing", row.told_on),
        _on("Acknowledged", row.acknowledged_on),
    )


def _on(title: str, on: date | None) -> Fact:
    return Fact(title, day(on) if on else "Not recorded", unknown=on is None)


def _documents(row: SupervisionReview) -> tuple[Fact, ...]:
    if not row.documents_requested_on:
        return ()
    ground = access.shown(row, "documents_withheld", Audience.TEAM)
    return (
        Fact("Documents asked for", day(row.documents_requested_on)),
        _on("Documents given", row.documents_given_on),
        *((Fact("Withheld under rule 27, because", ground),) if ground else ()),
    )


def criteria(on: date) -> tuple[str, ...]:
    """What a review has regard to, in the rules' order and words."""
    return policy.standing.CRITERIA.at(on)


def next_review(person: int, on: date) -> tuple[str, date | None]:
    """The kind of review that is to be held next, with its last day if a clock runs."""
    return levels.review_due(facts_of(person, on=on), on)


def first_review(person: int, on: date) -> str:
    """By when the first review after reception is to be held, in words; empty where none is open."""
    kind, due_on = next_review(person, on)
    return day(due_on) if due_on and kind == SupervisionReview.Kind.HOURS_72 else ""


def why_not_decide(row: SupervisionReview) -> str:
    """Why this review cannot be decided now, or nothing."""
    return REVIEW.refusal("decide", row)


def steps(row: SupervisionReview, held: frozenset[str], asker: int) -> tuple[Step, ...]:
    """Every move from here: open, or locked with why and who holds it."""
    return tuple(
        _step(row, move.name, move.label, _lacking(row, move, held, asker))
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


def _step(row: SupervisionReview, name: str, label: str, lacking: str) -> Step:
    reason = REVIEW.refusal(name, row)
    if name in _done(row):
        return Step(label, "Done", summary=reason, done=True)
    if reason:
        return Step(label, "Locked", locked=reason)
    if lacking:
        holders = ", ".join(role.label for role in people.who_holds(lacking))
        return Step(label, "With others", locked=f"This is for {holders}.")
    return Step(label, "Open", href=_url(name, row))


def _done(row: SupervisionReview) -> set[str]:
    marks = {
        "notify": row.notice_on,
        "tell": row.told_on,
        "ask": row.documents_requested_on,
        "answer": row.documents_given_on or row.documents_withheld,
        "acknowledge": row.acknowledged_on,
    }
    return {name for name, mark in marks.items() if mark}
