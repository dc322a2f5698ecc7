"""What the last search came to, and what searches changed lately, as the page of a schedule shows it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.urls import reverse

from conferences.models import Change, Run
from conferences.policy.kinds import Kind
from icm.core.dates import day, moment
from icm.core.screen import Fact
from icm.core.tables import Column, Table
from icm.people.models import Establishment

SHOWN = timedelta(days=7)
_CHANGED = (
    Column.of("Person", "link", header=True, text="name", href="url", note="kind"),
    Column.of("Before", text="before", note="before_room"),
    Column.of("Now", text="after", note="after_room"),
    Column.of("Why", text="because", note="found"),
)


def changed(place: Establishment, known: Collection[int], on: date) -> Table:
    """What the searches of the last week moved, left out or placed for the first time, the newest first."""
    rows = Change.objects.filter(run__establishment=place, run__finished_at__date__gte=on - SHOWN)
    rows = rows.select_related("run", "conference__person", "before_room", "after_room")
    return Table(
        "What changed in the last week, and why",
        _CHANGED,
        [_change(one) for one in rows.order_by("-run", "pk") if one.conference.person_id in known],
        empty="No search of the last week changed anything.",
        quiet_caption=True,
    )


def _change(one: Change) -> dict[str, str]:
    before, after = one.before_room, one.after_room
    return {
        "name": one.conference.person.full_name,
        "url": reverse("conferences:conference", args=[one.conference_id]),
        "kind": Kind(one.conference.kind).label,
        "before": moment(one.before_at) if one.before_at else "No place",
        "before_room": before.name if before else "",
        "after": moment(one.after_at) if one.after_at else "No place",
        "after_room": after.name if after else "",
        "because": " ".join(one.because),
        "found": f"Found {moment(one.run.finished_at)}",
    }


def facts_of(run: Run | None) -> tuple[Fact, ...]:
    """What the last search came to, and what is proven of it."""
    if run is None or run.finished_at is None:
        return (Fact("Last schedule", "None was made yet", unknown=True),)
    proven = (
        "no schedule could place more"
        if run.placed >= run.most
        else f"{run.most} is the most that is not ruled out"
    )
    gap = (run.cost - run.cost_bound) / run.cost if run.cost else 0
    return (
        Fact(
            "Last schedule",
            f"Made {moment(run.finished_at)}",
            note=f"{day(run.from_on)} to {day(run.until_on)}",
        ),
        Fact("Placed", f"{run.placed} of {run.cases} conferences that are due", note=proven),
        Fact("Taking each in turn would place", str(run.first_come)),
        Fact(
            "Wishes",
            "The best there is" if not gap else f"Within {gap:.1%} of the best there is",
            note="In time by risk, officer on shift, days of a council together",
        ),
    )
