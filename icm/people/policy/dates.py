"""The critical dates of one person, each with its basis.

A date somebody entered or overrode is used wherever another date is counted from it; the rule's own
answer stands beside it. A date that does not apply is absent; one that cannot be told is *unknown*.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from icm.people.policy.findings import (
    WARRANT,
    CriticalDate,
    DateKind,
    computed,
    entered_alone,
    settled_by_hand,
    unknown,
    worked,
)
from icm.people.policy.law import (
    COUNTED_IN_DAYS,
    LIFE,
    LONGEST_EXTENSION,
    RE_RELEASE,
    SINGLE_TERM,
    SUPERVISED_RELEASE,
)
from icm.people.policy.progression import progression_dates
from icm.people.policy.release import (
    LICENCE_KINDS,
    earliest_liberation,
    home_curfew,
    is_sexual_licence,
    parole_qualifying,
    release,
)
from icm.people.policy.spans import (
    INDETERMINATE,
    Span,
    around,
    chained,
    grown,
    has_ended,
    meet,
    punishment_part_end,
    read,
)
from icm.policy.calendar import add_months, in_words
from icm.policy.facts import DateFacts, Facts, SentenceKind

Found = dict[str, CriticalDate]
K = DateKind
RULE_OF = {K.PQD: "SD-PQD", K.EDL: "SD-EDL-NEW", K.RELEASE: "SD-STP-LTP"}
METHOD = COUNTED_IN_DAYS.history[0].source
LIVE_TOGETHER = "Several sentences are in force and do not form one simple term."
CALCULATION = "A single-term calculation from the warrants."


def live_spans(facts: Facts, on: date) -> tuple[Span, ...]:
    """The sentences not known to be over, with those over that ran into one of them: together they are one term."""
    spans = tuple(read(sentence) for sentence in facts.sentences)
    live = [span for span in spans if not has_ended(span, on)]
    over = [span for span in spans if span not in live and _served_since(span, facts)]
    together = grown(live, over, meet)
    return tuple(span for span in spans if span in together)


def _served_since(span: Span, facts: Facts) -> bool:
    """Whether it was still being served when the person last came into custody: they were not released between."""
    return span.end is not None and facts.admitted_on is not None and facts.admitted_on <= span.end


def dates_by_kind(facts: Facts, spans: tuple[Span, ...], on: date) -> Found:
    """Every critical date by its kind, from the sentences in force and what was entered by hand."""
    by_hand = {entered.kind: entered for entered in facts.dates if entered.on is not None}
    found = _of_all(spans, by_hand, on) if spans else {}
    for kind, entered in by_hand.items():
        if kind not in found:
            found[kind] = entered_alone(entered)
    return found


def _of_all(spans: tuple[Span, ...], by_hand: dict[str, DateFacts], on: date) -> Found:
    if len(spans) == 1:
        return _of_one(spans[0], by_hand, on)
    lives = tuple(span for span in spans if span.indeterminate)
    if lives:
        return _of_one(_latest_life(lives), by_hand, on, together=True)
    if any(_stands_alone(span) for span in spans):
        return _not_simple(spans, by_hand)
    if (whole := chained(spans)) is not None:
        return _of_one(whole, by_hand, on, together=True)
    if (outer := around(spans)) is not None:
        inner = tuple(span for span in spans if span is not outer)
        return _of_one(outer, by_hand, on, inner, together=True)
    return _not_simple(spans, by_hand)


def _of_one(
    span: Span,
    by_hand: dict[str, DateFacts],
    on: date,
    inner: tuple[Span, ...] = (),
    *,
    together: bool = False,
) -> Found:
    found: Found = {}

    def put(one: CriticalDate) -> CriticalDate:
        if together and one.basis_kind == "computed":
            one = replace(one, sources=(*one.sources, SINGLE_TERM))
        found[one.kind] = settled_by_hand(one, by_hand.get(one.kind))
        return found[one.kind]

    if span.indeterminate:
        put(worked(K.PUNISHMENT_PART_END, LIFE.rule, lambda: _punishment_part(span)))
    else:
        ends = put(_sentence_end(span))
        if ends.basis_kind in ("entered", "overridden"):
            span = read(replace(span.facts, ends_on=ends.on))
        _determinate(span, inner, put)
    for one in progression_dates(span, found, on):
        put(one)
    return found


def _determinate(
    span: Span, inner: tuple[Span, ...], put: Callable[[CriticalDate], CriticalDate]
) -> None:
    """Release, parole, curfew and what follows release, for a sentence with an end."""
    if span.facts.kind is SentenceKind.RECALLED:
        put(_recalled())
    elif span.long:
        put(_latest(parole_qualifying, span, inner, only_long=True))
        put(_latest(earliest_liberation, span, inner))
    else:
        released = put(_latest(release, span, inner))
        curfew = _no_curfew_together() if inner else _curfew(span, released)
        if curfew is not None:
            put(curfew)
        if span.facts.kind is SentenceKind.SRO and (after := _supervision(span, released)):
            put(after)
    if (licence := _licence_end(span)) is not None:
        put(licence)


def _latest(
    rule: Callable[[Span], CriticalDate],
    outer: Span,
    inner: Iterable[Span],
    *,
    only_long: bool = False,
) -> CriticalDate:
    """The date the outer sentence gives, or a later one from a sentence that runs within it."""
    kind = K.PQD if only_long else K.EDL if outer.long else K.RELEASE
    latest = worked(kind, RULE_OF[kind], lambda: rule(outer))
    for span in inner:
        if latest.on is None or (span.end is not None and span.end <= latest.on):
            continue
        if only_long and not span.long:
            continue
        other = _other(kind, span)
        if other.on is None or other.on > latest.on:
            latest = replace(other, kind=kind)
    return latest


def _other(kind: DateKind, span: Span) -> CriticalDate:
    by_length = earliest_liberation if span.long else release
    rule = parole_qualifying if kind is K.PQD else by_length
    return worked(kind, RULE_OF[kind], lambda: rule(span))


def _sentence_end(span: Span) -> CriticalDate:
    if span.end is None:
        return unknown(K.SENTENCE_END, COUNTED_IN_DAYS.rule, span.problem, span.settle)
    if span.facts.ends_on is not None:
        return computed(
            K.SENTENCE_END, span.end, COUNTED_IN_DAYS.rule, None, "As the warrant says.", METHOD
        )
    start = in_words(span.start) if span.start else ""
    because = f"{span.days} days from {start}."
    return computed(K.SENTENCE_END, span.end, COUNTED_IN_DAYS.rule, None, because, METHOD)


def _punishment_part(span: Span) -> CriticalDate:
    entry = LIFE.history[0]
    ends = punishment_part_end(span)
    if ends is None or span.start is None:
        return unknown(K.PUNISHMENT_PART_END, LIFE.rule, span.problem, span.settle, entry.source)
    because = (
        f"The punishment part counted from {in_words(span.start)}: the Parole Board considers"
        f" release from then."
    )
    return computed(
        K.PUNISHMENT_PART_END, ends, LIFE.rule, entry.start, because, entry.source, METHOD
    )


def _recalled() -> CriticalDate:
    return unknown(
        K.RELEASE,
        RE_RELEASE.rule,
        "Recalled on licence: release again is for the Parole Board, else the sentence's end.",
        "The Parole Board's decision.",
        RE_RELEASE.history[0].source,
    )


def _curfew(span: Span, released: CriticalDate) -> CriticalDate | None:
    rule = "HDC-15-210"
    try:
        return home_curfew(span, released)
    except LookupError:
        because = "It falls outside the years or the law encoded here."
        return unknown(K.HDC_EARLIEST, rule, because, WARRANT)


def _no_curfew_together() -> CriticalDate:
    return unknown(K.HDC_EARLIEST, "HDC-15-210", LIVE_TOGETHER, CALCULATION, SINGLE_TERM)


def _supervision(span: Span, released: CriticalDate) -> CriticalDate | None:
    """How long a supervised release order binds after release."""
    entry = SUPERVISED_RELEASE.history[0]
    rule, months = SUPERVISED_RELEASE.rule, span.facts.supervision_months
    if months is None or not 0 < months <= entry.value:
        because = f"The months of supervision are not recorded, or are not 1 to {entry.value}."
        return unknown(K.SUPERVISION_END, rule, because, "The supervised release order.")
    day = released.on
    if day is None:
        because = "It counts from release, which is not known."
        return unknown(K.SUPERVISION_END, rule, because, released.settle or WARRANT)
    because = f"{months} months of supervision from release on {in_words(day)}."
    return worked(
        K.SUPERVISION_END,
        rule,
        lambda: computed(
            K.SUPERVISION_END, add_months(day, months), rule, entry.start, because, entry.source
        ),
    )


def _licence_end(span: Span) -> CriticalDate | None:
    """The end of the licence of a long-term, extended or short-term sex offender sentence."""
    extended = span.facts.kind is SentenceKind.EXTENDED
    if not (span.long or span.facts.kind in LICENCE_KINDS or is_sexual_licence(span)):
        return None
    law, end = (LONGEST_EXTENSION if extended else COUNTED_IN_DAYS), span.end
    rule, entry = law.rule, law.history[0]
    if end is None:
        return unknown(K.LICENCE_END, rule, span.problem, span.settle)
    if not extended:
        return computed(K.LICENCE_END, end, rule, None, "The end of the sentence.", METHOD)
    months, longest = span.facts.extension_months, LONGEST_EXTENSION.history[0].value
    if months is None or not 0 < months <= longest:
        because = f"The months of extension are not recorded, or are not 1 to {longest}."
        return unknown(K.LICENCE_END, rule, because, WARRANT, entry.source)
    because = f"{months} months of extension after the custodial term."
    return worked(
        K.LICENCE_END,
        rule,
        lambda: computed(
            K.LICENCE_END, add_months(end, months), rule, entry.start, because, entry.source, METHOD
        ),
    )


def _stands_alone(span: Span) -> bool:
    """A sentence that cannot be read together with another one here."""
    odd = span.facts.kind in (None, SentenceKind.RECALLED, *INDETERMINATE)
    return odd or bool(span.problem) or span.facts.terrorism


def _latest_life(lives: tuple[Span, ...]) -> Span:
    """The one whose punishment part ends last; one whose part cannot be told comes before it."""

    def when(span: Span) -> date:
        try:
            return punishment_part_end(span) or date.max
        except LookupError:
            return date.max

    return max(lives, key=when)


def _not_simple(spans: tuple[Span, ...], by_hand: dict[str, DateFacts]) -> Found:
    settle = "; ".join(dict.fromkeys([CALCULATION, *(s.settle for s in spans if s.settle)]))
    kinds = [K.SENTENCE_END, K.RELEASE, K.PROGRESSION_EARLIEST]
    if any(span.long for span in spans):
        kinds[1:2] = [K.PQD, K.EDL]
    found = (unknown(kind, "SD-STP-LTP", LIVE_TOGETHER, settle, SINGLE_TERM) for kind in kinds)
    return {one.kind: settled_by_hand(one, by_hand.get(one.kind)) for one in found}
