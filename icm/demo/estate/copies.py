"""A few people hold a copy of their plan: printed and handed over through the very acts that staff use.

Hardly anybody inspectors asked had seen theirs (HMIPS 2024, §12); whoever has none here is left as they are.
"""

from datetime import date, datetime

from django.apps import apps
from django.db.models import QuerySet

from casework import actions
from casework.policy.copies import Copy
from icm.core import documents
from icm.core.access import principals_of
from icm.demo.sign_ins import LARGEST
from icm.policy.roles import Role

HOLD_ONE = 3  # people; setting type takes moments, and the estate is loaded within a minute


def give_copies(*, on: date, at: datetime) -> int:
    """By their officers, where the most people are. Returns to how many; to nobody where nothing can be printed."""
    given = 0
    for allocation in _chosen()[:HOLD_ONE]:
        person, officer = allocation.person, allocation.user
        asker = principals_of(officer, at=at)
        wanted = actions.CopyRequest(f"estate-{person.number}", Copy.PERSON)
        ordered = actions.order_copy(person, wanted, by=officer, principals=asker, at=at)
        documents.make(clock=lambda: at)
        ordered.refresh_from_db(fields=["state", "made_at"])
        if ordered.state == "ready":
            by_hand = apps.get_model("casework", "PlanCopy").How.BY_HAND
            handing = actions.Handing(actions.THE_PERSON, by_hand, on)
            actions.give_copy(ordered, handing, by=officer, principals=asker, at=at)
            given += 1
    return given


def _chosen() -> QuerySet:  # type: ignore[type-arg]
    """Officers and their people with a plan in force, those of the officer listed first."""
    allocations = apps.get_model("people", "Allocation")._default_manager
    officers = apps.get_model("core", "User")._default_manager.filter(LARGEST)
    return (
        allocations.filter(role=Role.PERSONAL_OFFICER, until_on=None, user__in=officers)
        .filter(person__plans__state="agreed")
        .select_related("person", "user")
        .order_by("user__date_joined", "user", "person")
    )
