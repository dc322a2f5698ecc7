"""What a personal officer needs to know of each of their people: a fixed number of queries for any number of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Func, IntegerField, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from casework.models import ActionPlan, Chase, Conversation, CoreScreen, Narrative, Referral
from casework.policy.areas import Agency
from casework.policy.officers import FRESH, Explained, Finding, OfficerFacts, Topic, duties
from casework.queries.asks import FirstWaiting, first_waiting
from casework.queries.late_actions import LateActions, late_actions
from casework.queries.says import Against, against
from casework.queries.talks import LastTalk, last_talks
from casework.workflow import STANDING, Referring
from icm.core.models import Consultation
from icm.core.prepared import Row, of_these
from icm.people.models import Allocation, Event, Person
from icm.policy.calendar import add_months, in_scotland
from icm.policy.facts import HELD, EventKind
from icm.policy.roles import Role

# The pages on which somebody reads the plan.
PLAN_PAGES = ("casework:plan", "casework:domain", "casework:action_plan")


class Written(NamedTuple):
    """The newest entry about one person."""

    on: date
    domain: str
    by: str


class PlanView(NamedTuple):
    """The plan in force, and what the person says of it."""

    view: str
    view_on: date | None
    ask_again_on: date | None
    review_on: date | None


class Unread(NamedTuple):
    """A Core Screen of this stay that no officer has read."""

    screen: int
    completed_on: date


@dataclass(frozen=True)
class Seen:
    """What is on record of the officer's part, person by person."""

    talks: dict[int, LastTalk]
    entries: dict[int, Written]
    plans: dict[int, PlanView]
    unread: dict[int, Unread]
    duties: dict[int, tuple[Finding, ...]]
    late: dict[int, LateActions]
    against: dict[int, Against]
    asks: dict[int, FirstWaiting]


def seen(persons: Collection[int], *, on: date) -> Seen:
    """All of it for these people."""
    talks, entries, plans = last_talks(persons), _entries(persons), _plans(persons)
    disagree = against(persons)
    duties_found = _duties(persons, plans, disagree, on=on)
    late = late_actions(persons, on)
    return Seen(
        talks,
        entries,
        plans,
        _unread(persons),
        duties_found,
        late,
        disagree,
        first_waiting(persons),
    )


def duties_of(person: int, *, on: date) -> tuple[Finding, ...]:
    """The list for one person."""
    return _duties([person], _plans([person]), against([person]), on=on)[person]


def _entries(persons: Collection[int]) -> dict[int, Written]:
    rows = (
        Narrative.objects.filter(person__in=persons, withdrawn_at=None)
        .order_by("person", "-on", "-pk")
        .distinct("person")
        .select_related("author")
    )
    return {
        row.person_id: Written(row.on, row.get_domain_display(), row.author.display_name())
        for row in rows
    }


def _plans(persons: Collection[int]) -> dict[int, PlanView]:
    rows = ActionPlan.objects.filter(person__in=persons, state=ActionPlan.State.AGREED).only(
        "person_id", "view", "view_on", "ask_again_on", "review_on"
    )
    return {
        row.person_id: PlanView(row.view, row.view_on, row.ask_again_on, row.review_on)
        for row in rows
    }


def _unread(persons: Collection[int]) -> dict[int, Unread]:
    """The newest completed screen of each, where nobody has read it; of an earlier stay nobody need."""
    rows = (
        CoreScreen.objects.filter(person__in=persons, state=CoreScreen.State.COMPLETED)
        .order_by("person", "-completed_at", "-pk")
        .distinct("person")
        .values_list("person_id", "pk", "completed_at", "read_at", "person__admitted_at")
    )
    return {
        person: Unread(pk, in_scotland(completed).date())
        for person, pk, completed, read, admitted in rows
        if completed and read is None and (admitted is None or completed >= admitted)
    }


def _duties(
    persons: Collection[int],
    plans: dict[int, PlanView],
    disagree: dict[int, Against],
    *,
    on: date,
) -> dict[int, tuple[Finding, ...]]:
    facts = _facts(persons, plans, disagree, on=on)
    return {person: duties(facts[person], on) for person in persons}


def _facts(
    persons: Collection[int],
    plans: dict[int, PlanView],
    disagree: dict[int, Against],
    *,
    on: date,
) -> dict[int, OfficerFacts]:
    """Every fact the duties ask, grouped by the database: one query for each table."""
    admitted = _by_person(_admitted(persons))
    allocated = _by_person(_allocated(persons))
    wrote, chased = _by_person(_wrote(persons)), _by_person(_chased(persons))
    referred = {person: row for person, *row in _referrals(persons)}
    events = {person: row for person, *row in _events(persons)}
    talked, explained = _talks(persons)
    opened = _opened(persons, allocated, add_months(on, -FRESH.at(on)))
    found = {}
    for person in persons:
        asked, heard, waiting, standing = referred.get(person, (None,) * 4)
        assessed, held = events.get(person, (None,) * 2)
        plan = plans.get(person)
        found[person] = OfficerFacts(
            admitted_on=_day(admitted.get(person)),
            officer=person in allocated,
            talked_on=talked.get(person),
            wrote_on=wrote.get(person),
            read_plan_on=opened.get(person),
            providers_on=_latest(heard, chased.get(person), asked),
            referred_on=asked,
            chased_on=chased.get(person),
            waiting_since=waiting,
            referrals_open=bool(standing),
            assessed_on=assessed,
            explained=explained.get(person, ()),
            conference_on=held,
            view=plan.view if plan else "",
            view_on=plan.view_on if plan else None,
            in_force=plan is not None,
            against=disagree[person].actions if person in disagree else 0,
        )
    return found


def _by_person(rows: Iterable[Row]) -> dict[int, Any]:
    return dict(rows)


@of_these
def _admitted(persons: Collection[int]) -> QuerySet[Person, Any]:
    return Person.objects.filter(pk__one_of=persons).values_list("pk", "admitted_at")


@of_these
def _allocated(persons: Collection[int]) -> QuerySet[Allocation, Any]:
    rows = Allocation.objects.filter(
        person_id__one_of=persons, role=Role.PERSONAL_OFFICER, until_on__isnull=True
    )
    return rows.values_list("person_id", "user_id")


@of_these
def _wrote(persons: Collection[int]) -> QuerySet[Narrative, Any]:
    rows = Narrative.objects.filter(
        person_id__one_of=persons, agency=Agency.RESIDENTIAL, withdrawn_at=None
    )
    found = rows.order_by().values("person_id").annotate(last=Max("on"))
    return found.values_list("person_id", "last")


@of_these
def _referrals(persons: Collection[int]) -> QuerySet[Referral, Any]:
    """When one was last asked for and last answered, since when one waits, and one that stands."""
    standing = Q(state__in=list(STANDING))
    return (
        Referral.objects.filter(person_id__one_of=persons)
        .order_by()
        .values("person_id")
        .annotate(
            asked=Max(TruncDate("made_at")),
            heard=Max("answered_on"),
            waiting=Min(TruncDate("made_at"), filter=Q(state=Referring.OPEN)),
            standing=Max("pk", filter=standing),
        )
        .values_list("person_id", "asked", "heard", "waiting", "standing")
    )


@of_these
def _chased(persons: Collection[int]) -> QuerySet[Chase, Any]:
    rows = Chase.objects.filter(referral__person_id__one_of=persons).order_by()
    found = rows.values("referral__person_id").annotate(last=Max(TruncDate("at")))
    return found.values_list("referral__person_id", "last")


@of_these
def _events(persons: Collection[int]) -> QuerySet[Event, Any]:
    """When the last LS/CMI was done, and the last conference held."""
    return (
        Event.objects.filter(person_id__one_of=persons, kind__in=[*HELD, EventKind.LSCMI])
        .order_by()
        .values("person_id")
        .annotate(
            assessed=Max("on", filter=Q(kind=EventKind.LSCMI)),
            held=Max("on", filter=Q(kind__in=HELD)),
        )
        .values_list("person_id", "assessed", "held")
    )


@of_these
def _conversations(persons: Collection[int]) -> QuerySet[Conversation, Any]:
    rows = Conversation.objects.filter(person_id__one_of=persons).order_by("at", "pk")
    return rows.values_list("person_id", "at", "topics", "understood")


def _talks(
    persons: Collection[int],
) -> tuple[dict[int, date], dict[int, tuple[Explained, ...]]]:
    """The day of the newest conversation, and those about the assessment, oldest first."""
    talked: dict[int, date] = {}
    explained: dict[int, tuple[Explained, ...]] = {}
    for person, at, topics, understood in _conversations(persons):
        talked[person] = in_scotland(at).date()
        if Topic.ASSESSMENT in topics:
            one = Explained(on=talked[person], understood=understood)
            explained[person] = (*explained.get(person, ()), one)
    return talked, explained


def _opened(persons: Collection[int], allocated: dict[int, int], since: date) -> dict[int, date]:
    """When the officer allocated last opened the plan, from the log of who looked; older looks do not count."""
    wanted = set(persons)
    rows = (
        Consultation.objects.filter(
            user__in=set(allocated.values()), page__in=PLAN_PAGES, at__date__gte=since
        )
        .order_by()
        .annotate(person=Func(F("persons"), function="unnest", output_field=IntegerField()))
        .values_list("user_id", "person")
        .annotate(last=Max(TruncDate("at")))
    )
    return {
        person: last
        for user, person, last in rows
        if person in wanted and allocated.get(person) == user
    }


def _day(moment: Any) -> date | None:
    return in_scotland(moment).date() if moment else None


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)
