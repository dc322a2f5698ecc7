"""Who has looked at the record of whoever stands before the terminal: of staff what they are, never their name; of
relatives with a window of their own the name that the person gave.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from conferences.queries import own
from icm.core.models import Consultation, Team
from icm.core.paging import slice_of, turned_to
from icm.core.screen import Pages
from icm.kiosk.queries.staff import YOURS, seen_as
from icm.kiosk.queries.words import in_full
from icm.people.models import Allocation, Person
from icm.policy.calendar import LONDON
from icm.policy.roles import PERSONAL_ROLES, Role

SIZE = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """One day, with a line for each kind of staff who looked."""

    day: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookedPage:
    days: tuple[Looks, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class _Look:
    """One member of staff on one day. ``read``: they opened the record, and not only a list with the name on it."""

    day: date
    user: int
    by_glass: bool
    read: bool


def looked_page(person: Person, page: int) -> LookedPage:
    """The newest first, twenty at a time. Six queries."""
    rows = _looks(person)
    pages = turned_to(page, rows.order_by().count(), wanted={}, noun="looks", size=SIZE)
    looks = [_Look(*row) for row in rows[slice_of(pages, SIZE)]]
    roles = _roles({one.user for one in looks})
    officers, relatives = _officers(person), own.readers(person)
    by_day: dict[date, Counter[str]] = defaultdict(Counter)
    for one in looks:
        name = relatives.get(one.user)
        by_day[one.day][_by_relative(name) if name else _line(one, roles, officers)] += 1
    days = tuple(Looks(in_full(day), tuple(_several(by_day[day]))) for day in by_day)
    return LookedPage(days, pages)


def _looks(person: Person) -> QuerySet[Consultation, tuple[date, int, bool, bool]]:
    """Whoever looked several times on a day is told of once. Of a list, a page names many."""
    rows = Consultation.objects.filter(persons__contains=[person.pk])
    each = rows.annotate(day=TruncDate("at", tzinfo=LONDON)).values("day", "user", "break_glass")
    found = each.annotate(read=BoolOr(Q(persons__len=1)), last=Max("at"))
    return found.order_by("-day", "-last", "user", "break_glass").values_list(
        "day", "user", "break_glass", "read"
    )


Posts = dict[int, list[tuple[date, Role, bool]]]


def _roles(users: Collection[int]) -> Posts:
    """When each of them was given a post, and lost it, oldest first: what they are now they may not have been then."""
    posts = dict(Team.objects.values_list("group", "role"))
    kept = (
        apps.get_model("core", "MembershipEvent").objects.filter(user__in=users).order_by("pgh_id")
    )
    found: Posts = defaultdict(list)
    for user, group, label, at in kept.values_list("user", "group", "pgh_label", "pgh_created_at"):
        if group in posts:
            given = label == "insert"
            found[user].append((at.astimezone(LONDON).date(), Role(posts[group]), given))
    return found


def held_on(changes: list[tuple[date, Role, bool]], day: date) -> frozenset[Role]:
    """On that day, its whole length: a post lost on it was held on it. What somebody did before any post of theirs was
    recorded here, they did in the first.
    """
    day = max(day, changes[0][0]) if changes else day
    held: Counter[Role] = Counter()
    for on, role, given in changes:
        if on <= day if given else on < day:
            held[role] += 1 if given else -1
    return frozenset(role for role, times in held.items() if times > 0)


def _officers(person: Person) -> list[Allocation]:
    return list(Allocation.objects.filter(person=person, role__in=PERSONAL_ROLES))


def _by_relative(name: str) -> str:
    return _("%(name)s: read what you share with them.") % {"name": name}


def _line(look: _Look, roles: Posts, officers: Iterable[Allocation]) -> str:
    if look.by_glass:
        return _("Somebody outside your team opened your record in an emergency.")
    what = _("read your record") if look.read else _("saw your name in a list")
    return f"{_who(look, roles, officers)}: {what}."


def _who(look: _Look, roles: Posts, officers: Iterable[Allocation]) -> str:
    for one in officers:
        began = one.user_id == look.user and one.from_on <= look.day
        if began and (one.until_on is None or look.day <= one.until_on):
            return str(YOURS[Role(one.role)])
    return seen_as(held_on(roles.get(look.user, []), look.day))


def _several(lines: Counter[str]) -> Iterable[str]:
    for line, times in lines.items():
        yield (
            line
            if times == 1
            else _("%(line)s (%(times)s people)")
            % {
                "line": line.rstrip("."),
                "times": times,
            }
            + "."
        )
