"""The states of a conference and every move between them."""

from itertools import product

import pytest

from conferences.models import Conference
from conferences.workflow import CONFERRING, Conferring

POSSIBLE = {
    ("fix", Conferring.PLANNED),
    ("fix", Conferring.ADJOURNED),
    ("move", Conferring.SET),
    ("postpone", Conferring.SET),
    ("hold", Conferring.SET),
    ("adjourn", Conferring.SET),
    ("cancel", Conferring.PLANNED),
    ("cancel", Conferring.SET),
    ("cancel", Conferring.ADJOURNED),
}


@pytest.mark.parametrize(("move", "state"), list(product(CONFERRING.moves, Conferring)))
def test_each_move_from_each_state(move, state):
    possible = not CONFERRING.refusal(move, Conference(state=state))

    assert possible is ((move, state) in POSSIBLE)
