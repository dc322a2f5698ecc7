"""Two LS/CMIs of one person beside each other, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from icm.core.dates import day
from icm.core.tables import Column, Table
from icm.people.models import Person
from risk import access
from risk.models import Assessment, NeedFound, ProtectiveFactor
from risk.policy.assessments import RoshChoice, Section, Seriousness, Tool, Weight
from risk.queries.assessments import of_person
from risk.queries.outcome import Audiences, formulation_of, level_of
from risk.workflow import Assessing

NOT_LOOKED_AT = "Not looked at"
NOT_TO_USE = "Not to be used until it is settled"
_WEIGHTS = {weight.value: weight.label for weight in Weight}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier first. ``changed`` counts the lines in which they differ."""

    table: Table
    changed: int


def choices(person: Person) -> list[tuple[str, str]]:
    """The LS/CMIs that are done, the latest first, each by its day."""
    return [
        (str(row.pk), f"{day(row.done_on)}, {row.get_side_display().lower()}")
        for row in _done(person)
    ]


def comparison(
    person: Person, keys: Sequence[str], audiences: Audiences, on: date
) -> Comparison | None:
    """Those two; None unless both are this person's."""
    rows = [row for row in _done(person) if str(row.pk) in keys]
    if len(rows) != 2:
        return None
    later, earlier = rows
    then, now = _lines(earlier, audiences, on), _lines(later, audiences, on)
    lines = [
        {
            "what": what,
            "then": then[what],
            "now": now[what],
            "change": "" if then[what] == now[what] else "Changed",
        }
        for what in then
    ]
    columns = (
        Column.of("What", "text", header=True, text="what"),
        Column.of(day(earlier.done_on), "text", text="then"),
        Column.of(day(later.done_on), "text", text="now"),
        Column.of("Change", "text", text="change"),
    )
    table = Table("Then and now", columns, lines, quiet_caption=True)
    return Comparison(table, sum(1 for line in lines if line["change"]))


def _done(person: Person) -> list[Assessment]:
    rows = of_person(person).filter(tool=Tool.LSCMI, state=Assessing.DONE)
    return list(rows)


def _lines(row: Assessment, audiences: Audiences, on: date) -> dict[str, str]:
    needs = {one.section: one.weight for one in NeedFound.objects.filter(assessment=row)}
    level = level_of(row, on)
    found = {"Level": level.label if level else _no_level(row)}
    for section in Section:
        found[section.label] = _WEIGHTS.get(needs.get(section.value, ""), NOT_LOOKED_AT)
    found["What protects"] = _protective(row, audiences)
    found["Risk of serious harm"] = _harm(row)
    return found


def _no_level(row: Assessment) -> str:
    return NOT_TO_USE if row.stopped else "Not known"


def _protective(row: Assessment, audiences: Audiences) -> str:
    rows = ProtectiveFactor.objects.filter(assessment=row).order_by("number")
    return "; ".join(access.shown(one, "what", *audiences) for one in rows) or "Nothing named"


def _harm(row: Assessment) -> str:
    words = formulation_of(row)
    if words is None or not words.rosh:
        return "Not decided"
    level = f": {Seriousness(words.rosh_level).label}" if words.rosh_level else ""
    return f"{RoshChoice(words.rosh).label}{level}"
