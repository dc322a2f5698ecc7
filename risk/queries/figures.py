"""What is on record of an assessment for the integrity guard to compare, and whether an LS/CMI may be leaned on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from icm.core.dates import day
from icm.core.models import User
from icm.people import queries as people
from icm.people.models import Person
from icm.policy.facts import Band
from icm.policy.roles import Role
from risk.models import Assessment, Scores
from risk.policy.assessments import Override, Section, Side, Tool
from risk.policy.integrity import Contradiction, Figures, contradictions
from risk.workflow import Assessing

SECTIONS = tuple(section.value for section in Section)
COLUMNS = (*SECTIONS, "total")
NONE_DONE = "No LS/CMI is recorded as done."


@dataclass(frozen=True, slots=True)
class Usable:
    """The newest LS/CMI done, and why a conference or a referral may not lean on it; without figures."""

    assessment: int | None
    done_on: date | None
    band: str
    why_not: str

    @property
    def is_usable(self) -> bool:
        return not self.why_not


def usable(person: int) -> Usable:
    """An earlier one does not stand in for the newest: that would lean on what was meant to be replaced."""
    rows = Assessment.objects.filter(person=person, tool=Tool.LSCMI, state=Assessing.DONE)
    newest = rows.order_by("-done_on", "-pk").values_list("pk", "done_on", "band", "stopped")
    found = newest.first()
    if found is None:
        return Usable(None, None, "", NONE_DONE)
    key, done_on, band, stopped = found
    why_not = (
        f"The figures of the LS/CMI of {day(done_on)} contradict each other."
        " It is not to be used until social work has settled it."
        if stopped
        else ""
    )
    return Usable(key, done_on, "" if stopped else band, why_not)


def stopped_why(person: int) -> str:
    """Why the newest LS/CMI is not to be used; empty where it may be, or none is done."""
    found = usable(person)
    return found.why_not if found.assessment else ""


def open_request(person: Person, tool: str, side: str) -> Assessment | None:
    """What is asked for and not done: there is one of each tool and side at most."""
    rows = Assessment.objects.filter(person=person, tool=tool, side=side, state=Assessing.REQUESTED)
    return rows.order_by("pk").first()


def worker(person: Person, side: Side) -> User | None:
    """Who assesses on that side: their social worker; nobody by name where none is allocated, or it is psychology."""
    role = _WORKERS.get(side)
    key = people.allocated_user(person, role) if role else None
    return User.objects.filter(pk=key).first() if key else None


_WORKERS = {Side.PRISON: Role.PBSW, Side.COMMUNITY: Role.CBSW}


def scores_of(row: Assessment) -> Scores | None:
    return Scores.objects.filter(assessment=row).first()


def figures_of(row: Assessment, scores: Scores | None) -> Figures:
    """One assessment as the guard compares it."""
    given = {name: getattr(scores, name) for name in COLUMNS} if scores else {}
    return figures(given, row.band, row.override)


def figures(given: Mapping[str, Any], band: str, override: str) -> Figures:
    """The same from the columns themselves."""
    return Figures(
        {_SECTION[name]: given[name] for name in SECTIONS if given.get(name) is not None},
        given.get("total"),
        _BAND.get(band),
        _OVERRIDE.get(override),
        strange=_strange(band, override),
    )


def _strange(band: str, override: str) -> tuple[str, ...]:
    """What no act and no import writes, but somebody past them could have."""
    bad_band = band and band not in _BAND
    bad_override = override and override not in _OVERRIDE
    return tuple(word for word, bad in ((band, bad_band), (override, bad_override)) if bad)


# Looked up rather than made anew: the nightly guard asks for every LS/CMI of the country.
_SECTION = {section.value: section for section in Section}
_BAND = {band.value: band for band in Band}
_OVERRIDE = {override.value: override for override in Override}


def found_in(row: Assessment, scores: Scores | None) -> tuple[Contradiction, ...]:
    """What contradicts itself in it; only an LS/CMI that is done has figures to contradict each other."""
    if row.tool != Tool.LSCMI or row.done_on is None:
        return ()
    return contradictions(figures_of(row, scores), row.done_on)
