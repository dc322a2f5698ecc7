"""What is read of supervision level reviews."""

from risk.queries.facts import facts_of, review_facts
from risk.queries.letters import Letter, letter
from risk.queries.reviews import (
    ReviewPage,
    ReviewsPage,
    review,
    review_page,
    reviews_page,
)

__all__ = [
    "Letter",
    "ReviewPage",
    "ReviewsPage",
    "facts_of",
    "letter",
    "review",
    "review_facts",
    "review_page",
    "reviews_page",
]
