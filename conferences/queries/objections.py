"""What was said to be wrong in a minute, as its readers may read it, and what can be done with it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Edition, Invitation, Issue, Objection, Remark
from conferences.policy.kinds import Party
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Fact, Link
from icm.policy.conference_facts import Against


@dataclass(frozen=True, slots=True)
class Trail:
    """One objection with every step that was taken, for one audience; ``acts`` for whoever may take the next."""

    title: str
    words: str
    entries: tuple[Entry, ...]
    acts: tuple[Link, ...] = ()


def trails(conference: Conference, audience: Audience, verbs: frozenset[str]) -> tuple[Trail, ...]:
    """All of a conference's minute, the latest first. Two queries."""
    rows = _rows().filter(issue__edition__minute__conference=conference)
    return tuple(
        Trail(_title(row), row.words, _entries(row, audience), _acts(row, conference, verbs))
        for row in rows
        if access.cleared(row.disclosure, audience)
    )


def beside(edition: Edition, audience: Audience) -> tuple[Trail, ...]:
    """What stands with one edition, as this audience reads it. Two queries."""
    return tuple(
        Trail(_title(row), row.words, _entries(row, audience))
        for row in _rows().filter(issue__edition=edition)
        if access.cleared(row.disclosure, audience)
    )


def objection(conference: Conference, pk: int) -> Objection:
    """One of this conference's minute; 404 for any other."""
    found = _rows().filter(issue__edition__minute__conference=conference, pk=pk).first()
    if found is None:
        raise Http404
    return found


def refuse_unread(row: Objection, conference: Conference, principals: Principals) -> None:
    """404 for whoever may not read its words."""
    if not access.cleared(row.disclosure, access.audience_of(conference.person, principals)):
        raise Http404


def sent_to(issue: Issue, pk: int) -> Objection:
    """Comments sent to whoever reads by this issue, while they wait for an answer; 404 for any others."""
    found = next((row for row in _sent(issue) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def to_remark_on(issue: Issue) -> tuple[Link, ...]:
    """The comments that wait for what those who attended make of them."""
    one = issue.invitation_id
    return tuple(
        Link("Say what you make of the comments", reverse("conferences:remark", args=[one, row.pk]))
        for row in _sent(issue)
    )


def who(one: Invitation) -> str:
    """A relative is named with the consent alone: never beside what is kept and printed."""
    return str(one.get_party_display()) if one.party == Party.FAMILY else one.who()


def trail(row: Objection, audience: Audience) -> Trail:
    return Trail(_title(row), row.words, _entries(row, audience))


def _rows() -> QuerySet[Objection]:
    remarks = Remark.objects.select_related("invitation__user", "by").order_by("pk")
    rows = Objection.objects.select_related(
        "issue__edition", "issue__invitation__user", "made_by", "sent_by", "answered_by"
    )
    return rows.prefetch_related(Prefetch("remarks", queryset=remarks)).order_by("-pk")


def _sent(issue: Issue) -> list[Objection]:
    """Comments sent to those who attended that wait for an answer, as far as the reader of this issue is cleared."""
    rows = _rows().filter(
        kind=Against.COMMENT.value,
        issue__edition__minute=issue.edition.minute_id,
        sent_at__isnull=False,
        answered_at__isnull=True,
    )
    return [row for row in rows if access.cleared(row.disclosure, Audience(issue.audience))]


def _title(row: Objection) -> str:
    kind, said_by = row.get_kind_display(), who(row.issue.invitation)
    if row.kind == Against.COMMENT:
        return f"{kind} on edition {row.issue.edition.number}"
    return f"{kind} on edition {row.issue.edition.number}: {said_by}"


def _entries(row: Objection, audience: Audience) -> tuple[Entry, ...]:
    told = Entry(title="Told", when=day(row.told_on), by=row.made_by.display_name(), text=row.words)
    found = [told]
    if row.sent_at is not None and row.sent_by is not None:
        sent = "Acknowledged, and sent to those who attended"
        found.append(Entry(title=sent, when=day(row.sent_at), by=row.sent_by.display_name()))
    found += [
        Entry(title="Said of it", when=day(one.at), by=one.by.display_name(), text=one.words)
        for one in row.remarks.all()
        if access.cleared(one.disclosure, audience)
    ]
    if row.answered_at is not None and row.answered_by is not None:
        found.append(_answer(row))
    return tuple(found)


def _answer(row: Objection) -> Entry:
    facts: tuple[Fact, ...] = ()
    if row.agreed:
        done = day(row.settled_on) if row.settled_on else "Not issued yet"
        facts = (Fact(f"Put right in edition {row.amended_in}", done),)
    by = row.answered_by.display_name() if row.answered_by else ""
    title = "Agreed to" if row.agreed else "Not agreed to"
    return Entry(title=title, when=day(row.answered_at), by=by, text=row.answer, facts=facts)


def _acts(row: Objection, conference: Conference, verbs: frozenset[str]) -> tuple[Link, ...]:
    if row.answered_at is not None:
        return ()
    address = [conference.pk, row.pk]
    if row.kind == Against.COMMENT and row.sent_at is None:
        sends = Link("Send it to those who attended", reverse("conferences:send_on", args=address))
        return (sends,) if access.OVERSEE in verbs else ()
    answers = Link("Answer it", reverse("conferences:settle", args=address))
    return (answers,) if access.settles(row, verbs) else ()
