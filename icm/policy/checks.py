"""Three-valued findings: met, not met, not yet known, and what does not apply."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from icm.policy.dated import Source


class Answer(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "not yet known"
    NOT_APPLICABLE = "does not apply"

    @classmethod
    def of(cls, truth: bool | None) -> "Answer":
        """True, false or not known, as an answer."""
        if truth is None:
            return cls.UNKNOWN
        return cls.MET if truth else cls.NOT_MET


@dataclass(frozen=True, slots=True)
class Check:
    """One question a rule asks, its answer and why; the sentence is built here, never on a page."""

    rule: str
    question: str
    answer: Answer
    because: str
    source: Source


def every(checks: Iterable[Check]) -> Answer:
    """Met when all that apply are met; unknown only while an unknown could still change it."""
    answers = _applying(checks)
    if Answer.NOT_MET in answers:
        return Answer.NOT_MET
    if Answer.UNKNOWN in answers:
        return Answer.UNKNOWN
    return Answer.MET if answers else Answer.NOT_APPLICABLE


def either(checks: Iterable[Check]) -> Answer:
    """Met when one that applies is met."""
    return at_least(1, checks)


def at_least(n: int, checks: Iterable[Check]) -> Answer:
    """Met when `n` of those that apply are met; not met once the unknown cannot make up `n`."""
    answers = _applying(checks)
    if not answers:
        return Answer.NOT_APPLICABLE
    met = answers.count(Answer.MET)
    if met >= n:
        return Answer.MET
    return Answer.UNKNOWN if met + answers.count(Answer.UNKNOWN) >= n else Answer.NOT_MET


def _applying(checks: Iterable[Check]) -> list[Answer]:
    return [check.answer for check in checks if check.answer is not Answer.NOT_APPLICABLE]
