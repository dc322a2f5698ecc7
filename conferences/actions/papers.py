"""Sending the papers of a conference: the outcome of the LS/CMI in words, never figures (RA-2W, DISC-SCORE)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conferences import access
from conferences.actions.arranging import in_words
from conferences.actions.letters import tell_of
from conferences.models import Conference, Papers
from conferences.policy.kinds import Party
from conferences.policy.papers import READERS, How, missing
from conferences.queries.invitations import standing
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused, same
from icm.people import actions as people
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from risk.queries import usable


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """To whom, how and on which day. ``reference``: sent twice, it is recorded once."""

    reference: str
    parties: Collection[Party]
    how: How
    on: date


@transaction.atomic
def send_papers(
    row: Conference, sending: Sending, *, by: User, principals: Principals, at: datetime
) -> Papers:
    """They were sent; who reads them here is told so. The clock goes on once all have them who must."""
    access.require(row.person, principals, access.SEND)
    here = Conference.objects.select_for_update(of=("self",)).select_related("person")
    conference = here.get(pk=row.pk)
    before = Papers.objects.filter(conference=conference, reference=sending.reference).first()
    if before is not None:
        return same(before, _columns(sending))
    assessment = _refuse(conference, sending, at)
    made = Papers.objects.create(
        conference=conference,
        reference=sending.reference,
        assessment_id=assessment,
        recorded_at=at,
        recorded_by=by,
        **_columns(sending),
    )
    if not missing(sent_to(conference, assessment)):
        happened = people.Happening(
            reference=f"papers-{made.pk}", kind=EventKind.PAPERS_SENT, on=made.on
        )
        people.note_events(conference.person, [happened], by=by, at=at)
    if sending.how is How.SYSTEM:
        told = {
            one.user_id: one
            for one in standing(conference)
            if one.user_id and one.party in made.parties
        }
        tell_of("papers", told, at=at)
    return made


def sent_to(row: Conference, assessment: int | None) -> set[Party]:
    """Who has those of this assessment."""
    rows = Papers.objects.filter(conference=row, assessment=assessment)
    return {Party(party) for parties in rows.values_list("parties", flat=True) for party in parties}


def _refuse(row: Conference, sending: Sending, at: datetime) -> int:
    """The assessment that is sent."""
    if row.state != Conferring.SET:
        raise Refused(f"{in_words(row)} Papers are sent for a conference with a date.")
    found = usable(row.person_id)
    if found.assessment is None or found.done_on is None or not found.is_usable:
        raise Refused(found.why_not)
    if not sending.parties or not set(sending.parties) <= set(READERS):
        raise Refused("Say to whom they were sent.")
    if sending.on > in_scotland(at).date():
        raise Refused("That day is in the future.")
    if sending.on < found.done_on:
        raise Refused(f"The LS/CMI was done on {day(found.done_on)}: it was not sent before that.")
    return found.assessment


def _columns(sending: Sending) -> dict[str, object]:
    return {
        "parties": [one.value for one in READERS if one in sending.parties],
        "how": sending.how.value,
        "on": sending.on,
    }
