"""What somebody says is wrong in a minute, and the comments of the person: told, sent on, remarked on, answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from conferences import access
from conferences.actions.signing import reopened
from conferences.models import Invitation, Issue, Objection, Remark
from conferences.policy.correcting import why_not_told
from conferences.policy.kinds import Party
from conferences.queries.issues import attended, received, refuse_withdrawn
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.outbox import Letter, post
from icm.core.refusals import NotAllowed, Refused, Stale, same
from icm.core.wording import for_others, refuse_figures
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.conference_facts import Against


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said to be wrong. ``reference``: sent twice it is told once."""

    reference: str
    words: str
    disclosure: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether it is agreed to, and why; ``version`` is that of what was read."""

    agreed: bool
    why: str
    version: int


@transaction.atomic
def tell(issue: Issue, said: Said, *, by: User, principals: Principals, at: datetime) -> Objection:
    """An accuracy notice, by whoever it was issued to, or recorded for who does not sign in (CC-MINUTE-14D)."""
    one = issue.invitation
    audience = Audience(issue.audience)
    if access.is_relatives_minute(one, by.pk):
        # They read little of the case, and may tell staff what others should not read.
        audience = Audience.TEAM
    elif not access.is_own(one, by):
        if not access.may_tell_for(one, principals):
            raise NotAllowed("That is theirs to say.")
        audience = access.audience_of(one.conference.person, principals)
    if not access.cleared(said.disclosure, audience):
        raise NotAllowed("Nobody writes what they may not read. Choose other readers.")
    return _told(issue, Against.NOTICE, said, by, at)


@transaction.atomic
def pass_on(
    issue: Issue, said: Said, *, by: User, principals: Principals, at: datetime
) -> Objection:
    """The person's comments form, through the personal officer (CC-COMMENT). They may come at any time."""
    access.require(issue.edition.minute.conference.person, principals, access.PREPARE)
    if issue.invitation.party != Party.PERSON:
        raise Refused("Comments are the person's own. Others say what is wrong in it.")
    return _told(issue, Against.COMMENT, said, by, at)


@transaction.atomic
def send_on(
    row: Objection, *, version: int, by: User, principals: Principals, at: datetime
) -> Objection:
    """The ICM Co-ordinator acknowledges the comments and sends them to those who attended."""
    here = _locked(row, version)
    access.require(here.person, principals, access.OVERSEE)
    if here.kind != Against.COMMENT:
        raise Refused("Only comments are sent to those who attended. Answer this.")
    if here.sent_at is not None:
        return here
    here.sent_at, here.sent_by = at, by
    here.version += 1
    here.save(update_fields=["sent_at", "sent_by", "version"])
    post(_letters(here), at=at)
    facts_changed([here.person_id], at=at)
    return here


@transaction.atomic
def remark(row: Objection, invitation: Invitation, said: Said, *, by: User, at: datetime) -> Remark:
    """What somebody who attended says of the comments that were sent to them."""
    here = _locked(row, row.version)
    if here.sent_at is None or not access.is_own(invitation, by):
        raise NotAllowed("These comments were not sent to you.")
    if here.answered_at is not None:
        raise Refused("These comments are answered already.")
    _refuse_words(said)
    found, _ = Remark.objects.get_or_create(
        objection=here,
        reference=said.reference,
        defaults={
            "invitation": invitation,
            "at": at,
            "by": by,
            **_columns(said),
        },
    )
    return same(found, _columns(said))


@transaction.atomic
def settle(
    row: Objection, said: Verdict, *, by: User, principals: Principals, at: datetime
) -> Objection:
    """The answer. Agreed to, another edition amends the minute; not agreed to, it stands with the minute and why."""
    here = _locked(row, said.version)
    conference = here.issue.edition.minute.conference
    _require_settling(here, principals)
    if not said.why:
        raise Refused("Say why: it stands with the minute.")
    if here.answered_at is not None:
        raise Refused("It is answered already.")
    if here.kind == Against.COMMENT and here.sent_at is None:
        raise Refused("Send the comments to those who attended first.")
    refuse_figures(*for_others(here.disclosure, said.why))
    if said.agreed:
        minute = reopened(
            conference, why="Something in it was wrong.", by=by, principals=principals, at=at
        )
        here.amended_in = minute.number
    else:
        here.settled_on = in_scotland(at).date()
    here.agreed, here.answer, here.answered_at, here.answered_by = said.agreed, said.why, at, by
    here.version += 1
    here.save()
    facts_changed([here.person_id], at=at)
    return here


def _told(issue: Issue, kind: Against, said: Said, by: User, at: datetime) -> Objection:
    before = Objection.objects.filter(issue=issue, reference=said.reference).first()
    if before is not None:
        return same(before, _columns(said))
    person = issue.edition.minute.conference.person
    # The person is held before what is due is worked out, as by every act on them.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse_withdrawn(issue.invitation)
    _refuse_words(said)
    if kind is Against.NOTICE and (
        reason := why_not_told(received(issue), said.on, in_scotland(at).date())
    ):
        raise Refused(reason)
    if said.on > in_scotland(at).date():
        raise Refused("That is in the future. Record it once it was said.")
    made = Objection.objects.create(
        person=person,
        issue=issue,
        kind=kind.value,
        reference=said.reference,
        told_on=said.on,
        made_at=at,
        made_by=by,
        **_columns(said),
    )
    facts_changed([person.pk], at=at)
    return made


def _columns(said: Said) -> dict[str, str]:
    return {"words": said.words, "disclosure": said.disclosure}


def _refuse_words(said: Said) -> None:
    if not said.words:
        raise Refused("Say what is wrong.")
    refuse_figures(*for_others(said.disclosure, said.words))


def _require_settling(here: Objection, principals: Principals) -> None:
    """Nobody answers what they may not read."""
    conference = here.issue.edition.minute.conference
    if not access.settles(here, access.held_on(conference, principals)):
        raise NotAllowed("You may see this, but the answer is not yours to give.")
    audience = access.audience_of(conference.person, principals)
    if not access.cleared(here.disclosure, audience):
        raise NotAllowed("This is withheld from you: somebody who may read it answers it.")


def _locked(row: Objection, version: int) -> Objection:
    rows = Objection.objects.select_for_update(of=("self",)).select_related(
        "person", "issue__edition__minute__conference__person", "issue__invitation"
    )
    here = rows.get(pk=row.pk)
    if here.version != version:
        raise Stale(current="see it as it is now.", version=here.version)
    return here


def _letters(row: Objection) -> Iterator[Letter]:
    """To those who attended and sign in; the others are asked by whoever keeps the minute."""
    for user, invitation in attended(row.issue.edition):
        page = reverse("conferences:my_minute", args=[invitation])
        yield Letter.naming_nobody(
            key=f"minute-comment:{row.pk}:{user}",
            recipient=user,
            subject="ICM: comments on the minute of a case conference",
            words=f"Sign in to read them, and to say what you make of them: {settings.BASE_URL}{page}",
        )
