"""Who did what with whom: people whose rows are about to be written, with the keys these will have."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.apps import apps

from icm.core.bulk import reserve
from icm.demo.estate.cases import Case
from icm.demo.estate.happenings import By, Happening
from icm.demo.estate.recorders import Team
from icm.demo.estate.records import Record
from icm.demo.estate.risks import Risk
from icm.demo.estate.staff import Staff
from icm.policy.roles import Role

# The tables whose rows others name, with what begins the reference of the events that come with them.
CASEWORK = {
    "screens": ("CoreScreen", "screen"),
    "referrals": ("Referral", "referral"),
    "entries": ("Narrative", "narrative"),
    "ratings": ("DomainRating", "rating"),
    "plans": ("ActionPlan", "plan"),
    "talks": ("Conversation", "talk"),
}
RISK = {
    "assessments": ("Assessment", "assessment"),
    "explanations": ("Explanation", "explanation"),
    "changes": ("ChangeQuestion", "change"),
    "managed": ("RiskPlan", "risk-plan"),
    "reports": ("YearlyReport", "olr-report"),
    "notices": ("ChangeNotice", "rma-told"),
    "public": ("Mappa", "mappa"),
    "police": ("PoliceNotice", "police-notice"),
}
CONFERENCES = {"meetings": ("Conference", "conference")}
EVERY = CASEWORK | RISK | CONFERENCES


@dataclass(frozen=True, slots=True)
class Held:
    """One person as rows are written: their key, who is allocated to them, the keys of their rows by table."""

    key: int
    record: Record
    allocated: Team
    keys: Mapping[str, list[int]]

    @property
    def case(self) -> Case:
        return self.record.case

    @property
    def risk(self) -> Risk:
        return self.record.risk


def hold(people: Iterable[tuple[int, Record, Team]]) -> list[Held]:
    """Keys for every row that others name."""
    listed = list(people)
    keys = {}
    for app, tables in (("casework", CASEWORK), ("risk", RISK), ("conferences", CONFERENCES)):
        for table, (model, _) in tables.items():
            number = sum(len(_rows(record, table)) for _, record, _ in listed)
            keys[table] = iter(reserve(apps.get_model(app, model), number))
    return [
        Held(
            key,
            record,
            team,
            {table: list(islice(keys[table], len(_rows(record, table)))) for table in keys},
        )
        for key, record, team in listed
    ]


def _rows(record: Record, table: str) -> list[object]:
    part = record if table in CONFERENCES else record.risk if table in RISK else record.case
    found: list[object] = getattr(part, table)
    return found


class Hands:
    """Says who did something, and under which name an event that came with a row is kept."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff

    def event(self, one: Held, done: Happening) -> tuple[str, int] | None:
        """Reference and recorder of an event that came with a row; None where there was nobody to do it."""
        who = self.who(done.by, one.allocated) if done.by else None
        if done.of is None or who is None:
            return None
        key = one.keys[done.of.table][done.of.index]
        after = done.of.after.format(by=who[0])
        if done.of.after.startswith("-read") and who[1] is not Role.PERSONAL_OFFICER:
            return None
        if done.of.name:
            return done.of.name.format(key=key), who[0]
        _, name = EVERY[done.of.table]
        return f"{name}-{key}{after}", who[0]

    def who(self, by: By, allocated: Team) -> tuple[int, Role]:
        """The member of staff and the role in which they did it; on the hall anybody, where nobody is allocated."""
        if by.own and by.role in allocated:
            return allocated[by.role], by.role
        role = Role.RESIDENTIAL_OFFICER if by.role is Role.PERSONAL_OFFICER else by.role
        return self.staff.pick(role, by.place, by.turn), role
