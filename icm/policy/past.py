"""The facts of one person as they stood on a day: what happened later is not among them."""

from dataclasses import replace
from datetime import date

from icm.policy.conference_facts import ConferenceFacts, ObjectionFacts
from icm.policy.facts import (
    PLANNED,
    DateFacts,
    EventFacts,
    Facts,
    InvolvedFacts,
    ReviewFacts,
    SentenceFacts,
)


def as_of(facts: Facts, on: date) -> Facts:
    """The same person without what happened after that day; progression may be planned ahead.

    Returns the facts themselves where there is nothing to leave out, which is the nightly case.
    """
    late_events = any(_is_later(event, on) for event in facts.events)
    late_reviews = any(_review_is_later(review, on) for review in facts.reviews)
    late_sentences = any(_sentence_is_later(sentence, on) for sentence in facts.sentences)
    late_dates = any(_date_is_later(entered, on) for entered in facts.dates)
    late_parts = any(_part_is_later(part, on) for part in facts.involved)
    late_meetings = any(_conference_is_later(one, on) for one in facts.conferences)
    late_word = facts.judged is not None and facts.judged.judged_on > on
    known = (late_events, late_reviews, late_sentences, late_dates, late_parts, late_meetings)
    late_answers = any(_objection_is_later(one, on) for one in facts.objections)
    if not any((*known, late_word, late_answers)):
        return facts
    return replace(
        facts,
        events=tuple(event for event in facts.events if not _is_later(event, on)),
        reviews=tuple(_review_as_of(review, on) for review in facts.reviews),
        sentences=tuple(s for s in facts.sentences if not _sentence_is_later(s, on)),
        dates=tuple(entered for entered in facts.dates if not _date_is_later(entered, on)),
        involved=tuple(_part_as_of(part, on) for part in facts.involved if part.since <= on),
        conferences=tuple(_conference_as_of(o, on) for o in facts.conferences if o.made_on <= on),
        judged=None if late_word else facts.judged,
        objections=tuple(_objection_as_of(o, on) for o in facts.objections if o.made_on <= on),
    )


def _is_later(event: EventFacts, on: date) -> bool:
    return event.on > on and event.kind not in PLANNED


def _review_is_later(review: ReviewFacts, on: date) -> bool:
    days = (review.decided_on, review.proposed_on, review.notice_on)
    return any(day is not None and day > on for day in days)


def _sentence_is_later(sentence: SentenceFacts, on: date) -> bool:
    return sentence.imposed_on is not None and sentence.imposed_on > on


def _date_is_later(entered: DateFacts, on: date) -> bool:
    return entered.entered_on is not None and entered.entered_on > on


def _part_is_later(part: InvolvedFacts, on: date) -> bool:
    return part.since > on or (part.reported_on is not None and part.reported_on > on)


def _part_as_of(part: InvolvedFacts, on: date) -> InvolvedFacts:
    """Without a report made later. The one before it is not among the facts: whoever asks about a past day reads
    the facts for that day, and meets no later report here."""
    return replace(part, reported_on=None) if _part_is_later(part, on) else part


def _conference_is_later(conference: ConferenceFacts, on: date) -> bool:
    days = (conference.made_on, conference.fixed_on, conference.invited_on, conference.held_on)
    return any(day is not None and day > on for day in days)


def _conference_as_of(conference: ConferenceFacts, on: date) -> ConferenceFacts:
    """The conference as it stood: what was fixed, sent, held or decided later is not yet there."""
    if conference.held_on is not None and conference.held_on > on:
        conference = replace(
            conference,
            held_on=None,
            assessed=None,
            next_kind="",
            next_on=None,
            next_waits=False,
        )
    if conference.fixed_on is not None and conference.fixed_on > on:
        conference = replace(conference, fixed_on=None, fixed_for=None)
    if conference.invited_on is not None and conference.invited_on > on:
        conference = replace(conference, invited_on=None)
    return conference


def _objection_is_later(objection: ObjectionFacts, on: date) -> bool:
    days = (objection.made_on, objection.sent_on, objection.settled_on)
    return any(day is not None and day > on for day in days)


def _objection_as_of(objection: ObjectionFacts, on: date) -> ObjectionFacts:
    """What was said of a minute as it stood: not yet sent on or settled where that came later."""
    sent, settled = objection.sent_on, objection.settled_on
    return replace(
        objection,
        sent_on=sent if sent is not None and sent <= on else None,
        settled_on=settled if settled is not None and settled <= on else None,
    )


def _review_as_of(review: ReviewFacts, on: date) -> ReviewFacts:
    """The review as it stood: what was decided, proposed or told later is not yet there."""
    if review.decided_on is not None and review.decided_on > on:
        review = replace(review, decided_on=None, decided_at=None, level_after=None)
    if review.proposed_on is not None and review.proposed_on > on:
        review = replace(review, proposed_on=None, proposed_level=None)
    if review.notice_on is not None and review.notice_on > on:
        review = replace(review, notice_on=None)
    return review
