"""Inviting people to a conference, and what they answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from conferences import access
from conferences.actions.arranging import in_words, locked
from conferences.actions.consents import consented
from conferences.actions.letters import tell_of, tell_relatives
from conferences.models import Conference, FamilyConsent, Invitation
from conferences.policy.kinds import CORE, Party
from conferences.policy.replies import WITH_REASON, Reply
from conferences.queries.invitations import standing
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, Stale


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is to come, and as what: a member of staff, the person it is about, or somebody by name.

    A relative comes by the person's consent, and by nothing else (CC-FAMILY-CONSENT).
    """

    party: Party
    user: User | None = None
    name: str = ""
    consent: FamilyConsent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answered; ``why`` where they do not come, ``deputy`` where they send somebody else."""

    reply: Reply
    why: str = ""
    deputy: User | None = None
    version: int


@transaction.atomic
def invite(
    row: Conference,
    guests: Iterable[Guest],
    *,
    version: int,
    by: User,
    principals: Principals,
    at: datetime,
) -> list[Invitation]:
    """Invite these; who is invited already stays so and is not written to again. Returns those newly invited."""
    here = locked(row, version)
    access.require(here.person, principals, access.ARRANGE)
    refuse_unfixed(here)
    there = {(one.party, one.user_id, one.name, one.consent_id) for one in standing(here)}
    wanted = [_checked(guest, here) for guest in guests]
    fresh = [guest for guest in dict.fromkeys(wanted) if _key(guest) not in there]
    made = [
        Invitation.objects.create(
            conference=here,
            party=guest.party,
            user=guest.user,
            name=guest.name,
            consent=guest.consent,
            core=guest.party in CORE,
            sent_at=at,
            sent_by=by,
        )
        for guest in fresh
    ]
    if made and here.invited_at is None:
        here.invited_at = at
        here.save(update_fields=["invited_at"])
        facts_changed([here.person_id], at=at)
    tell_of("invite", {one.user_id: one for one in made if one.user_id}, at=at)
    tell_relatives(f"conference-invited:{here.pk}:{here.version}", made, at=at)
    return made


@transaction.atomic
def answer(
    row: Invitation, said: Answer, *, by: User, principals: Principals, at: datetime
) -> Invitation:
    """What was answered: by whoever is invited, or told to who arranges it or, by the person, to who prepares them."""
    here = _mine_or(row, said.version, by, principals)
    refuse_unfixed(here.conference)
    owes_no_reason = here.party == Party.PERSON or access.is_relatives(here, by.pk)
    if said.reply in WITH_REASON and not said.why and not owes_no_reason:
        raise Refused("Say why: it is minuted.")
    if (said.reply is Reply.DEPUTY) is not (said.deputy is not None):
        raise Refused("Say who comes instead, and only then.")
    if said.deputy is not None and said.deputy == here.user:
        raise Refused("That is the same person. Choose who comes instead.")
    before = here.deputy_id
    here.reply, here.reply_why, here.deputy = said.reply.value, said.why, said.deputy
    here.answered_for, here.answered_at, here.answered_by = here.conference.starts_at, at, by
    # What was approved, was approved of another answer.
    here.excused_why, here.excused_at, here.excused_by = "", None, None
    here.version += 1
    here.save()
    if here.deputy_id != before:
        tell_of("invite", {here.deputy_id: here} if here.deputy_id else {}, at=at)
        _tell_gone(here, {before}, at)
    return here


@transaction.atomic
def look(user: int, *, at: datetime) -> int:
    """They have the list of what they are invited to before them: kept once, and once more after each new date."""
    new = Q(opened_at__isnull=True) | Q(opened_at__lt=F("conference__fixed_at"))
    rows = Invitation.objects.filter(access.theirs(user), new, withdrawn_at__isnull=True)
    return rows.filter(conference__state=Conferring.SET, conference__starts_at__gt=at).update(
        opened_at=at
    )


@transaction.atomic
def excuse(
    row: Invitation, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Invitation:
    """The ICM Co-ordinator approves that a core member does not come; the rationale is minuted (CC-ABSENCE)."""
    here = _locked(row, version)
    access.require(here.conference.person, principals, access.APPROVE)
    if here.reply not in WITH_REASON:
        raise Refused("Only an absence can be approved: they have not said that they do not come.")
    if not why:
        raise Refused("Say why it is approved: it is minuted.")
    here.excused_why, here.excused_at, here.excused_by = why, at, by
    here.version += 1
    here.save(update_fields=["excused_why", "excused_at", "excused_by", "version"])
    return here


@transaction.atomic
def uninvite(row: Invitation, *, version: int, principals: Principals, at: datetime) -> Invitation:
    """Invited by mistake. Whoever is not invited reads nothing of the conference from the next request on."""
    here = _locked(row, version)
    access.require(here.conference.person, principals, access.ARRANGE)
    here.withdrawn_at = at
    here.version += 1
    here.save(update_fields=["withdrawn_at", "version"])
    _tell_gone(here, {here.user_id, here.deputy_id}, at)
    return here


def _tell_gone(row: Invitation, users: set[int | None], at: datetime) -> None:
    """Whoever is not to come any more, unless they are invited in another way too."""
    there = list(standing(row.conference))
    still = {user for one in there for user in (one.user_id, one.deputy_id)}
    tell_of("uninvite", {user: row for user in users - still if user}, at=at)


def _mine_or(row: Invitation, version: int, by: User, principals: Principals) -> Invitation:
    here = _locked(row, version)
    if here.user_id == by.pk or access.is_relatives(here, by.pk):
        return here
    if not access.may_answer_for(here, principals):
        raise NotAllowed("That answer is theirs to give.")
    return here


def _locked(row: Invitation, version: int) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    here = rows.select_related("conference__person__establishment", "user").get(pk=row.pk)
    if here.withdrawn_at is not None:
        raise Refused("They are not invited any more.")
    if here.version != version:
        said = Reply(here.reply).label.lower() if here.reply else "no answer yet"
        raise Stale(current=f"{here.who()}: {said}.", version=here.version)
    return here


def refuse_unfixed(row: Conference) -> None:
    """Nobody is asked to come on a day that is not fixed."""
    if row.state != Conferring.SET:
        raise Refused(f"{in_words(row)} Invitations are to a fixed date.")


def _checked(guest: Guest, row: Conference) -> Guest:
    if guest.party is Party.FAMILY:
        return Guest(Party.FAMILY, consent=consented(guest.consent, row.person_id))
    if guest.user is None and not guest.name and guest.party is not Party.PERSON:
        raise Refused("Say who is invited.")
    return guest


def _key(guest: Guest) -> tuple[str, int | None, str, int | None]:
    user = guest.user.pk if guest.user else None
    consent = guest.consent.pk if guest.consent else None
    return guest.party.value, user, guest.name, consent
