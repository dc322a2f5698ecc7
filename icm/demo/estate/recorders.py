"""Who wrote each event down by hand: somebody who may."""

from icm.demo.estate.staff import Staff
from icm.policy.facts import EventKind
from icm.policy.roles import Role

Team = dict[Role, int]  # who is allocated to one person

_BY = {
    EventKind.CORE_SCREEN: Role.LINKS_CENTRE,
    EventKind.CORE_SCREEN_PART: Role.LINKS_CENTRE,
    EventKind.CORE_SCREEN_READ: Role.PERSONAL_OFFICER,
    EventKind.IMMEDIATE_NEED: Role.LINKS_CENTRE,
    EventKind.LEARNER_REPORTS: Role.LINKS_CENTRE,
    EventKind.SENTENCE_INFORMATION: Role.ICM_ADMINISTRATOR,
    EventKind.PBSW_INDUCTION: Role.PBSW,
    EventKind.DESIGNATION: Role.PBSW,
    EventKind.PAROLE_STARTED: Role.PAROLE_CO_ORDINATOR,
    EventKind.PAROLE_REPORTS: Role.PAROLE_CO_ORDINATOR,
    EventKind.PROGRESSION_SCHEDULED: Role.ICM_CO_ORDINATOR,
    EventKind.FURTHER_OFFENCE: Role.ICM_CO_ORDINATOR,
}


def recorder(kind: EventKind, place: str, allocated: Team, staff: Staff) -> int | None:
    """The member of staff; None where only the personal officer could have, and there is none."""
    role = _BY.get(kind, Role.ICM_CASE_CO_ORDINATOR)
    if role is Role.PERSONAL_OFFICER:
        return allocated.get(role)
    return allocated.get(role) or staff.first(role, place)
