"""One sentence read as a span of days, and several read together, or what stops the reading."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from icm.people.policy.findings import WARRANT
from icm.people.policy.law import EDL_NEW, LONG_TERM_MONTHS
from icm.policy.calendar import BeyondCalendar, add_days, add_months
from icm.policy.facts import Facts, SentenceFacts, SentenceKind, Term
from icm.policy.sentence import anniversary, is_at_least, is_readable, length, term_end

INDETERMINATE = frozenset({SentenceKind.LIFE, SentenceKind.OLR})
SHORT_KINDS = frozenset({SentenceKind.STP, SentenceKind.SRO, SentenceKind.STSO})
PLAIN_KINDS = frozenset({SentenceKind.STP, SentenceKind.LTP})
FOUR_YEARS = LONG_TERM_MONTHS.history[0].value


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence as days. `problem` says why no date can be worked out, `settle` what would help;
    `long` is None where the length is not known or belies the kind recorded."""

    facts: SentenceFacts
    start: date | None
    end: date | None
    long: bool | None
    problem: str = ""
    settle: str = ""

    @property
    def indeterminate(self) -> bool:
        return self.facts.kind in INDETERMINATE

    @property
    def days(self) -> int | None:
        return length(self.start, self.end) if self.start and self.end else None

    @property
    def imposed_on(self) -> date | None:
        """The day the law of a long-term sentence turns on; an appeal counts from the first."""
        return self.facts.first_imposed_on or self.facts.imposed_on

    @property
    def begins(self) -> date | None:
        """The day the person became subject to it: the day of sentence, else its start."""
        return self.facts.imposed_on or self.facts.start_on


def read(facts: SentenceFacts) -> Span:
    """The span of one sentence."""
    if facts.kind in INDETERMINATE:
        return _indeterminate(facts)
    try:
        end, problem, settle = _end(facts)
        long = _is_long(facts)
    except BeyondCalendar as beyond:
        long, settle = _long_by_kind(facts.kind), f"{WARRANT} It may be misread."
        return Span(facts, facts.start_on, None, long, str(beyond), settle)
    if _belies_kind(facts.kind, long):
        long = None
        problem = problem or "The length recorded does not fit the kind of sentence recorded."
        settle = f"{WARRANT} Is the sentence four years or more?"
    if facts.kind is None:
        problem, settle = problem or "The kind of sentence is not recorded.", WARRANT
    return Span(facts, facts.start_on, end, long, problem, settle)


def punishment_part_end(span: Span) -> date | None:
    """The first day after the punishment part; None where it or the start is not known."""
    part = span.facts.punishment_part
    if span.start is None or part is None or not is_readable(part):
        return None
    return anniversary(span.start, part)


def has_ended(span: Span, on: date) -> bool:
    """Whether the sentence, with any extension of its licence, is known to be over."""
    if span.end is None:
        return False
    try:
        return add_months(span.end, _extension(span.facts)) < on
    except BeyondCalendar:
        return False


def meet(one: Span, other: Span) -> bool:
    """Whether no day lies between them on which neither is served; False where their days are not known."""
    if one.start is None or other.start is None:
        return False
    (_, end), (start, _) = sorted(
        [(one.start, one.end or date.max), (other.start, other.end or date.max)]
    )
    return end == date.max or start <= add_days(end, 1)


def chained(spans: tuple[Span, ...]) -> Span | None:
    """Plain sentences, each beginning the day after the last one ends, as the one term they make."""
    if any(span.facts.kind not in PLAIN_KINDS or span.problem for span in spans):
        return None
    if len({_new_law(span) for span in spans}) > 1:  # imposed under different release law
        return None
    ordered = sorted(spans, key=lambda span: span.start or date.max)
    for before, after in pairwise(ordered):
        if before.end is None or after.start != add_days(before.end, 1):
            return None
    return _as_one(ordered)


def _as_one(ordered: list[Span]) -> Span:
    first, last = ordered[0], ordered[-1]
    whole = replace(
        first.facts,
        kind=None,
        term=None,
        days=None,
        ends_on=last.end,
        domestic_abuse=_any(tuple(span.facts.domestic_abuse for span in ordered)),
        listed_sexual=_any(tuple(span.facts.listed_sexual for span in ordered)),
        terrorism=any(span.facts.terrorism for span in ordered),
    )
    return read(replace(whole, kind=SentenceKind.LTP if _is_long(whole) else SentenceKind.STP))


def may_be_long_together(spans: tuple[Span, ...]) -> bool:
    """Whether sentences each under four years may, as one term, come to four years or more.

    One term is no longer than all lengths together, and no longer than from the first start to the last end. Says
    only that it may be so: whether they make one term is for a single-term calculation.
    """
    short = [span for span in spans if not span.indeterminate and span.long is False]
    if len(short) < 2:
        return False
    starts = [span.start for span in short if span.start]
    ends = [span.end for span in short if span.end]
    days = [span.days for span in short if span.days]
    if len(days) < len(short):
        return True
    most = min(sum(days), length(min(starts), max(ends)))
    try:
        return is_at_least(FOUR_YEARS, min(starts), None, most)
    except BeyondCalendar:
        return True


def may_be_one_term(facts: Facts, live: tuple[Span, ...]) -> tuple[Span, ...]:
    """The sentences in force with those, over by now, that ran into one of them and may make one term with it."""
    spans = [read(sentence) for sentence in facts.sentences]
    return grown(live, [span for span in spans if span not in live], _may_touch)


def grown(
    spans: Iterable[Span], others: Iterable[Span], touch: Callable[[Span, Span], bool]
) -> tuple[Span, ...]:
    """These with every other that touches one of them, or touches one that does."""
    joined, left = list(spans), list(others)
    while more := [span for span in left if any(touch(span, other) for other in joined)]:
        joined += more
        left = [span for span in left if span not in more]
    return tuple(joined)


def _may_touch(one: Span, other: Span) -> bool:
    """Whether there is, or may be, no day between them."""
    known = one.start and one.end and other.start and other.end
    return meet(one, other) if known else True


def around(spans: tuple[Span, ...]) -> Span | None:
    """The one sentence that begins no later and ends no earlier than every other, if there is one."""
    first = min(span.start or date.min for span in spans)
    last = max(span.end or date.max for span in spans)
    return next((span for span in spans if (span.start, span.end) == (first, last)), None)


def _new_law(span: Span) -> bool | None:
    return None if span.imposed_on is None else EDL_NEW.in_force(span.imposed_on)


def _indeterminate(facts: SentenceFacts) -> Span:
    problem = settle = ""
    if facts.start_on is None:
        problem, settle = "The day the sentence starts is not recorded.", WARRANT
    elif not is_readable(facts.punishment_part):
        problem = "The punishment part is not recorded, or cannot be read."
        settle = "The court's order fixing the punishment part."
    return Span(facts, facts.start_on, None, None, problem, settle)


def _end(facts: SentenceFacts) -> tuple[date | None, str, str]:
    """The last day, by the warrant, else by the term, else by days; or what is missing."""
    start, ends_on = facts.start_on, facts.ends_on
    if ends_on is not None and start is not None and ends_on < start:
        return None, "The sentence is recorded as ending before it starts.", WARRANT
    if start is None:
        return ends_on, "The day the sentence starts is not recorded.", WARRANT
    if ends_on is not None:
        return ends_on, "", ""
    term = _term(facts)
    if term is None:
        return None, "The length of the sentence is not recorded, or cannot be read.", WARRANT
    return term_end(start, term), "", ""


def _term(facts: SentenceFacts) -> Term | None:
    """The length pronounced, else the days known; None where neither can be read."""
    for term in (facts.term, Term(days=facts.days or 0)):
        if is_readable(term):
            return term
    return None


def _is_long(facts: SentenceFacts) -> bool | None:
    """Four years or more, by the length; by the kind recorded where no length can be read."""
    start, ends_on = facts.start_on, facts.ends_on
    if start is not None and ends_on is not None and start <= ends_on:
        return is_at_least(FOUR_YEARS, start, None, length(start, ends_on))
    term = _term(facts)
    if term is not None:
        return is_at_least(FOUR_YEARS, start, term, None)
    return _long_by_kind(facts.kind)


def _long_by_kind(kind: SentenceKind | None) -> bool | None:
    if kind is SentenceKind.LTP:
        return True
    return False if kind in SHORT_KINDS else None


def _belies_kind(kind: SentenceKind | None, long: bool | None) -> bool:
    return (kind is SentenceKind.LTP and long is False) or (kind in SHORT_KINDS and long is True)


def _extension(facts: SentenceFacts) -> int:
    return max(facts.extension_months or 0, 0)


def _any(answers: tuple[bool | None, ...]) -> bool | None:
    """Three-valued *or*: true if any is, else not known if any is not."""
    if True in answers:
        return True
    return None if None in answers else False
