"""Interleaved timing: each round runs every way once, so that drift of the machine hits all alike.

Who begins a round changes from round to round: whoever runs just after the garbage was collected finds cold caches.
"""

import gc
import re
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """One line of the report. ``goal`` is the greatest ratio allowed; None where there is only a reading."""

    name: str
    ratio: float
    low: float
    high: float
    goal: float | None
    detail: str = ""

    @property
    def good(self) -> bool:
        return self.goal is None or self.ratio <= self.goal

    def __str__(self) -> str:
        goal = (
            ""
            if self.goal is None
            else f"  goal <= {self.goal:g}  {'ok' if self.good else 'MISSED'}"
        )
        spread = f"  (IQR {self.low:.3f} to {self.high:.3f})"
        return f"{self.name:58} {self.ratio:8.3f}{spread}{goal}  {self.detail}".rstrip()


def interleaved(
    ways: Mapping[str, Callable[[], object]], *, rounds: int, warm: int = 3
) -> dict[str, list[float]]:
    """Milliseconds of every round for each way. Garbage is collected between rounds, not within."""
    for _ in range(warm):
        for way in ways.values():
            way()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    gc.disable()
    try:
        for number in range(rounds):
            first = number % len(ways)
            for name, way in [*list(ways.items())[first:], *list(ways.items())[:first]]:
                began = perf_counter()
                way()
                taken[name].append((perf_counter() - began) * 1000)
            gc.collect()
    finally:
        gc.enable()
    return taken


def ratio(name: str, ours: list[float], control: list[float], *, goal: float | None) -> Figure:
    """The median of the per-round ratios with its quartiles."""
    ratios = [mine / theirs for mine, theirs in zip(ours, control, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    detail = f"{statistics.median(ours):.2f} ms against {statistics.median(control):.2f} ms"
    return Figure(name, middle, low, high, goal, detail)


def peak_mb() -> float:
    """The most memory this process has held. What getrusage says of a child begins with the size of its parent."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found, "Linux says how much memory a process has held"
    return int(found[1]) / 1024
