"""Who is to be told of a person's deadline: of those who hold the role, only whoever may know of the person."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from icm.clocks.policy import Stage
from icm.core.access import covers
from icm.core.models import Team, User
from icm.people import access
from icm.people.models import Allocation
from icm.policy import risk_record
from icm.policy.roles import Role

# Who is told where nobody holds the role that must act.
IN_THEIR_PLACE = (Role.FIRST_LINE_MANAGER, Role.ICM_CO_ORDINATOR)


@dataclass(frozen=True, slots=True)
class Recipients:
    """Teams by their group's key, and personal allocations by person and role; active users only.

    ``covered`` names who stands in for a personal officer who is away.
    """

    roles: Mapping[int, str]
    places: Mapping[int, str]
    members: Mapping[int, Collection[int]]
    allocated: Mapping[tuple[int, str], int]
    covered: Mapping[int, int]

    def holding(self, role: str, person: int, acl: Collection[int]) -> list[int]:
        """The user to whom the person is allocated in that role, else the members of the teams in that role.

        Whoever stands in for them is told as well: the officer finds it on coming back.
        """
        personal = self.allocated.get((person, role))
        if personal is not None and -personal in acl:
            cover = self.covered.get(personal) if role == Role.PERSONAL_OFFICER else None
            return [personal] if cover is None else [personal, cover]
        return [user for team in acl if self.roles.get(team) == role for user in self.members[team]]

    def reading(self, rule: str, acl: Collection[int], expected: str) -> Collection[int]:
        """Of those who may know of the person, whoever may read what the rule says; ``expected`` is the establishment
        that only awaits them, of which nobody reads about their risk before they arrive.
        """
        if rule not in risk_record.RULES:
            return acl
        return [key for key in acl if key < 0 or self._reads(key, expected)]

    def _reads(self, team: int, expected: str) -> bool:
        role = self.roles.get(team)
        verbs = access.VERBS[Role(role)] if role in access.VERBS else frozenset()
        return access.READ_RISK in verbs and (not expected or self.places[team] != expected)

    def to_tell(
        self, owner: str, person: int, acl: Collection[int], come: Collection[Stage]
    ) -> Iterator[tuple[int, bool]]:
        """Users, each once, and whether it is told to them in place of or above the owner."""
        owners = self.holding(owner, person, acl)
        above = [stage.to for stage in come if stage.to is not None]
        if not owners and not above:
            above = [role for role in IN_THEIR_PLACE if self.holding(role, person, acl)][:1]
        told = set(owners)
        yield from ((user, False) for user in sorted(told))
        for role in above:
            for user in self.holding(role, person, acl):
                if user not in told:
                    told.add(user)
                    yield user, True


def recipients(on: date) -> Recipients:
    """As teams and allocations stand now, and who stands in for whom on that day; four queries."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    posts = User.groups.through.objects.filter(user__is_active=True).order_by("user_id")
    for group, user in posts.values_list("group_id", "user_id"):
        members[group].append(user)
    standing = Allocation.objects.filter(Q(until_on=None), user__is_active=True)
    teams = list(Team.objects.values_list("group_id", "role", "place"))
    return Recipients(
        roles={team: role for team, role, _ in teams},
        places={team: place for team, _, place in teams},
        members=members,
        allocated={
            (person, role): user
            for person, role, user in standing.values_list("person_id", "role", "user_id")
        },
        covered=dict(covers(on, absences__cover__is_active=True)),
    )
