"""To whom a minute goes and went, and what each of them reads of it."""

from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Edition, Invitation, Issue
from conferences.policy.correcting import last_day
from conferences.policy.holding import Came
from conferences.policy.issuing import For, audience_for, is_due
from conferences.policy.kinds import Party
from conferences.policy.notes import Say, as_written
from conferences.policy.preparing import Scope
from conferences.policy.receiving import How, received_on
from conferences.policy.replies import Reply
from conferences.queries.conferences import title
from conferences.queries.editions import Sheet, sheet
from conferences.queries.objections import Trail, beside, to_remark_on
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.disclosure import CLEARED, Audience
from icm.core.refusals import NotAllowed, Refused
from icm.core.screen import Fact, Link
from icm.policy.calendar import in_scotland

_WITH = (
    "edition__minute__conference__person",
    "invitation__conference__person",
    "invitation__user",
    "invitation__deputy",
    "invitation__consent",
    "by",
)


@dataclass(frozen=True, slots=True)
class IssuedPage:
    """One version of one edition, as it was issued to one reader."""

    title: str
    lead: str
    sheet: Sheet
    said: tuple[Trail, ...]  # to be wrong in it, as the reader may read it
    acts: tuple[Link, ...] = ()


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


def issued_page(conference: Conference, principals: Principals, pk: int) -> IssuedPage:
    """What one of its readers was given; refused to whoever may not read as much, or once consent is withdrawn."""
    found = readable(conference, principals, pk)
    return replace(own_page(found), acts=_acts_for(found, principals))


def readable(conference: Conference, principals: Principals, pk: int) -> Issue:
    """One that was issued, for whoever may read as much as its reader, while its reader may."""
    found = issue_of(conference, pk)
    try:
        refuse_unread(found, principals)
        refuse_withdrawn(found.invitation)
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    return found


def refuse_unread(found: Issue, principals: Principals) -> None:
    """Nobody opens a version for readers who may read more of it than they."""
    asker = access.audience_of(found.edition.minute.conference.person, principals)
    if not CLEARED[Audience(found.audience)] <= CLEARED[asker]:
        raise NotAllowed("This version is for readers who may read more of it than you.")


def by_key(pk: int) -> Issue:
    """For whoever was authorized for the person already."""
    return Issue.objects.select_related(*_WITH).get(pk=pk)


def own(user: int, pk: int) -> Issue:
    """The newest edition issued to one's own invitation, or to whom one came for; 404 for anybody else's."""
    found = issues_of(user).filter(invitation=pk).order_by("-edition__number").first()
    if found is None:
        raise Http404
    return found


def issues_of(user: int) -> QuerySet[Issue]:
    """What was issued to somebody who signs in, and to whom they came for (see access.is_own)."""
    instead = Q(invitation__deputy=user, invitation__reply=Reply.DEPUTY) & ~Q(
        invitation__came__in=("", Came.ABSENT.value)
    )
    rows = Issue.objects.filter(
        Q(invitation__user=user) | instead, invitation__withdrawn_at__isnull=True
    )
    return rows.select_related(*_WITH)


def own_of(user: int, conference: Conference, number: int | None) -> list[Issue]:
    """One's own copies of the edition that a page shows; none of a draft."""
    if number is None:
        return []
    rows = issues_of(user).filter(edition__minute__conference=conference)
    return list(rows.filter(edition__number=number))


def issue_of(conference: Conference, pk: int) -> Issue:
    """One that was issued of this conference's minute; 404 for any other."""
    rows = Issue.objects.select_related(*_WITH).filter(edition__minute__conference=conference)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def users_of(one: Invitation) -> list[int]:
    """Who signs in to read what is issued to this invitation: the invited, and who came for them."""
    came = Came(one.came) if one.came else None
    instead = one.reply == Reply.DEPUTY and came not in (None, Came.ABSENT)
    return [user for user in (one.user_id, one.deputy_id if instead else None) if user]


def letter_key(edition: int, user: int) -> str:
    """The name of the e-mail that says a minute is issued."""
    return f"minute:{edition}:{user}"


def attended(edition: Edition) -> list[tuple[int, int]]:
    """Who attended and signs in, with the invitation they read by."""
    rows = Issue.objects.filter(edition=edition).select_related("invitation").order_by("pk")
    there = [one.invitation for one in rows if one.invitation.came not in ("", Came.ABSENT.value)]
    return [(user, one.pk) for one in there for user in users_of(one)]


def received(issue: Issue) -> date:
    """The day it was received: on paper the day it was handed over, where that is recorded."""
    handed = issue.receipts.filter(how=How.HANDED.value).values_list("on", flat=True).first()
    return received_on(in_scotland(issue.at).date(), handed)


def refuse_withdrawn(one: Invitation) -> None:
    """Whose invitation or consent is withdrawn has nothing more to do with the minute."""
    if one.withdrawn_at is not None or not _agreed_to(one):
        raise Refused("They do not get the minute any more.")


def own_page(found: Issue, say: Say = as_written) -> IssuedPage:
    """`say`: see `sheet`."""
    edition = found.edition
    label = For(found.audience).label
    return IssuedPage(
        title=title(edition.minute.conference),
        lead=f"Edition {edition.number}, issued on {moment(found.at)}. {label}.",
        sheet=sheet(edition.content, Audience(found.audience), say),
        said=tuple(_put(one, say) for one in beside(edition, Audience(found.audience))),
    )


def _put(one: Trail, say: Say) -> Trail:
    entries = (replace(entry, title=say("said", entry.title)) for entry in one.entries)
    return replace(one, entries=tuple(entries))


def _acts_for(found: Issue, principals: Principals) -> tuple[Link, ...]:
    """What whoever hands it over records of who does not sign in."""
    one, address = found.invitation, [found.edition.minute.conference_id, found.pk]
    papers = Link("Minute on paper (PDF)", reverse("conferences:minute_paper", args=address))
    verbs = access.held(one.conference.person, principals)
    acts = [papers]
    if access.tells_for(one, verbs):
        if not _handed(found):
            hands = reverse("conferences:hand_over", args=address)
            acts.append(Link("Record that it was handed over", hands))
        tells = reverse("conferences:tell_for", args=address)
        acts.append(Link("Record what they say is wrong", tells))
    if one.party == Party.PERSON and access.PREPARE in verbs:
        address_of = reverse("conferences:pass_on", args=address)
        acts.append(Link("Pass on their comments", address_of))
    return tuple(acts)


def _handed(found: Issue) -> bool:
    return found.receipts.filter(how=How.HANDED.value).exists()


def my_page(found: Issue, on: date) -> IssuedPage:
    """One's own version, with what can still be said of it."""
    until = last_day(received(found))
    acts = list(to_remark_on(found))
    if on <= until:
        address = reverse("conferences:tell", args=[found.invitation_id])
        acts.insert(0, Link("Say what is wrong in it", address))
    page = own_page(found)
    said = f"You can say what is wrong in it until {day(until)}."
    over = f"The time to say what is wrong in it ended on {day(until)}. Tell the ICM Co-ordinator."
    return replace(page, lead=f"{page.lead} {said if on <= until else over}", acts=tuple(acts))


def _agreed_to(one: Invitation) -> bool:
    """Of a relative: whether the person's consent to the notes stands, and nothing is against it."""
    if one.party != Party.FAMILY:
        return True
    consent = one.consent
    return consent is not None and consent.shares and Scope.MINUTE.value in consent.scope
