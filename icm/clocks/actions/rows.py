"""An outcome as a row of the due list, with the evidence an appeal would ask for."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from icm.clocks.policy import RULES
from icm.clocks.queries.facts import Subject
from icm.policy.dated import Source
from icm.policy.rules import Outcome, Status

Row = tuple[Any, ...]

COLUMNS = (
    "person_id", "rule", "status", "owner", "due_on", "met_on", "next_change_on",
    "basis", "staff", "why", "settle", "evidence", "risk_rank",
)  # fmt: skip
# One encoder for all: json.dumps makes a new one for each call with options.
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STANDING = frozenset(rule.id for rule in RULES if rule.kind == "standing")
_ASKS = frozenset({Status.DUE, Status.OVERDUE, Status.UNKNOWN, Status.WAIVED})


def is_stored(outcome: Outcome) -> bool:
    """A clock is kept while it applies; a standing rule only while it asks for something.

    What does not apply, and what simply holds, is asked anew whenever somebody wants to see it: stored, it would be
    most of the table.
    """
    if outcome.rule in _STANDING:
        return outcome.status in _ASKS
    return outcome.status is not Status.NOT_APPLICABLE


def rows_of(subject: Subject, outcomes: Iterable[Outcome]) -> Iterator[Row]:
    """The rows to keep for one person, in the order of ``COLUMNS``."""
    for outcome in outcomes:
        if is_stored(outcome):
            yield (
                subject.person,
                outcome.rule,
                outcome.status.value,
                outcome.owner.value if outcome.owner else "",
                outcome.due_on,
                outcome.met_on,
                outcome.next_change_on,
                outcome.basis,
                outcome.staff,
                outcome.why,
                outcome.settle,
                evidence(outcome),
                subject.risk_rank,
            )


def evidence(outcome: Outcome) -> str:
    """What was applied, as compact JSON: the law's version, the inputs, each check, and the sources by number."""
    sources: dict[Source, int] = {}
    for source in outcome.sources:
        sources.setdefault(source, len(sources))
    checks = [
        [
            check.rule,
            check.question,
            check.answer.value,
            check.because,
            sources.setdefault(check.source, len(sources)),
        ]
        for check in outcome.checks
    ]
    kept = {
        "law": outcome.law,
        "stands_on": outcome.stands_on,
        "inputs": dict(outcome.inputs),
        "checks": checks,
        "sources": [_cited(source) for source in sources],
        "person": outcome.person,
    }
    return _COMPACT.encode({name: value for name, value in kept.items() if value})


@lru_cache(maxsize=2048)
def _cited(source: Source) -> list[str]:
    return [source.document, source.section, source.standing.value]
