"""One user name for every role of the synthetic estate, for the list that `make run` prints."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db.models import Q

from icm.policy.roles import Role

# Where the most people are, so that nobody's first look is at an empty list.
LARGEST = Q(groups__team__place__in=("barlinnie", "glasgow-city"))


def sign_ins() -> Iterator[tuple[str, str]]:
    """Label and user name, in the order of the roles; a role that nobody holds is left out."""
    holders = (
        get_user_model()
        .objects.filter(is_active=True, groups__team__isnull=False)
        .alias(largest=LARGEST)
        .order_by("-largest", "groups__team__place", "username")
        .values_list("groups__team__role", "username")
    )
    first: dict[str, str] = {}
    for role, username in holders:
        first.setdefault(role, username)
    for role in Role:
        if role.value in first:
            yield role.label, first[role.value]
