"""When a determinate sentence lets somebody out: short-term release, PQD, EDL and home curfew."""

from datetime import date
from fractions import Fraction

from icm.people.policy.findings import WARRANT, CriticalDate, DateKind, computed, unknown
from icm.people.policy.law import (
    CURFEW,
    EARLIER_SENTENCE,
    EDL_EXTENDED,
    EDL_NEW,
    EDL_OLD,
    PQD,
    RELEASE_DAY,
    STP_50,
    STP_EXCLUDED,
    STP_RELEASE,
    STSO,
    STSO_MONTHS,
    TERRORISM,
    Curfew,
)
from icm.people.policy.spans import Span
from icm.policy.calendar import add_days, add_months, in_words
from icm.policy.dated import Dated, Since, Source
from icm.policy.facts import SentenceKind
from icm.policy.sentence import is_at_least, served

LICENCE_KINDS = frozenset({SentenceKind.STSO, SentenceKind.EXTENDED})


def release_day(day: date) -> tuple[date, str, tuple[Source, ...]]:
    """The day brought forward where it may not be a day of release; how; and on what authority."""
    if not RELEASE_DAY.in_force(day):
        return day, "", ()
    version = RELEASE_DAY.version(day)
    moved = version.value(day)
    if moved == day:
        return day, "", ()
    said = f" Brought forward from {day:%A} {in_words(day)}: not a day of release (SD-RELDAY)."
    return moved, said, (version.source,)


def fraction_day(start: date, days: int) -> tuple[date, Dated[Fraction]]:
    """The day a short-term prisoner outside every exclusion is released, and the law that does it.

    Each fraction counts while it is in force: somebody already past a new, lower fraction on its
    first day is released by it on that day at the earliest.
    """
    days_out = (
        (max(served(start, days, law.history[0].value), law.history[0].start), law)
        for law in STP_RELEASE
    )
    return next((day, law) for day, law in days_out if law.ends is None or day <= law.ends)


def release(span: Span) -> CriticalDate:
    """Release of a short-term prisoner."""
    start, days = span.start, span.days
    if start is None or days is None or span.problem:
        return _cannot(DateKind.RELEASE, "SD-STP-LTP", span)
    if span.facts.terrorism:
        return _terrorism(DateKind.RELEASE)
    half = served(start, days, STP_EXCLUDED.history[0].value)
    if is_sexual_licence(span):
        return _released(half, STSO, f"half of {days} days, on licence to the end of the sentence")
    if span.facts.domestic_abuse or span.facts.listed_sexual:
        which = (
            "domestic abuse" if span.facts.domestic_abuse else "a sexual offence, under 6 months"
        )
        law = STP_50 if STP_50.in_force(half) else STP_EXCLUDED
        return _released(half, law, f"half of {days} days: {which}", span)
    lower, law = fraction_day(start, days)
    said = f"{_percent(law.history[0].value)} of {days} days"
    if lower < half and (missing := _not_known(span)):
        return _either(lower, law, half, missing)
    return _released(lower, law, said, span)


def is_sexual_licence(span: Span) -> bool:
    """A short-term sex offender licence: a listed sexual offence and six months or more."""
    if span.facts.kind is SentenceKind.STSO:
        return True
    return bool(span.facts.listed_sexual) and not _is_under_six_months(span)


def parole_qualifying(span: Span) -> CriticalDate:
    """When a long-term prisoner may first be considered for parole; no release, so never moved."""
    if span.start is None or span.days is None or span.problem:
        return _cannot(DateKind.PQD, PQD.rule, span)
    if span.facts.terrorism:
        return _terrorism(DateKind.PQD)
    version = PQD.version(span.imposed_on or span.start)
    half = served(span.start, span.days, version.value)
    because = f"Half of {span.days} days from {in_words(span.start)}."
    return computed(DateKind.PQD, half, PQD.rule, version.start, because, version.source)


def earliest_liberation(span: Span) -> CriticalDate:
    """Release of a long-term prisoner without the Parole Board, by the day of imposition."""
    start, end, days = span.start, span.end, span.days
    if start is None or end is None or days is None or span.problem:
        return _cannot(DateKind.EDL, EDL_NEW.rule, span)
    if span.facts.terrorism:
        return _terrorism(DateKind.EDL)
    old = served(start, days, EDL_OLD.history[0].value)
    extended = span.facts.kind is SentenceKind.EXTENDED
    new = end if extended else add_months(end, -EDL_NEW.history[0].value)
    imposed = span.imposed_on
    if imposed is None:
        return unknown(
            DateKind.EDL,
            EDL_NEW.rule,
            "The day the sentence was imposed is not recorded. Imposed before 1 February 2016 it"
            f" gives {in_words(old)}, from that day {in_words(new)}.",
            f"{WARRANT} The day the sentence was imposed.",
            EDL_OLD.history[0].source,
            EDL_NEW.history[0].source,
        )
    appeal = (EARLIER_SENTENCE,) if span.facts.first_imposed_on else ()
    if EDL_OLD.in_force(imposed):
        how = f"Two-thirds of {days} days; imposed on {in_words(imposed)}"
        return _liberated(old, EDL_OLD, how, *appeal)
    if extended:
        how = "Extended sentence: no automatic early release in the custodial term"
        return _liberated(new, EDL_EXTENDED, how, *appeal)
    EDL_NEW.version(imposed)  # refuses a day before the law encoded here
    how = f"Six months before {in_words(end)}; imposed on {in_words(imposed)}"
    return _liberated(new, EDL_NEW, how, *appeal)


def home_curfew(span: Span, released: CriticalDate) -> CriticalDate | None:
    """The first day of home detention curfew; None for those it is not open to."""
    kind = DateKind.HDC_EARLIEST
    if span.facts.terrorism or span.facts.listed_sexual or span.facts.kind is SentenceKind.STSO:
        return None
    if span.start is None or span.days is None or released.on is None:
        because = "It counts back from release, which is not known."
        return unknown(kind, CURFEW.rule, because, released.settle or WARRANT)
    if span.facts.kind is not SentenceKind.STP:
        because = "The list of those excluded from home detention curfew was not found."
        return unknown(kind, CURFEW.rule, because, "The list of exclusions in the 2025 Order.")
    day, entry = _curfew_day(span.start, span.days, released.on)
    if day >= released.on:
        return None
    because = (
        f"The later of {_percent(entry.value.served)} of {span.days} days served and"
        f" {entry.value.most_days} days before release on {in_words(released.on)}."
    )
    return computed(kind, day, CURFEW.rule, entry.start, because, entry.source)


def _curfew_day(start: date, days: int, released_on: date) -> tuple[date, Since[Curfew]]:
    """Like release, curfew turns on the day itself: each figure counts while it is in force."""
    found = (
        (
            max(
                served(start, days, entry.value.served),
                add_days(released_on, -entry.value.most_days),
                entry.start,
            ),
            entry,
        )
        for entry in CURFEW.history
    )
    return next((day, entry) for day, entry in found if CURFEW.version(day) is entry)


def _released(day: date, law: Dated[Fraction], how: str, span: Span | None = None) -> CriticalDate:
    entry = law.history[0]
    on, moved, sources = release_day(day)
    if on < entry.start:  # nobody is released by a law before its first day
        on, moved, sources = entry.start, f" Not before {in_words(entry.start)}.", ()
    licence = law is STSO or (span is not None and span.facts.kind in LICENCE_KINDS)
    return computed(
        DateKind.RELEASE,
        on,
        law.rule,
        entry.start,
        f"{how[:1].upper()}{how[1:]}.{moved}",
        entry.source,
        *sources,
        title="Release on licence" if licence else "Release",
    )


def _liberated(
    day: date, law: Dated[Fraction] | Dated[int] | Dated[None], how: str, *more: Source
) -> CriticalDate:
    entry = law.history[0]
    on, moved, sources = release_day(day)
    return computed(
        DateKind.EDL,
        on,
        law.rule,
        entry.start,
        f"{how}.{moved}",
        entry.source,
        *more,
        *sources,
        title="Custodial term ends" if law is EDL_EXTENDED else "",
    )


def _either(lower: date, law: Dated[Fraction], half: date, missing: str) -> CriticalDate:
    """Both days an exclusion nobody has settled could give, rather than a guess at one."""
    first, second = release_day(lower)[0], release_day(half)[0]
    return unknown(
        DateKind.RELEASE,
        STP_EXCLUDED.rule,
        f"Not recorded whether the sentence is for {missing}. If not, release is"
        f" {in_words(first)} ({law.rule}); if so, {in_words(second)} (SD-STP-EXCL).",
        f"The complaint or indictment: is any offence {missing}?",
        law.history[0].source,
        STP_EXCLUDED.history[0].source,
    )


def _not_known(span: Span) -> str:
    """Which exclusion is not recorded. A plain sentence of six months or more cannot be for a
    listed sexual offence, or it would be recorded as a short-term sex offender licence."""
    missing = ["domestic abuse"] if span.facts.domestic_abuse is None else []
    sexual_possible = _is_under_six_months(span) or span.facts.kind is SentenceKind.EXTENDED
    if span.facts.listed_sexual is None and sexual_possible:
        missing.append("a listed sexual offence")
    return " or ".join(missing)


def _is_under_six_months(span: Span) -> bool:
    days = span.days
    return days is not None and not is_at_least(
        STSO_MONTHS.history[0].value, span.start, None, days
    )


def _cannot(kind: DateKind, rule: str, span: Span) -> CriticalDate:
    return unknown(kind, rule, span.problem, span.settle)


def _terrorism(kind: DateKind) -> CriticalDate:
    entry = TERRORISM.history[0]
    because = "A terrorism sentence is released under rules of its own."
    settle = "The sentence calculation by the warrants section."
    return unknown(kind, TERRORISM.rule, because, settle, entry.source)


def _percent(fraction: Fraction) -> str:
    return f"{float(fraction * 100):g}%"
