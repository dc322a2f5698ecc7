"""What the copies share: the rows they are made of, read in a fixed number of queries, and the head of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from casework.models import ActionPlan, DomainRating, Narrative, PlanAction, Referral
from casework.policy.areas import DOMAINS, Domain
from casework.workflow import Planning
from icm.core.dates import moment
from icm.people.models import Person
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True)
class Head:
    """Whom a copy is about, for whom it was printed, when and by whom."""

    name: str
    number: str
    place: str
    reader: str
    made: str
    by: str

    @classmethod
    def of(cls, person: Person, *, reader: str, by: str, at: datetime) -> "Head":
        return cls(
            name=f"{person.given_names} {person.family_name}",
            number=person.number,
            place=_place(person),
            reader=reader,
            made=moment(at),
            by=by,
        )


def _place(person: Person) -> str:
    if person.released_on or person.establishment is None:
        return ""
    return ", ".join(part for part in (person.establishment.name, person.hall) if part)


def domains(at: datetime) -> tuple[Domain, ...]:
    return DOMAINS.at(in_scotland(at).date())


def plan_in_force(person: Person) -> ActionPlan | None:
    return (
        ActionPlan.objects.filter(person=person, state=Planning.AGREED)
        .select_related("agreed_by")
        .first()
    )


def actions_of(plan: ActionPlan | None) -> QuerySet[PlanAction]:
    rows = PlanAction.objects.filter(plan=plan) if plan else PlanAction.objects.none()
    return rows.select_related("owner", "provider").order_by("sequence", "line")


def newest_ratings(person: Person) -> dict[str, DomainRating]:
    """By domain, the rating that stands."""
    rows = DomainRating.objects.filter(person=person).select_related("by")
    return {row.domain: row for row in rows.order_by("at", "pk")}


def narratives(person: Person) -> dict[str, list[Narrative]]:
    """By domain, newest first, without those taken back."""
    found: defaultdict[str, list[Narrative]] = defaultdict(list)
    rows = Narrative.objects.filter(person=person, withdrawn_at__isnull=True)
    for row in rows.select_related("author", "provider").order_by("-on", "-pk"):
        found[row.domain].append(row)
    return found


def referrals(person: Person) -> QuerySet[Referral]:
    rows = Referral.objects.filter(person=person).select_related("provider")
    return rows.order_by("-made_at", "-pk")


def has_something(person: Person) -> bool:
    """Whether there is anything to print: a plan in force, an entry or a rating."""
    return (
        ActionPlan.objects.filter(person=person, state=Planning.AGREED).exists()
        or Narrative.objects.filter(person=person, withdrawn_at__isnull=True).exists()
        or DomainRating.objects.filter(person=person).exists()
    )
