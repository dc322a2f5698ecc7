"""Asking the person early: do they come, what do they want raised, what help do they need (CC-PRISONER-ABSENT)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conferences import access
from conferences.actions.arranging import in_words
from conferences.actions.inviting import Answer, answer
from conferences.models import Conference, Invitation, Preparation
from conferences.policy.kinds import Party
from conferences.policy.preparing import ANSWERS, Attends, Help
from conferences.workflow import OPEN, Conferring
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused, same
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person said, in their own words where they are theirs. ``reference``: sent twice is asked once."""

    reference: str
    attends: Attends
    wants: str = ""
    help: Collection[Help] = ()
    help_words: str = ""
    on: date


@transaction.atomic
def prepare(
    row: Conference, asked: Asked, *, by: User, principals: Principals, at: datetime
) -> Preparation:
    """What they said is kept, and is their answer to the invitation if they are invited by then."""
    access.require(row.person, principals, access.PREPARE)
    here = Conference.objects.select_for_update().get(pk=row.pk)
    before = Preparation.objects.filter(conference=here, reference=asked.reference).first()
    if before is not None:
        return same(before, _columns(asked))
    if here.state not in OPEN:
        raise Refused(f"{in_words(here)} There is nothing more to ask beforehand.")
    if asked.on > in_scotland(at).date():
        raise Refused("That is in the future. Record it once they have been asked.")
    if asked.help_words and not asked.help:
        raise Refused("Choose which help they need.")
    made = Preparation.objects.create(
        conference=here,
        reference=asked.reference,
        recorded_at=at,
        asked_by=by,
        **_columns(asked),
    )
    _answer(here, asked.attends, by, principals, at)
    return made


def _answer(
    row: Conference, attends: Attends, by: User, principals: Principals, at: datetime
) -> None:
    one = Invitation.objects.filter(
        conference=row, party=Party.PERSON, withdrawn_at__isnull=True
    ).first()
    if one is None or row.state != Conferring.SET or attends not in ANSWERS:
        return
    said = Answer(reply=ANSWERS[attends], version=one.version)
    answer(one, said, by=by, principals=principals, at=at)


def _columns(asked: Asked) -> dict[str, object]:
    return {
        "attends": asked.attends.value,
        "wants": asked.wants,
        "help": [one.value for one in Help if one in asked.help],
        "help_words": asked.help_words,
        "asked_on": asked.on,
    }
