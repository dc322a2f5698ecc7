"""What a review of a supervision level may end in, which review is due, and when to ask whether lower would do."""

from datetime import date

from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import PRISON_RULES
from icm.policy.facts import Facts, Legal, Level
from icm.policy.rules import Outcome, Status
from risk.policy.reviews import RANK, RULES_2011
from risk.policy.supervision import RULES

UNTRIED = Dated(
    "PSS-RECEPTION",
    "Supervision level of untried prisoners at all times",
    Since(
        date(2012, 1, 1),
        Level.HIGH,
        Source(
            PRISON_RULES,
            "r.18 as amended by SSI 2012/26; its first day in force was not read, so the first"
            " day of 2012 is assumed",
            Standing.ASSUMED,
        ),
    ),
)
EARLY_LOOK_MONTHS = Dated(
    "PSS-ANY",
    "Months at Medium or High after which a review before the last day is offered",
    Since(
        RULES_2011,
        3,
        Source.local(
            "The rules set the longest time between reviews, and inspectors found it used as a fixed"
            " one, so that people stay higher than they need; no source says when to look earlier."
        ),
    ),
    unit="months",
)
KINDS = {"PSS-72H": "72h", "PSS-6M": "6m", "PSS-12M": "12m"}
GOVERNOR = "governor"


def why_not(facts: Facts, level: Level, on: date) -> str:
    """Why nobody may assign this level to this person, or nothing."""
    if facts.legal is not Legal.UNTRIED or not UNTRIED.in_force(on):
        return ""
    needed = UNTRIED.at(on)
    if RANK[level] >= RANK[needed]:
        return ""
    return f"Untried prisoners are supervised at {needed.label} at all times."


def next_review(facts: Facts, on: date) -> Outcome | None:
    """What the rule says whose clock runs to the next review; None where no clock runs."""
    outcomes = (rule.evaluate(facts, on) for rule in RULES if rule.id in KINDS)
    return next((one for one in outcomes if one.status in (Status.DUE, Status.OVERDUE)), None)


def review_due(facts: Facts, on: date) -> tuple[str, date | None]:
    """The kind of review that is to be held next, with its last day; the Governor's where no clock runs."""
    found = next_review(facts, on)
    return (KINDS[found.rule], found.due_on) if found else (GOVERNOR, None)
