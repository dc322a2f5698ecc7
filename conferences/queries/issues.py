"""To whom a minute goes and went, and what each of them reads of it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Invitation, Issue, Minute
from conferences.policy.holding import Came
from conferences.policy.issuing import For, audience_for, is_due
from conferences.policy.kinds import Party
from conferences.policy.preparing import Scope
from conferences.queries.conferences import title
from conferences.queries.editions import Sheet, sheet
from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.disclosure import CLEARED, Audience
from icm.core.screen import Entry, Fact

_WITH = ("edition__minute__conference__person", "invitation__user", "invitation__consent", "by")


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """One version of one edition, as it was issued to one reader."""

    title: str
    lead: str
    sheet: Sheet


def readers(conference: Conference) -> list[Invitation]:
    """Whom it goes to: whoever took part, and core members who did not (guidance, §6).

    A relative only while the person's consent stands and is to the notes too.
    """
    rows = Invitation.objects.filter(conference=conference, withdrawn_at__isnull=True)
    return [
        one
        for one in rows.select_related("user", "consent").order_by("pk")
        if is_due(Came(one.came) if one.came else None, core=one.core) and _agreed_to(one)
    ]


def readers_page(conference: Conference) -> tuple[Fact, ...]:
    """Each reader with the version they get."""
    return tuple(
        Fact(one.who(), audience_for(Party(one.party)).label, note=one.get_party_display())
        for one in readers(conference)
    )


def issued_to(row: Minute) -> tuple[Entry, ...]:
    """Each edition that went out, to whom, as what and when."""
    rows = Issue.objects.filter(edition__minute=row).select_related(*_WITH).order_by("-pk")
    return tuple(
        Entry(
            title=one.invitation.who(),
            when=moment(one.at),
            by=one.by.display_name(),
            text=f"Edition {one.edition.number}. {For(one.audience).label}.",
            href=reverse("conferences:minute_for", args=[row.conference_id, one.pk]),
        )
        for one in rows
    )


def issued_page(conference: Conference, principals: Principals, pk: int) -> IssuedPage:
    """What one of its readers was given; refused to whoever may not read as much, or once consent is withdrawn."""
    found = Issue.objects.select_related(*_WITH).filter(pk=pk).first()
    if found is None or found.edition.minute.conference_id != conference.pk:
        raise Http404
    asker = access.audience_of(conference.person, principals)
    if not CLEARED[Audience(found.audience)] <= CLEARED[asker]:
        raise PermissionDenied("This version is for readers who may read more of it than you.")
    if not _agreed_to(found.invitation):
        raise PermissionDenied("The person does not agree any more that they get the notes.")
    return own_page(found)


def own(user: int, pk: int) -> Issue:
    """The newest edition issued to one's own invitation, or to whom one came for; 404 for anybody else's."""
    rows = Issue.objects.filter(
        Q(invitation__user=user) | Q(invitation__deputy=user),
        invitation=pk,
        invitation__withdrawn_at__isnull=True,
    )
    found = rows.select_related(*_WITH).order_by("-edition__number").first()
    if found is None:
        raise Http404
    return found


def own_page(found: Issue) -> IssuedPage:
    edition = found.edition
    label = For(found.audience).label
    return IssuedPage(
        title=title(edition.minute.conference),
        lead=f"Edition {edition.number}, issued on {moment(found.at)}. {label}.",
        sheet=sheet(edition.content, Audience(found.audience)),
    )


def _agreed_to(one: Invitation) -> bool:
    """Of a relative: whether the person's consent to the notes stands."""
    if one.party != Party.FAMILY:
        return True
    consent = one.consent
    return consent is not None and consent.stands and Scope.MINUTE.value in consent.scope
