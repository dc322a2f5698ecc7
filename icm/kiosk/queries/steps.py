"""What comes next for whoever stands before the terminal, in their words: what, by when, who, and what to ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from conferences.models import Conference
from conferences.policy.targeting import ASKED_BY
from conferences.queries.conferences import of_person
from conferences.workflow import Conferring
from icm.clocks.queries import OPEN, Standing, standings_of
from icm.kiosk import policy
from icm.kiosk.queries.staff import Mine, mine, who, whom_to_ask
from icm.kiosk.queries.words import at_time, in_full
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role
from icm.policy.rules import Status

AFTER_THAT = 2
_NEXT_MEETING = "CC-PERIODIC"  # asks for whichever is next


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is to happen. ``on`` orders it; ``rule`` is empty for a meeting whose day is set."""

    rule: str
    on: date
    said: str
    when: str
    who: str
    ask: str
    late: bool = False
    dated: bool = True


@dataclass(frozen=True, slots=True)
class NextPage:
    """``again`` is said where nothing comes next: when somebody looks again."""

    first: Step | None
    then: tuple[Step, ...]
    late: int  # how many more are late and are not told here
    again: str


def next_page(person: Person, *, at: datetime) -> NextPage:
    """Four queries."""
    on = in_scotland(at).date()
    standings = standings_of(person.pk)
    steps = _in_order(_steps(person, standings, at), on)
    first, then = steps[:1], steps[1 : 1 + AFTER_THAT]
    return NextPage(
        first=first[0] if first else None,
        then=tuple(then),
        late=sum(one.late for one in steps[1 + AFTER_THAT :]),
        again="" if first else _again(standings, on),
    )


def dated_steps(person: Person, *, at: datetime) -> list[Step]:
    """All that have a day, in no order. Four queries."""
    return [one for one in _steps(person, standings_of(person.pk), at) if one.dated]


def _in_order(steps: Iterable[Step], on: date) -> list[Step]:
    """A meeting to get ready for; then by the day, so that what is late comes before what is not."""

    def order(one: Step) -> tuple[bool, date, bool, str]:
        soon = not one.rule and one.on - on <= policy.GET_READY
        return not soon, one.on, one.dated, one.rule

    return sorted(steps, key=order)


def _steps(person: Person, standings: Iterable[Standing], at: datetime) -> Iterator[Step]:
    on = in_scotland(at).date()
    known = mine(person, on=on)
    meetings = [row for row in of_person(person) if row.state == Conferring.SET]
    coming = [row for row in meetings if row.starts_at is not None and row.starts_at >= at]
    kinds = {row.kind for row in coming}
    for row in coming:
        yield _meeting(row, known)
    for one in standings:
        theirs = one.rule in policy.THEIR_STEPS and one.status in OPEN
        if theirs and not (one.status is not Status.OVERDUE and _is_set(one.rule, kinds)):
            yield _step(one, known, on)


def _is_set(rule: str, kinds: set[str]) -> bool:
    """Whether a day is set for the meeting that a rule asks for."""
    return ASKED_BY.get(rule) in kinds or (rule == _NEXT_MEETING and bool(kinds))


def _meeting(row: Conference, known: dict[Role, Mine]) -> Step:
    assert row.starts_at is not None  # noqa: S101 - only those with a day come here
    return Step(
        rule="",
        on=in_scotland(row.starts_at).date(),
        said=_("You have a plan meeting. There you and staff talk about your plan."),
        when=at_time(row.starts_at),
        who=who(Role.ICM_CASE_CO_ORDINATOR, known),
        ask=_("Think of what you want to say. If it does not happen, ask %(whom)s why.")
        % {"whom": whom_to_ask(known)},
    )


def _step(one: Standing, known: dict[Role, Mine], on: date) -> Step:
    whom = {"whom": whom_to_ask(known)}
    if one.status is Status.OVERDUE:
        when = _("This should have happened by %(day)s.")
        ask = _("Ask %(whom)s why it is late, and when it will happen.")
    elif one.due_on is not None:
        when = _("By %(day)s.")
        ask = _("If it does not happen by then, ask %(whom)s why.")
    else:
        when = _("Nobody has set a day for this yet.")
        ask = _("Ask %(whom)s when it will happen.")
    return Step(
        rule=one.rule,
        on=one.due_on or on + policy.WAITS_NOW,
        said=one.said,
        when=when % {"day": in_full(one.due_on)} if one.due_on else when,
        who=who(one.owner, known),
        ask=ask % whom,
        late=one.status is Status.OVERDUE,
        dated=one.due_on is not None,
    )


def _again(standings: Iterable[Standing], on: date) -> str:
    days = [one.next_change_on for one in standings if one.rule in policy.THEIR_STEPS]
    coming = sorted(day for day in days if day is not None and day > on)
    if not coming:
        return _("Your record is looked at every night. What comes next will then stand here.")
    return _("The next day on which something changes for you is %(day)s.") % {
        "day": in_full(coming[0])
    }
