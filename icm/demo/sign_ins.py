"""One user name for every role of the synthetic estate, for the list that `make run` prints."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model

from icm.policy.roles import Role


def sign_ins() -> Iterator[tuple[str, str]]:
    """Label and user name, in the order of the roles; a role that nobody holds is left out."""
    holders = (
        get_user_model()
        .objects.filter(is_active=True, groups__team__isnull=False)
        .order_by("groups__team__place", "username")
        .values_list("groups__team__role", "username")
    )
    first: dict[str, str] = {}
    for role, username in holders:
        first.setdefault(role, username)
    for role in Role:
        if role.value in first:
            yield role.label, first[role.value]
