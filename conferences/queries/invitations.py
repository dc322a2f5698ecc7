"""Who is invited, what they answered, what that endangers; and what somebody signed in is invited to."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from conferences import access
from conferences.models import Conference, FamilyConsent, Invitation
from conferences.policy.kinds import CORE, HELD_BY, Party
from conferences.policy.replies import Reply
from conferences.queries.consents import to_invite
from conferences.queries.contributing import standing as standing_of
from conferences.queries.contributing import with_contributions
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.models import User
from icm.core.screen import Fact, Link
from icm.people.models import Person
from icm.people.queries import allocated_user, visible
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

# Who else works with people there, and can be invited as that.
OTHERS = {
    Role.PSYCHOLOGY: Party.PSYCHOLOGY,
    Role.PROGRAMMES_OFFICER: Party.PROGRAMMES,
    Role.NHS: Party.NHS,
    Role.PROVIDER: Party.SERVICE,
    Role.FIRST_LINE_MANAGER: Party.OTHER,
    Role.PAROLE_CO_ORDINATOR: Party.OTHER,
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who should be invited, or the role nobody holds for this person yet."""

    party: Party
    user: User | None
    core: bool
    consent: FamilyConsent | None = None  # of a relative, whatever social work found so far

    @property
    def key(self) -> str:
        """What a form names them by: there may be several relatives."""
        return f"{self.party.value}-{self.consent.pk}" if self.consent else self.party.value

    @property
    def known(self) -> bool:
        if self.consent is not None:
            return self.consent.may_attend
        return self.user is not None or self.party is Party.PERSON

    @property
    def words(self) -> str:
        mark = " (core member)" if self.core else ""
        if self.party is Party.PERSON:
            return f"The person themself{mark}"
        if self.consent is not None:
            return f"{self.party.label}: {self.consent.name}, {self.consent.relation}"
        return f"{self.party.label}{mark}: {self.user.display_name() if self.user else 'nobody'}"

    @property
    def missing(self) -> str:
        """What is to be done before they can be invited."""
        if self.consent is not None:
            return f"{self.party.label}: the person agreed, but social work has not looked at whom it is yet."
        return (
            f"{self.party.label}: nobody is allocated. Have somebody allocated, then invite them."
        )


@dataclass(frozen=True, slots=True)
class Mine:
    """A conference somebody signed in is invited to."""

    person: int
    title: str
    facts: tuple[Fact, ...]
    acts: tuple[Link, ...]


def proposed(row: Conference) -> list[Proposed]:
    """Core members and the personal officer, as they are allocated, and with consent the family to every conference
    (CC-FAMILY-CONSENT); those invited already left out."""
    invited = list(standing(row))
    there = {one.party for one in invited}
    found = []
    for party in (*CORE, Party.OFFICER):
        if party.value in there:
            continue
        found.append(Proposed(party, _holder(row, party), core=party in CORE))
    by = {one.consent_id for one in invited}
    family = [one for one in to_invite(row.person_id) if one.pk not in by]
    return found + [Proposed(Party.FAMILY, None, core=False, consent=one) for one in family]


def standing(row: Conference) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(conference=row, withdrawn_at__isnull=True)
    return rows.select_related(
        "user", "deputy", "consent__user", "answered_by", "excused_by"
    ).order_by("pk")


def invitation(row: Conference, pk: int) -> Invitation:
    """One that stands; 404 where it is another conference's, or none any more."""
    found = standing(row).select_related("conference__person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def by_key(pk: int) -> Invitation:
    """Whatever became of it, with all that a letter says. For whoever was authorized for the person already."""
    rows = Invitation.objects.select_related(
        "consent", "conference__person", "conference__establishment"
    )
    return rows.get(pk=pk)


def refuse_other(row: Invitation, party: Party) -> None:
    """404 where somebody else than such a party is invited."""
    if row.party != party:
        raise Http404


def own(user: int, pk: int) -> Invitation:
    """One's own invitation, for who may not know of the person otherwise; 404 if it is somebody else's."""
    found = _of_user(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def mine(user: int, principals: Principals, *, at: datetime) -> tuple[Mine, ...]:
    """What somebody signed in is invited to from now on, the soonest first. Three queries."""
    rows = list(
        with_contributions(_of_user(user))
        .filter(conference__state=Conferring.SET, conference__starts_at__gte=at)
        .order_by("conference__starts_at", "pk")
    )
    known = visible(principals).filter(pk__in={one.conference.person_id for one in rows})
    seen = set(known.values_list("pk", flat=True))
    on = in_scotland(at).date()
    return tuple(_mine(one, user, one.conference.person_id in seen, on) for one in rows)


def others(person: Person) -> dict[str, list[User]]:
    """Who else could be invited where the person is, by role. One query a role."""
    if person.establishment is None:
        return {}
    return {role.label: list(_holding(role, person.establishment.slug)) for role in OTHERS}


def party_of(user: User, person: Person) -> Party:
    """As what a member of staff from that list is invited."""
    place = person.establishment.slug if person.establishment else ""
    for role, party in OTHERS.items():
        if _holding(role, place).filter(pk=user.pk).exists():
            return party
    return Party.OTHER


def deputies(row: Invitation) -> QuerySet[User]:
    """Who could come instead: whoever holds the same post in the same team."""
    if row.user is None:
        return User.objects.none()
    teams = row.user.groups.values_list("pk", flat=True)
    found = User.objects.filter(is_active=True, groups__in=list(teams)).exclude(pk=row.user.pk)
    return found.distinct().order_by("last_name", "first_name", "pk")


def _of_user(user: int) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(access.theirs(user), withdrawn_at__isnull=True)
    return rows.select_related(
        "user", "deputy", "conference__person__establishment", "conference__establishment"
    )


def _holding(role: Role, place: str) -> QuerySet[User]:
    users = User.objects.filter(is_active=True, groups__team__role=role, groups__team__place=place)
    return users.distinct().order_by("last_name", "first_name", "pk")


def _holder(row: Conference, party: Party) -> User | None:
    if party is Party.CASE_CO_ORDINATOR:
        return row.chair or row.made_by
    role = HELD_BY.get(party)
    key = allocated_user(row.person, role) if role else None
    return User.objects.filter(pk=key).first() if key else None


def reply_to(one: Invitation, row: Conference) -> Reply | None:
    """What was answered for the date as it is now."""
    if not one.reply or one.answered_for != row.starts_at:
        return None
    return Reply(one.reply)


def _mine(one: Invitation, user: int, seen: bool, on: date) -> Mine:
    row = one.conference
    reply = reply_to(one, row)
    facts = [
        Fact("About", f"{row.person.full_name}, {row.person.number}"),
        Fact("When", moment(row.starts_at), note=f"{row.minutes} minutes"),
        Fact("Where", row.place, note=str(row.establishment or "")),
        Fact("Your answer", reply.label if reply else "Not given yet"),
        Fact("Your contribution", standing_of(one, on).words),
    ]
    acts = (
        [Link("Answer", reverse("conferences:answer", args=[one.pk]))]
        if one.user_id == user
        else []
    )
    acts.append(Link("Contribute in writing", reverse("conferences:contribute", args=[one.pk])))
    acts.append(Link("Add it to a calendar", reverse("conferences:calendar_file", args=[one.pk])))
    if seen:
        acts.append(Link("Open the conference", reverse("conferences:conference", args=[row.pk])))
    return Mine(person=row.person_id, title=str(row), facts=tuple(facts), acts=tuple(acts))
