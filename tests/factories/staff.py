"""Members of staff, with one post or several. Nobody has a password: tests sign in without one."""

from itertools import count

from django.contrib.auth.models import Group

from icm.core.models import User
from icm.core.models.users import team_name
from icm.policy.roles import Role

_NUMBERS = count(1)


def user(*posts: tuple[Role, str], username: str = "", name: str = "") -> User:
    """A user who holds these posts; without any, an outsider."""
    number = next(_NUMBERS)
    first, _, last = (name or f"Staff Number{number}").partition(" ")
    made = User(username=username or f"staff{number}", first_name=first, last_name=last)
    made.email = f"{made.username}@example.test"
    made.set_unusable_password()
    made.save()
    appoint(made, *posts)
    return made


def appoint(member: User, *posts: tuple[Role, str]) -> None:
    """Give further posts."""
    names = [team_name(role, place) for role, place in posts]
    groups = list(Group.objects.filter(name__in=names))
    assert len(groups) == len(set(names)), f"no such team among {names}"
    member.groups.add(*groups)
