"""Standard or Enhanced ICM (ROUTE-ENH, ROUTE-STD): is this sentence followed by supervision?

Families Outside writes "more than four years"; every other source says four years or more, and that
is followed here.
"""

from dataclasses import dataclass
from datetime import date

from icm.people.policy.findings import WARRANT
from icm.people.policy.release import is_sexual_licence
from icm.people.policy.spans import Span
from icm.policy.checks import Answer, Check, either
from icm.policy.dated import Dated, Since, Source
from icm.policy.documents import ICM_CIRCULAR, MAPPA_2022, THEMATIC
from icm.policy.facts import Facts, Legal, RouteSlug, SentenceKind

ICM_BEGAN = date(2006, 6, 1)
BEGINNING = f"ICM from 1 June 2006 by {ICM_CIRCULAR}"
LEGAL_STATUS = "The legal status: untried, convicted or sentenced."

ENHANCED_KINDS: Dated[frozenset[SentenceKind]] = Dated(
    "ROUTE-ENH",
    "Kinds of sentence followed by supervision after release",
    Since(
        ICM_BEGAN,
        frozenset(
            {
                SentenceKind.LTP,
                SentenceKind.EXTENDED,
                SentenceKind.SRO,
                SentenceKind.STSO,
                SentenceKind.LIFE,
                SentenceKind.OLR,
                SentenceKind.RECALLED,
            }
        ),
        Source(THEMATIC, f"§§10, 25; {MAPPA_2022}, §15.2; {BEGINNING}"),
    ),
)
LABELS = {
    SentenceKind.STP: "a short-term sentence",
    SentenceKind.LTP: "a sentence of four years or more",
    SentenceKind.EXTENDED: "an extended sentence",
    SentenceKind.SRO: "a sentence with a supervised release order",
    SentenceKind.STSO: "a short-term sentence with a sex offender licence",
    SentenceKind.LIFE: "a life sentence",
    SentenceKind.OLR: "an order for lifelong restriction",
    SentenceKind.RECALLED: "a sentence to which the person was recalled",
}
QUESTION = "Is the person subject to supervision after release?"


@dataclass(frozen=True, slots=True)
class Route:
    """The route, why, and the day of the first sentence that made it Enhanced.

    `recalled`: Enhanced only because of a recall, which has a conference of its own.
    """

    slug: RouteSlug
    because: str
    source: Source
    checks: tuple[Check, ...] = ()
    since: date | None = None
    recalled: bool = False
    settle: str = ""


def route_of(facts: Facts, spans: tuple[Span, ...]) -> Route:
    """The route from the sentences in force; without any, from the legal status."""
    source = ENHANCED_KINDS.history[0].source
    if not spans:
        return _without_sentence(facts, source)
    answers = tuple((span, *_supervised(span)) for span in spans)
    checks = tuple(
        Check("ROUTE-ENH", QUESTION, Answer.of(answer), because, source)
        for _, answer, because in answers
    )
    verdict = either(checks)
    if verdict is Answer.MET:
        because = next(why for _, answer, why in answers if answer)
        return _enhanced([span for span, answer, _ in answers if answer], because, source, checks)
    if verdict is Answer.UNKNOWN:
        because = next(why for _, answer, why in answers if answer is None)
        return Route(RouteSlug.UNKNOWN, because, source, checks, settle=WARRANT)
    because = "No sentence in force is followed by supervision after release."
    return Route(RouteSlug.STANDARD, because, source, checks)


def _enhanced(
    decisive: list[Span], because: str, source: Source, checks: tuple[Check, ...]
) -> Route:
    fresh = [span for span in decisive if span.facts.kind is not SentenceKind.RECALLED]
    days = [span.begins for span in fresh or decisive if span.begins]
    since = min(days, default=None)
    return Route(RouteSlug.ENHANCED, because, source, checks, since, recalled=not fresh)


def _without_sentence(facts: Facts, source: Source) -> Route:
    if facts.legal is None:
        because = "Neither a sentence nor the legal status is recorded."
        return Route(RouteSlug.UNKNOWN, because, source, settle=LEGAL_STATUS)
    if facts.legal is Legal.SENTENCED:
        because = "Recorded as sentenced, but no sentence in force is recorded."
        return Route(RouteSlug.UNKNOWN, because, source, settle="The warrant now in force.")
    return Route(RouteSlug.NONE, "Not serving a sentence.", source)


def _supervised(span: Span) -> tuple[bool | None, str]:
    """Whether supervision follows this sentence, and why; None where it cannot be told."""
    kind = span.facts.kind
    if kind in ENHANCED_KINDS.history[0].value and not _doubtful(span):
        return True, f"Serving {LABELS[kind]}." if kind else ""
    if span.long:
        return True, f"Serving {LABELS[SentenceKind.LTP]}."
    if kind is None or _doubtful(span):
        return None, span.problem
    if span.days is None and span.facts.listed_sexual is not False:
        return None, f"A listed sexual offence of six months or more? {span.problem}"
    if is_sexual_licence(span):
        return True, f"Serving {LABELS[SentenceKind.STSO]}."
    return False, f"Serving {LABELS[kind]}, with no supervision after release."


def _doubtful(span: Span) -> bool:
    """The length recorded belies the kind recorded: a long-term sentence that is not, or the like."""
    return span.long is None and span.facts.kind in (
        SentenceKind.LTP,
        SentenceKind.STP,
    )
