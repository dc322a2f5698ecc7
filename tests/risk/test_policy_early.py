"""When to ask whether a supervision level could be lower (PSS-ANY): a question, never an answer, and not of risk."""

from dataclasses import replace
from datetime import date

import pytest

from icm.policy.facts import Facts, Legal, Level
from risk.policy.early import early_look, looked_at_before
from risk.policy.reviews import RANK
from tests.policy.examples import event, review

RECEPTION = review("reception", "2026-01-05", "high")
FIRST = review("72h", "2026-01-07", "medium", before="high")
SOON, LATER = date(2026, 2, 1), date(2026, 4, 7)


def known(*events, reviews=(FIRST,), **more):
    details = {"admitted_on": date(2026, 1, 5), "legal": Legal.SENTENCED} | more
    return Facts(reviews=(RECEPTION, *reviews), events=events, **details)


def change(kind, on):
    return event("significant-change", on, value=kind)


@pytest.mark.parametrize(
    ("facts", "on", "asks"),
    [
        pytest.param(known(), date(2026, 4, 6), False, id="a day short of three months"),
        pytest.param(known(), LATER, True, id="three months"),
        pytest.param(known(reviews=()), LATER, False, id="only the reception"),
        pytest.param(known(reviews=(review("72h", "2026-01-07", "low"),)), LATER, False, id="Low"),
        pytest.param(known(legal=Legal.UNTRIED), LATER, False, id="untried stay High"),
        pytest.param(known(reviews=(review("72h", "2026-01-07"),)), LATER, False, id="not known"),
        pytest.param(known(change("sustained", "2026-01-20")), SOON, True, id="sustained behaviour"),
        pytest.param(known(change("goals", "2026-01-20")), SOON, True, id="goals reached"),
        pytest.param(known(change("progress", "2026-01-20")), SOON, True, id="positive progress"),
        pytest.param(known(change("sustained", "2026-01-06")), SOON, False, id="before the review"),
        pytest.param(known(change("relapse", "2026-01-20")), SOON, False, id="a relapse alone"),
        pytest.param(known(change("health", "2026-01-20")), SOON, False, id="health is neither"),
        pytest.param(
            known(event("progression-scheduled", "2026-05-01")), SOON, True, id="progression is near"
        ),
        pytest.param(
            known(event("progression-scheduled", "2026-05-02")), SOON, False, id="progression is far"
        ),
        pytest.param(
            known(event("progression-scheduled", "2026-01-20")), SOON, False, id="progression past"
        ),
    ],
)  # fmt: skip
def test_it_is_asked(facts, on, asks):
    assert bool(early_look(facts, on)) is asks


def test_it_says_why_and_what_else_a_review_would_regard():
    facts = known(
        change("sustained", "2026-03-02"),
        change("relapse", "2026-02-02"),
        event("further-offence", "2026-03-03"),
        event("progression-scheduled", "2026-07-01"),
    )

    found = early_look(facts, LATER)

    assert found.since == date(2026, 1, 7)
    assert found.reasons == (
        "Their level was last looked at on 7 January 2026, more than 3 months ago, and has been"
        " Medium since.",
        "Sustained positive behaviour is on record since then, of 2 March 2026.",
        "Progression is planned for 1 July 2026, and temporary release needs Low.",
    )
    assert found.beside == (
        "Prolonged relapse into substance use, 2 February 2026.",
        "Further offence, 3 March 2026.",
    )


@pytest.mark.parametrize("level", sorted(RANK, key=RANK.get))
@pytest.mark.parametrize("band", ["very-low", "low", "medium", "high", "very-high"])
def test_an_assessment_of_risk_changes_nothing(level, band):
    """PSS-NOT-RISK: whatever an assessment ended in, the question is the same."""
    facts = known(
        change("sustained", "2026-03-02"), reviews=(review("72h", "2026-01-07", level.value),)
    )
    assessed = replace(facts, events=(*facts.events, event("lscmi", "2026-03-01", value=band)))

    assert early_look(assessed, LATER) == early_look(facts, LATER)
    assert bool(early_look(facts, LATER)) is (level is not Level.LOW)


def test_the_day_for_lists_is_the_day_of_the_question():
    assert looked_at_before(LATER) == date(2026, 1, 7)
    assert looked_at_before(date(2026, 4, 6)) == date(2026, 1, 6)
