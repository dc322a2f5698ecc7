"""Who works with whoever stands before the terminal: by name, since when, and who is there while they are away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icm.kiosk.queries.staff import YOURS, Mine, mine
from icm.kiosk.queries.words import Block, in_full
from icm.people.models import Absence, Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role

WHAT_THEY_DO: dict[Role, Promise] = {
    Role.PERSONAL_OFFICER: gettext_lazy("They talk with you about your plan and help you with it."),
    Role.PBSW: gettext_lazy("They look with you at what you need and what may be a risk."),
    Role.CBSW: gettext_lazy("They work with you and your family on life outside."),
}
_HOW_TO_REACH: dict[Role, Promise] = {
    Role.PERSONAL_OFFICER: gettext_lazy("Ask for them at the desk in your hall."),
    Role.PBSW: gettext_lazy("Ask at the desk in your hall to see social work."),
    Role.CBSW: gettext_lazy("Ask at the desk in your hall how to call or write to them."),
}
_WITH_SOCIAL_WORK = (Role.PERSONAL_OFFICER, Role.PBSW, Role.CBSW)


@dataclass(frozen=True, slots=True)
class Who:
    """One who works with the person; ``name`` is empty where nobody is named."""

    title: str
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    people: tuple[Who, ...]
    leads: Block


def people_page(person: Person, *, at: datetime) -> PeoplePage:
    """Two queries. Social work is told of where it works with the person, or has to."""
    known = mine(person, on=in_scotland(at).date())
    enhanced = person.route == RouteSlug.ENHANCED
    roles = [
        role
        for role in _WITH_SOCIAL_WORK
        if enhanced or role in known or role is Role.PERSONAL_OFFICER
    ]
    return PeoplePage(
        people=tuple(_who(role, known.get(role)) for role in roles),
        leads=Block(_("Who leads the work on my plan?"), tuple(_leads(RouteSlug(person.route)))),
    )


def _who(role: Role, found: Mine | None) -> Who:
    title = str(YOURS[role])
    if found is None:
        ask = _("Ask at the desk in your hall who it will be.")
        return Who(title, "", (str(WHAT_THEY_DO[role]), ask))
    since = _("They have worked with you since %(day)s.") % {"day": in_full(found.since)}
    reach = _while_away(found.away) if found.away else [str(_HOW_TO_REACH[role])]
    return Who(title, found.name, (str(WHAT_THEY_DO[role]), since, *reach))


def _while_away(absence: Absence) -> Iterator[str]:
    yield _("They are away. They should be back after %(day)s.") % {
        "day": in_full(absence.until_on)
    }
    if absence.cover is None:
        yield _("Nobody has been named yet for that time. Ask at the desk in your hall.")
    else:
        yield _("Until then, ask for %(name)s.") % {"name": absence.cover.display_name()}


def _leads(route: RouteSlug) -> Iterator[str]:
    if route is RouteSlug.ENHANCED:
        yield _("The staff who run plan meetings lead it. Social work and your officer help them.")
        yield _("They set up your meetings, and ask those who should come.")
    elif route is RouteSlug.STANDARD:
        yield _("You and your personal officer lead it.")
    elif route is RouteSlug.NONE:
        yield _(
            "You have no sentence, so nobody has to lead a plan. Your officer can still help you."
        )
    else:
        yield _("We do not know yet. Staff still have to look at your sentence. Ask your officer.")
