"""What staff see of terminals and of who may use them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.http import Http404
from django.urls import reverse

from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.models import SecurityEvent, SecurityKind
from icm.core.screen import Fact
from icm.core.tables import Column, Table
from icm.kiosk import access
from icm.kiosk.models import Account, Terminal
from icm.people.models import Establishment, Person


def kept_place(principals: Principals, slug: str) -> Establishment:
    """An establishment whose terminals the asker keeps; 404 otherwise."""
    found = Establishment.objects.filter(slug=slug).first()
    if found is None or slug not in access.kept_places(principals):
        raise Http404
    return found


def kept_terminal(principals: Principals, pk: int) -> Terminal:
    """A terminal in use that the asker keeps; 404 otherwise."""
    rows = Terminal.objects.filter(retired_at__isnull=True).select_related("establishment")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    kept_place(principals, found.establishment.slug)
    return found


def terminals(place: Establishment) -> Table:
    """The terminals of an establishment in use, and when somebody last signed in at each."""
    rows = (
        Terminal.objects.filter(establishment=place, retired_at__isnull=True)
        .annotate(used_at=models.Max("visits__began_at"))
        .order_by("name", "pk")
    )
    return Table(
        "Terminals",
        (
            Column.of("Where", header=True, text="name"),
            Column.of("State", text="state"),
            Column.of("Last used", text="used"),
            Column.of("Change", "link", hidden_label=True, text="change", href="href"),
        ),
        tuple(
            {
                "name": row.name,
                "state": "In use" if row.key else "Waits for its code",
                "used": moment(row.used_at) if row.used_at else "Not yet",
                "change": f"Change {row.name}",
                "href": reverse("terminals:one", args=[row.pk]),
            }
            for row in rows
        ),
        empty="No terminal yet. Add the first.",
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody can sign in at terminals, and what happened there of late."""

    facts: tuple[Fact, ...]
    has_account: bool


def standing(person: Person) -> Standing:
    """What an officer needs who is asked for a PIN; nothing of what the person read or wrote."""
    row = Account.objects.filter(person=person).select_related("given_by").first()
    if row is None:
        return Standing((Fact("PIN", "None was given yet"),), has_account=False)
    last = row.visits.order_by("-began_at").values_list("began_at", flat=True).first()
    told = _last(row, SecurityKind.KIOSK_STAFF_TOLD)
    facts = [
        Fact("PIN given", f"{moment(row.given_at)}, by {row.given_by.display_name()}"),
        Fact("Own PIN", "Not chosen yet" if row.must_change else "Chosen"),
        Fact("Last signed in", moment(last) if last else "Not yet"),
    ]
    if told:
        facts.append(Fact("Five wrong PINs", f"Last on {moment(told)}"))
    return Standing(tuple(facts), has_account=True)


def _last(row: Account, kind: SecurityKind) -> datetime | None:
    rows = SecurityEvent.objects.filter(user=row.user_id, kind=kind).order_by("-at")
    return rows.values_list("at", flat=True).first()
