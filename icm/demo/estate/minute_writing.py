"""Putting invented minutes into the tables. What a signed one holds, and who gets it, is what the acts keep."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from django.apps import apps

from conferences.policy.issuing import audience_for
from conferences.policy.kinds import Party
from conferences.policy.receiving import How
from conferences.queries.editions import content_of
from conferences.queries.issues import readers
from icm.core.bulk import copy, reserve
from icm.demo.estate.minutes import DECISION, PART, Sitting, decisions, parts
from icm.demo.estate.staff import Staff
from icm.demo.estate.writing import EVENT
from icm.policy.facts import EventKind

Row = Sequence[Any]

MINUTE = (
    "id", "conference", "state", "number", "drafted_at", "drafted_by", "signed_at", "signed_by", "issued_at",
    "issued_by", "reopened_why", "version",
)  # fmt: skip
AGREED = ("minute", "reference", "line", "at", "by")
EDITION = ("id", "minute", "number", "content", "why", "signed_at", "signed_by")
ISSUE = ("id", "edition", "invitation", "audience", "at", "by")
RECEIPT = ("issue", "how", "on", "at", "by")
RELATIVE = (
    "conference", "party", "name", "consent", "core", "sent_at", "sent_by", "reply", "reply_why", "answered_for",
    "answered_at", "answered_by", "excused_why", "came", "version",
)  # fmt: skip
HANDED, OPENED = 0.7, 0.5  # of copies on paper, of those read on the screen
AGREED_WITHIN = timedelta(days=12)  # of the conference: an action put in force was agreed there


def write_minutes(
    sittings: Sequence[Sitting],
    consents: Mapping[int, int],
    users: Mapping[int, int],
    staff: Staff,
    draw: Random,
) -> int:
    """``consents``: by conference, the one by which a relative came. Returns how many were issued."""
    keys = reserve(_model("Minute"), len(sittings))
    held = dict(zip(keys, sittings, strict=True))
    relatives = (_relative(one, consents[one.key]) for one in sittings if one.key in consents)
    copy(_model("Invitation"), RELATIVE, relatives)
    copy(_model("Minute"), MINUTE, (_minute(key, one) for key, one in held.items()))
    copy(_model("Part"), PART, (row for pair in held.items() for row in parts(*pair, draw)))
    decided = (row for pair in held.items() for row in decisions(*pair, draw))
    copy(_model("Decision"), DECISION, decided)
    copy(
        _model("Agreed"), AGREED, list(_agreed(held))
    )  # it asks the database: not while a COPY is on
    editions = _sign(held)
    issued = [(edition, held[key]) for key, edition in editions.items() if held[key].issued_at]
    _issue(issued, users, staff, draw)
    return len(issued)


def _minute(key: int, one: Sitting) -> Row:
    signed, issued = one.signed_at, one.issued_at
    return (
        key, one.key, one.state, 1, one.starts_at, one.by, signed, one.by if signed else None, issued,
        one.by if issued else None, "", 2,
    )  # fmt: skip


def _relative(one: Sitting, consent: int) -> Row:
    return (
        one.key, Party.FAMILY.value, "", consent, False, one.invited_at, one.by, "accepted", "", one.starts_at,
        one.invited_at + timedelta(days=3), one.by, "", "attended", 1,
    )  # fmt: skip


def _agreed(held: Mapping[int, Sitting]) -> Iterator[Row]:
    """The actions that came into the plan within days of it."""
    found: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    rows = (
        apps.get_model("casework", "PlanAction")
        ._default_manager.filter(plan__person__in=[one.of.key for one in held.values()])
        .order_by("plan", "line")
        .values_list("plan__person", "line", "plan__from_on", "start_on")
    )
    for person, line, from_on, start_on in rows:
        if from_on == start_on:
            found[person].append((line, from_on))
    for key, one in held.items():
        last = one.held_on + AGREED_WITHIN
        now = [line for line, on in found[one.of.key] if on and one.held_on <= on <= last]
        for line in now[:2]:
            yield (key, f"estate-{line}", line, one.starts_at, one.by)


def _sign(held: Mapping[int, Sitting]) -> dict[int, int]:
    """The edition of each minute that is signed, by the minute's key."""
    signed = {key: one for key, one in held.items() if one.signed_at}
    editions = dict(zip(signed, reserve(_model("Edition"), len(signed)), strict=True))
    rows = _model("Minute")._default_manager.select_related("conference__chair")
    minutes = rows.filter(pk__in=signed).order_by("pk")
    contents = [(minute.pk, content_of(minute)) for minute in minutes]  # before the COPY begins
    written = (
        (editions[key], key, 1, content, "", signed[key].signed_at, signed[key].by)
        for key, content in contents
    )
    copy(_model("Edition"), EDITION, written)
    return editions


def _issue(
    issued: list[tuple[int, Sitting]], users: Mapping[int, int], staff: Staff, draw: Random
) -> None:
    """To the readers that the act would find, each as they may read it, with the event that says so."""
    model = _model("Conference")
    found = [
        (edition, one, invitation)
        for edition, one in issued
        for invitation in readers(model(pk=one.key))
    ]
    keys = reserve(_model("Issue"), len(found))
    listed = list(zip(keys, found, strict=True))
    rows = (
        (key, edition, to.pk, audience_for(Party(to.party)).value, one.issued_at, one.by)
        for key, (edition, one, to) in listed
    )
    copy(_model("Issue"), ISSUE, rows)
    received = (
        row for key, (_, one, to) in listed for row in _receipts(key, one, to, users, staff, draw)
    )
    copy(_model("Receipt"), RECEIPT, received)
    copy(apps.get_model("people", "Event"), EVENT, (_event(*pair) for pair in issued))


def _receipts(
    key: int, one: Sitting, to: Any, users: Mapping[int, int], staff: Staff, draw: Random
) -> Iterator[Row]:
    """On paper to the person and their relative, the day after; opened by those who sign in, soon."""
    if one.issued_at is None:
        return
    at = one.issued_at + timedelta(hours=draw.randint(2, 20))
    if to.party in (Party.PERSON, Party.FAMILY) and draw.random() < HANDED:
        yield (key, How.HANDED.value, at.date(), at, one.of.officer(staff))
    user = users.get(one.of.key) if to.party == Party.PERSON else to.user_id
    if user and draw.random() < OPENED:
        yield (key, How.OPENED.value, at.date(), at, user)


def _event(edition: int, one: Sitting) -> Row:
    on = one.issued_at.date() if one.issued_at else None
    kind = EventKind.CC_MINUTE.value
    return (one.of.key, f"minute-{edition}", kind, on, None, "", "", one.issued_at, one.by)


def _model(name: str) -> Any:
    return apps.get_model("conferences", name)
