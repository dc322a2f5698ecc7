"""What stands in the plan as lines of a page, each text as its reader may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet
from django.urls import reverse

from casework import access
from casework.models import DomainRating, Narrative, Referral
from casework.policy.areas import Domain
from casework.policy.likeness import in_words
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.disclosure import Audience, Disclosure
from icm.core.screen import Entry, Fact, Link
from icm.core.tables import Column, Table
from icm.people.models import Person
from icm.policy.calendar import in_scotland

NOT_RATED = "Not rated"
# Who may read a text, as its writer chooses and its reader is told.
READERS: dict[Disclosure, str] = {
    Disclosure.PERSON: "The person and the team",
    Disclosure.OPEN: "The person, their family where they agree, and the team",
    Disclosure.TEAM: "The team only",
    Disclosure.SOCIAL_WORK: "Social work only",
    Disclosure.RESTRICTED: "Intelligence only",
    Disclosure.VICTIM: "Those who work with victims only",
}
_RATINGS = (
    Column.of("Rated on", header=True, text="on", note="by"),
    Column.of("Need for intervention", text="intervention"),
    Column.of("Need for support", text="support"),
    Column.of("Why", text="why"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a domain, with what puts it in order and what it is filtered by."""

    order: tuple[date, datetime]
    agency: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Reader:
    """With whose eyes the lines are read; asked once for a page."""

    principals: Principals
    audience: Audience
    keeps: frozenset[Disclosure]


def reader(person: Person, principals: Principals) -> Reader:
    keeps = access.kept_classes(person, principals)
    return Reader(principals, access.audience_of(person, principals), keeps)


def readers(audience: Audience) -> list[tuple[str, str]]:
    """Whom a writer may choose as readers."""
    return [(kind.value, READERS[kind]) for kind in access.classes_for(audience)]


def newest(person: Person) -> QuerySet[Narrative]:
    """The latest entry of each domain that stands."""
    rows = Narrative.objects.filter(person=person, withdrawn_at=None)
    ordered = rows.order_by("domain", "-on", "-written_at", "-pk").distinct("domain")
    return ordered.select_related("author", "provider", "person", "like")


def of_domain(person: Person, domain: Domain) -> QuerySet[Narrative]:
    """Every entry of one domain, the withdrawn among them."""
    rows = Narrative.objects.filter(person=person, domain=domain)
    return rows.select_related("author", "provider", "person", "like").order_by("-on", "-pk")


def narrative(row: Narrative, eyes: Reader) -> Line:
    """An entry: its text, where it comes from, who else may read it, and what its writer may do with it."""
    if row.withdrawn_at is not None:
        return Line((row.on, row.written_at), row.agency, _withdrawn(row, eyes.audience))
    late = "" if in_scotland(row.written_at).date() == row.on else f"written {day(row.written_at)}"
    entry = Entry(
        title=row.provider.name if row.provider else row.get_agency_display(),
        when=day(row.on),
        by=f"{row.author.display_name()}, {row.get_role_display()}",
        text=access.classed(row, eyes.audience),
        facts=tuple(_facts(row, eyes)),
        known=late,
    )
    return Line((row.on, row.written_at), row.agency, entry)


def _withdrawn(row: Narrative, audience: Audience) -> Entry:
    return Entry(
        title=f"Withdrawn entry, {row.get_agency_display()}",
        when=day(row.on),
        by=row.author.display_name(),
        text=access.shown(row, "withdrawn_why", audience),
        known=f"withdrawn {day(row.withdrawn_at)}",
    )


def _facts(row: Narrative, eyes: Reader) -> list[Fact]:
    found = []
    if source := access.source(row, eyes.audience):
        found.append(Fact("Source", source))
    if row.disclosure != Disclosure.PERSON:
        reads = access.cleared(row, eyes.audience)
        gist = f"Said instead: {row.gist}" if row.gist and reads else ""
        found.append(Fact("Who may read it", READERS[Disclosure(row.disclosure)], note=gist))
    if row.likeness is not None:
        found.append(Fact("Like an earlier entry", _like(row, eyes.audience)))
    if row.changed_at is not None:
        found.append(Fact("Changed", moment(row.changed_at)))
    if links := _links(row, eyes):
        found.append(Fact("This entry", "You can change or withdraw it", actions=links))
    return found


def _like(row: Narrative, audience: Audience) -> str:
    """How alike; which one only where it is about the same person, and not withheld: or this would say what it says."""
    alike, like = in_words(row.likeness or 0), row.like
    if like is None or like.person_id != row.person_id or not access.cleared(like, audience):
        return f"{alike} like another entry, not shown here. Kept as written."
    return f"{alike} like the entry of {day(like.on)}. Kept as written."


def _links(row: Narrative, eyes: Reader) -> tuple[Link, ...]:
    found = []
    if access.may_change(row, eyes.principals, eyes.audience):
        found.append(
            Link("Change", reverse("casework:change_narrative", args=[row.person_id, row.pk]))
        )
    if access.may_withdraw(row, eyes.principals, eyes.audience, eyes.keeps):
        address = reverse("casework:withdraw_narrative", args=[row.person_id, row.pk])
        found.append(Link("Withdraw", address))
    return tuple(found)


def rating(row: DomainRating, audience: Audience) -> Line:
    facts = (
        Fact("Need for intervention", row.get_intervention_display(), unknown=not row.intervention),
        Fact("Need for support", row.get_support_display(), unknown=not row.support),
    )
    entry = Entry(
        title="Rating",
        when=day(row.at),
        by=f"{row.by.display_name()}, {row.get_role_display()}",
        text=access.shown(row, "why", audience),
        facts=facts,
    )
    return Line((in_scotland(row.at).date(), row.at), row.agency, entry)


def referral(row: Referral, audience: Audience) -> list[Line]:
    """What became of a referral, a line for each day on which something did."""
    steps = [
        (in_scotland(row.made_at).date(), "Referred to", ""),
        (row.started_on, "Started with", ""),
        (
            row.ended_on,
            f"{row.get_state_display()}:",
            access.shown(row, "outcome", audience),
        ),
    ]
    return [
        Line(
            (on, datetime.combine(on, time(), UTC)),
            row.provider.agency,
            Entry(title=f"{words} {row.provider.name}", when=day(on), text=text),
        )
        for on, words, text in steps
        if on is not None
    ]


def ratings_table(rows: Sequence[DomainRating], audience: Audience) -> Table:
    found = [
        {
            "on": day(row.at),
            "by": f"{row.by.display_name()}, {row.get_agency_display()}",
            "intervention": row.get_intervention_display() or NOT_RATED,
            "support": row.get_support_display() or NOT_RATED,
            "why": access.shown(row, "why", audience),
        }
        for row in rows
    ]
    return Table("Ratings, newest first", _RATINGS, found, empty="Nobody has rated this domain.")
