"""Who may know of a review: whoever may know of the person. What each text in it may be shown to is said here."""

from icm.core.disclosure import Audience, Disclosure, Text, render
from risk.models import SupervisionReview

# Every free text of a review, with who may read it.
DISCLOSURE: dict[str, Disclosure] = {
    "criteria": Disclosure.TEAM,
    "notice_reasons": Disclosure.PERSON,
    "representations": Disclosure.PERSON,
    "reasons": Disclosure.PERSON,
    "documents_withheld": Disclosure.TEAM,  # the ground under rule 27; the person hears that something is withheld
    "withdrawn_why": Disclosure.TEAM,
}


def shown(review: SupervisionReview, field: str, audience: Audience) -> str:
    """A text of the review as this audience may read it."""
    return render(Text(getattr(review, field), DISCLOSURE[field]), audience)
