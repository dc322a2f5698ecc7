"""How long people wait for a provider: from the day they were referred to its answer, and to the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Avg,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import TruncDate
from django.urls import reverse

from casework import access
from casework.models import Provider, Referral
from casework.policy import referrals as policy
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.screen import Bar, BarChart
from icm.core.tables import Column, Table
from icm.people import queries as people
from icm.policy.calendar import LONDON

NOT_KNOWN = "not known"
PARTS = ("Days to the answer", "Days from the answer to the start")
WAITING = ("open", "accepted", "waiting")
COLUMNS = (
    Column.of("Service", header=True, text="name", note="kind"),
    Column.of("To the answer", "number", text="answered", note="answers"),
    Column.of("To the start", "number", text="started", note="starts"),
    Column.of("Waiting now", "number", text="waiting"),
    Column.of("No answer in time", "number", text="late"),
    Column.of("Ended by a transfer", "number", text="moved"),
)
PLACES = (
    Column.of("Establishment", "link", header=True, text="name", href="url"),
    *COLUMNS[1:],
)


@dataclass(frozen=True, slots=True)
class Wait:
    """Averages in whole days, None where too few stand behind them, with how many do."""

    answered: int | None = None
    answers: int = 0
    started: int | None = None
    starts: int = 0
    to_answer: int = 0  # the first part of ``started``, for the picture
    waiting: int = 0
    late: int = 0
    moved: int = 0

    @property
    def words(self) -> str:
        if self.started is None:
            return NOT_KNOWN.capitalize()
        return f"{_days(self.started)} from referral to start"


@dataclass(frozen=True, slots=True)
class WaitsPage:
    title: str
    above: bool  # whether this is one of several establishments the asker may see
    since: str
    table: Table
    chart: BarChart | None
    fewest: str  # why fewer than so many give no average


def waits_of(referrals: QuerySet[Referral], key: str, on: date) -> dict[Any, Wait]:
    """The waits of these referrals by provider, or by whatever ``key`` names. One query."""
    first = policy.counted_from(on)
    answered = Q(answered_on__gte=first, answered_on__lte=on)
    started = Q(started_on__gte=first, started_on__lte=on)
    rows = (
        referrals.annotate(made_on=TruncDate("made_at", tzinfo=LONDON))
        .values(key)
        .annotate(
            answered=Avg(_from_made("answered_on"), filter=answered),
            answers=Count("pk", filter=answered),
            started=Avg(_from_made("started_on"), filter=started),
            starts=Count("pk", filter=started),
            to_answer=Avg(_from_made("answered_on"), filter=started),
            waiting=Count("pk", filter=Q(state__in=WAITING)),
            late=Count("pk", filter=Q(state="open", answer_by__lt=on)),
            moved=Count("pk", filter=Q(state="moved", ended_on__gte=first, ended_on__lte=on)),
        )
        .order_by()
    )
    return {row[key]: _wait(row, on) for row in rows}


def _from_made(end: str) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(F(end) - F("made_on"), output_field=DurationField())


def _wait(row: Mapping[str, Any], on: date) -> Wait:
    return Wait(
        answered=policy.average(_whole(row["answered"]), row["answers"], on),
        answers=row["answers"],
        started=policy.average(_whole(row["started"]), row["starts"], on),
        starts=row["starts"],
        to_answer=round(_whole(row["to_answer"]) or 0),
        waiting=row["waiting"],
        late=row["late"],
        moved=row["moved"],
    )


def _whole(span: timedelta | None) -> float | None:
    return None if span is None else span / timedelta(days=1)


def waits_page(names: Mapping[str, str], wanted: str, on: date) -> WaitsPage:
    """Every one of these establishments, or the services of the one wanted."""
    if wanted not in names:
        wanted = next(iter(names)) if len(names) == 1 else ""
    title = names.get(wanted, "All establishments")
    label = "Service" if wanted else "Establishment"
    lines = _services(wanted, on) if wanted else _establishments(names, on)
    lines.sort(key=lambda line: (-(line[1].started or -1), line[0]["name"]))
    table = Table(
        "Service by service" if wanted else "Establishment by establishment",
        COLUMNS if wanted else PLACES,
        [named | _row(wait, on) for named, wait in lines],
        empty="Nobody was referred to a service here.",
    )
    bars = tuple(_bar(named, wait) for named, wait in lines if wait.started is not None)
    return WaitsPage(
        title=title,
        above=bool(wanted) and len(names) > 1,
        since=day(policy.counted_from(on)),
        table=table,
        chart=BarChart("Average wait in days", PARTS, bars, label=label) if bars else None,
        fewest=f"Shown from {policy.FEWEST.at(on)} on. {policy.FEWEST.source(on).section}",
    )


def places(principals: Principals) -> dict[str, str]:
    """Slug and name of the establishments whose waits the asker may see."""
    names = people.establishment_names()
    theirs = access.places_with(principals, access.WAITS)
    return {slug: name for slug, name in names.items() if "" in theirs or slug in theirs}


def _services(place: str, on: date) -> list[tuple[dict[str, str], Wait]]:
    """The establishment's own services, and those of the community to which its people were referred. Two queries."""
    of_here = Referral.objects.filter(person__establishment__slug=place)
    used = Exists(of_here.filter(provider=OuterRef("pk")))
    own = Q(establishment__slug=place)
    providers = Provider.objects.filter(own | Q(used, establishment=None)).select_related(
        "authority"
    )
    found = list(providers.order_by("name", "pk"))
    waits = waits_of(Referral.objects.filter(provider__in=found), "provider", on)
    return [(_named(one), waits.get(one.pk, Wait())) for one in found]


def _named(provider: Provider) -> dict[str, str]:
    where = provider.authority.name if provider.authority else "Scotland"
    kind = provider.get_agency_display()
    return {
        "name": provider.name,
        "url": "",
        "kind": kind if provider.establishment_id else f"{kind}, {where}",
    }


def _establishments(names: Mapping[str, str], on: date) -> list[tuple[dict[str, str], Wait]]:
    rows = Referral.objects.filter(provider__establishment__slug__in=names)
    waits = waits_of(rows, "provider__establishment__slug", on)
    return [
        ({"name": name, "url": _url(slug), "kind": ""}, waits[slug])
        for slug, name in names.items()
        if slug in waits
    ]


def _url(slug: str) -> str:
    return f"{reverse('casework:waits')}?establishment={slug}"


def _row(wait: Wait, on: date) -> dict[str, str]:
    return {
        "answered": NOT_KNOWN if wait.answered is None else _days(wait.answered),
        "answers": few(wait.answers, "answered", on),
        "started": NOT_KNOWN if wait.started is None else _days(wait.started),
        "starts": few(wait.starts, "started", on),
        "waiting": str(wait.waiting),
        "late": str(wait.late),
        "moved": str(wait.moved),
    }


def few(count: int, word: str, on: date) -> str:
    """How many stand behind an average; never how few."""
    fewest = policy.FEWEST.at(on)
    return f"{count:,} {word}" if count >= fewest else f"fewer than {fewest} {word}"


def _bar(named: Mapping[str, str], wait: Wait) -> Bar:
    whole = wait.started or 0
    return Bar(named["name"], (wait.to_answer, max(whole - wait.to_answer, 0)), href=named["url"])


def _days(number: int) -> str:
    return f"{number:,} day" if number == 1 else f"{number:,} days"
