"""What is shared with a relative, in one line each: no more than the person agreed to."""

from collections.abc import Callable
from datetime import datetime

from conferences.models import FamilyConsent
from conferences.policy.preparing import Scope
from icm.core.screen import Step
from icm.family.queries import meetings, minutes, plan

# Each with the scopes of which one is enough.
_PAGES: tuple[tuple[tuple[Scope, ...], Callable[[FamilyConsent, datetime], Step]], ...] = (
    ((Scope.DATES, Scope.ATTENDING), meetings.step),
    ((Scope.PLAN,), plan.step),
    ((Scope.MINUTE,), minutes.step),
)


def steps(consent: FamilyConsent, *, at: datetime) -> tuple[Step, ...]:
    """In the order in which they are asked for."""
    agreed = frozenset(Scope(slug) for slug in consent.scope)
    return tuple(made(consent, at) for any_of, made in _PAGES if not agreed.isdisjoint(any_of))
