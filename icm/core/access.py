"""Who may know that a record exists, and what they may do with it. The one door to django-guardian.

Guardian's tables hold the grants: one row per team (or personally allocated user) and record. A trigger projects
them, in the same transaction, into an ``acl`` column on the record; lists filter by ``acl && principals``, which
costs nothing measurable, and taking a grant away counts from the next request. A grant says *may know*; what a
principal may *do* is the closed table of verbs by role that each app keeps in its own ``access.py``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast
from django.http import Http404
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from icm.core.models import BreakGlass, Team, User
from icm.core.prepared import A_DAY, A_MOMENT, A_NUMBER, OneOf, Prepared
from icm.policy.calendar import in_scotland
from icm.policy.roles import COVERERS, PERSONAL_ROLES, PROVIDING, Role

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Post:
    """One membership of the user: a role at a place."""

    principal: int
    role: Role
    place: str


@dataclass(frozen=True, slots=True)
class Principals:
    """Everything a request needs to know about who is asking; read once, never cached beyond the request.

    ``covers`` names the personal officers whose people the asker looks after today: see decision 0006.
    """

    user_id: int
    posts: tuple[Post, ...]
    broken_glass: Mapping[int, datetime]
    covers: frozenset[int] = frozenset()
    person: int | None = None  # who is asking is this person in custody, about themselves

    @property
    def ids(self) -> list[int]:
        """What may stand for the asker in an ``acl``."""
        return [*self.allocated_to, *(post.principal for post in self.posts)]

    @property
    def allocated_to(self) -> list[int]:
        """What stands in the ``acl`` of the people who are theirs: by allocation, which counts while they hold
        a post of its kind, or by cover.
        """
        own = [] if self.roles.isdisjoint(PERSONAL_ROLES) else [-self.user_id]
        return [*own, *(-user for user in sorted(self.covers))]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    @property
    def places(self) -> frozenset[str]:
        return frozenset(post.place for post in self.posts)

    @property
    def provides(self) -> bool:
        """Whether they hold a post in a role in which services work."""
        return not self.roles.isdisjoint(PROVIDING)

    @property
    def only_provides(self) -> bool:
        """Whether that is all they do here: then the people referred to them are their whole work."""
        return bool(self.posts) and self.roles <= PROVIDING

    def holds(self, role: Role, place: str | None = None) -> bool:
        return any(post.role is role and place in (None, post.place) for post in self.posts)


def principals_of(user: User, *, at: datetime) -> Principals:
    """Who this user is at this moment: their posts, for whom they stand in, whom they broke glass to see. One query."""
    found = _STANDING.rows(user=user.pk, at=at, on=in_scotland(at).date())
    rows = sorted(found, key=lambda row: (row[1], row[2], row[3] or at))
    held_posts = tuple(Post(key, Role(role), place) for key, role, place, _ in rows if role)
    # Without a post there is no work that could need sight in an emergency.
    opened = {key: until for key, _, _, until in rows if until} if held_posts else {}
    away = frozenset(key for key, role, _, until in rows if not role and until is None)
    return Principals(user_id=user.pk, posts=held_posts, broken_glass=opened, covers=away)


def _standing(user: int, at: datetime, on: date) -> models.QuerySet[Any, Any]:
    nothing = models.Value("", models.CharField())
    # Cast: of three queries in a union, PostgreSQL takes a bare NULL for a text.
    never = Cast(models.Value(None), models.DateTimeField())
    posts = Team.objects.filter(group__user=user).values_list("group_id", "role", "place", never)
    glass = BreakGlass.objects.filter(
        user=user, from_at__lte=at, until_at__gt=at, ended_at__isnull=True
    ).values_list("person_id", nothing, nothing, "until_at")
    covered = covers(on, absences__cover=user).values_list("pk", nothing, nothing, never)
    return posts.union(glass, covered, all=True)


_STANDING = Prepared(_standing, user=A_NUMBER, at=A_MOMENT, on=A_DAY)


def covers(on: date, **also: Any) -> models.QuerySet[User, tuple[int, int]]:
    """Personal officers who are away on that day, each with who stands in, while both hold their posts at one place.

    Asked of the absence itself, so that cover begins and ends with its days whether or not anything ran overnight.
    """
    # An acl does not say in which role somebody is allocated: nobody stands in for a social worker by accident.
    others = Team.objects.filter(
        group__user=models.OuterRef("pk"),
        role__in=[role for role in PERSONAL_ROLES if role is not Role.PERSONAL_OFFICER],
    )
    away = User.objects.filter(
        ~models.Exists(others),
        groups__team__role=Role.PERSONAL_OFFICER,
        absences__from_on__lte=on,
        absences__until_on__gte=on,
        absences__ended_at=None,
        absences__cover__groups__team__role__in=COVERERS,
        absences__cover__groups__team__place=models.F("groups__team__place"),
        **also,
    )
    return away.values_list("pk", "absences__cover").distinct()


@ArrayField.register_lookup
class Among(OneOf):
    """``acl__among=ids``: whether any of them stands in the array. As one value, where Django's own lookup makes an
    expression of each: that cost more than the filter itself.
    """

    lookup_name = "among"
    comparison = "&& %s::integer[]"


class GroupGrant(GroupObjectPermissionBase):
    """Grants to teams on one model; subclasses add ``content_object`` and name what may be granted."""

    allowed: ClassVar[frozenset[str]] = frozenset()

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True


class UserGrant(UserObjectPermissionBase):
    """Personal grants on one model: only for what is personally allocated."""

    allowed: ClassVar[frozenset[str]] = frozenset()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True


def visible(
    queryset: models.QuerySet[M], principals: Principals, *, through: str = ""
) -> models.QuerySet[M]:
    """The rows the asker may know of. The model must carry ``acl``, or reach by ``through`` the one that does."""
    prefix = f"{through}__" if through else ""
    allowed = models.Q(**{f"{prefix}acl__among": principals.ids})
    if principals.broken_glass:
        allowed |= models.Q(**{f"{prefix}pk__in": list(principals.broken_glass)})
    return queryset.filter(allowed)


def get_visible(
    queryset: models.QuerySet[M], principals: Principals, *, through: str = "", **lookup: Any
) -> M:
    """The row, or 404 both for those who may not know of it and where it does not exist."""
    found = visible(queryset, principals, through=through).filter(**lookup).first()
    if found is None:
        raise Http404
    return found


def held(
    acl: Iterable[int],
    principals: Principals,
    verbs_of: Callable[[Post], frozenset[str]],
    *,
    personal: frozenset[str],
    glass: bool,
) -> frozenset[str]:
    """What the asker may do with a record whose ``acl`` this is.

    ``verbs_of`` says what each post gives here; ``personal`` what being allocated gives, or standing in; ``glass``
    says that they broke glass to see it, which gives sight and nothing else.
    """
    standing = set(acl)
    found: set[str] = {"view"} if glass else set()
    for post in principals.posts:
        if post.principal in standing:
            found |= verbs_of(post)
    if not standing.isdisjoint(principals.allocated_to):
        found |= personal
    return frozenset(found)


def sync_users(
    grants: type[UserGrant], record: models.Model, permission: str, wanted: Iterable[int]
) -> None:
    """Make the personal grants on one record exactly these users; repeating changes nothing."""
    sync_all(grants, permission, {record.pk: set(wanted)})


def sync_groups(
    grants: type[GroupGrant], record: models.Model, permission: str, wanted: Iterable[int]
) -> None:
    """Make the team grants on one record exactly these groups; repeating changes nothing."""
    sync_all(grants, permission, {record.pk: set(wanted)})


def permission_id(grants: type[GroupGrant] | type[UserGrant], permission: str) -> int:
    """The stored permission behind a codename; refuses what the table is closed to."""
    if permission not in grants.allowed:
        raise ValueError(f"{grants.__name__} does not grant {permission!r}")
    # Each table of grants names its own record; the abstract bases, which mypy sees, do not.
    model = dict(grants.__dict__)["content_object"].field.related_model
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.get(content_type=kind, codename=permission).pk


def sync_all(
    grants: type[GroupGrant] | type[UserGrant], permission: str, wanted: Mapping[int, set[int]]
) -> None:
    """Make the grants on each of these records exactly those wanted, in as many queries for all as for one."""
    field = "group_id" if issubclass(grants, GroupGrant) else "user_id"
    granted = permission_id(grants, permission)
    rows = grants._default_manager.filter(content_object__in=list(wanted), permission_id=granted)
    present = {(of, to): pk for of, to, pk in rows.values_list("content_object_id", field, "pk")}
    asked = {(of, to) for of, holders in wanted.items() for to in holders}
    if gone := [pk for pair, pk in present.items() if pair not in asked]:
        grants._default_manager.filter(pk__in=gone).delete()
    grants._default_manager.bulk_create(
        [
            grants(**{field: to, "content_object_id": of, "permission_id": granted})
            for of, to in sorted(asked - present.keys())
        ]
    )
