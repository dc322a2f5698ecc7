"""Who is there on which days of a schedule: shifts and absences of staff, days on which social workers come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from conferences.models import SocialWorkDay
from conferences.policy.kinds import Party
from conferences.policy.placing import Member, Time, rules
from conferences.policy.placing.facts import Hours
from icm.core.models import Team, User
from icm.people.models import Absence, Establishment, ShiftPattern
from icm.people.policy.shifts import Pattern, shift_on
from icm.policy.calendar import in_scotland
from icm.policy.roles import Role

ALL_DAY = (0, 24 * 60)


def time_of(start: datetime, end: datetime) -> Time:
    """By the clock in Scotland."""
    first, last = in_scotland(start), in_scotland(end)
    return Time(first.date(), first.hour * 60 + first.minute, last.hour * 60 + last.minute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diaries:
    """What is on record of these members of staff, read once."""

    on: date
    names: Mapping[int, str]
    patterns: Mapping[int, list[Pattern]]
    absences: Mapping[int, list[tuple[date, date]]]
    councils: Mapping[int, str]  # by community social worker
    weekdays: Mapping[
        str, frozenset[int]
    ]  # on which those of a council come; "" for the prison's own

    @classmethod
    def read(cls, place: Establishment, users: Collection[int], *, on: date) -> Self:
        """Six queries."""
        return cls(
            on=on,
            names={user.pk: user.display_name() for user in User.objects.filter(pk__in=users)},
            patterns=_patterns(users),
            absences=_absences(users, on),
            councils=_councils(users),
            weekdays=_weekdays(place),
        )

    def member(self, user: int, party: Party, busy: Iterable[Time]) -> Member:
        days = [self.on + timedelta(days=n) for n in range(7 * rules.WEEKS.at(self.on))]
        return Member(
            key=user,
            name=self.names[user],
            party=party.label,
            hours={day: hours for day in days for hours in self._hours(user, party, day)},
            busy=tuple(busy),
        )

    def _hours(self, user: int, party: Party, day: date) -> tuple[Hours | None, ...]:
        """None where they are away; nothing where nothing is on record."""
        if any(start <= day <= end for start, end in self.absences.get(user, ())):
            return (None,)
        comes = self._comes(user, party, day)
        shift = shift_on(self.patterns.get(user, ()), day)
        if comes is False:
            return (None,)
        if shift:
            return (rules.hours_of(shift, self.on),)
        return (ALL_DAY,) if comes else ()

    def _comes(self, user: int, party: Party, day: date) -> bool | None:
        """Whether it is a day of their team; None where its days are not recorded, or it has none."""
        if party not in (Party.PBSW, Party.CBSW):
            return None
        team = self.councils.get(user, "?") if party is Party.CBSW else ""
        weekdays = self.weekdays.get(team)
        return None if weekdays is None else day.weekday() in weekdays


def _patterns(users: Collection[int]) -> dict[int, list[Pattern]]:
    found: dict[int, list[Pattern]] = defaultdict(list)
    rows = ShiftPattern.objects.filter(user__in=users).order_by("from_on")
    for user, start, shifts in rows.values_list("user_id", "from_on", "shifts"):
        found[user].append((start, shifts))
    return found


def _absences(users: Collection[int], on: date) -> dict[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = Absence.objects.filter(user__in=users, until_on__gte=on, ended_at=None)
    for user, start, end in rows.order_by("pk").values_list("user_id", "from_on", "until_on"):
        found[user].append((start, end))
    return found


def _councils(users: Collection[int]) -> dict[int, str]:
    rows = Team.objects.filter(group__user__in=users, role=Role.CBSW).order_by("place")
    return dict(rows.values_list("group__user", "place"))


def _weekdays(place: Establishment) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    rows = SocialWorkDay.objects.filter(establishment=place)
    for council, weekday in rows.values_list("authority__slug", "weekday"):
        found[council or ""].add(weekday)
    return {council: frozenset(days) for council, days in found.items()}
