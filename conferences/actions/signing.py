"""Signing a minute, which keeps it as it stands, and opening another edition, which overwrites nothing."""

from datetime import datetime

from django.db import transaction

from conferences import access
from conferences.actions.minuting import locked_minute
from conferences.models import Conference, Edition, Minute
from conferences.policy.holding import THERE, Came
from conferences.policy.kinds import Kind, Party
from conferences.policy.minutes import Sat, Section, missing
from conferences.queries.editions import content_of
from conferences.workflow import MINUTING, Conferring, Minuting
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, Stale


@transaction.atomic
def sign(
    conference: Conference, *, version: int, by: User, principals: Principals, at: datetime
) -> Edition:
    """The minute as it stands is signed. ``version`` is that of the text that was read."""
    row = locked_minute(conference)
    if row.version != version:
        raise Stale(current="see the minute as it is now.", version=row.version)
    if gaps := gaps_of(row):
        raise Refused(" ".join(["The minute cannot be signed yet.", *gaps]))
    signed = MINUTING.apply(
        "sign",
        row,
        held=access.held_on(row.conference, principals),
        signed_at=at,
        signed_by=by,
    )
    return Edition.objects.create(
        minute=signed,
        number=row.number,
        content=content_of(row),
        why=row.reopened_why,
        signed_at=at,
        signed_by=by,
    )


@transaction.atomic
def reopen(
    conference: Conference, *, why: str, by: User, principals: Principals, at: datetime
) -> Minute:
    """Another edition is written, with the texts of the last to begin with. What was signed stays as it was."""
    row = locked_minute(conference)
    if not why:
        raise Refused("Say why there is to be another edition.")
    return MINUTING.apply(
        "reopen",
        row,
        held=access.held_on(row.conference, principals),
        number=row.number + 1,
        reopened_why=why,
        signed_at=None,
        signed_by=None,
        issued_at=None,
        issued_by=None,
        version=row.version + 1,
    )


def reopened(
    conference: Conference, *, why: str, by: User, principals: Principals, at: datetime
) -> Minute:
    """The edition in which something is put right: the one that is being written, else another."""
    row = locked_minute(conference)
    if row.state != Minuting.DRAFT:
        return reopen(conference, why=why, by=by, principals=principals, at=at)
    if access.SIGN not in access.held_on(row.conference, principals):
        raise NotAllowed("You may see this, but the minute is not yours to put right.")
    return row


def gaps_of(row: Minute) -> list[str]:
    """What keeps it from being signed, as sentences."""
    held = row.conference
    if held.state != Conferring.HELD:
        return ["Record first that the conference was held, and who was there."]
    came = held.invitations.filter(party=Party.FAMILY, withdrawn_at__isnull=True)
    sat = Sat(
        kind=Kind(held.kind),
        assessed=held.assessed,
        next_kind=Kind(held.next_kind) if held.next_kind else None,
        next_on=held.next_on,
        family_came=any(Came(one.came) in THERE for one in came if one.came),
    )
    written = {Section(one.section): one.body for one in row.parts.all()}
    return missing(written, [one.why for one in row.decisions.all()], sat)
