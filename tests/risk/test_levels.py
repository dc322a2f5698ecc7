"""Which review is due, which levels are open, and when to ask whether lower would do."""

from datetime import date, datetime

import pytest

from icm.policy.calendar import LONDON
from icm.policy.facts import Facts, Legal, Level, ReviewFacts
from risk.policy import levels

ADMITTED = datetime(2026, 1, 5, 14, 0, tzinfo=LONDON)


def review(kind, on, after, before=Level.HIGH):
    return ReviewFacts(kind=kind, decided_on=on, level_before=before, level_after=after)


def facts(*reviews, legal=Legal.SENTENCED):
    reception = ReviewFacts(kind="reception", decided_on=date(2026, 1, 5), level_after=Level.HIGH)
    return Facts(
        admitted_at=ADMITTED,
        admitted_on=ADMITTED.date(),
        legal=legal,
        reviews=(reception, *reviews),
    )


FIRST = review("72h", date(2026, 1, 7), Level.MEDIUM)
LATER = review("6m", date(2026, 6, 1), Level.MEDIUM, Level.MEDIUM)


@pytest.mark.parametrize(
    ("legal", "level", "on", "refused"),
    [
        pytest.param(Legal.UNTRIED, Level.LOW, date(2026, 1, 6), True, id="untried, low"),
        pytest.param(Legal.UNTRIED, Level.MEDIUM, date(2026, 1, 6), True, id="untried, medium"),
        pytest.param(Legal.UNTRIED, Level.HIGH, date(2026, 1, 6), False, id="untried, high"),
        pytest.param(Legal.UNTRIED, Level.MEDIUM, date(2011, 12, 31), False, id="last old day"),
        pytest.param(Legal.UNTRIED, Level.MEDIUM, date(2012, 1, 1), True, id="first new day"),
        pytest.param(Legal.AWAITING_SENTENCE, Level.LOW, date(2026, 1, 6), False, id="convicted"),
        pytest.param(None, Level.LOW, date(2026, 1, 6), False, id="not known"),
    ],
)
def test_pss_reception_keeps_the_untried_at_high(legal, level, on, refused):
    assert bool(levels.why_not(Facts(legal=legal), level, on)) is refused


@pytest.mark.parametrize(
    ("known", "due"),
    [
        pytest.param(facts(), ("72h", date(2026, 1, 8)), id="PSS-72H"),
        pytest.param(facts(FIRST), ("6m", date(2026, 7, 7)), id="PSS-6M"),
        pytest.param(facts(FIRST, LATER), ("12m", date(2027, 6, 1)), id="PSS-12M"),
        pytest.param(
            facts(review("72h", date(2026, 1, 7), Level.LOW)), ("governor", None), id="PSS-ANY"
        ),
        pytest.param(Facts(), ("governor", None), id="nothing known"),
    ],
)
def test_review_due(known, due):
    assert levels.review_due(known, date(2026, 6, 30)) == due
