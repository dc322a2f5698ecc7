"""The search for the best schedule with CP-SAT: first as many conferences as can be, then the wishes.

The same facts give the same schedule: one worker, a fixed seed, and an effort counted in steps, not in seconds.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ortools.sat.python import cp_model

from conferences.policy.placing import rules
from conferences.policy.placing.facts import Estate
from conferences.policy.placing.options import Cell, Choices, Found, Moment, choices
from conferences.policy.placing.served import first_come

SEED = 20240624
EFFORT = (
    40.0  # deterministic units, about as many seconds on a slow core, for each of the two searches
)
CLOSE_ENOUGH = 0.01  # of the wishes: proven to within one in a hundred


def search(estate: Estate, *, effort: float = EFFORT) -> Found:
    """The best schedule found, at least as full as taking each in turn gives."""
    found = choices(estate)
    in_turn = first_come(found)
    model = _Model(found)
    most, filled = model.fill(in_turn, effort)
    cost, bound, chosen = model.wish(filled, effort)
    cells = {key: found.of[key][number].cell for key, number in chosen.items()}
    return Found(found, cells, most, len(in_turn), cost, bound)


class _Model:
    """One yes or no for each conference and each time it could have."""

    def __init__(self, found: Choices) -> None:
        self.found = found
        self.model = cp_model.CpModel()
        self.vars = {
            key: [self.model.new_bool_var("") for _ in options] for key, options in found.of.items()
        }
        for taken in self.vars.values():
            self.model.add_at_most_one(taken)
        self._rooms()
        self._diaries()
        self._chairs()

    def fill(self, hint: Mapping[int, int], effort: float) -> tuple[int, Mapping[int, int]]:
        """As many as can be. Answers with what no schedule exceeds, and the fullest found."""
        every = [var for taken in self.vars.values() for var in taken]
        self.model.maximize(sum(every))
        solver, chosen = self._solve(hint, effort, 0.0)
        if chosen is None or len(chosen) < len(hint):
            chosen = hint
        return min(int(solver.best_objective_bound + 1e-6), len(self.vars)), chosen

    def wish(self, hint: Mapping[int, int], effort: float) -> tuple[int, int, Mapping[int, int]]:
        """As many again, at the least cost of the wishes. Answers with the cost, what no schedule undercuts, and it."""
        on = self.found.estate.on
        every = [var for taken in self.vars.values() for var in taken]
        self.model.add(sum(every) >= len(hint))
        weights = {case.key: case.weight for case in self.found.estate.cases}
        left_out = rules.UNPLACED.at(on)
        terms = [
            var * (option.cost - left_out * weights[key])
            for key, options in self.found.of.items()
            for var, option in zip(self.vars[key], options, strict=True)
        ]
        days = [day * rules.COUNCIL_DAY.at(on) for day in self._council_days()]
        base = left_out * sum(weights[key] for key, open_ in self.vars.items() if open_)
        self.model.minimize(sum(terms) + sum(days) + base)
        solver, chosen = self._solve(hint, effort, CLOSE_ENOUGH)
        if chosen is None:  # not even the hint was taken up: nothing is proven of it
            return self._cost_of(hint), 0, hint
        return round(solver.objective_value), int(solver.best_objective_bound + 0.999), chosen

    def _rooms(self) -> None:
        by_cell: dict[Cell, list[cp_model.IntVar]] = defaultdict(list)
        for key, options in self.found.of.items():
            for var, option in zip(self.vars[key], options, strict=True):
                by_cell[option.cell].append(var)
        for cell, taken in by_cell.items():
            if len(taken) > len(self.found.cells[cell]):
                self.model.add(sum(taken) <= len(self.found.cells[cell]))

    def _diaries(self) -> None:
        """Nobody is in two places: members, and people with more than one conference."""
        together: dict[tuple[str, int], list[int]] = defaultdict(list)
        for case in self.found.estate.cases:
            if case.pin is None:
                together["person", case.person].append(case.key)
                for member in set(case.core):
                    together["member", member].append(case.key)
        for keys in together.values():
            if len(keys) > 1:
                for at_once in self._at_once(keys):
                    self.model.add_at_most_one(at_once)

    def _chairs(self) -> None:
        """No more at once than co-ordinators are there to chair."""
        for moment, at_once in self._moments(self.vars):
            if len(at_once) > self.found.chairs.free[moment]:
                self.model.add(sum(at_once) <= self.found.chairs.free[moment])

    def _council_days(self) -> Iterable[cp_model.IntVar]:
        by_day: dict[tuple[str, date], list[cp_model.IntVar]] = defaultdict(list)
        councils = {case.key: case.council for case in self.found.estate.cases}
        for key, options in self.found.of.items():
            for var, option in zip(self.vars[key], options, strict=True):
                if councils[key]:
                    by_day[councils[key], option.cell.time.on].append(var)
        for taken in by_day.values():
            day = self.model.new_bool_var("")
            for var in taken:
                self.model.add_implication(var, day)
            yield day

    def _at_once(self, keys: Iterable[int]) -> Iterable[list[cp_model.IntVar]]:
        return (at_once for _, at_once in self._moments(keys) if len(at_once) > 1)

    def _moments(self, keys: Iterable[int]) -> Iterable[tuple[Moment, list[cp_model.IntVar]]]:
        """By each moment at which a time begins: all that would be going on then."""
        found: dict[Moment, list[cp_model.IntVar]] = defaultdict(list)
        for key in keys:
            for var, option in zip(self.vars[key], self.found.of[key], strict=True):
                for moment in self.found.chairs.moments(option.cell.time):
                    found[moment].append(var)
        return found.items()

    def _solve(
        self, hint: Mapping[int, int], effort: float, gap: float
    ) -> tuple[cp_model.CpSolver, dict[int, int] | None]:
        self.model.clear_hints()
        for key, taken in self.vars.items():
            for number, var in enumerate(taken):
                self.model.add_hint(var, hint.get(key) == number)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = effort
        solver.parameters.relative_gap_limit = gap
        if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return solver, None
        return solver, {
            key: number
            for key, taken in self.vars.items()
            for number, var in enumerate(taken)
            if solver.boolean_value(var)
        }

    def _cost_of(self, chosen: Mapping[int, int]) -> int:
        estate, on = self.found.estate, self.found.estate.on
        left_out = sum(
            case.weight
            for case in estate.cases
            if self.found.of.get(case.key) and case.key not in chosen
        )
        options = {key: self.found.of[key][number] for key, number in chosen.items()}
        councils = {
            (case.council, options[case.key].cell.time.on)
            for case in estate.cases
            if case.council and case.key in options
        }
        whole = sum(option.cost for option in options.values())
        whole += left_out * rules.UNPLACED.at(on)
        return whole + len(councils) * rules.COUNCIL_DAY.at(on)
