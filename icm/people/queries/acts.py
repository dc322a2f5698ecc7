"""What the pages of acts show beside their form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from icm.core.dates import day
from icm.core.screen import Basis, Fact, Link
from icm.people import access, policy
from icm.people.models import EnteredDate, Person, Sentence
from icm.people.policy import CriticalDate, DateKind, own_acts
from icm.people.policy.findings import TITLES
from icm.people.policy.own_acts import Place
from icm.people.queries.disclosure import shown
from icm.people.queries.facts import person_facts
from icm.policy import risk_record
from icm.policy.facts import HELD, EventKind, SentenceKind

GROUPS: tuple[tuple[str, frozenset[EventKind]], ...] = (
    (
        "Admission and Core Screen",
        frozenset(
            {
                EventKind.CORE_SCREEN,
                EventKind.CORE_SCREEN_PART,
                EventKind.CORE_SCREEN_READ,
                EventKind.IMMEDIATE_NEED,
                EventKind.REFERRAL,
                EventKind.REFERRAL_DECLINED,
                EventKind.ROUTE_TOLD,
                EventKind.SENTENCE_INFORMATION,
            }
        ),
    ),
    ("Social work", frozenset({EventKind.PBSW_INDUCTION, EventKind.DESIGNATION, EventKind.LSCMI})),
    (
        "Assessment and management of risk",
        risk_record.KINDS - {EventKind.LSCMI},
    ),
    (
        "Case conferences",
        frozenset(k for k in EventKind if k.value.startswith("conference-")) - HELD,
    ),
    ("Case conferences held on paper, not in ICM", HELD),
    (
        "Plan, work and education",
        frozenset(
            {
                EventKind.PLAN_UPDATED,
                EventKind.PLAN_AGREED,
                EventKind.PLAN_COPY,
                EventKind.LEARNER_REPORTS,
                EventKind.FURTHER_OFFENCE,
            }
        ),
    ),
    (
        "Parole and progression",
        frozenset(
            {
                EventKind.PAROLE_STARTED,
                EventKind.PAROLE_REPORTS,
                EventKind.PROGRESSION_SCHEDULED,
                EventKind.BACK_IN_CLOSED,
            }
        ),
    ),
)


@dataclass(frozen=True)
class Group:
    title: str
    links: tuple[Link, ...]


def event_choices(person: Person, kinds: Collection[EventKind]) -> tuple[Group, ...]:
    """What may be recorded of the person, in groups, each with the address of its page."""
    found = [
        Group(title, tuple(_event_link(person, kind) for kind in kinds if kind in members))
        for title, members in GROUPS
    ]
    return tuple(group for group in found if group.links)


def _event_link(person: Person, kind: EventKind) -> Link:
    if place := own_acts.OF_KIND.get(kind):  # with what belongs to it
        return replace(link_to(place, person), text=kind.label)
    return Link(kind.label, reverse("people:record_kind", args=[person.pk, kind.value]))


def link_to(place: Place, person: Person) -> Link:
    """The page of this person on which something is recorded, or put right."""
    return Link(place.title, reverse(place.page, args=[person.pk]))


@dataclass(frozen=True)
class DateToEnter:
    """A critical date as it stands, and whether somebody entered it."""

    title: str
    basis: Basis | None
    entered: bool
    withdraw_url: str


def date_to_enter(person: Person, kind: DateKind, on: date) -> DateToEnter:
    """The date of that kind with its basis; none where no rule gives one and nobody entered one."""
    facts = next(person_facts([person.pk], on=on)).facts
    dates = {found.kind: found for found in policy.critical_dates(facts, on)}
    found = dates.get(kind.value)
    entered = EnteredDate.objects.filter(person=person, kind=kind, stands=True).exists()
    return DateToEnter(
        title=TITLES[kind],
        basis=basis_of(found) if found else None,
        entered=entered,
        withdraw_url=reverse("people:withdraw_date", args=[person.pk, kind.value]),
    )


def basis_of(found: CriticalDate) -> Basis:
    """A critical date as the components show it."""
    by_hand = found.basis_kind in ("entered", "overridden")
    return Basis(
        title=found.title,
        on=found.on,
        kind=found.basis_kind,
        because=found.because,
        rule=found.rule,
        law=found.law,
        by=found.by,
        why=shown("EnteredDate.why", found.why),
        computed_on=found.computed_on if by_hand else None,
        settle=found.settle,
        sources=tuple(str(source) for source in found.sources if not source.is_local),
        local=next((source.section for source in found.sources if source.is_local), ""),
        rounding_stated=found.rounding_stated or found.basis_kind != "computed",
    )


@dataclass(frozen=True)
class SentenceCard:
    title: str
    facts: tuple[Fact, ...]
    change_url: str


_YES_NO: dict[bool | None, str] = {True: "Yes", False: "No"}


def sentence_cards(person: Person, verbs: Collection[str]) -> tuple[SentenceCard, ...]:
    """Every sentence on record, newest first; what a warrant did not say is said to be missing."""
    rows = Sentence.objects.filter(person=person).order_by("-imposed_on", "-pk")
    return tuple(_card(row, access.SENTENCE in verbs) for row in rows)


def _card(row: Sentence, changeable: bool) -> SentenceCard:
    kind = SentenceKind(row.kind) if row.kind else None
    change = reverse("people:sentence_kind", args=[row.person_id, row.pk])
    facts = [
        Fact("Day of sentence", day(row.imposed_on), unknown=row.imposed_on is None),
        Fact("Starts on", day(row.start_on), unknown=row.start_on is None),
        *_length(row, kind),
        *(
            Fact(title, day(on))
            for title, on in (
                ("Last day by the warrant", row.ends_on),
                ("Recalled on", row.recalled_on),
                ("First imposed on", row.first_imposed_on),
                ("Quashed on", row.quashed_on),
            )
            if on
        ),
        Fact("Offence", shown("Sentence.offence", row.offence)),
        Fact("Court", shown("Sentence.court", row.court)),
        *_flags(row, kind),
    ]
    title = kind.label if kind else "Not known"
    return SentenceCard(title, tuple(facts), change if changeable else "")


def _length(row: Sentence, kind: SentenceKind | None) -> list[Fact]:
    if kind in (SentenceKind.LIFE, SentenceKind.OLR):
        part = in_words(
            years=row.punishment_years, months=row.punishment_months, days=row.punishment_days
        )
        return [Fact("Punishment part", part, unknown=not part)]
    term = in_words(
        years=row.term_years, months=row.term_months, weeks=row.term_weeks, days=row.term_days
    )
    found = [Fact("Length", term, unknown=not term)]
    if kind is SentenceKind.EXTENDED or row.extension_months:
        text = in_words(months=row.extension_months)
        found.append(Fact("Extension", text, unknown=not text))
    if kind is SentenceKind.SRO or row.supervision_months:
        text = in_words(months=row.supervision_months)
        found.append(Fact("Supervision after release", text, unknown=not text))
    return found


def _flags(row: Sentence, kind: SentenceKind | None) -> list[Fact]:
    if kind in (SentenceKind.LIFE, SentenceKind.OLR):
        return []
    asked = [
        ("Domestic abuse offence", row.domestic_abuse),
        ("Listed sexual offence", row.listed_sexual),
    ]
    found = [Fact(title, _YES_NO.get(flag, ""), unknown=flag is None) for title, flag in asked]
    return [*found, Fact("Terrorism offence", "Yes")] if row.terrorism else found


def in_words(**parts: int | None) -> str:
    """A length as pronounced: 4 years 6 months; empty where nothing is known."""
    return " ".join(f"{n} {unit[:-1] if n == 1 else unit}" for unit, n in parts.items() if n)


def sentence_kinds(
    pk: int, sentence: Sentence | None, kinds: Mapping[str, str]
) -> tuple[Link, ...]:
    """The kinds of sentence, each leading to its form; of a sentence on record, its own is marked."""
    current = (sentence.kind or "unknown") if sentence else ""
    return tuple(
        Link(
            label,
            reverse("people:change_sentence", args=[pk, sentence.pk, kind])
            if sentence
            else reverse("people:record_sentence", args=[pk, kind]),
            note="as recorded" if kind == current else "",
        )
        for kind, label in kinds.items()
    )
