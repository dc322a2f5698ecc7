"""What is read of supervision level reviews."""

from risk.queries.disclosing import disclosed, may_explain, reads_victims
from risk.queries.early import places
from risk.queries.effects import effects, effects_unless_low
from risk.queries.facts import facts_of, review_facts
from risk.queries.figures import Usable, stopped_why, usable
from risk.queries.hearing import Hearing, hearing
from risk.queries.history import tracked
from risk.queries.letters import Letter, letter
from risk.queries.parts import title
from risk.queries.reviews import (
    HISTORY,
    ReviewPage,
    ReviewsPage,
    criteria,
    first_review,
    next_review,
    review,
    review_page,
    reviews_page,
    why_not_decide,
)
from risk.queries.team import Newest, asked_for, done_between, newest, stopped

__all__ = [
    "HISTORY",
    "Hearing",
    "Letter",
    "Newest",
    "ReviewPage",
    "ReviewsPage",
    "Usable",
    "asked_for",
    "criteria",
    "disclosed",
    "done_between",
    "effects",
    "effects_unless_low",
    "facts_of",
    "first_review",
    "hearing",
    "letter",
    "may_explain",
    "newest",
    "next_review",
    "places",
    "reads_victims",
    "review",
    "review_facts",
    "review_page",
    "reviews_page",
    "stopped",
    "stopped_why",
    "title",
    "tracked",
    "usable",
    "why_not_decide",
]
