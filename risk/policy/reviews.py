"""The supervision levels of one stay in custody, as the review rules read them.

A supervision level is about supervision inside the prison, never about risk in the community.
"""

from dataclasses import dataclass
from datetime import date, time

from icm.people.policy import Custody, custody
from icm.policy.calendar import in_scotland
from icm.policy.dated import Since, Source, Standing
from icm.policy.documents import PRISON_RULES, THEMATIC
from icm.policy.duty import Ground
from icm.policy.facts import Facts, Level, ReviewFacts
from icm.policy.memory import latest_kept

RULES_2011 = date(2011, 11, 1)
NOT_READ = "first day in force not read"
RECEPTION = "reception"
FIRST_KINDS = frozenset({"72h", "governor"})
RANK = {Level.LOW: 0, Level.MEDIUM: 1, Level.HIGH: 2}
LEVEL_RECORD = "The review record: which level was assigned?"
LEVEL_MEANS = "Your level says how closely staff watch you."
NO_REVIEW_YET = "Staff have not looked again at your level yet."


def prison_rule(rule: str) -> Source:
    """A Prison Rule of 2011; its first day in force, 1 November 2011, was not itself read."""
    return Source(PRISON_RULES, f"{rule}; {NOT_READ}", Standing.PARTLY_STATED)


def as_set_out(paragraph: str) -> Source:
    """Rule 19, which could be read only as the inspectorate sets it out."""
    section = f"r.19 as set out in {THEMATIC}, {paragraph}; {NOT_READ}"
    return Source(PRISON_RULES, section, Standing.PARTLY_STATED)


@dataclass(frozen=True, slots=True)
class Reviews:
    """Reviews decided since admission, oldest first, apart from the level given at reception.

    `first` is the 72-hour review, or the Governor's earlier one in its place; None where the
    record begins with a later review.
    """

    person: Custody
    reception: tuple[date, ReviewFacts] | None
    decided: tuple[tuple[date, ReviewFacts], ...]

    @property
    def first(self) -> tuple[date, ReviewFacts] | None:
        if self.decided and self.decided[0][1].kind in FIRST_KINDS:
            return self.decided[0]
        return None

    @property
    def later(self) -> tuple[tuple[date, ReviewFacts], ...]:
        return self.decided if self.first is None else self.decided[1:]

    @property
    def latest(self) -> tuple[date, ReviewFacts] | None:
        return self.decided[-1] if self.decided else None

    @property
    def level(self) -> Level | None:
        """The level now held, as the last decision recorded; None where none is recorded."""
        last = self.latest or self.reception
        return last[1].level_after if last else None


@latest_kept
def reviews_of(facts: Facts, on: date) -> Reviews:
    person = custody(facts, on)
    since = person.admitted_on or date.min
    decided = sorted(
        (
            (review.decided_on, review)
            for review in facts.reviews
            if review.decided_on is not None and review.decided_on >= since
        ),
        key=_moment,
    )
    return Reviews(
        person,
        next((pair for pair in decided if pair[1].kind == RECEPTION), None),
        tuple(pair for pair in decided if pair[1].kind != RECEPTION),
    )


def _moment(pair: tuple[date, ReviewFacts]) -> tuple[date, time]:
    """Several on one day in the order of their hours; one without an hour comes before them."""
    day, review = pair
    return day, in_scotland(review.decided_at).time() if review.decided_at else time.min


def ground_of(version: Since[int], reviews: Reviews) -> Ground:
    level = reviews.level
    said = level.value if level else "not recorded"
    return Ground.of(version).using({"supervision level": said})
