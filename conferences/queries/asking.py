"""What the person said when they were asked about a conference."""

from django.urls import reverse

from conferences import access
from conferences.models import Conference, Preparation
from conferences.policy.preparing import Attends, Help
from conferences.workflow import OPEN
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact


def asked(row: Conference, audience: Audience) -> tuple[Entry, ...]:
    """Every asking, the latest first; that one stands. One query."""
    rows = Preparation.objects.filter(conference=row).select_related("asked_by").order_by("-pk")
    return tuple(_entry(one, audience) for one in rows)


def latest(row: Conference) -> Preparation | None:
    """The asking that stands."""
    return Preparation.objects.filter(conference=row).order_by("-pk").first()


def address(row: Conference, held: frozenset[str]) -> str:
    """Where the person's words are recorded, for who may and while there is something to prepare."""
    if access.PREPARE not in held or row.state not in OPEN:
        return ""
    return reverse("conferences:prepare", args=[row.pk])


def _entry(one: Preparation, audience: Audience) -> Entry:
    facts = [Fact("Help needed", _help(one, audience))]
    if one.wants:
        facts.insert(0, Fact("Wants raised", access.shown(one, "wants", audience)))
    return Entry(
        title=Attends(one.attends).label,
        when=f"Asked on {day(one.asked_on)}",
        by=one.asked_by.display_name(),
        facts=tuple(facts),
    )


def _help(one: Preparation, audience: Audience) -> str:
    said = "; ".join(Help(slug).label for slug in one.help) or "None"
    words = access.shown(one, "help_words", audience)
    return f"{said}: {words}" if words else said
