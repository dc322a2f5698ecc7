"""Reading conferences: all of one person, and one of them with what was done to bring it about."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Step
from conferences.policy.kinds import NOTED_AS, Kind
from conferences.policy.notice import INVITE_WEEKS, is_short
from conferences.workflow import CONFERRING, OPEN, Conferring
from icm.core.access import Principals, get_visible
from icm.core.dates import day, hours, moment
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact, Link
from icm.people.models import Event, Person
from icm.policy.calendar import in_scotland, is_working_day
from icm.policy.facts import EventKind
from risk.queries import Usable, usable

WITH = (
    "person__establishment",
    "person__transfer_to",
    "person__residence",
    "person__supervising_authority",
    "establishment",
    "chair",
    "made_by",
)
# The page of each move, what is likeliest first.
PAGES = {
    "hold": "conferences:hold",
    "adjourn": "conferences:adjourn",
    "fix": "conferences:fix",
    "move": "conferences:move",
    "postpone": "conferences:postpone",
    "cancel": "conferences:cancel",
}
_ONCE_BEGUN = frozenset({"hold", "adjourn"})  # offered from the day of the conference on
_DONE = {
    "plan": "Planned",
    "fix": "Date fixed",
    "move": "Moved",
    "postpone": "Postponed",
    "cancel": "Cancelled",
    "hold": "Held",
    "adjourn": "Adjourned",
}
_OF_EVENT = {event.value: kind for kind, event in NOTED_AS.items()}


@dataclass(frozen=True, slots=True)
class Card:
    """One conference on the page of its person."""

    title: str
    url: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ConferencesPage:
    to_come: tuple[Card, ...]
    ended: tuple[Card, ...]
    earlier: tuple[Entry, ...]  # held, of which nothing but the day is on record here


@dataclass(frozen=True, slots=True)
class ConferencePage:
    title: str
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...]
    assessed: tuple[Fact, ...]
    acts: tuple[Link, ...]
    steps: tuple[Entry, ...]


def conference(principals: Principals, pk: int) -> Conference:
    """One conference with its person; 404 for whoever may not know of the person."""
    rows = Conference.objects.select_related(*WITH)
    return get_visible(rows, principals, through="person", pk=pk)


def of_person(person: Person) -> QuerySet[Conference]:
    """All of one person, the latest first."""
    rows = Conference.objects.filter(person=person).select_related("establishment", "chair")
    return rows.order_by("-starts_at", "-pk")


def title(row: Conference) -> str:
    """The conference as a heading or a link names it."""
    on = row.held_on or (in_scotland(row.starts_at).date() if row.starts_at else None)
    return f"{row}, {day(on)}" if on else str(row)


def conferences_page(person: Person) -> ConferencesPage:
    """What is to come, what ended, and what was held before conferences were kept here. Two queries."""
    rows = list(of_person(person))
    cards = [(row, Card(title(row), _url(row), _brief(row))) for row in rows]
    held = Event.objects.filter(person=person, kind__in=_OF_EVENT).exclude(
        reference__startswith="conference-"
    )
    return ConferencesPage(
        to_come=tuple(card for row, card in cards if row.state in OPEN),
        ended=tuple(card for row, card in cards if row.state not in OPEN),
        earlier=tuple(
            Entry(title=EventKind(event.kind).label, when=day(event.on))
            for event in held.order_by("-on", "-pk")
        ),
    )


def conference_page(row: Conference, principals: Principals, on: date) -> ConferencePage:
    """One conference as the asker may read it. Three queries."""
    audience = access.audience_of(row.person, principals)
    steps = Step.objects.filter(conference=row).select_related("by").order_by("-pk")
    return ConferencePage(
        title=title(row),
        facts=_facts(row, audience, on),
        warnings=tuple(_warnings(row)),
        assessed=_assessed(usable(row.person_id)),
        acts=_acts(row, access.held(row.person, principals), on),
        steps=tuple(_entry(step, audience) for step in steps),
    )


def _acts(row: Conference, held: frozenset[str], on: date) -> tuple[Link, ...]:
    """What can be done with it now, what is likeliest first."""
    begun = row.starts_at is not None and in_scotland(row.starts_at).date() <= on
    may = {move.name: move.label for move, locked in CONFERRING.available(row, held) if not locked}
    return tuple(
        Link(may[name], reverse(page, args=[row.pk]))
        for name, page in PAGES.items()
        if name in may and (begun or name not in _ONCE_BEGUN)
    )


def _url(row: Conference) -> str:
    return reverse("conferences:conference", args=[row.pk])


def _brief(row: Conference) -> tuple[Fact, ...]:
    facts = [Fact("How it stands", _stands(row))]
    if row.due_on and row.state in OPEN:
        facts.append(Fact("Due by", day(row.due_on)))
    return tuple(facts)


def _stands(row: Conference) -> str:
    if row.held_on is not None:
        return f"Held on {day(row.held_on)}"
    if row.state == Conferring.SET:
        return f"{moment(row.starts_at)}, {row.place}"
    return Conferring(row.state).label


def _facts(row: Conference, audience: Audience, on: date) -> tuple[Fact, ...]:
    found = [Fact("How it stands", _state(row))]
    if row.starts_at is not None:
        found.append(
            Fact("When", hours(row.starts_at, row.starts_at + timedelta(minutes=row.minutes)))
        )
        found.append(Fact("Where", row.place, note=str(row.establishment or "")))
        found.append(Fact("By video", "People can take part by video" if row.by_video else "No"))
    if row.state in OPEN:
        found.append(_due(row, on))
        chair = row.chair.display_name() if row.chair else ""
        found.append(Fact("Chair", chair, unknown=not chair))
    why = access.shown(row, "why", audience)
    found.append(Fact("Why it is held", why, unknown=not why))
    if row.held_on is not None:
        found += _outcome(row, audience)
    return tuple(found)


def _outcome(row: Conference, audience: Audience) -> list[Fact]:
    """What a conference that was held rested on, and what it decided comes next."""
    there = {True: "Was there", False: "Was not there", None: ""}[row.assessed]
    when = f"By {day(row.next_on)}" if row.next_on else access.shown(row, "next_when", audience)
    kind = Kind(row.next_kind).label if row.next_kind else "None: the last before release"
    why = access.shown(row, "next_why", audience)
    return [
        Fact("LS/CMI", there, unknown=row.assessed is None),
        Fact("What comes next", ". ".join(part for part in (kind, when) if part), note=why),
    ]


def _state(row: Conference) -> str:
    return f"Held on {day(row.held_on)}" if row.held_on else Conferring(row.state).label


def _due(row: Conference, on: date) -> Fact:
    if row.due_on is None:
        return Fact("Due by", "No day is stated")
    late = (on - row.due_on).days
    note = f"{late:,} day{'' if late == 1 else 's'} overdue" if late > 0 else ""
    return Fact("Due by", day(row.due_on), note=note)


def _warnings(row: Conference) -> list[str]:
    """What whoever arranges it has to see before anything else."""
    if row.state != Conferring.SET or row.starts_at is None or row.fixed_at is None:
        return []
    found = []
    starts_on, fixed_on = in_scotland(row.starts_at).date(), in_scotland(row.fixed_at).date()
    if row.establishment_id != row.person.establishment_id:
        found.append(
            f"They were transferred from {row.establishment} after this date was fixed."
            " Fix another where they are now."
        )
    if is_short(fixed_on, starts_on):
        weeks = INVITE_WEEKS.at(fixed_on)
        found.append(f"People have less than {weeks} weeks' notice of this date.")
    if not is_working_day(starts_on):
        found.append("This date is at a weekend or on a public holiday.")
    if row.due_on and starts_on > row.due_on:
        found.append(f"This date is after the day it is due by, {day(row.due_on)}.")
    return found


def _assessed(found: Usable) -> tuple[Fact, ...]:
    if found.assessment is None:
        return (Fact("LS/CMI", "Not done", unknown=True),)
    if not found.is_usable:
        return (Fact("LS/CMI", "Not to be used", note=found.why_not),)
    url = reverse("risk:assessment", args=[found.assessment])
    return (Fact("LS/CMI", f"Done on {day(found.done_on)}", href=url),)


def _entry(step: Step, audience: Audience) -> Entry:
    facts = [
        Fact(key, moment(at))
        for key, at in (("From", step.starts_before), ("To", step.starts_after))
        if at is not None
    ]
    return Entry(
        title=_DONE[step.move],
        when=moment(step.at),
        by=step.by.display_name() if step.by else "",
        text=access.shown(step, "why", audience),
        facts=tuple(facts),
    )


def arranging(person: Person, kind: str) -> Conference | None:
    """The conference of that kind that is being arranged for somebody; there is one at most."""
    return Conference.objects.filter(person=person, kind=kind, state__in=OPEN).first()


def kinds_for(person: Person) -> list[Kind]:
    """The kinds that are not being arranged for this person already, in the order of a sentence."""
    there = set(
        Conference.objects.filter(person=person, state__in=OPEN).values_list("kind", flat=True)
    )
    return [kind for kind in Kind if kind.value not in there]
