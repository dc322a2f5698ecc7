"""When staff are there over the next fortnight, and who could stand in for whom."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.models.users import team_name
from icm.people import access
from icm.people.models import Absence, Allocation, Person, ShiftPattern
from icm.people.policy.shifts import Pattern, shift_on
from icm.policy.roles import COVERERS, Role

FORTNIGHT = 14
AWAY = "Away"
NOT_RECORDED = "Not recorded"
_WORDS = {shift.value: shift.label for shift in ShiftPattern.Shift} | {"": NOT_RECORDED}
_OFF = {_WORDS[ShiftPattern.Shift.REST.value], AWAY}


@dataclass(frozen=True, slots=True)
class Roster:
    """One member of staff, day by day from today; ``away`` says the absence that stands or comes next."""

    days: tuple[str, ...]
    away: str = ""
    cover: str = ""
    absence: int | None = None
    away_now: bool = False

    @property
    def today(self) -> str:
        return self.days[0]

    @property
    def in_words(self) -> str:
        """For somebody who chooses among several: today, how many days there, and when away."""
        known = [text for text in self.days if text != NOT_RECORDED]
        if not known:
            there = "shifts not recorded"
        else:
            working = sum(text not in _OFF for text in known)
            there = (
                f"{self.today.lower()} today, there on {working} of the next {len(self.days)} days"
            )
        return f"{there}; {self.away[0].lower()}{self.away[1:]}" if self.away else there


def rosters(users: Collection[int], *, on: date, days: int = FORTNIGHT) -> dict[int, Roster]:
    """The days from this one on for each of these members of staff. Two queries."""
    last = on + timedelta(days=days - 1)
    patterns: dict[int, list[Pattern]] = defaultdict(list)
    found = ShiftPattern.objects.filter(user__in=users, from_on__lte=last).order_by("from_on")
    for user, start, shifts in found.values_list("user_id", "from_on", "shifts"):
        patterns[user].append((start, shifts))
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in coming_absences(users, on=on):
        absences[absence.user_id].append(absence)
    return {user: _roster(patterns[user], absences[user], on, days) for user in users}


def coming_absences(users: Collection[int], *, on: date) -> QuerySet[Absence]:
    """What stands or comes, soonest first."""
    rows = Absence.objects.filter(user__in=users, until_on__gte=on, ended_at=None)
    return rows.select_related("cover", "user").order_by("from_on", "pk")


def _roster(patterns: list[Pattern], absences: list[Absence], on: date, days: int) -> Roster:
    dates = [on + timedelta(days=number) for number in range(days)]
    shifts = tuple(
        AWAY
        if any(absence.from_on <= one <= absence.until_on for absence in absences)
        else _WORDS[shift_on(patterns, one)]
        for one in dates
    )
    if not absences:
        return Roster(shifts)
    first = absences[0]
    return Roster(
        days=shifts,
        away=f"Away from {day(first.from_on)} to {day(first.until_on)}",
        cover=first.cover.display_name() if first.cover else "Nobody yet",
        absence=first.pk,
        away_now=first.from_on <= on,
    )


def may_cover(member: User) -> QuerySet[User]:
    """Who may stand in for this member of staff: residential staff where they work, by name."""
    names = [team_name(role, place) for place in access.workplaces(member) for role in COVERERS]
    found = User.objects.filter(is_active=True, groups__name__in=names).exclude(pk=member.pk)
    return found.distinct().order_by("last_name", "first_name", "pk")


def officers_of(place: str) -> QuerySet[User]:
    """The personal officers of an establishment, by name."""
    name = team_name(Role.PERSONAL_OFFICER, place)
    found = User.objects.filter(is_active=True, groups__name=name)
    return found.order_by("last_name", "first_name", "pk")


def case_load(users: Collection[int], role: Role = Role.PERSONAL_OFFICER) -> Counter[int]:
    """How many people in custody each of them is allocated to in that role."""
    rows = Allocation.objects.filter(
        user__in=users,
        role=role,
        until_on__isnull=True,
        person__released_on__isnull=True,
    )
    return Counter(dict(rows.order_by().values_list("user").annotate(n=Count("pk"))))


def without_officer(principals: Principals, place: str) -> QuerySet[Person]:
    """Who has no personal officer; whoever has been in custody longest comes first."""
    standing = Allocation.objects.filter(
        person=OuterRef("pk"), role=Role.PERSONAL_OFFICER, until_on__isnull=True
    )
    here = access.visible_to(principals).filter(
        ~Exists(standing), establishment__slug=place, released_on__isnull=True
    )
    return here.order_by("admitted_at", "pk")


def member_managed(principals: Principals, pk: int) -> User:
    """The member of staff; 404 for whoever is not First Line Manager where they work."""
    names = [
        team_name(role, place) for place in access.managed_places(principals) for role in COVERERS
    ]
    found = User.objects.filter(pk=pk, is_active=True, groups__name__in=names).first()
    if found is None:
        raise Http404
    return found


def absence_managed(principals: Principals, pk: int) -> Absence:
    """The absence of a member of staff whom the asker manages; else 404."""
    found = Absence.objects.select_related("user", "cover").filter(pk=pk).first()
    if found is None or not access.manages(found.user, principals):
        raise Http404
    return found


def standing_pattern(user: int) -> ShiftPattern | None:
    """The newest pattern on record, begun or not."""
    return ShiftPattern.objects.filter(user=user).order_by("-from_on").first()
