"""The choice among all times as rows of numbers, for the solvers: which may be chosen together, and at what cost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from conferences.policy.placing import rules
from conferences.policy.placing.options import Choices

Limit = tuple[tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class Problem:
    """A column is one conference at one of its times. Of the columns of a limit no more than that many are chosen."""

    columns: tuple[tuple[int, int], ...]  # conference, and the number of the option
    limits: tuple[Limit, ...]
    costs: tuple[int, ...]  # of each column, against leaving the conference out
    council_days: tuple[tuple[tuple[int, ...], ...], ...]  # by day: the columns of each conference
    day_cost: int
    base: int  # what it costs to leave everything out

    def cost(self, chosen: Mapping[int, int]) -> int:
        """What a choice costs, by conference the number of its option."""
        taken = {n for n, (key, option) in enumerate(self.columns) if chosen.get(key) == option}
        days = sum(
            any(not taken.isdisjoint(columns) for columns in cases) for cases in self.council_days
        )
        return self.base + sum(self.costs[n] for n in taken) + days * self.day_cost

    def chosen(self, columns: Iterable[int]) -> dict[int, int]:
        return dict(self.columns[n] for n in columns)


def problem(found: Choices) -> Problem:
    """The same choices give the same problem, in the same order."""
    columns = tuple((key, n) for key, options in found.of.items() for n in range(len(options)))
    on, weights = found.estate.on, {case.key: case.weight for case in found.estate.cases}
    left_out = rules.UNPLACED.at(on)
    return Problem(
        columns=columns,
        limits=tuple(_limits(found, columns)),
        costs=tuple(found.of[key][n].cost - left_out * weights[key] for key, n in columns),
        council_days=tuple(_council_days(found, columns)),
        day_cost=rules.COUNCIL_DAY.at(on),
        base=left_out * sum(weights[key] for key, options in found.of.items() if options),
    )


def _limits(found: Choices, columns: tuple[tuple[int, int], ...]) -> Iterator[Limit]:
    """One time each; a conference a room; nobody in two places; no more at once than can be chaired."""
    rows: dict[tuple[object, ...], list[int]] = defaultdict(list)
    most: dict[tuple[object, ...], int] = {}
    parts = {
        case.key: [("person", case.person), *(("member", one) for one in sorted(set(case.core)))]
        for case in found.estate.cases
    }
    for number, (key, option) in enumerate(columns):
        cell = found.of[key][option].cell
        rows["case", key].append(number)
        rows["cell", cell].append(number)
        most["cell", cell] = len(found.cells[cell])
        for moment in found.chairs.moments(cell.time):
            rows["chair", moment].append(number)
            most["chair", moment] = found.chairs.free[moment]
            for part in parts[key]:
                rows["at", part, moment].append(number)
    for name, members in rows.items():
        if len(members) > most.get(name, 1):
            yield tuple(members), most.get(name, 1)


def _council_days(
    found: Choices, columns: tuple[tuple[int, int], ...]
) -> Iterator[tuple[tuple[int, ...], ...]]:
    councils = {case.key: case.council for case in found.estate.cases}
    days: dict[tuple[str, date], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (key, option) in enumerate(columns):
        if councils[key]:
            days[councils[key], found.of[key][option].cell.time.on][key].append(number)
    for cases in days.values():
        yield tuple(tuple(taken) for taken in cases.values())
