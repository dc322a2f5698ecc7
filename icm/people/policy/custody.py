"""One person's custody as the rules read it: sentences in force, route, dates, day of admission."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from icm.people.policy.dates import dates_by_kind, live_spans
from icm.people.policy.findings import CriticalDate
from icm.people.policy.routes import Route, route_of
from icm.people.policy.spans import Span
from icm.policy.calendar import BeyondCalendar, add_days, add_months, in_scotland, in_words
from icm.policy.facts import Facts
from icm.policy.memory import latest_kept


@dataclass(frozen=True, slots=True)
class Custody:
    """What several rules ask of the same facts, worked out once."""

    facts: Facts
    spans: tuple[Span, ...]
    route: Route
    dates: Mapping[str, CriticalDate]
    admitted_on: date | None
    changes_on: date | None

    def day(self, kind: str) -> date | None:
        """The day of a critical date; None where it does not apply or is not known."""
        found = self.dates.get(kind)
        return found.on if found else None


@latest_kept
def custody(facts: Facts, on: date) -> Custody:
    """The reading of one person on one day."""
    spans = live_spans(facts, on)
    return Custody(
        facts=facts,
        spans=spans,
        route=route_of(facts, spans),
        dates=dates_by_kind(facts, spans, on),
        admitted_on=_admitted_on(facts),
        changes_on=_changes_on(spans, on),
    )


def said(day: date | None) -> str:
    """A day in words, for the facts an outcome used."""
    return in_words(day) if day else "not recorded"


def _admitted_on(facts: Facts) -> date | None:
    if facts.admitted_at is None:
        return facts.admitted_on
    try:
        return in_scotland(facts.admitted_at).date()
    except BeyondCalendar:
        return facts.admitted_on


def _changes_on(spans: tuple[Span, ...], on: date) -> date | None:
    """The first day to come on which one of these sentences will be over."""
    ends = []
    for span in spans:
        if span.end is not None:
            try:
                months = max(span.facts.extension_months or 0, 0)
                ends.append(add_days(add_months(span.end, months), 1))
            except BeyondCalendar:
                continue
    return min((end for end in ends if end > on), default=None)
