"""The search for the best schedule: first as many conferences as can be, then the wishes.

CP-SAT searches; what no schedule can beat is proven by the same problem with fractions allowed. The same facts give
the same schedule: one worker, a fixed seed, and an effort counted in steps, not in seconds.
"""

from collections.abc import Collection, Iterable

from ortools.sat.python import cp_model

from conferences.policy.placing import relaxing
from conferences.policy.placing.facts import Estate
from conferences.policy.placing.options import Found, choices
from conferences.policy.placing.problem import Problem, problem
from conferences.policy.placing.served import first_come

SEED = 20240624
EFFORT = 15.0  # deterministic units for each of the two searches; seconds, on a good core
CLOSE_ENOUGH = 0.01  # of the wishes: proven to within one in a hundred
PROMISING = 30  # times of each conference worth trying, by what each would add to the least cost


def search(estate: Estate, *, effort: float = EFFORT) -> Found:
    """The best schedule found, at least as full as taking each in turn gives."""
    found = choices(estate)
    posed = problem(found)
    in_turn = first_come(found)
    most, filled = _fill(posed, in_turn, effort)
    cost, bound, chosen = _wish(posed, filled, effort)
    cells = {key: found.of[key][number].cell for key, number in chosen.items()}
    return Found(found, cells, most, len(in_turn), cost, bound)


def _fill(posed: Problem, in_turn: dict[int, int], effort: float) -> tuple[int, dict[int, int]]:
    """As many as can be: what no schedule exceeds, and the fullest found."""
    most = relaxing.most(posed)
    if len(in_turn) == most:
        return most, in_turn
    model = _Model(posed, range(len(posed.columns)))
    model.cp.maximize(sum(model.vars.values()))
    hint = {n for n, (key, option) in enumerate(posed.columns) if in_turn.get(key) == option}
    solver, chosen = model.solve(hint, effort, 0.0)
    most = min(most, int(solver.best_objective_bound + relaxing.NEARLY))
    if chosen is None or len(chosen) < len(in_turn):
        return max(most, len(in_turn)), in_turn
    return most, posed.chosen(chosen)


def _wish(posed: Problem, filled: dict[int, int], effort: float) -> tuple[int, int, dict[int, int]]:
    """As many again, at the least cost of the wishes: the cost, what no schedule undercuts, and the schedule."""
    relaxed = relaxing.least(posed, len(filled))
    if relaxed is None:
        return posed.cost(filled), 0, filled
    # What the fullest schedule takes stays open, so that there is always one that places as many.
    kept = {n for n, (key, option) in enumerate(posed.columns) if filled.get(key) == option}
    kept |= set(_promising(posed, relaxed))
    model = _Model(posed, sorted(kept))
    model.cp.add(sum(model.vars.values()) >= len(filled))
    days = sum(model.days())
    costs = sum(posed.costs[n] * var for n, var in model.vars.items())
    model.cp.minimize(costs + days * posed.day_cost + posed.base)
    hint = {n for n in kept if relaxed.shares[n] > 0.5}
    _, columns = model.solve(hint, effort, CLOSE_ENOUGH)
    chosen = filled if columns is None else posed.chosen(columns)
    if posed.cost(filled) < posed.cost(chosen):
        chosen = filled
    return posed.cost(chosen), min(relaxed.bound, posed.cost(chosen)), chosen


def _promising(posed: Problem, relaxed: relaxing.Relaxed) -> Iterable[int]:
    by_case: dict[int, list[int]] = {}
    for number, (key, _) in enumerate(posed.columns):
        by_case.setdefault(key, []).append(number)
    for numbers in by_case.values():
        yield from sorted(numbers, key=lambda n: (relaxed.adds[n], n))[:PROMISING]


class _Model:
    """One yes or no for each column that is open."""

    def __init__(self, posed: Problem, columns: Collection[int]) -> None:
        self.posed = posed
        self.cp = cp_model.CpModel()
        self.vars = {n: self.cp.new_bool_var("") for n in columns}
        for taken, limit in posed.limits:
            here = [self.vars[n] for n in taken if n in self.vars]
            if limit == 1:
                self.cp.add_at_most_one(here)
            elif len(here) > limit:
                self.cp.add(sum(here) <= limit)

    def days(self) -> Iterable[cp_model.IntVar]:
        """For each day on which those of a council may have to come, whether they have to."""
        for cases in self.posed.council_days:
            here = [[self.vars[n] for n in taken if n in self.vars] for taken in cases]
            day = self.cp.new_bool_var("")
            for taken in filter(None, here):
                # A conference as a whole, not time by time: what can be proven is then far closer.
                self.cp.add(sum(taken) <= day)
            yield day

    def solve(
        self, hint: Collection[int], effort: float, gap: float
    ) -> tuple[cp_model.CpSolver, list[int] | None]:
        for number, var in self.vars.items():
            self.cp.add_hint(var, number in hint)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = effort
        solver.parameters.relative_gap_limit = gap
        if solver.solve(self.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return solver, None
        return solver, [n for n, var in self.vars.items() if solver.boolean_value(var)]
