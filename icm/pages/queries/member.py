"""One member of staff, as their First Line Manager sees them: people, shifts, absences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse

from casework.queries import team as written
from icm.clocks import queries as clocks
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.screen import Fact
from icm.core.tables import Column, Table
from icm.pages.queries.people import person_url
from icm.pages.queries.team import load_of, shifts_table
from icm.people import queries as people
from icm.policy.roles import Role

MEMBERS_PEOPLE = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("Overdue", "number", text="overdue"),
    Column.of("Last conversation", "date", text="talked"),
    Column.of("Last entry", "date", text="wrote"),
    Column.of("Change officer", "link", text="act", href="act_url"),
)
ABSENCES = (
    Column.of("Away", "text", header=True, text="days"),
    Column.of("Stands in", "text", text="cover"),
    Column.of("Change", "link", text="change", href="change_url"),
    Column.of("End", "link", text="end", href="end_url"),
)


@dataclass(frozen=True)
class MemberPage:
    member: User
    facts: tuple[Fact, ...]
    people: Table
    shifts: Table
    absences: Table
    persons: tuple[int, ...]


def member_page(member: User, principals: Principals, *, on: date) -> MemberPage:
    """One member of staff: their people, their shifts, when they are away."""
    roster = people.rosters([member.pk], on=on)
    load = load_of([member.pk])
    rows = _people_of(member, principals)
    return MemberPage(
        member=member,
        facts=(
            Fact("People", str(load.people[member.pk])),
            Fact(
                "Overdue for them",
                str(load.overdue[member.pk]),
                note=f"{load.theirs[member.pk]} for the officer to do",
            ),
            Fact("Today", roster[member.pk].today),
        ),
        people=Table("Their people", MEMBERS_PEOPLE, rows, empty="Nobody is allocated to them."),
        shifts=shifts_table([member], roster, on),
        absences=Table(
            "Away, now and to come",
            ABSENCES,
            [_absence(row) for row in people.coming_absences([member.pk], on=on)],
            empty="No absence is recorded.",
        ),
        persons=tuple(row["pk"] for row in rows),
    )


def _people_of(member: User, principals: Principals) -> list[dict[str, Any]]:
    found = people.visible(principals).filter(
        allocations__user=member,
        allocations__role=Role.PERSONAL_OFFICER,
        allocations__until_on__isnull=True,
        released_on__isnull=True,
    )
    rows = list(
        found.order_by("family_name", "given_names", "pk").values_list(
            "pk", "number", "family_name", "given_names"
        )
    )
    keys = [row[0] for row in rows]
    late = clocks.open_dues().filter(person__in=keys, status="overdue").order_by()
    overdue = dict(late.values_list("person").annotate(n=Count("pk")))
    latest = written.latest(keys)
    return [
        {
            "pk": pk,
            "name": f"{family.upper()}, {given}",
            "number": number,
            "url": person_url(pk),
            "overdue": str(overdue.get(pk, 0)),
            "talked": latest.talked(pk),
            "wrote": latest.wrote(pk),
            "act": f"Change for {given} {family}",
            "act_url": f"{reverse('people:allocate', args=[pk])}"
            f"?role={Role.PERSONAL_OFFICER.value}&from=team",
        }
        for pk, number, family, given in rows
    ]


def _absence(row: Any) -> dict[str, str]:
    return {
        "days": f"{day(row.from_on)} to {day(row.until_on)}",
        "cover": row.cover.display_name() if row.cover else "Nobody yet",
        "change": "Change who stands in",
        "change_url": reverse("casework:cover", args=[row.pk]),
        "end": "They are back",
        "end_url": reverse("casework:end_absence", args=[row.pk]),
    }
