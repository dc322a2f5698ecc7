"""The plan of one person: where each domain stands, and everything in one of them in time order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Greatest
from django.http import Http404
from django.urls import reverse

from casework import access
from casework.models import DomainRating, Narrative, Referral
from casework.policy.areas import DOMAINS, Agency, Domain, Need
from casework.policy.freshness import BY_DOMAIN, Freshness, freshness
from casework.queries import entries
from casework.workflow import STANDING
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Entry, Fact, Link, Pages
from icm.core.tables import Column, Table
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import RouteSlug

_ACTIVITIES = (
    Column.of("Referral or activity", header=True, text="provider", note="agency"),
    Column.of("How it stands", text="state", note="since"),
)
_UNWRITTEN = (
    Column.of("Domain", "link", header=True, text="title", href="url"),
    Column.of("What is known", text="known"),
)


@dataclass(frozen=True)
class DomainCard:
    """One domain as the plan shows it. ``facts`` are the two ratings and how fresh it is."""

    title: str
    url: str
    stale: bool
    facts: tuple[Fact, ...]
    newest: tuple[Entry, ...]
    activities: Table | None
    write_url: str
    rate_url: str


@dataclass(frozen=True)
class PlanPage:
    """Domains with something in them, and those nobody has written in; ``local``: why a stale domain is ours to say."""

    written: tuple[DomainCard, ...]
    unwritten: Table | None
    stale: tuple[str, ...]
    local: str
    may_write: bool


@dataclass(frozen=True)
class DomainPage:
    card: DomainCard
    entries: tuple[Entry, ...]
    ratings: Table
    agencies: tuple[Link, ...]
    pages: Pages
    local: str
    may_write: bool


@dataclass(frozen=True)
class _Domain:
    """What was read of one domain. ``wrote_at`` is the last time anybody wrote there, about whichever day."""

    domain: Domain
    rating: DomainRating | None = None
    newest: Narrative | None = None
    wrote_at: datetime | None = None
    activities: tuple[Referral, ...] = ()

    @property
    def bare(self) -> bool:
        return not (self.rating or self.newest or self.wrote_at or self.activities)

    def fresh(self, person: Person, on: date) -> Freshness:
        row = self.rating
        moments = [self.wrote_at, row.at if row else None]
        updated_on = max((in_scotland(at).date() for at in moments if at), default=None)
        no_need = row is not None and row.intervention == row.support == Need.NONE.value
        route = RouteSlug(person.route or RouteSlug.UNKNOWN.value)
        return freshness(updated_on, on, route=route, no_need=no_need)


def plan_page(person: Person, principals: Principals, verbs: frozenset[str], on: date) -> PlanPage:
    """Every domain in the manual's order; those in which nothing stands come last, as not known. Four queries."""
    eyes = entries.reader(person, principals)
    found = _domains(person, on)
    cards = [_card(one, person, eyes, on) for one in found if not one.bare]
    bare = [one.domain for one in found if one.bare]
    return PlanPage(
        written=tuple(cards),
        unwritten=_unwritten(person, bare) if bare else None,
        stale=tuple(card.title for card in cards if card.stale),
        local=BY_DOMAIN.source(on).section,
        may_write=access.WRITE in verbs,
    )


def domain_page(
    person: Person, principals: Principals, domain: Domain, *, agency: str, page: int, on: date
) -> DomainPage:
    """All that was ever written, rated and referred in one domain, newest first. Three queries."""
    eyes = entries.reader(person, principals)
    texts = list(entries.of_domain(person, domain))
    ratings = list(_ratings(person).filter(domain=domain).order_by("-at", "-pk"))
    referrals = list(_referrals(person).filter(domain=domain))
    lines = [
        *(entries.narrative(row, eyes) for row in texts),
        *(entries.rating(row, eyes.audience) for row in ratings),
        *(line for row in referrals for line in entries.referral(row, eyes.audience)),
    ]
    lines.sort(key=lambda line: line.order, reverse=True)
    chosen = [line.entry for line in lines if agency in ("", line.agency)]
    pages = turned_to(page, len(chosen), wanted={"agency": agency}, noun="entries")
    one = _Domain(
        domain,
        rating=ratings[0] if ratings else None,
        newest=None,  # it stands among the entries
        wrote_at=_wrote_at(texts),
        activities=tuple(row for row in referrals if row.state in STANDING),
    )
    return DomainPage(
        card=_card(one, person, eyes, on),
        entries=tuple(chosen[slice_of(pages)]),
        ratings=entries.ratings_table(ratings, eyes.audience),
        agencies=_agencies({line.agency for line in lines}, agency),
        pages=pages,
        local=BY_DOMAIN.source(on).section,
        may_write=access.WRITE in access.held(person, principals),
    )


def narrative(person: Person, pk: int) -> Narrative:
    """One entry about that person, whom the asker is known to know of; else 404."""
    rows = Narrative.objects.select_related("person", "author", "provider")
    found = rows.filter(person=person, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _domains(person: Person, on: date) -> list[_Domain]:
    rated = _ratings(person).order_by("domain", "-at", "-pk").distinct("domain")
    ratings = {row.domain: row for row in rated}
    newest = {row.domain: row for row in entries.newest(person)}
    wrote = dict(_wrote(person))
    activities: dict[str, list[Referral]] = {}
    for row in _referrals(person).filter(state__in=STANDING):
        activities.setdefault(row.domain, []).append(row)
    return [
        _Domain(
            domain,
            ratings.get(domain.value),
            newest.get(domain.value),
            wrote.get(domain.value),
            tuple(activities.get(domain.value, ())),
        )
        for domain in DOMAINS.at(on)
    ]


def _ratings(person: Person) -> QuerySet[DomainRating]:
    return DomainRating.objects.filter(person=person).select_related("by")


def _referrals(person: Person) -> QuerySet[Referral]:
    rows = Referral.objects.filter(person=person).select_related("provider")
    return rows.order_by("-made_at", "-pk")


def _wrote(person: Person) -> QuerySet[Narrative, tuple[str, datetime]]:
    """The last moment anybody wrote or changed an entry that stands, by domain."""
    rows = Narrative.objects.filter(Q(withdrawn_at=None), person=person).order_by()
    last = rows.values("domain").annotate(last=Max(Greatest("written_at", "changed_at")))
    return last.values_list("domain", "last")


def _wrote_at(texts: Iterable[Narrative]) -> datetime | None:
    standing = [row for row in texts if row.withdrawn_at is None]
    return max((row.changed_at or row.written_at for row in standing), default=None)


def _card(one: _Domain, person: Person, eyes: entries.Reader, on: date) -> DomainCard:
    fresh = one.fresh(person, on)
    newest = one.newest
    slug = one.domain.value
    return DomainCard(
        title=one.domain.label,
        url=reverse("casework:domain", args=[person.pk, slug]),
        stale=bool(fresh.stale),
        facts=_facts(one, fresh),
        newest=(entries.narrative(newest, eyes).entry,) if newest else (),
        activities=_activities(one.activities),
        write_url=f"{reverse('casework:write', args=[person.pk])}?domain={slug}",
        rate_url=reverse("casework:rate", args=[person.pk, slug]),
    )


def _facts(one: _Domain, fresh: Freshness) -> tuple[Fact, ...]:
    row = one.rating
    by = f"{row.get_agency_display()}, {row.by.display_name()}, {day(row.at)}" if row else ""
    intervention = row.get_intervention_display() if row else ""
    support = row.get_support_display() if row else ""
    moments = [at for at in (one.wrote_at, row.at if row else None) if at]
    updated = f"{'Stale. ' if fresh.stale else ''}{day(max(moments))}" if moments else ""
    return (
        Fact(
            "Need for intervention",
            intervention or entries.NOT_RATED,
            note=by,
            unknown=not intervention,
        ),
        Fact("Need for support", support or entries.NOT_RATED, note=by, unknown=not support),
        Fact("Last updated", updated, note=fresh.because, unknown=not updated),
    )


def _activities(rows: Sequence[Referral]) -> Table | None:
    if not rows:
        return None
    found = [
        {
            "provider": row.provider.name,
            "agency": row.provider.get_agency_display(),
            "state": row.get_state_display(),
            "since": _since(row),
        }
        for row in rows
    ]
    return Table("Referrals and activities", _ACTIVITIES, found)


def _since(row: Referral) -> str:
    if row.started_on:
        return f"since {day(row.started_on)}"
    if row.waiting_since:
        expected = f", expected {day(row.expected_on)}" if row.expected_on else ""
        return f"waiting since {day(row.waiting_since)}{expected}"
    return f"referred {day(row.made_at)}"


def _unwritten(person: Person, domains: Sequence[Domain]) -> Table:
    found = [
        {
            "title": domain.label,
            "url": reverse("casework:domain", args=[person.pk, domain.value]),
            "known": "Need not known; nothing written",
        }
        for domain in domains
    ]
    return Table("Nothing written yet", _UNWRITTEN, found, quiet_caption=True)


def _agencies(found: set[str], chosen: str) -> tuple[Link, ...]:
    """Ways to see one agency's entries; only where there is more than one."""
    if len(found) < 2:
        return ()
    named = sorted((agency.label, agency.value) for agency in Agency if agency.value in found)
    return (
        Link("All agencies", "?", current=not chosen),
        *(Link(label, f"?agency={slug}", current=slug == chosen) for label, slug in named),
    )
