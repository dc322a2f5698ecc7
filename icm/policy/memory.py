"""The latest answer of a pure reading of facts, kept for the rules that ask it in turn."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from icm.policy.facts import Facts

T = TypeVar("T")


def latest_kept(read: Callable[[Facts, date], T]) -> Callable[[Facts, date], T]:
    """Some thirty rules ask the same reading of the same facts. The answer depends on the arguments
    alone, so keeping the last changes nothing but the time taken; it is replaced whole, so threads
    at worst work it out twice."""
    kept: tuple[Facts, date, T] | None = None

    @wraps(read)
    def reading(facts: Facts, on: date) -> T:
        nonlocal kept
        last = kept
        if last is not None and last[0] is facts and last[1] == on:
            return last[2]
        answer = read(facts, on)
        kept = (facts, on, answer)
        return answer

    return reading
