"""What somebody's officer sees to next: tasks of their own, and what the due list asks, in one order."""

from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse

from casework.policy.officers import Topic
from casework.queries.officers import Seen
from icm.clocks.policy import BY_ID
from icm.core.dates import day
from icm.core.screen import Step
from icm.pages.queries.people import person_url
from icm.policy.roles import Role

AHEAD = timedelta(days=28)
SOON = timedelta(days=7)
_THEIRS = frozenset({Role.PERSONAL_OFFICER.value, Role.RESIDENTIAL_OFFICER.value})
# The page on which what a rule asks is done.
_WAYS = {
    "STAFF-QUARTER": "casework:write",
    "PR2-QUARTER": "casework:write",
    "PO-CONTINUITY": "casework:write",
    "CIP-ALL": "casework:plan",
    "PLAN-COPY": "casework:copies",
    "CSA-72H": "casework:screen",
    "CSA-DISTRESS": "casework:screen",
    "CSA-REFER": "casework:refer",
}
_ROLES = {role.value: role.label for role in Role} | {"": "Nobody named"}


class DueRow(NamedTuple):
    """One line of the due list."""

    rule: str
    status: str
    due_on: date | None
    owner: str
    basis: str
    settle: str


class Need(NamedTuple):
    """One thing that somebody needs, in the order in which it is seen to."""

    rank: tuple[bool, bool, date]
    step: Step


def needs_of(pk: int, dues: list[DueRow], found: Seen, on: date) -> list[Need]:
    """The officer's own tasks and part first, then what is late, then by date."""
    return sorted([*_tasks(pk, found, on), *_due_needs(pk, dues, on)], key=lambda one: one.rank)


def _tasks(pk: int, found: Seen, on: date) -> list[Need]:
    """What is the officer's own to do, whatever the clocks say."""
    needs = (
        _to_read(pk, found),
        _to_go_back(pk, found, on),
        _to_hear(pk, found),
        _to_answer(pk, found, on),
        _to_bring_on(pk, found, on),
        _to_talk(pk, found, on),
    )
    return [need for need in needs if need is not None]


def _to_read(pk: int, found: Seen) -> Need | None:
    screen = found.unread.get(pk)
    if screen is None:
        return None
    since = f"Completed on {day(screen.completed_on)}. No record shows that an officer has read it."
    address = reverse("casework:read_screen", args=[pk, screen.screen])
    step = Step("Read their Core Screen", "Not read yet", address, since)
    return Need((False, False, screen.completed_on), step)


def _to_go_back(pk: int, found: Seen, on: date) -> Need | None:
    plan = found.plans.get(pk)
    if plan is None or plan.view == "agreed":
        return None
    if plan.ask_again_on is None or plan.ask_again_on > on + SOON:
        return None
    step = Step(
        "Go back: what do they say to the plan?",
        _by(plan.ask_again_on, on),
        reverse("casework:action_plan", args=[pk]),
        f"Last asked on {day(plan.view_on)}. You said you would ask again.",
    )
    return Need((False, plan.ask_again_on >= on, plan.ask_again_on), step)


def _to_hear(pk: int, found: Seen) -> Need | None:
    """What they said themselves, at a terminal: it stands until somebody has talked with them about the plan."""
    said = found.against.get(pk)
    if said is None:
        return None
    address = f"{reverse('casework:talk', args=[pk])}?about={Topic.PLAN.value}"
    asked = "They said so themselves. Talk about what would change that, and record the talk."
    return Need(
        (False, False, said.since), Step(said.words, f"Since {day(said.since)}", address, asked)
    )


def _to_answer(pk: int, found: Seen, on: date) -> Need | None:
    """What they asked for at a terminal, the first that is due."""
    waiting = found.asks.get(pk)
    if waiting is None:
        return None
    step = Step(
        f"They ask: {waiting.wanted[0].lower()}{waiting.wanted[1:]}",
        _by(waiting.answer_by, on),
        reverse("casework:answer_ask", args=[waiting.pk]),
        f"Asked on {day(waiting.asked_on)}. They read your answer at a terminal.",
    )
    return Need((False, waiting.answer_by >= on, waiting.answer_by), step)


def _to_bring_on(pk: int, found: Seen, on: date) -> Need | None:
    late = found.late.get(pk)
    if late is None:
        return None
    address = reverse("casework:action_plan", args=[pk])
    asked = "Record how it stands, or why it was not done."
    return Need((False, False, late.first), Step(late.words, _by(late.first, on), address, asked))


def _to_talk(pk: int, found: Seen, on: date) -> Need | None:
    talk = found.talks.get(pk)
    if talk is None or talk.again_on is None or talk.again_on > on + SOON:
        return None
    step = Step(
        "Talk with them again",
        _by(talk.again_on, on),
        f"{reverse('casework:talk', args=[pk])}?about={Topic.NEXT.value}",
        f"{talk.by} said so when they talked on {day(talk.on)}.",
    )
    return Need((False, talk.again_on >= on, talk.again_on), step)


def _due_needs(pk: int, dues: list[DueRow], on: date) -> list[Need]:
    """What the due list asks: the officer's own part first, then what is late, then by date."""
    return [
        Need(
            (row.owner not in _THEIRS, row.status != "overdue", row.due_on or date.max),
            Step(
                BY_ID[row.rule].title if row.rule in BY_ID else row.rule,
                _state(row, on),
                _way(pk, row.rule),
                f"{_basis(row)} {_ROLES[row.owner]}.",
            ),
        )
        for row in dues
        if row.status == "overdue"
        or (row.status == "due" and row.due_on and row.due_on <= on + AHEAD)
        or (row.status == "unknown" and row.owner in _THEIRS)
    ]


def _way(pk: int, rule: str) -> str:
    """Where it is done; where that is not here, why it is due."""
    name = "risk:reviews" if rule.startswith("PSS-") else _WAYS.get(rule)
    return reverse(name, args=[pk]) if name else f"{person_url(pk)}why/#{rule}"


def _basis(row: DueRow) -> str:
    return f"To settle it: {row.settle}" if row.status == "unknown" else row.basis


def _state(row: DueRow, on: date) -> str:
    if row.status == "unknown":
        return "Not yet known"
    return _by(row.due_on, on) if row.due_on else "Overdue"


def _by(due_on: date, on: date) -> str:
    if due_on < on:
        return f"Overdue since {day(due_on)}"
    return "Today" if due_on == on else f"By {day(due_on)}"
