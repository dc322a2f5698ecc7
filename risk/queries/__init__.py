"""What is read of supervision level reviews."""

from risk.queries.effects import effects, effects_unless_low
from risk.queries.facts import facts_of, review_facts
from risk.queries.figures import Usable, usable
from risk.queries.hearing import Hearing, hearing
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

__all__ = [
    "HISTORY",
    "Hearing",
    "Letter",
    "ReviewPage",
    "ReviewsPage",
    "Usable",
    "criteria",
    "effects",
    "effects_unless_low",
    "facts_of",
    "first_review",
    "hearing",
    "letter",
    "next_review",
    "review",
    "review_facts",
    "review_page",
    "reviews_page",
    "title",
    "usable",
    "why_not_decide",
]
