"""The engine that changes states: every state by every move, against the table."""

import pytest

from icm.core.refusals import NotAllowed, Refused
from icm.core.workflow import Move, Workflow
from icm.policy.roles import Role
from risk.models import SupervisionReview
from tests.factories import receptions

State = SupervisionReview.State
FLOW = Workflow[SupervisionReview](
    Move("note", "Note", frozenset({State.PROPOSED}), "", "note"),
    Move(
        "withdraw",
        "Withdraw",
        frozenset({State.PROPOSED}),
        State.WITHDRAWN,
        "withdraw",
        unless=lambda review: "There is a notice." if review.notice_on else "",
    ),
)


@pytest.fixture
def review(world):
    return receptions.proposed(world.person, world.user(Role.RMT_CHAIR))


@pytest.mark.django_db
class TestApply:
    def test_changes_the_state_and_what_comes_with_it(self, review):
        moved = FLOW.apply("withdraw", review, held={"withdraw"}, withdrawn_why="A mistake")

        review.refresh_from_db()
        assert (moved.pk, review.state, review.withdrawn_why) == (
            review.pk,
            State.WITHDRAWN,
            "A mistake",
        )

    def test_refuses_whoever_does_not_hold_it(self, review):
        with pytest.raises(NotAllowed):
            FLOW.apply("withdraw", review, held={"note"})

        review.refresh_from_db()
        assert review.state == State.PROPOSED

    def test_asks_the_locked_row_and_not_the_one_in_hand(self, review):
        FLOW.apply("withdraw", review, held={"withdraw"})

        with pytest.raises(Refused, match="already withdrawn"):
            FLOW.apply("withdraw", review, held={"withdraw"})

    def test_says_why_not_now(self, review):
        SupervisionReview.objects.filter(pk=review.pk).update(notice_on=review.proposed_at.date())

        with pytest.raises(Refused, match="There is a notice"):
            FLOW.apply("withdraw", review, held={"withdraw"})

    def test_a_move_to_nowhere_leaves_the_state(self, review):
        assert FLOW.apply("note", review, held={"note"}, reasons="x").state == State.PROPOSED

    def test_offers_what_it_would_accept_and_says_what_is_locked(self, review):
        review.notice_on = review.proposed_at.date()

        offered = [(move.name, why) for move, why in FLOW.available(review, {"note", "withdraw"})]

        assert offered == [("note", ""), ("withdraw", "There is a notice.")]
        assert FLOW.available(review, set()) == []
