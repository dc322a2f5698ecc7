"""The states of a review and every move between them."""

from datetime import date
from itertools import product

import pytest

from risk.models import SupervisionReview
from risk.workflow import REVIEW, State

DAY = date(2026, 11, 21)
# Every move that is possible, with what has to be on record first.
POSSIBLE = {
    ("notify", State.PROPOSED),
    ("represent", State.PROPOSED),
    ("decide", State.PROPOSED),
    ("withdraw", State.PROPOSED),
    ("ask", State.PROPOSED),
    ("ask", State.DECIDED),
    ("tell", State.DECIDED),
}
AFTER = {
    ("give", State.PROPOSED): {"notice_reasons": "A phone."},
    ("answer", State.PROPOSED): {"documents_requested_on": DAY},
    ("answer", State.DECIDED): {"documents_requested_on": DAY},
    ("acknowledge", State.DECIDED): {"told_on": DAY},
}


def review(state, **values):
    return SupervisionReview(state=state, notice_needed=False, **values)


@pytest.mark.parametrize(("move", "state"), list(product(REVIEW.moves, State)))
def test_each_move_from_each_state(move, state):
    possible = not REVIEW.refusal(move, review(state))

    assert possible is ((move, state) in POSSIBLE)


@pytest.mark.parametrize(("move", "state"), list(AFTER))
def test_a_move_that_waits_for_another(move, state):
    assert REVIEW.refusal(move, review(state))
    assert not REVIEW.refusal(move, review(state, **AFTER[move, state]))


@pytest.mark.parametrize(
    ("move", "state", "values"),
    [
        ("notify", State.PROPOSED, {"notice_on": DAY}),
        ("give", State.PROPOSED, {"notice_reasons": "A phone.", "notice_on": DAY}),
        ("tell", State.DECIDED, {"told_on": DAY}),
        ("ask", State.DECIDED, {"documents_requested_on": DAY}),
        ("acknowledge", State.DECIDED, {"told_on": DAY, "acknowledged_on": DAY}),
    ],
)
def test_what_is_done_is_not_done_again(move, state, values):
    assert REVIEW.refusal(move, review(state, **values))


@pytest.mark.parametrize(
    ("needed", "notice_on", "words"),
    [
        pytest.param(True, None, "Rule 21", id="needed, not given"),
        pytest.param(None, None, "cannot be told", id="not known, not given"),
        pytest.param(True, DAY, "", id="needed and given"),
        pytest.param(None, DAY, "", id="not known and given"),
        pytest.param(False, None, "", id="not needed"),
    ],
)
def test_no_decision_without_the_notice_that_rule_21_asks_for(needed, notice_on, words):
    found = SupervisionReview(state=State.PROPOSED, notice_needed=needed, notice_on=notice_on)

    refusal = REVIEW.refusal("decide", found)

    assert (words in refusal) if words else refusal == ""


def test_the_buttons_are_the_moves_that_are_held():
    offered = REVIEW.available(review(State.PROPOSED), {"propose a supervision level"})

    assert [move.name for move, _ in offered] == ["give", "represent", "withdraw", "ask"]
