"""What a rule may know of the case conferences of one person, beside the events that say one was held."""

from dataclasses import dataclass
from datetime import date

from icm.policy.named import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceFacts:
    """One case conference kept here and not cancelled; kind is its slug. What it decided comes next is a day
    (`next_on`) or what will bring the next one about (`next_waits`)."""

    kind: str
    made_on: date
    due_on: date | None = None
    fixed_for: date | None = None
    fixed_on: date | None = None
    invited_on: date | None = None
    held_on: date | None = None
    assessed: bool | None = None
    next_kind: str = ""
    next_on: date | None = None
    next_waits: bool = False

    @property
    def decides(self) -> bool:
        """Whether it says what comes next."""
        return self.held_on is not None and (self.next_on is not None or self.next_waits)

    @property
    def stands(self) -> bool:
        """Whether a date is fixed for it, on which it is still to be held."""
        return self.fixed_for is not None and self.held_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFacts:
    """What somebody judged to be right for the next conference, and on which day they did: a day for
    it, or what it waits for."""

    kind: str
    judged_on: date
    on: date | None = None


class Against(Named):
    """How somebody said that a minute is wrong."""

    NOTICE = "notice", "Accuracy notice"
    COMMENT = "comment", "Comments of the person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionFacts:
    """An accuracy notice, or comments of the person, on a minute: when it was told, and recorded here; when comments
    were sent to those who attended; and when it was settled: answered and, where agreed to, put right."""

    against: Against
    told_on: date
    made_on: date
    sent_on: date | None = None
    settled_on: date | None = None
