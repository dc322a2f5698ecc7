"""Accounts for every role at every establishment and council: one password, hashed once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from icm.core.models.users import team_name
from icm.demo.estate import names, services
from icm.demo.estate.plan import LONG, Slot, Sort
from icm.demo.estate.records import RESIDENCES
from icm.people.actions.places import COUNCILS, ESTABLISHMENTS, posts
from icm.policy.roles import Role

OFFICER_HAS, SOCIAL_WORKER_HAS = 8, 25  # people allocated to each
ENHANCED = (*LONG, Sort.SRO, Sort.STSO, Sort.SHORT_EXTENDED)
MAIL = "example.org"  # reserved for examples: nobody receives what is sent there

PREFIXES = {
    Role.ICM_CO_ORDINATOR: "coordinator",
    Role.ICM_CASE_CO_ORDINATOR: "casecoordinator",
    Role.ICM_ADMINISTRATOR: "admin",
    Role.PERSONAL_OFFICER: "officer",
    Role.RESIDENTIAL_OFFICER: "residential",
    Role.FIRST_LINE_MANAGER: "flm",
    Role.LINKS_CENTRE: "links",
    Role.RECEPTION: "reception",
    Role.PBSW: "pbsw",
    Role.PBSW_TEAM_MANAGER: "pbswmanager",
    Role.CBSW: "cbsw",
    Role.CBSW_TEAM_MANAGER: "cbswmanager",
    Role.PSYCHOLOGY: "psychology",
    Role.PROGRAMMES_OFFICER: "programmes",
    Role.NHS: "nhs",
    Role.PROVIDER: "provider",
    Role.INTELLIGENCE_UNIT: "intelligence",
    Role.RMT_CHAIR: "rmtchair",
    Role.PAROLE_CO_ORDINATOR: "parole",
    Role.HQ: "hq",
    Role.MINISTERS: "ministers",
    Role.RMA: "rma",
    Role.POLICE: "police",
    Role.HMIPS: "hmips",
    Role.SYSTEM_ADMINISTRATOR: "sysadmin",
}
SEVERAL = (Role.PERSONAL_OFFICER, Role.RESIDENTIAL_OFFICER, Role.PBSW, Role.CBSW)


@dataclass(frozen=True, slots=True)
class Account:
    """One member of staff before they have a key."""

    username: str
    role: Role
    place: str


class Staff:
    """The keys of those who hold each post."""

    def __init__(self, holders: Mapping[tuple[Role, str], list[int]]) -> None:
        self._holders = holders
        self._turns: Counter[tuple[Role, str]] = Counter()

    def first(self, role: Role, place: str) -> int:
        return self._holders[role, place][0]

    def pick(self, role: Role, place: str, turn: int) -> int:
        """Any of them: the same for the same turn."""
        holders = self._holders[role, place]
        return holders[turn % len(holders)]

    def all_of(self, role: Role, place: str) -> list[int]:
        return self._holders.get((role, place), [])

    def next(self, role: Role, place: str) -> int:
        """In turn, so that everybody comes to have about as many people."""
        holders = self._holders[role, place]
        turn = self._turns[role, place]
        self._turns[role, place] += 1
        return holders[turn % len(holders)]


def accounts(slots: Iterable[Slot]) -> Iterator[Account]:
    """As many as that many people need."""
    wanted = _wanted(list(slots))
    for role, place in posts():
        where = f".{place}" if place else ""
        for turn in range(1, wanted.get((role, place), 1) + 1):
            number = turn if role in SEVERAL else ""
            yield Account(f"{PREFIXES[role]}{number}{where}", role, place)


def appoint(wanted: Iterable[Account], *, password: str, seed: int, at: datetime) -> Staff:
    """Make the accounts, each in the team of its post. ``password`` is a hash."""
    draw = Random(f"{seed}/staff")  # noqa: S311 - an invention that can be repeated, no secret
    users = get_user_model()
    listed = list(wanted)
    made = users.objects.bulk_create(
        [
            users(
                username=account.username,
                first_name=names.given(draw, woman=draw.random() < 0.45).split()[0],
                last_name=names.family(draw),
                email=f"{account.username}@{MAIL}",
                password=password,
                date_joined=at,
            )
            for account in listed
        ]
    )
    groups = dict(Group.objects.values_list("name", "pk"))
    membership = users.groups.through
    holders: dict[tuple[Role, str], list[int]] = {}
    rows = []
    for account, user in zip(listed, made, strict=True):
        group = groups[team_name(account.role, account.place)]
        rows.append(membership(user_id=user.pk, group_id=group))
        holders.setdefault((account.role, account.place), []).append(user.pk)
    for service, role, place in services.teams():
        # Whoever holds the post at the establishment works in its service, and sees who was referred there.
        group = groups[team_name(role, service)]
        rows.append(membership(user_id=holders[role, place][0], group_id=group))
    membership.objects.bulk_create(rows)
    return Staff(holders)


def _wanted(slots: list[Slot]) -> dict[tuple[Role, str], int]:
    """More than one only where caseloads ask for it."""
    held = Counter(slot.establishment for slot in slots)
    enhanced = Counter(slot.establishment for slot in slots if slot.sort in ENHANCED)
    whole = sum(RESIDENCES.values())
    wanted = {
        (Role.CBSW, council): _share(
            enhanced.total() * RESIDENCES.get(council, 0) / whole, SOCIAL_WORKER_HAS
        )
        for council in COUNCILS
    }
    for place in ESTABLISHMENTS:
        people = held[place.slug]
        wanted[Role.PERSONAL_OFFICER, place.slug] = _share(people, OFFICER_HAS)
        wanted[Role.RESIDENTIAL_OFFICER, place.slug] = _share(people, 100)
        wanted[Role.PBSW, place.slug] = _share(enhanced[place.slug], SOCIAL_WORKER_HAS)
    return wanted


def _share(people: float, each: int) -> int:
    return max(1, round(people / each))
