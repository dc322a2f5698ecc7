"""Where the rules stand for one person, in the words they read themselves."""

from dataclasses import dataclass
from datetime import date

from django.db.models.fields.json import KeyTextTransform

from icm.clocks.models import Due
from icm.policy.roles import Role
from icm.policy.rules import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule; ``said`` is its sentence for the person."""

    rule: str
    status: Status
    owner: Role | None
    due_on: date | None
    next_change_on: date | None
    said: str


def standings_of(person: int) -> tuple[Standing, ...]:
    """As the due list has them, in no order. One query."""
    rows = Due.objects.filter(person=person).annotate(said=KeyTextTransform("person", "evidence"))
    found = rows.values_list("rule", "status", "owner", "due_on", "next_change_on", "said")
    return tuple(
        Standing(rule, Status(status), Role(owner) if owner else None, due_on, next_on, said or "")
        for rule, status, owner, due_on, next_on, said in found
    )
