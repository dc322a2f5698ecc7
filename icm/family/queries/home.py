"""What is shared with a relative, in one line each: no more than the person agreed to."""

from collections.abc import Callable
from datetime import datetime

from conferences.models import FamilyConsent
from conferences.policy.preparing import Scope
from icm.core.screen import Step
from icm.family.queries import plan

_PAGES: tuple[tuple[Scope, Callable[[FamilyConsent, datetime], Step]], ...] = (
    (Scope.PLAN, plan.step),
)


def steps(consent: FamilyConsent, *, at: datetime) -> tuple[Step, ...]:
    """In the order in which they are asked for."""
    agreed = [made for scope, made in _PAGES if scope.value in consent.scope]
    return tuple(made(consent, at) for made in agreed)
