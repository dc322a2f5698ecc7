"""A draft being made: what is missing and where to mend it, its steps, and what an action may be chosen from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from casework import access
from casework.models import ActionPlan, PlanAction, Provider
from casework.policy import action_plan as policy
from casework.policy.areas import DOMAINS
from casework.queries.action_plan import PlanPage, plan_url
from casework.queries.plan_words import action_facts, plan_facts
from icm.core.disclosure import CLEARED, Audience, Disclosure
from icm.core.models import Team
from icm.core.screen import Step
from icm.people.models import Allocation, Person
from icm.policy.checks import Check
from icm.policy.roles import Role

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, str | Choices]]
# Whom a text can be kept for, in the words of the form. Intelligence and victims' matters have no place in a plan.
READERS = {
    Disclosure.OPEN: "The person, staff, and their family where the person agreed",
    Disclosure.PERSON: "The person and staff",
    Disclosure.TEAM: "Staff only: the person reads what may be said instead",
    Disclosure.SOCIAL_WORK: "Social work only: all others read what may be said instead",
}


@dataclass(frozen=True)
class Gap:
    """Something that keeps the plan from being put in force, or that nobody has answered, and where to mend it."""

    text: str
    href: str
    link: str


@dataclass(frozen=True)
class DraftPage:
    """``gaps`` keep it from being put in force; ``questions`` do not. ``local`` are the choices made here."""

    plan: PlanPage
    gaps: tuple[Gap, ...]
    questions: tuple[Gap, ...]
    steps: tuple[Step, ...]
    sources: tuple[str, ...]
    local: tuple[str, ...]


def draft_page(
    plan: ActionPlan, rows: Sequence[PlanAction], page: PlanPage, audience: Audience, on: date
) -> DraftPage:
    """The draft with what it still needs. No further query."""
    found = _found(plan, rows, audience, on)
    gaps = tuple(gap for check, gap in found if check in policy.missing((check,)))
    asked = tuple(gap for check, gap in found if check in policy.open_questions((check,)))
    sources = [check.source for check, _ in found]
    return DraftPage(
        plan=page,
        gaps=gaps,
        questions=asked,
        steps=_steps(plan, page, gaps),
        sources=_once(str(source) for source in sources if not source.is_local),
        local=_once(source.section for source in sources if source.is_local),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _found(
    plan: ActionPlan, rows: Sequence[PlanAction], audience: Audience, on: date
) -> list[tuple[Check, Gap]]:
    person = plan.person_id
    ways = {
        "Is there an action?": (plan_url("add_plan_action", person), "Add an action"),
        "Was the person asked what they say of it?": (
            plan_url("plan_view", person, plan.number),
            "Record what they say",
        ),
    }
    aims = (plan_url("plan_aims", person), "Write it down")
    found = [
        (check, Gap(check.because, *ways.get(check.question, aims)))
        for check in policy.plan_checks(plan_facts(plan, rows), on)
    ]
    for place, row in enumerate(rows, 1):
        href = plan_url("change_plan_action", person, row.line)
        what = access.classed(row, audience)
        found += [
            (check, Gap(f"Action {place}: {check.because}", href, f"Change “{what}”"))
            for check in policy.action_checks(action_facts(row), on)
        ]
    return found


def _steps(plan: ActionPlan, page: PlanPage, gaps: tuple[Gap, ...]) -> tuple[Step, ...]:
    person = plan.person_id
    written = bool(plan.aims)
    return (
        Step(
            "What they want, and how family can help",
            "Written" if written else "To do",
            plan_url("plan_aims", person),
            "Their aims in their own words, and the day the plan is looked at again.",
            done=written,
        ),
        Step(
            "Add an action",
            f"{len(page.actions)} in the plan",
            plan_url("add_plan_action", person),
            "Each needs somebody who does it and a target date.",
            done=bool(page.actions),
        ),
        Step(
            "Put the actions in order",
            "When you like",
            plan_url("order_plan_actions", person) if len(page.actions) > 1 else "",
            locked="" if len(page.actions) > 1 else "There are not two actions yet.",
        ),
        Step(
            "What they say of the plan",
            page.view or "Not asked yet",
            plan_url("plan_view", person, plan.number),
            "Agree, disagree, or could not answer, with their words.",
            done=bool(page.view),
        ),
        Step(
            "Check it and put it in force",
            f"{len(gaps)} missing" if gaps else "Ready",
            plan_url("put_in_force", person),
            "You see the whole plan first. Until then the plan before it stands.",
        ),
    )


@dataclass(frozen=True)
class Place:
    """An action in the order, with the whole order that a step up or down leads to; empty where there is none."""

    number: int
    what: str
    up: str
    down: str

    @property
    def up_words(self) -> str:
        return f"Move action {self.number} up"

    @property
    def down_words(self) -> str:
        return f"Move action {self.number} down"


def moves(page: PlanPage) -> tuple[Place, ...]:
    """Each action with where it can go."""
    lines = [action.line for action in page.actions]
    return tuple(
        Place(
            place + 1,
            action.what,
            _swapped(lines, place - 1) if place else "",
            _swapped(lines, place) if place + 1 < len(lines) else "",
        )
        for place, action in enumerate(page.actions)
    )


def _swapped(lines: Sequence[int], place: int) -> str:
    """The order with this line and the next changing places."""
    moved = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
    return ",".join(str(line) for line in moved)


def domain_choices(on: date) -> Choices:
    return [(domain.value, domain.label) for domain in DOMAINS.at(on)]


def reader_choices(audience: Audience) -> Choices:
    """For whom the writer may keep a text: nobody writes what they may not read."""
    return [(kind.value, words) for kind, words in READERS.items() if kind in CLEARED[audience]]


def staff_choices(person: Person) -> Grouped:
    """Staff who may know of the person and write in their plan: those allocated first. Two queries."""
    roles = [role for role, verbs in access.VERBS.items() if access.WRITE in verbs]
    teams = Team.objects.filter(group__in=[key for key in person.acl if key > 0], role__in=roles)
    posts = teams.filter(group__user__is_active=True).values_list(
        "role",
        "group__user__pk",
        "group__user__first_name",
        "group__user__last_name",
        "group__user__username",
    )
    allocated = Allocation.objects.filter(person=person, until_on__isnull=True)
    groups: defaultdict[str, Choices] = defaultdict(list)
    for row in allocated.select_related("user").order_by("role"):
        role = Role(row.role).label
        groups["Allocated to them"].append((str(row.user_id), f"{row.user.display_name()}, {role}"))
    for slug, key, first, last, login in sorted(posts, key=lambda row: (row[3], row[2], row[1])):
        groups[Role(slug).label].append((str(key), f"{first} {last}".strip() or login))
    first_group = {"Allocated to them": groups.pop("Allocated to them", [])}
    ordered = first_group | dict(sorted(groups.items()))
    return [("", "No member of staff"), *((name, rows) for name, rows in ordered.items() if rows)]


def with_named(choices: Grouped, key: int | None, name: str) -> Grouped:
    """The same with whoever the action names now, where they are among them no longer: nobody drops out unseen."""
    listed = {
        value
        for first, second in choices
        for value, _ in (second if isinstance(second, list) else [(first, second)])
    }
    if key is None or str(key) in listed:
        return choices
    return [*choices, ("Named now", [(str(key), name)])]


def provider_choices(person: Person) -> Grouped:
    """The services open to somebody held here or going back to their council. One query."""
    here = Q(establishment=person.establishment_id) | Q(establishment=None)
    council = person.supervising_authority_id or person.residence_id
    there = Q(authority=council) | Q(authority=None)
    rows = Provider.objects.filter(here, there, closed_on__isnull=True).order_by("name")
    return [("", "No provider"), *((str(row.pk), row.name) for row in rows)]
