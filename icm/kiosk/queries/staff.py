"""Who staff are, in the words of the halls: by what they do, and by name where they work with the person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from icm.people.models import Absence, Allocation, Person
from icm.people.queries.staffing import coming_absences
from icm.policy.roles import PERSONAL_ROLES, Role

OTHERS = gettext_lazy("Staff of another team")
# Of whoever looked, and of whoever has to do something. Those that are not here are told as OTHERS: that they looked
# would tell what they look at.
WORDS: dict[Role, Promise] = {
    Role.ICM_CO_ORDINATOR: gettext_lazy("A manager of the staff who run plan meetings"),
    Role.ICM_CASE_CO_ORDINATOR: gettext_lazy("Staff who run plan meetings"),
    Role.ICM_ADMINISTRATOR: gettext_lazy("Staff who set up plan meetings"),
    Role.PERSONAL_OFFICER: gettext_lazy("A personal officer"),
    Role.RESIDENTIAL_OFFICER: gettext_lazy("An officer in the halls"),
    Role.FIRST_LINE_MANAGER: gettext_lazy("A manager in the halls"),
    Role.LINKS_CENTRE: gettext_lazy("Staff of the Links Centre"),
    Role.RECEPTION: gettext_lazy("Staff at Reception"),
    Role.PBSW: gettext_lazy("A social worker in the prison"),
    Role.PBSW_TEAM_MANAGER: gettext_lazy("A manager of social work in the prison"),
    Role.CBSW: gettext_lazy("A social worker outside"),
    Role.CBSW_TEAM_MANAGER: gettext_lazy("A manager of social work outside"),
    Role.PSYCHOLOGY: gettext_lazy("A psychologist"),
    Role.PROGRAMMES_OFFICER: gettext_lazy("Staff who run courses"),
    Role.NHS: gettext_lazy("Health staff (NHS)"),
    Role.PROVIDER: gettext_lazy("A service that helps you"),
    Role.RMT_CHAIR: gettext_lazy("A manager who decides on levels and moves"),
    Role.PAROLE_CO_ORDINATOR: gettext_lazy("Staff who work on parole"),
    Role.HQ: gettext_lazy("The head office of the prison service"),
    Role.MINISTERS: gettext_lazy("Somebody who decides for the Scottish Ministers"),
    Role.HMIPS: gettext_lazy("Somebody who inspects prisons"),
    Role.SYSTEM_ADMINISTRATOR: gettext_lazy("Staff who keep the computer going"),
}
YOURS: dict[Role, Promise] = {
    Role.PERSONAL_OFFICER: gettext_lazy("Your personal officer"),
    Role.PBSW: gettext_lazy("Your social worker in the prison"),
    Role.CBSW: gettext_lazy("Your social worker outside"),
}


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody who works with the person; ``since`` is the day from which they do, ``away`` an absence that stands."""

    name: str
    since: date
    away: Absence | None


def mine(person: Person, *, on: date) -> dict[Role, Mine]:
    """By what they are to the person. Two queries."""
    rows = Allocation.objects.filter(person=person, until_on__isnull=True, role__in=PERSONAL_ROLES)
    found = list(rows.select_related("user"))
    away = {
        row.user_id: row
        for row in coming_absences([row.user_id for row in found], on=on)
        if row.from_on <= on
    }
    return {
        Role(row.role): Mine(row.user.display_name(), row.from_on, away.get(row.user_id))
        for row in found
    }


def who(role: Role | None, known: dict[Role, Mine]) -> str:
    """Whoever does something: with the name where they work with the person."""
    if role is None:
        return _("Staff")
    if role in known:
        return f"{YOURS[role]}, {known[role].name}"
    return str(WORDS.get(role, OTHERS))


def whom_to_ask(known: dict[Role, Mine]) -> str:
    """In the middle of a sentence: the officer, by name where there is one, or who is there while they are away."""
    officer = known.get(Role.PERSONAL_OFFICER)
    if officer is None or (officer.away and officer.away.cover is None):
        return _("an officer in your hall")
    if officer.away and officer.away.cover:
        return officer.away.cover.display_name()
    return _("your personal officer (%(name)s)") % {"name": officer.name}


def seen_as(roles: Collection[Role]) -> str:
    """Whoever looked, by what they are; where they are several things, the first that may be told."""
    told = [role for role in Role if role in roles and role in WORDS]
    return str(WORDS[told[0]]) if told else str(OTHERS)
