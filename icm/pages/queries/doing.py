"""What needs doing for one person: the next thing with its act, the rest, and what waits for a missing fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from icm.core.dates import day
from icm.core.screen import Link, NextStep, answered
from icm.core.tables import Column, Table
from icm.pages.queries.acts import Acts
from icm.pages.queries.people import person_url
from icm.people import queries as people
from icm.policy.rules import Outcome, Status

AT_ONCE = 4  # so many things are read on a telephone before the rest is better folded away
COLUMNS = (
    Column.of("What, and why", "work", header=True, title="title", href="url", why="why"),
    Column.of("By", "date", text="due", note="owner"),
    Column.of("State", "status", status="status"),
)
WAITING = (
    Column.of("What waits", "work", header=True, title="title", href="url", why="why"),
    Column.of("To settle it", text="settle"),
)
WARRANT = "warrant"


@dataclass(frozen=True)
class Missing:
    """What cannot be answered for want of one fact, and the act that supplies it."""

    heading: str
    waiting: Table
    act: Link | None = None
    who: str = ""  # who can supply it, where the asker cannot


@dataclass(frozen=True)
class Doing:
    next: NextStep | None
    work: Table
    later: Table | None
    missing: tuple[Missing, ...]

    @property
    def later_heading(self) -> str:
        rows = self.later.rows if self.later else ()
        return f"{_counted(len(rows), 'more thing')} to do, later"


def doing(pk: int, outcomes: Sequence[Outcome], acts: Acts) -> Doing:
    """What is overdue and due, soonest first; what is not yet known stands apart, grouped by what it waits for."""
    asking = sorted(
        (o for o in outcomes if o.status in (Status.OVERDUE, Status.DUE)),
        key=lambda o: (o.status is not Status.OVERDUE, o.due_on or date.max, o.rule),
    )
    unknown = sorted((o for o in outcomes if o.status is Status.UNKNOWN), key=lambda o: o.rule)
    rest = [_row(pk, outcome) for outcome in asking[1:]]
    return Doing(
        next=_next(pk, asking, unknown, acts),
        work=_table("What else needs doing", rest[:AT_ONCE]),
        later=_table("Later", rest[AT_ONCE:]) if len(rest) > AT_ONCE else None,
        missing=_missing(pk, unknown, acts),
    )


def _table(caption: str, rows: list[dict[str, str]]) -> Table:
    return Table(caption, COLUMNS, rows, quiet_caption=True, empty="Nothing needs doing now.")


def _row(pk: int, outcome: Outcome) -> dict[str, str]:
    return {
        "title": outcome.title,
        "url": _why(pk, outcome),
        "why": outcome.basis,
        "due": day(outcome.due_on) if outcome.due_on else "No date",
        "owner": _owner(outcome),
        "status": answered(outcome.status.value),
    }


def _why(pk: int, outcome: Outcome) -> str:
    return f"{person_url(pk)}why/#{outcome.rule}"


def _owner(outcome: Outcome) -> str:
    return outcome.owner.label if outcome.owner else "Nobody named"


def _next(
    pk: int, asking: Sequence[Outcome], unknown: Sequence[Outcome], acts: Acts
) -> NextStep | None:
    """The most pressing thing; where nothing is, the warrant everything else waits for."""
    if asking:
        first = asking[0]
        return NextStep(
            title=first.title,
            when=f"By {day(first.due_on)}" if first.due_on else "",
            why=first.basis,
            owner=_owner(first),
            status=first.status.value,
            href=_why(pk, first),
            act=acts.for_rule(first),
        )
    warrant = [outcome for outcome in unknown if waits_for_warrant(outcome.settle)]
    if not warrant:
        return None
    return NextStep(
        title="Record the warrant",
        why=f"{_counted(len(warrant), 'answer')} on this page cannot be worked out without it.",
        status=Status.UNKNOWN.value,
        owner=who_records_the_warrant(),
        act=acts.for_rule(warrant[0]),
    )


def _missing(pk: int, unknown: Sequence[Outcome], acts: Acts) -> tuple[Missing, ...]:
    warrant = [outcome for outcome in unknown if waits_for_warrant(outcome.settle)]
    others = [outcome for outcome in unknown if outcome not in warrant]
    found = []
    if warrant:
        act = acts.for_rule(warrant[0])
        heading = (
            f"{_counted(len(warrant), 'answer')} cannot be worked out"
            " until the warrant is recorded in full"
        )
        who = "" if act else who_records_the_warrant()
        found.append(Missing(heading, _waiting(pk, heading, warrant), act, who))
    if others:
        heading = (
            f"{_counted(len(others), 'answer')} not yet known, because something is not recorded"
        )
        found.append(Missing(heading, _waiting(pk, heading, others)))
    return tuple(found)


def _waiting(pk: int, heading: str, outcomes: Sequence[Outcome]) -> Table:
    rows = [
        {"title": o.title, "url": _why(pk, o), "why": o.basis, "settle": o.settle} for o in outcomes
    ]
    return Table(heading, WAITING, rows, quiet_caption=True)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def waits_for_warrant(settle: str) -> bool:
    return WARRANT in settle.lower()


def who_records_the_warrant() -> str:
    roles = sorted(role.label for role in people.who_holds("record a sentence"))
    return f"{', '.join(roles[:-1])} or {roles[-1]}"
