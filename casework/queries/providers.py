"""What a service sees: the people referred to its teams, and of them what was referred. Nothing else of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator

from casework import access
from casework.models import Referral
from casework.policy import referrals as policy
from casework.policy.areas import Domain, Urgency
from casework.policy.plan import REPORT_MONTHS
from casework.queries.referrals import in_days, late, since, standing, state
from casework.queries.service_parts import OwnAction, own_actions, own_entries
from casework.queries.withheld import stopped_for
from casework.workflow import REFERRING, WRITES
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Entry, Fact, Link, Pages
from icm.core.tables import Column, Table
from icm.people.models import Person

LETTERS = 160  # of the reason in the list; the page of the referral has it whole
STATES = {
    "": "All that stand",
    "open": "To answer",
    "accepted": "Accepted",
    "waiting": "Waiting list",
    "active": "Under way",
    "ended": "Ended lately",
}
SAYS = {
    "accept": "Accept",
    "decline": "Decline",
    "wait": "Put on the waiting list",
    "start": "Record that it has started",
    "close": "Record that it has ended",
}
COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Referred for", "text", text="domain", note="why"),
    Column.of("How it stands", "text", text="state", note="late"),
    Column.of("For how long", "date", text="long", note="made"),
)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as a service knows them: who they are and where to find them."""

    name: str
    number: str
    place: str


@dataclass(frozen=True, slots=True)
class WorkList:
    """What was referred to the asker's services."""

    services: tuple[str, ...]
    tabs: tuple[Link, ...]
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    late: int
    local: str

    @property
    def names(self) -> str:
        return ", ".join(self.services)


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One referral as its provider sees it."""

    who: Who
    late: str
    facts: tuple[Fact, ...]
    acts: tuple[Link, ...]
    months: int  # the most between two reports of an agency that is involved
    write_url: str  # to an entry of its own in the plan; empty until it took them on
    entries: tuple[Entry, ...]
    actions: tuple[OwnAction, ...]


def seen(principals: Principals, on: date) -> QuerySet[Referral]:
    """The referrals to the asker's services that stand, or ended so lately that they still see them."""
    ended = Q(ended_on__isnull=True) | Q(ended_on__gte=policy.seen_from(on))
    return access.referred_to(principals).filter(ended)


def referred(principals: Principals, pk: int, on: date) -> Referral:
    """One of them, with its person; 404 for everybody else."""
    rows = seen(principals, on).select_related("person__establishment", "provider__team")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def work_list(principals: Principals, wanted: str, *, on: date, page: int) -> WorkList:
    """What came, the overdue first, then whoever waits longest. Three queries."""
    mine = seen(principals, on)
    standing = Q(ended_on__isnull=True)
    counts = mine.aggregate(
        **{f"n_{name}": Count("pk", filter=_in(name, standing)) for name in STATES},
        late=Count("pk", filter=Q(state="open", answer_by__lt=on)),
    )
    chosen = wanted if wanted in STATES else ""
    found = mine.filter(_in(chosen, standing))
    pages = turned_to(page, counts[f"n_{chosen}"], wanted={"state": chosen}, noun="referrals")
    rows = list(_ordered(found)[slice_of(pages)])
    return WorkList(
        services=_services(principals),
        tabs=_tabs(counts, chosen),
        table=Table(STATES[chosen], COLUMNS, [_row(row, on) for row in rows], quiet_caption=True),
        pages=pages,
        persons=tuple(sorted({row.person_id for row in rows})),
        late=counts["late"],
        local=policy.ANSWER_DAYS.source(on).section,
    )


def _in(name: str, standing: Q) -> Q:
    if not name:
        return standing
    return ~standing if name == "ended" else standing & Q(state=name)


def _services(principals: Principals) -> tuple[str, ...]:
    names = access.own_services(principals).order_by("name").values_list("name", flat=True)
    return tuple(names)


# From when it stands as it does; one without an answer stands by the day on which that is due.
_SINCE = Coalesce("started_on", "waiting_since", "answered_on", "answer_by")


def _ordered(found: QuerySet[Referral]) -> QuerySet[Referral]:
    """Unanswered first, then in the order of the work; in each the oldest first. What ended, newest first."""
    order = {name: place for place, name in enumerate(STATES)}
    by_state = [When(state=name, then=Value(place)) for name, place in order.items() if name]
    return found.select_related("person__establishment", "provider").order_by(
        Case(*by_state, default=Value(len(order))), "-ended_on", _SINCE, "made_at", "pk"
    )


def _tabs(counts: Mapping[str, int], chosen: str) -> tuple[Link, ...]:
    address = reverse("casework:referral_list")
    return tuple(
        Link(
            label,
            f"{address}?state={name}" if name else address,
            current=name == chosen,
            count=counts[f"n_{name}"],
        )
        for name, label in STATES.items()
    )


def _row(row: Referral, on: date) -> dict[str, str]:
    them = who(row.person)
    why = Truncator(access.classed(row, Audience.PROVIDER)).chars(LETTERS)
    urgent = f"Needed {Urgency(row.urgency).label.lower()}. " if row.urgency in _SOON else ""
    return {
        "name": them.name,
        "number": f"{them.number}, {them.place}",
        "url": reverse("casework:referral", args=[row.pk]),
        "domain": Domain(row.domain).label,
        "why": f"{urgent}{why}",
        "state": state(row),
        "late": late(row, on),
        "long": in_days(max((on - since(row)).days, 0)),
        "made": f"referred on {day(row.made_at)}",
    }


_SOON = {Urgency.TODAY, Urgency.DAYS}


def who(person: Person) -> Who:
    """All that a service is told of somebody beside the referral itself."""
    here = person.establishment
    place = "Not in custody"
    if here is not None and person.released_on is None:
        place = ", ".join(part for part in (here.name, person.hall) if part)
    return Who(f"{person.family_name.upper()}, {person.given_names}", person.number, place)


_WITHHELD = Fact(
    "Risk information",
    "Withheld until social work has settled it",
    note="Decide nothing by it until then.",
)


def referral_page(row: Referral, principals: Principals, on: date) -> ReferralPage:
    """One referral with what its provider can do next."""
    why = access.classed(row, Audience.PROVIDER)
    answer, outcome = (
        access.shown(row, field, Audience.PROVIDER) for field in ("answer", "outcome")
    )
    them = who(row.person)
    soon = f"How soon: {Urgency(row.urgency).label.lower()}" if row.urgency else ""
    facts = [
        Fact("Prisoner number", them.number),
        Fact("Where", them.place),
        Fact("Referred to", row.provider.name, note=Domain(row.domain).label),
        Fact("Why", why or "Not said", note=soon, unknown=not why),
        Fact("Do they agree?", row.get_consent_display()),
        Fact("Referred on", day(row.made_at)),
        Fact("How it stands", standing(row)),
        _WITHHELD if stopped_for(row.person_id, row.provider, row.domain) else None,
        Fact("What you said", answer, age=f"on {day(row.answered_on)}") if answer else None,
        Fact("What came of it", outcome, age=f"on {day(row.ended_on)}") if outcome else None,
    ]
    moves = REFERRING.available(row, access.held_on(row, principals) & {access.ANSWER})
    open_now = {move.name for move, locked in moves if not locked}
    return ReferralPage(
        who=them,
        late=late(row, on),
        facts=tuple(fact for fact in facts if fact is not None),
        acts=tuple(
            Link(text, reverse("casework:answer", args=[row.pk, name]))
            for name, text in SAYS.items()
            if name in open_now
        ),
        months=REPORT_MONTHS.at(on),
        write_url=reverse("casework:provider_entry", args=[row.pk]) if row.state in WRITES else "",
        entries=own_entries(row, principals.user_id),
        actions=own_actions(row, on) if row.state in WRITES else (),
    )
