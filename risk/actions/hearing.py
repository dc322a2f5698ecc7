"""What passes between the prison and the person: notice, their views, the letter, documents, acknowledgement."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import Refused
from risk.actions.standing import current, refuse_future, step, today
from risk.models import SupervisionReview

NOTHING_TO_SAY = "They have nothing to say about it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """What the person says, or that they have nothing to say, and the day; ``version`` is the page's."""

    words: str
    on: date
    version: int
    nothing: bool = False


@transaction.atomic
def notify(
    review: SupervisionReview, *, reasons: str, version: int, principals: Principals, at: datetime
) -> SupervisionReview:
    """The notice of the proposed level with its reasons, ready to print. It counts once it is handed over."""
    row = current(review, version)
    return step(row, "notify", principals=principals, at=at, notice_reasons=reasons)


@transaction.atomic
def give(
    review: SupervisionReview, *, on: date, version: int, principals: Principals, at: datetime
) -> SupervisionReview:
    """The person was given the written notice (rule 21). Their time to answer runs from that day."""
    row = current(review, version)
    refuse_future(on, at)
    if on < today(row.proposed_at):
        raise Refused("That is before the level was proposed.")
    return step(row, "give", principals=principals, at=at, notice_on=on)


@transaction.atomic
def represent(
    review: SupervisionReview,
    heard: Representation,
    *,
    by: User,
    principals: Principals,
    at: datetime,
) -> SupervisionReview:
    """What the person says about the proposal. Said again, it stands below the earlier: nobody's words are replaced."""
    row = current(review, heard.version)
    refuse_future(heard.on, at)
    words = heard.words.strip()
    if bool(words) is heard.nothing:
        raise Refused("Write down what they say, or say that they have nothing to say.")
    said = f"{day(heard.on)}, recorded by {by.display_name()}:\n{words or NOTHING_TO_SAY}"
    changes: dict[str, date | str] = {
        "representations": "\n\n".join(text for text in (row.representations, said) if text),
        "answered_on": max(heard.on, row.answered_on or heard.on),
    }
    if words:
        changes["representations_on"] = min(heard.on, row.representations_on or heard.on)
    return step(row, "represent", principals=principals, at=at, **changes)


@transaction.atomic
def tell(
    review: SupervisionReview, *, on: date, version: int, principals: Principals, at: datetime
) -> SupervisionReview:
    """The person was given the letter with the level and the reasons (rule 20)."""
    row = current(review, version)
    _after_decision(row, on, at)
    return step(row, "tell", principals=principals, at=at, told_on=on)


@transaction.atomic
def ask_documents(
    review: SupervisionReview, *, on: date, version: int, principals: Principals, at: datetime
) -> SupervisionReview:
    """The person asks for the documents behind it, and a summary."""
    row = current(review, version)
    refuse_future(on, at)
    return step(row, "ask", principals=principals, at=at, documents_requested_on=on)


@transaction.atomic
def answer_documents(
    review: SupervisionReview,
    *,
    given_on: date | None,
    withheld: str,
    version: int,
    principals: Principals,
    at: datetime,
) -> SupervisionReview:
    """Given, withheld in whole, or given in part: what is withheld needs a ground under rule 27, which is kept."""
    row = current(review, version)
    if given_on is None and not withheld:
        raise Refused("Say when the documents were given, or why they are withheld.")
    if given_on:
        refuse_future(given_on, at)
    changes = {"documents_given_on": given_on, "documents_withheld": withheld}
    return step(row, "answer", principals=principals, at=at, **changes)


@transaction.atomic
def acknowledge(
    review: SupervisionReview, *, on: date, version: int, principals: Principals, at: datetime
) -> SupervisionReview:
    """The person says that they had the letter. It does not say that they agree."""
    row = current(review, version)
    refuse_future(on, at)
    if row.told_on and on < row.told_on:
        raise Refused("That is before they were told in writing.")
    return step(row, "acknowledge", principals=principals, at=at, acknowledged_on=on)


def _after_decision(row: SupervisionReview, on: date, at: datetime) -> None:
    refuse_future(on, at)
    if row.decided_at and on < today(row.decided_at):
        raise Refused("That is before the decision.")
