"""Those invited to one conference: what each answered, what that endangers, and whether the invitation reached them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from conferences import access
from conferences.models import Conference, Invitation
from conferences.policy.kinds import Party
from conferences.policy.replies import WITH_REASON, Reply, Seat, gaps
from conferences.queries.invitations import reply_to, standing
from conferences.queries.receipts import mailed
from conferences.workflow import Conferring
from icm.core.dates import day, moment
from icm.core.disclosure import Audience
from icm.core.models import Outgoing
from icm.core.screen import Entry, Fact


@dataclass(frozen=True, slots=True)
class Guests:
    """Those invited to one conference, and what their answers endanger."""

    entries: tuple[Entry, ...]
    endangered: tuple[str, ...]
    waiting: int


def guests(row: Conference, audience: Audience, held: frozenset[str]) -> Guests:
    """Everybody invited with their answers, and which core members cannot be counted on. Two queries at most."""
    rows = list(standing(row))
    answered = {one.pk: reply_to(one, row) for one in rows}
    seats = [Seat(Party(one.party), answered[one.pk], one.excused_at is not None) for one in rows]
    fixed = row.state == Conferring.SET
    keeps = fixed and held & {access.ARRANGE, access.RECEIPTS}
    mails = _mails(row, rows) if keeps else None
    return Guests(
        entries=tuple(
            Entry(
                title=one.who(),
                when=_as_what(one),
                text=_said(one, answered[one.pk]),
                facts=(*_entry_facts(one, audience), *_reached(one, row, mails)),
                href=_address(one, answered[one.pk], held) if fixed else "",
            )
            for one in rows
        ),
        endangered=tuple(f"{gap.party.label} {gap.because}" for gap in gaps(seats))
        if fixed
        else (),
        waiting=sum(reply is None for reply in answered.values()),
    )


def _as_what(one: Invitation) -> str:
    core = ", core member" if one.core else ""
    party = Party(one.party).label
    return f"{party}{core}" if one.who() != party else "Core member"


def _reached(
    one: Invitation, row: Conference, mails: Mapping[int, Outgoing] | None
) -> Iterable[Fact]:
    """For whoever arranges: the newest e-mail about this date, and whether it was looked at since it was fixed."""
    if mails is None or one.user_id is None:
        return
    opened = "Not opened yet"
    if one.opened_at is not None:
        seen = row.fixed_at is not None and one.opened_at >= row.fixed_at
        opened = f"Opened on {moment(one.opened_at)}"
        opened += "" if seen else ", not since the date was changed"
    yield Fact("E-mail", mailed(mails.get(one.user_id)), note=opened)


def _mails(row: Conference, invited: Sequence[Invitation]) -> dict[int, Outgoing]:
    """By user, the newest e-mail of this conference or of their invitation to it."""
    own = "|".join(str(one.pk) for one in invited) or "0"
    users = [one.user_id for one in invited if one.user_id]
    rows = Outgoing.objects.filter(
        Q(key__startswith=f"conference:{row.pk}:")
        | Q(key__regex=rf"^conference-(invitation|chase):({own}):"),
        recipient__in=users,
    ).order_by("pk")
    return {one.recipient_id: one for one in rows}


def _said(one: Invitation, reply: Reply | None) -> str:
    if one.came:
        return f"{one.get_came_display()}."
    if reply is None:
        before = (
            f" For the date it had before: {Reply(one.reply).label.lower()}." if one.reply else ""
        )
        return f"No answer yet. Invited on {day(one.sent_at)}.{before}"
    instead = f": {one.deputy.display_name()}" if one.deputy else ""
    return f"{reply.label}{instead}. Answered on {day(one.answered_at)}."


def _entry_facts(one: Invitation, audience: Audience) -> Iterable[Fact]:
    if why := access.shown(one, "reply_why", audience):
        yield Fact("Why", why)
    if one.excused_at is not None and one.excused_by is not None:
        by = f"by {one.excused_by.display_name()} on {day(one.excused_at)}"
        yield Fact("Absence approved", access.shown(one, "excused_why", audience), note=by)


def _address(one: Invitation, reply: Reply | None, held: frozenset[str]) -> str:
    """Where what can be done with it is done, for who may."""
    if access.APPROVE in held and one.core and reply in WITH_REASON and not one.excused_at:
        return reverse("conferences:excuse", args=[one.conference_id, one.pk])
    if access.answers_for(one, held):
        return reverse("conferences:answer_for", args=[one.conference_id, one.pk])
    return ""
