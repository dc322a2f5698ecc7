"""Who received a minute: issued, its e-mail sent, opened or handed over; for whoever keeps or leads."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse

from conferences.models import Issue, Minute, Receipt
from conferences.policy.issuing import For
from conferences.policy.receiving import How
from conferences.queries.conferences import title
from conferences.queries.issues import issues_of, letter_key, users_of
from icm.core.dates import day, moment
from icm.core.models import Outgoing
from icm.core.screen import Entry
from icm.core.tables import Column, Table

MOST = 30  # minutes on the page of one's own; older ones stand with the conference
COLUMNS = (
    Column.of("Reader", "link", header=True, text="who", href="url", note="version"),
    Column.of("Issued", text="issued", note="edition"),
    Column.of("E-mail", text="mail"),
    Column.of("Received", text="received"),
)
_MAIL = {
    Outgoing.State.WAITING: "Waits to be sent",
    Outgoing.State.SENDING: "Is being sent",
    Outgoing.State.FAILED: "Could not be sent",
}


def issued_to(row: Minute) -> Table | None:
    """Each edition that went out: to whom, as what, and whether they have it. Three queries."""
    issues = list(
        Issue.objects.filter(edition__minute=row)
        .select_related("edition", "invitation__user", "invitation__deputy", "invitation__consent")
        .order_by("-edition__number", "pk")
    )
    if not issues:
        return None
    mails = _mails(issues)
    receipts: defaultdict[int, list[Receipt]] = defaultdict(list)
    for one in Receipt.objects.filter(issue__in=issues).select_related("by").order_by("at"):
        receipts[one.issue_id].append(one)
    rows = [_row(row, one, mails, receipts[one.pk]) for one in issues]
    return Table("Issued to", COLUMNS, rows, empty="Nobody.")


def my_minutes(user: int) -> tuple[tuple[Entry, ...], tuple[int, ...]]:
    """The minutes issued to somebody who signs in, the newest edition of each, and whom they are about. Two queries."""
    newest = {one.invitation_id: one for one in issues_of(user).order_by("edition__number")}
    latest = sorted(newest.values(), key=lambda one: one.at, reverse=True)[:MOST]
    opened = set(
        Receipt.objects.filter(issue__in=latest, by=user).values_list("issue_id", flat=True)
    )
    return (
        tuple(_mine(one, one.pk in opened) for one in latest),
        tuple(one.edition.minute.conference.person_id for one in latest),
    )


def _mine(one: Issue, opened: bool) -> Entry:
    row = one.edition.minute.conference
    return Entry(
        title=f"{title(row)}: {row.person.full_name}, {row.person.number}",
        when=f"Edition {one.edition.number}, issued on {day(one.at)}",
        text="" if opened else "You have not opened it yet.",
        href=reverse("conferences:my_minute", args=[one.invitation_id]),
    )


def _row(
    row: Minute, one: Issue, mails: Mapping[str, Outgoing], receipts: Sequence[Receipt]
) -> dict[str, str]:
    users = users_of(one.invitation)
    sent = [mails.get(letter_key(one.edition_id, user)) for user in users]
    return {
        "who": one.invitation.who(),
        "url": reverse("conferences:minute_for", args=[row.conference_id, one.pk]),
        "version": For(one.audience).label,
        "issued": day(one.at),
        "edition": f"Edition {one.edition.number}",
        "mail": ". ".join(dict.fromkeys(mailed(mail) for mail in sent)) or "None: on paper",
        "received": ". ".join(_got(found) for found in receipts)
        or ("Not opened yet" if users else "Not recorded as handed over yet"),
    }


def _mails(issues: Sequence[Issue]) -> dict[str, Outgoing]:
    keys = [letter_key(one.edition_id, user) for one in issues for user in users_of(one.invitation)]
    return {one.key: one for one in Outgoing.objects.filter(key__in=keys)}


def mailed(mail: Outgoing | None) -> str:
    if mail is None:
        return "None was written"
    if mail.sent_at is not None:
        return f"Sent on {moment(mail.sent_at)}"
    return _MAIL[Outgoing.State(mail.state)]


def _got(found: Receipt) -> str:
    if found.how == How.HANDED:
        return f"Handed over on paper on {day(found.on)}"
    return f"Opened by {found.by.display_name()} on {moment(found.at)}"
