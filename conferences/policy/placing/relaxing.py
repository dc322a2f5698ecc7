"""What no schedule can beat: the problem with fractions allowed, solved exactly by GLOP in a second or two.

Its answer also says which times are worth trying at all, by how much each would add to the cost.
"""

from dataclasses import dataclass
from math import ceil, floor

from ortools.linear_solver.python import model_builder

from conferences.policy.placing.problem import Problem

NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The bound, and for each column its share and what choosing it would add."""

    bound: int
    shares: tuple[float, ...]
    adds: tuple[float, ...]


def most(problem: Problem) -> int:
    """The number of conferences no schedule exceeds."""
    model, columns = _model(problem)
    model.maximize(model_builder.LinearExpr.sum(columns))
    solver = model_builder.Solver("glop")
    if not columns or solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return len({key for key, _ in problem.columns})
    return floor(solver.objective_value + NEARLY)


def least(problem: Problem, placed: int) -> Relaxed | None:
    """The cost no schedule undercuts that places so many; None where the solver gives no answer."""
    model, columns = _model(problem)
    if not columns:
        return None
    model.add(model_builder.LinearExpr.sum(columns) >= placed)
    days = []
    for cases in problem.council_days:
        day = model.new_num_var(0, 1, "")
        days.append(day)
        for taken in cases:
            model.add(model_builder.LinearExpr.sum([columns[n] for n in taken]) <= day)
    terms = [*columns, *days]
    costs = [float(cost) for cost in (*problem.costs, *([problem.day_cost] * len(days)))]
    model.minimize(model_builder.LinearExpr.weighted_sum(terms, costs) + problem.base)
    solver = model_builder.Solver("glop")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return None
    return Relaxed(
        bound=ceil(solver.objective_value - NEARLY),
        shares=tuple(solver.value(column) for column in columns),
        adds=tuple(solver.reduced_cost(column) for column in columns),
    )


def _model(problem: Problem) -> tuple[model_builder.Model, list[model_builder.Variable]]:
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    columns = [model.new_num_var(0, 1, "") for _ in problem.columns]
    for taken, limit in problem.limits:
        model.add(model_builder.LinearExpr.sum([columns[n] for n in taken]) <= limit)
    return model, columns
