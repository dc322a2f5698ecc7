"""Safety alerts: what to do now, who was told, which still wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from casework import access
from casework.models import SafetyAlert
from casework.policy import safety
from icm.core.access import Principals, visible
from icm.core.dates import moment
from icm.core.disclosure import Audience
from icm.core.models import Outgoing
from icm.core.screen import Fact
from icm.people.models import Person
from icm.policy.calendar import in_scotland


@dataclass(frozen=True)
class AlertPage:
    alert: SafetyAlert
    steps: tuple[str, ...]
    local: str
    facts: tuple[Fact, ...]
    told: int  # letters written to those who must know
    told_roles: str


def alert_of(person: Person, pk: int) -> SafetyAlert:
    rows = SafetyAlert.objects.filter(person=person).select_related("seen_by", "done_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def alert_page(alert: SafetyAlert, audience: Audience) -> AlertPage:
    """The steps in force when it was raised, and how it stands. One query."""
    on = in_scotland(alert.seen_at).date()
    told = Outgoing.objects.filter(key__startswith=f"alert:{alert.pk}:").count()
    return AlertPage(
        alert=alert,
        steps=safety.NOW.at(on),
        local=safety.NOW.source(on).section,
        facts=_facts(alert, audience),
        told=told,
        told_roles=" and ".join(role.label for role in safety.TELLS.at(on).first),
    )


def steps_now(on: date) -> tuple[str, ...]:
    return safety.NOW.at(on)


def _facts(alert: SafetyAlert, audience: Audience) -> tuple[Fact, ...]:
    seen = access.shown(alert, "seen", audience)
    return (
        Fact("Raised", moment(alert.seen_at), note=f"by {alert.seen_by.display_name()}"),
        Fact("What it is", alert.get_kind_display(), unknown=not alert.kind),
        Fact("What was seen and heard", seen or "Not written down yet", unknown=not seen),
        Fact(
            "What was done",
            access.shown(alert, "done", audience) or "Nobody has written it down yet",
            note=_who_acted(alert),
            unknown=alert.done_at is None,
        ),
    )


def _who_acted(alert: SafetyAlert) -> str:
    if alert.done_at is None or alert.done_by is None:
        return ""
    return f"{moment(alert.done_at)}, by {alert.done_by.display_name()}"


def open_alerts(principals: Principals, *, on: date) -> list[SafetyAlert]:
    """Those that wait for the asker: told by a post where the person is held, or raised by themselves. One query."""
    roles = safety.TELLS.at(on).roles
    theirs = [post.principal for post in principals.posts if post.role in roles]
    rows = visible(SafetyAlert.objects.all(), principals, through="person").filter(
        Q(person__acl__among=theirs, person__establishment__slug__in=principals.places)
        | Q(seen_by=principals.user_id),
        done_at__isnull=True,
    )
    return list(rows.select_related("person", "seen_by").order_by("seen_at", "pk"))


def open_alerts_of(person: Person) -> list[SafetyAlert]:
    """Every alert about this person that still waits, for whoever opens their case."""
    return list(
        SafetyAlert.objects.filter(person=person, done_at__isnull=True).order_by("seen_at", "pk")
    )
