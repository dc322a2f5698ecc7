"""Short ways to write the facts of one person, for the tests of every policy."""

from datetime import date

from icm.clocks.policy import RULES, evaluate
from icm.policy.facts import (
    EventFacts,
    EventKind,
    Facts,
    Legal,
    Level,
    ReviewFacts,
    SentenceFacts,
    SentenceKind,
    Term,
)

TODAY = date(2026, 11, 21)


def day(text):
    """2026-03-01 as a date, so that tables stay narrow; None stays None."""
    return date.fromisoformat(text) if text else None


def sentence(kind, start=None, *, years=0, months=0, weeks=0, days=0, imposed=..., **more):
    """A sentence imposed on the day it starts, unless the test says otherwise."""
    term = Term(years=years, months=months, weeks=weeks, days=days)
    return SentenceFacts(
        kind=SentenceKind(kind) if kind else None,
        start_on=day(start),
        imposed_on=day(start) if imposed is ... else day(imposed),
        term=term if term != Term() else None,
        **more,
    )


def plain(kind, start=None, **more):
    """A sentence for no offence that changes release."""
    return sentence(kind, start, domestic_abuse=False, listed_sexual=False, **more)


def life(start="2014-09-15", years=15, kind="life"):
    return sentence(kind, start, punishment_part=Term(years=years))


def serving(*sentences, admitted=None, **more):
    """Somebody serving these sentences, admitted on the first one's start unless said."""
    started = [one.start_on for one in sentences if one.start_on]
    on = day(admitted) if admitted else min(started, default=None)
    return Facts(legal=Legal.SENTENCED, sentences=sentences, admitted_on=on, **more)


def event(kind, on, **more):
    return EventFacts(kind=EventKind(kind), on=day(on), **more)


def review(kind, decided=None, level=None, *, before=None, **more):
    return ReviewFacts(
        kind=kind,
        decided_on=day(decided),
        level_after=Level(level) if level else None,
        level_before=Level(before) if before else None,
        **more,
    )


def outcome_of(rule_id, facts, on=TODAY):
    """One rule's outcome as a sweep would find it."""
    place = [rule.id for rule in RULES].index(rule_id)
    return evaluate(facts, day(on) if isinstance(on, str) else on)[place]
