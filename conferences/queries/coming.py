"""What is next: for one person with its reasons, and for many by how pressing it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Judgement, Next
from conferences.policy.kinds import Kind
from conferences.policy.paces import (
    LATELY_MONTHS,
    LONGER_MONTHS,
    NEAR_RELEASE_MONTHS,
    OFTEN_MONTHS,
    PACES,
)
from conferences.policy.targeting import WAITS_AS_SAID, Basis, Priority
from icm.core.access import Principals, visible
from icm.core.dates import day, moment
from icm.core.disclosure import Audience, Text, render
from icm.core.paging import counted, slice_of, turned_to
from icm.core.screen import Entry, Fact, Pages
from icm.core.tables import Column, Table
from icm.people import access as people
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.dated import LOCAL_DEFAULT

LATE, DATED, WAITING = "late", "dated", "waiting"
COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Where", text="place", note="hall"),
    Column.of("Next", text="kind", note="priority"),
    Column.of("By", "date", text="by", note="age"),
    Column.of("Why", text="why", note="basis"),
)


@dataclass(frozen=True, slots=True)
class NextPage:
    """What is next for one person. Reasons and changes are left empty for whoever may not read of the risk."""

    facts: tuple[Fact, ...]
    arrange: str  # where it is arranged, with what is known filled in; empty once its date is fixed
    reasons: tuple[str, ...]
    changed: str
    hidden: bool
    numbers: tuple[Fact, ...]
    judged: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NextList:
    table: Table
    pages: Pages
    persons: tuple[int, ...]


def next_of(person: Person) -> Next | None:
    return Next.objects.filter(person=person).first()


def next_page(person: Person, principals: Principals, on: date) -> NextPage | None:
    """None for whoever is not on Enhanced ICM. Three queries."""
    row = next_of(person)
    if row is None:
        return None
    audience = access.audience_of(person, principals)
    judged = list(
        Judgement.objects.filter(person=person).select_related("made_by").order_by("-made_at")
    )
    reads = people.READ_RISK in people.held(person, principals)
    return NextPage(
        facts=_facts(row, judged, audience, on),
        arrange=_arrange(row),
        reasons=_reasons(row.reasons, audience) if reads else (),
        changed=access.shown(row, "changed", audience) if reads else "",
        hidden=not reads,
        numbers=_numbers(on) if row.basis == Basis.PROPOSED else (),
        judged=tuple(_judged(one, audience) for one in judged),
    )


def _arrange(row: Next) -> str:
    if row.basis == Basis.FIXED:
        return ""
    known = {"kind": row.kind} | ({"due": row.on.isoformat()} if row.on else {})
    return f"{reverse('conferences:plan', args=[row.person_id])}?{urlencode(known)}"


def _reasons(reasons: Sequence[str], audience: Audience) -> tuple[str, ...]:
    disclosure = access.DISCLOSURE["Next.reasons"]
    return tuple(render(Text(reason, disclosure), audience) for reason in reasons)


def _facts(row: Next, judged: list[Judgement], audience: Audience, on: date) -> tuple[Fact, ...]:
    found = [Fact("Which conference", row.get_kind_display())]
    if row.on is not None:
        found.append(Fact("By", day(row.on), note=_age(row.on, on)))
    if row.waits:
        found.append(Fact("Waits for", _waits(row, judged, audience)))
    return (
        *found,
        Fact("How it came to be", Basis(row.basis).label),
        Fact("Priority", Priority(row.priority).label),
        Fact("Stands since", day(row.since)),
    )


def _waits(row: Next, judged: list[Judgement], audience: Audience) -> str:
    """In the words of whoever judged since the last conference, or of that conference; else in those of the rule."""
    if row.waits != WAITS_AS_SAID:
        return row.waits
    return _waits_as_said(row.person_id, judged, audience) or row.waits


def own_next(person: Person) -> tuple[date | None, str]:
    """By when the next one is, and what somebody wrote that it waits for, as the person may read it."""
    row = next_of(person)
    if row is None:
        return None, ""
    judged = list(Judgement.objects.filter(person=person).order_by("-made_at")[:1])
    said = row.waits == WAITS_AS_SAID
    return row.on, _waits_as_said(person.pk, judged, Audience.PERSON) if said else ""


def _waits_as_said(person: int, judged: list[Judgement], audience: Audience) -> str:
    held = Conference.objects.filter(person=person, held_on__isnull=False)
    last = held.order_by("-held_on", "-pk").first()
    latest = judged[0] if judged else None
    since = last.held_on if last else None
    if latest is not None and (since is None or in_scotland(latest.made_at).date() >= since):
        return str(access.shown(latest, "waits", audience))
    return str(access.shown(last, "next_when", audience)) if last else ""


def _numbers(on: date) -> tuple[Fact, ...]:
    """The numbers a proposal rests on, each with why it is what it is."""
    months = (NEAR_RELEASE_MONTHS, OFTEN_MONTHS, LATELY_MONTHS, LONGER_MONTHS)
    values = [(PACES.title, str(PACES.at(on)), PACES.source(on))]
    values += [(one.title, f"{one.at(on)} months", one.source(on)) for one in months]
    return tuple(
        Fact(title, said, source=LOCAL_DEFAULT, note=source.section)
        for title, said, source in values
    )


def _judged(row: Judgement, audience: Audience) -> Entry:
    kind = row.get_kind_display()
    title = f"{kind} by {day(row.on)}" if row.on else kind
    waits = access.shown(row, "waits", audience)
    return Entry(
        title=title,
        when=moment(row.made_at),
        by=row.made_by.display_name(),
        text=access.shown(row, "why", audience),
        facts=(Fact("Waits for", waits),) if waits else (),
    )


def _age(by: date, on: date) -> str:
    late = (on - by).days
    return f"{late:,} day{'' if late == 1 else 's'} late" if late > 0 else ""


def _why(reasons: Sequence[str], waits: str) -> str:
    first = next(iter(_reasons(reasons[:1], Audience.TEAM)), "")
    return f"Waits for: {waits[:1].lower()}{waits[1:]} {first}" if waits else first


def may_list(principals: Principals) -> bool:
    """Whether a post of the asker's lets them read of conferences at all."""
    return bool(access.places_with(principals, access.READ))


def may_arrange(principals: Principals) -> bool:
    """Whether a post of the asker's lets them arrange conferences."""
    return bool(access.places_with(principals, access.ARRANGE))


def next_list(
    principals: Principals, wanted: Mapping[str, Any], *, page: int, on: date
) -> NextList:
    """One page of whom to confer about next, the most pressing first. Two queries, however many rows."""
    found = _filtered(_readable(principals), wanted, on)
    total, more = counted(found)
    pages = turned_to(page, total, wanted=wanted, noun="people", more=more)
    ordered = found.order_by("priority", F("on").asc(nulls_last=True), "pk")
    rows = ordered.values_list(
        "person_id", "person__number", "person__family_name", "person__given_names",
        "person__establishment__name", "person__hall", "kind", "basis", "on", "waits", "priority", "reasons",
    )[slice_of(pages)]  # fmt: skip
    lines = [_line(row, on) for row in rows]
    return NextList(
        table=Table("Next conferences", COLUMNS, lines, empty="Nobody matches. Try fewer filters."),
        pages=pages,
        persons=tuple(line["pk"] for line in lines),
    )


def places(principals: Principals) -> list[tuple[str, str]]:
    """The establishments of those on the list, for choosing one."""
    found = _readable(principals).filter(person__establishment__isnull=False)
    names = ("person__establishment__slug", "person__establishment__name")
    return list(found.order_by(names[1]).values_list(*names).distinct())


def _readable(principals: Principals) -> QuerySet[Next]:
    """The reasons tell of the risk, so only people about whose risk the asker may read."""
    rows = visible(Next.objects.all(), principals, through="person")
    if people.reads_all_risk(principals):
        return rows
    return rows.filter(people.reads_risk(principals, through="person"))


def _filtered(rows: QuerySet[Next], wanted: Mapping[str, Any], on: date) -> QuerySet[Next]:
    for name, column in (
        ("establishment", "person__establishment__slug"),
        ("priority", "priority"),
        ("kind", "kind"),
        ("basis", "basis"),
    ):
        if wanted.get(name):
            rows = rows.filter(**{column: wanted[name]})
    when = {
        LATE: Q(on__lt=on),
        DATED: Q(on__gte=on),
        WAITING: Q(on__isnull=True),
    }.get(str(wanted.get("when") or ""))
    return rows.filter(when) if when is not None else rows


def _line(row: tuple[Any, ...], on: date) -> dict[str, Any]:
    pk, number, family, given, place, hall, kind, basis, by, waits, priority, reasons = row
    return {
        "pk": pk,
        "name": f"{family.upper()}, {given}",
        "url": reverse("conferences:next", args=[pk]),
        "number": number,
        "place": place or "Not in an establishment",
        "hall": hall,
        "kind": Kind(kind).label,
        "basis": Basis(basis).label,
        "by": day(by) if by else "No day",
        "age": _age(by, on) if by else "",
        "priority": Priority(priority).label,
        "why": _why(reasons, "" if by else waits),
    }
