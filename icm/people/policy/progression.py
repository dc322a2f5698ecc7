"""When progression to less secure conditions may first be considered (PROG-LIFE, -LTP, -STP)."""

from collections.abc import Iterator, Mapping
from datetime import date

from icm.people.policy.findings import (
    WARRANT,
    CriticalDate,
    DateKind,
    computed,
    unknown,
    worked,
)
from icm.people.policy.law import PATHWAY_LIFE, PATHWAY_LTP, PATHWAY_STP, Pathway
from icm.people.policy.spans import Span
from icm.policy.calendar import add_months, in_words
from icm.policy.dated import Dated, Since
from icm.policy.facts import SentenceKind
from icm.policy.sentence import is_at_least

COUNTED_FROM: dict[str, str] = {
    DateKind.PUNISHMENT_PART_END: "the end of the punishment part",
    DateKind.PQD: "the parole qualifying date",
}
WINDOW, EARLIEST = DateKind.PROGRESSION_WINDOW, DateKind.PROGRESSION_EARLIEST


def progression_dates(
    span: Span, found: Mapping[str, CriticalDate], on: date
) -> Iterator[CriticalDate]:
    """The window and the earliest day, by the guidance in force on the day asked.

    `found` holds the dates they count back from, as entered or overridden where somebody did so.
    """
    law, count_back = _pathway(span)
    if not law.in_force(on):
        return
    version = law.version(on)
    if span.facts.kind is SentenceKind.RECALLED:
        because = "No source read says how progression is counted after a recall."
        yield unknown(EARLIEST, law.rule, because, "A progression date set by the RMT or ICM team.")
    elif count_back is None:
        yield from _short(span, law, version)
    else:
        window = worked(WINDOW, law.rule, lambda: _window(law, version, found[count_back]))
        yield window
        yield worked(EARLIEST, law.rule, lambda: _earliest(span, law, version, window))


def _pathway(span: Span) -> tuple[Dated[Pathway], DateKind | None]:
    if span.indeterminate:
        return PATHWAY_LIFE, DateKind.PUNISHMENT_PART_END
    if span.long:
        return PATHWAY_LTP, DateKind.PQD
    return PATHWAY_STP, None


def _window(law: Dated[Pathway], version: Since[Pathway], base: CriticalDate) -> CriticalDate:
    if base.on is None:
        return unknown(WINDOW, law.rule, base.because, base.settle, version.source)
    opens = add_months(base.on, -version.value.before)
    years = version.value.before // 12
    because = f"{years} years before {in_words(base.on)}, {COUNTED_FROM[base.kind]}."
    return computed(WINDOW, opens, law.rule, version.start, because, version.source)


def _earliest(
    span: Span, law: Dated[Pathway], version: Since[Pathway], window: CriticalDate
) -> CriticalDate:
    if window.on is None or span.start is None:
        because, settle = window.because or span.problem, window.settle or WARRANT
        return unknown(EARLIEST, law.rule, because, settle, version.source)
    floor = add_months(span.start, version.value.in_custody)
    if floor > window.on:
        months = version.value.in_custody
        because = (
            f"{months} months in custody from {in_words(span.start)}; the window opens before."
        )
        return computed(EARLIEST, floor, law.rule, version.start, because, version.source)
    because = f"The window opens on {in_words(window.on)}."
    return computed(EARLIEST, window.on, law.rule, version.start, because, version.source)


def _short(span: Span, law: Dated[Pathway], version: Since[Pathway]) -> Iterator[CriticalDate]:
    """Short-term: months in custody, for sentences long enough; none where it is shorter."""
    start, days = span.start, span.days
    if start is None or days is None or span.problem or span.long is None:
        because = span.problem or "The length of the sentence is not known."
        yield unknown(EARLIEST, law.rule, because, span.settle or WARRANT, version.source)
        return
    months = version.value.in_custody

    def work() -> CriticalDate:
        day = add_months(start, months)
        because = f"{months} months in custody from {in_words(start)}."
        return computed(EARLIEST, day, law.rule, version.start, because, version.source)

    if is_at_least(version.value.shortest, start, None, days):
        yield worked(EARLIEST, law.rule, work)
