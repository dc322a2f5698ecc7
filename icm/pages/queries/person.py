"""The person's page: who they are, what is due, their dates with their basis, and the sentence as a picture.

Everything that is due is worked out once, from the facts as they stand, by the same evaluation that "Why this date?"
and the explain command show.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from icm.clocks import queries as clocks
from icm.clocks.policy import evaluate
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.screen import Basis, Fact, Identity, Link, Point, Span, Timeline
from icm.pages.queries.acts import Acts
from icm.pages.queries.doing import Doing, doing, waits_for_warrant
from icm.pages.queries.people import person_url
from icm.people import policy
from icm.people import queries as people
from icm.people.policy import CriticalDate
from icm.policy.checks import Check
from icm.policy.facts import HELD, Band, Facts
from risk import queries as risk
from risk.policy import definitions

if TYPE_CHECKING:
    from icm.people.models import Person

BANDS = {band.value: band.label for band in Band}


@dataclass(frozen=True)
class PersonPage:
    person: "Person"
    identity: Identity
    navigation: tuple[Link, ...]
    doing: Doing
    left_out: str  # how many deadlines are not shown
    dates: tuple[Basis, ...]
    dates_missing: tuple[Basis, ...]
    dates_heading: str
    timeline: Timeline
    route: tuple[Fact, ...]
    known: tuple[Fact, ...]
    team: tuple[Fact, ...]
    band: str
    band_meaning: str
    band_local: str
    band_stopped: str  # why the newest LS/CMI may not be used: then no level is shown
    held: frozenset[str]


def person_page(person: "Person", principals: Principals, acts: Acts, *, on: date) -> PersonPage:
    """Everything on the page, from one reading of the facts. ``acts`` is what the asker may do here."""
    subject = clocks.subject_of(person.pk, on=on)
    facts = subject.facts if subject else Facts()
    outcomes = evaluate(facts, on) if subject and subject.in_custody else ()
    dates = policy.critical_dates(facts, on)
    cards = [basis_of(found, person.pk, link=True) for found in dates]
    missing = tuple(basis for basis in cards if not basis.on)
    band = person.risk_band if "read the assessments" in acts.held else ""
    stopped = risk.stopped_why(person.pk) if band else ""
    slug = "" if stopped else band
    return PersonPage(
        person=person,
        identity=people.identity(person, principals, on),
        navigation=people.navigation(person.pk, acts.held, current="person"),
        doing=doing(person.pk, clocks.told(outcomes, acts.held), acts),
        left_out=clocks.deadlines_left_out(outcomes, acts.held),
        dates=tuple(basis for basis in cards if basis.on),
        dates_missing=missing,
        dates_heading=_dates_heading(missing),
        timeline=timeline(facts, dates, on),
        route=route_facts(policy.route(facts, on)),
        known=_known(person),
        team=people.team_facts(person, acts.held),
        band=BANDS.get(slug, ""),
        **_meaning(slug, on),
        band_stopped=stopped,
        held=acts.held,
    )


def _meaning(slug: str, on: date) -> dict[str, str]:
    """What the level means, and whose words these are: nowhere is a level shown without."""
    if slug not in BANDS:
        return {"band_meaning": "", "band_local": ""}
    band = Band(slug)
    return {
        "band_meaning": definitions.meaning(band, on),
        "band_local": definitions.why_local(band, on),
    }


def basis_of(found: CriticalDate, pk: int, *, link: bool) -> Basis:
    """The date with its basis; with ``link``, the way to where it is explained."""
    local = next((source.section for source in found.sources if source.is_local), "")
    return Basis(
        title=found.title,
        on=found.on,
        kind=found.basis_kind,
        because=found.because,
        rule=found.rule,
        law=found.law,
        by=found.by,
        why=found.why,
        computed_on=found.computed_on if found.basis_kind in ("entered", "overridden") else None,
        settle=found.settle,
        sources=tuple(str(source) for source in found.sources if not source.is_local),
        local=local,
        rounding_stated=found.rounding_stated or found.basis_kind != "computed",
        href=f"{person_url(pk)}why/#{found.kind}" if link else "",
    )


def _dates_heading(missing: tuple[Basis, ...]) -> str:
    """One line for all dates that are missing: what they wait for, where they wait for the same."""
    dates = "1 date" if len(missing) == 1 else f"{len(missing)} dates"
    if all(waits_for_warrant(basis.settle) for basis in missing):
        return f"{dates} cannot be worked out until the warrant is recorded in full"
    return f"{dates} not yet known"


def timeline(facts: Facts, dates: tuple[CriticalDate, ...], on: date) -> Timeline:
    """Admission to sentence end: the dates that matter, the progression window, the time on licence."""
    by_kind = {found.kind: found for found in dates}
    points = [Point("Admission", facts.admitted_on, kind="event", settle="The reception record.")]
    points += [
        Point(found.title, found.on, basis=found.because, settle=found.settle)
        for found in dates
        if found.kind not in ("progression-window",)
    ]
    points += [
        Point(event.kind.label, event.on, kind="event")
        for event in facts.events
        if event.kind in HELD
    ]
    spans = []
    opens = by_kind.get("progression-earliest") or by_kind.get("progression-window")
    shuts = by_kind.get("pqd") or by_kind.get("punishment-part-end")
    if opens and shuts and opens.on and shuts.on and opens.on < shuts.on:
        spans.append(Span("Progression window", opens.on, shuts.on, kind="window"))
    freed = by_kind.get("edl") or by_kind.get("release")
    licence = by_kind.get("licence-end") or by_kind.get("supervision-end")
    if freed and licence and freed.on and licence.on and freed.on < licence.on:
        spans.append(
            Span(licence.title.removesuffix(" ends"), freed.on, licence.on, kind="licence")
        )
    return Timeline("The sentence at a glance", on, tuple(points), tuple(spans))


def route_facts(found: policy.Route) -> tuple[Fact, ...]:
    return (
        Fact("Route", found.slug.label, note=found.because, unknown=found.slug.value == "unknown"),
        *(
            Fact(check.question, check.answer.value.capitalize(), note=check.because)
            for check in _told(found.checks)
        ),
    )


def _told(checks: tuple[Check, ...]) -> list[Check]:
    """The checks that decided: what is not met by anybody short of a life sentence need not be listed."""
    return [check for check in checks if check.answer.value != "does not apply"]


def _known(person: "Person") -> tuple[Fact, ...]:
    return (
        Fact("Legal status", person.get_legal_display(), unknown=not person.legal),
        Fact("Admitted", day(person.admitted_at), unknown=person.admitted_at is None),
        Fact(
            "Home council",
            person.residence.name if person.residence else "",
            unknown=person.residence is None,
        ),
        Fact(
            "Supervising council",
            person.supervising_authority.name if person.supervising_authority else "",
            unknown=person.supervising_authority is None,
        ),
        Fact(
            "What helps them take part",
            person.communication_needs,
            unknown=not person.communication_needs,
        ),
    )
