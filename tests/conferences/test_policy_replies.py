"""Whether a conference can count on its core members."""

import pytest

from conferences.policy.kinds import CORE, Party
from conferences.policy.replies import Reply, Seat, gaps

COMING = [Seat(party, Reply.ACCEPTED) for party in CORE]


def without(party: Party, *instead: Seat) -> list[Seat]:
    return [seat for seat in COMING if seat.party is not party] + list(instead)


def said(seats):
    return [f"{gap.party.label} {gap.because}" for gap in gaps(seats)]


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        (COMING, []),
        (without(Party.PBSW, Seat(Party.PBSW, Reply.VIDEO)), []),
        (without(Party.PBSW, Seat(Party.PBSW, Reply.DEPUTY)), []),
        (without(Party.PBSW), ["Prison-based social worker is not invited."]),
        (
            without(Party.CBSW, Seat(Party.CBSW, None)),
            ["Community-based social worker has not answered yet."],
        ),
        (
            without(Party.CBSW, Seat(Party.CBSW, Reply.WRITTEN)),
            [
                "Community-based social worker does not come, and the ICM Co-ordinator has not"
                " approved it."
            ],
        ),
        (without(Party.CBSW, Seat(Party.CBSW, Reply.WRITTEN, excused=True)), []),
        (without(Party.CBSW, Seat(Party.CBSW, Reply.CANNOT, excused=True)), []),
        # One who cannot come and another who does.
        (without(Party.PBSW, Seat(Party.PBSW, Reply.CANNOT), Seat(Party.PBSW, Reply.ACCEPTED)), []),
        # The person may decline; they have to be asked.
        (without(Party.PERSON, Seat(Party.PERSON, Reply.CANNOT)), []),
        (without(Party.PERSON), ["The person is not invited."]),
        # The personal officer is integral, and no core member.
        ([*COMING, Seat(Party.OFFICER, Reply.CANNOT)], []),
    ],
)
def test_gaps(seats, expected):
    assert said(seats) == expected
