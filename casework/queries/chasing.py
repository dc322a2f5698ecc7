"""The referrals somebody asks about: what is overdue first, then by the day on which they are to be asked about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from casework.models import Referral
from casework.policy.areas import Domain
from casework.queries.referrals import late, left_behind, state
from icm.core.access import Principals, visible
from icm.core.dates import day
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Pages
from icm.core.tables import Column, Table
from icm.people.models import Allocation
from icm.policy.roles import Role

COLUMNS = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Referred to", "text", text="provider", note="domain"),
    Column.of("How it stands", "text", text="state", note="late"),
    Column.of("Ask next", "date", text="next"),
)

CO_ORDINATORS = frozenset({Role.ICM_CO_ORDINATOR, Role.ICM_CASE_CO_ORDINATOR})


@dataclass(frozen=True, slots=True)
class ChasingPage:
    table: Table
    pages: Pages
    persons: tuple[int, ...]
    late: int
    to_ask: int


# Their service is of an establishment they were transferred from.
LEFT_BEHIND = Q(
    provider__establishment__isnull=False,
    person__establishment__isnull=False,
    ended_on__isnull=True,
) & ~Q(provider__establishment=F("person__establishment"))


def chased_by(principals: Principals) -> QuerySet[Referral]:
    """The standing referrals the asker chases, for themselves or for an officer they cover, of people they know of.

    One left behind by a transfer is for those who have the person now: their officer, and the co-ordinators there.
    """
    people = [principals.user_id, *principals.covers]
    mine = Referral.objects.filter(chaser__in=people, ended_on__isnull=True)
    # Each part by its own index: either of the two conditions at once would read every referral there is.
    parts = [left.values("pk") for left in _left_behind(principals, people)]
    if parts:
        mine = Referral.objects.filter(pk__in=mine.values("pk").union(*parts))
    return visible(mine, principals, through="person")


def _left_behind(principals: Principals, people: list[int]) -> Iterator[QuerySet[Referral]]:
    if principals.holds(Role.PERSONAL_OFFICER) or principals.covers:
        theirs = Allocation.objects.filter(
            user__in=people, role=Role.PERSONAL_OFFICER, until_on__isnull=True
        )
        yield Referral.objects.filter(LEFT_BEHIND, person__in=theirs.values("person"))
    places = [post.place for post in principals.posts if post.role in CO_ORDINATORS]
    if places:
        yield Referral.objects.filter(LEFT_BEHIND, person__establishment__slug__in=places)


def to_ask(principals: Principals, on: date) -> tuple[int, int]:
    """How many referrals the asker is to ask about on that day, and how many have no answer in time. One query."""
    counts = chased_by(principals).aggregate(
        asking=Count("pk", filter=Q(chase_on__lte=on) | LEFT_BEHIND),
        late=Count("pk", filter=Q(state=Referral.State.OPEN.value, answer_by__lt=on)),
    )
    return counts["asking"], counts["late"]


def chasing_page(principals: Principals, on: date, page: int) -> ChasingPage:
    """What the asker chases. Three queries."""
    mine = chased_by(principals)
    pages = turned_to(page, mine.count(), wanted={}, noun="referrals")
    ordered = mine.select_related("person", "provider").order_by(
        F("chase_on").asc(nulls_last=True), "made_at", "pk"
    )
    rows = list(ordered[slice_of(pages)])
    asking, overdue = to_ask(principals, on)
    return ChasingPage(
        table=Table(
            "Referrals you ask about", COLUMNS, [_row(row, on) for row in rows], quiet_caption=True
        ),
        pages=pages,
        persons=tuple(sorted({row.person_id for row in rows})),
        late=overdue,
        to_ask=asking,
    )


def _row(row: Referral, on: date) -> dict[str, Any]:
    person = row.person
    left = left_behind(row)
    return {
        "name": f"{person.family_name.upper()}, {person.given_names}",
        "number": person.number,
        "url": reverse("casework:referrals", args=[person.pk]),
        "provider": row.provider.name,
        "domain": Domain(row.domain).label,
        "state": state(row),
        "late": left or late(row, on),
        "next": "Now" if left else _next(row, on),
    }


def _next(row: Referral, on: date) -> str:
    if row.chase_on is None:
        return "Nobody has to ask"
    return f"Today, since {day(row.chase_on)}" if row.chase_on <= on else day(row.chase_on)
