"""A service's own part of somebody's plan: what it wrote, and the actions it does. Nothing that others wrote or do."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from casework import access
from casework.models import Narrative, PlanAction, Referral
from casework.policy.action_plan import is_late
from casework.policy.areas import Domain
from casework.workflow import WRITES, Planning
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact, Link

NEWEST = 20  # entries of its own that a service reads again


@dataclass(frozen=True, slots=True)
class OwnAction:
    """An action of the plan in force that the service does."""

    line: int
    what: str
    facts: tuple[Fact, ...]
    url: str
    words: str


def _actions(row: Referral) -> QuerySet[PlanAction]:
    """What the plan in force asks of this service."""
    return PlanAction.objects.filter(
        plan__person=row.person_id, plan__state=Planning.AGREED, provider=row.provider_id
    )


def own_actions(row: Referral, on: date) -> tuple[OwnAction, ...]:
    """What the plan in force asks of this service, as a service may read it. One query."""
    rows = _actions(row).order_by("sequence", "line")
    return tuple(_own_action(one, place, row, on) for place, one in enumerate(rows, 1))


def _own_action(one: PlanAction, place: int, row: Referral, on: date) -> OwnAction:
    evidence, why = (
        access.shown(one, name, Audience.PROVIDER) for name in ("evidence", "not_done_why")
    )
    late = is_late(one.target_on, one.status, on)
    facts = (
        Fact(
            "How it stands",
            one.get_status_display(),
            age=(one.done_on and f"on {day(one.done_on)}") or "",
        ),
        Fact("Target date", day(one.target_on), note="The target date has passed." if late else ""),
        Fact("What shows it", evidence) if evidence else None,
        Fact("Why not", why) if why else None,
    )
    return OwnAction(
        line=one.line,
        what=access.classed(one, Audience.PROVIDER),
        facts=tuple(fact for fact in facts if fact),
        url=reverse("casework:own_progress", args=[row.pk, one.line]),
        words=f"Record how action {place} stands",
    )


def own_action(row: Referral, line: int) -> PlanAction:
    """One of these; 404 for any other."""
    found = _actions(row).select_related("plan").filter(line=line).first()
    if found is None or row.state not in WRITES:
        raise Http404
    return found


def _entries(row: Referral) -> QuerySet[Narrative]:
    """What the service wrote about them that stands."""
    return Narrative.objects.filter(
        person=row.person_id, provider=row.provider_id, withdrawn_at=None
    ).select_related("author")


def own_entry(row: Referral, author: int, pk: int) -> Narrative:
    """An entry of the service about this person that stands and that the asker wrote; 404 for any other."""
    found = _entries(row).select_related("person").filter(author=author, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _own_links(one: Narrative, row: Referral, user: int) -> tuple[Fact, ...]:
    if one.author_id != user:
        return ()
    change, withdraw = (
        Link(text, reverse(f"casework:{name}", args=[row.pk, one.pk]))
        for text, name in (("Change", "change_own_entry"), ("Withdraw", "withdraw_own_entry"))
    )
    return (Fact("This entry", "You can change or withdraw it", actions=(change, withdraw)),)


def own_entries(row: Referral, user: int) -> tuple[Entry, ...]:
    """What the service itself wrote about them, newest first, as those who wrote it may read it."""
    return tuple(
        Entry(
            Domain(one.domain).label,
            day(one.on),
            by=one.author.display_name(),
            text=access.classed(one, Audience.TEAM),
            facts=_own_links(one, row, user),
        )
        for one in _entries(row).order_by("-on", "-pk")[:NEWEST]
    )
