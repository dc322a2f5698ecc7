"""What has to be on record before a conference counts as held."""

from datetime import date

import pytest

from conferences.policy.holding import Came, Next, Place, why_not_held
from conferences.policy.kinds import CORE, Kind, Party

ON = date(2027, 1, 5)
LATER = Next(Kind.PERIODIC, date(2027, 7, 5), why="The programme ends in June.")
THERE = [Place(party, Came.ATTENDED) for party in CORE]


def without(party, *instead):
    return [place for place in THERE if place.party is not party] + list(instead)


def said(places=THERE, after=LATER, kind=Kind.PERIODIC, *, assessed=True):
    return why_not_held(kind, ON, places, after, assessed=assessed)


@pytest.mark.parametrize(
    ("places", "because"),
    [
        (THERE, ""),
        (without(Party.PBSW, Place(Party.PBSW, Came.VIDEO)), ""),
        (without(Party.PBSW, Place(Party.PBSW, None)), "Say of everybody"),
        (without(Party.CBSW), "not among the invited"),
        (without(Party.CBSW, Place(Party.CBSW, Came.WRITTEN)), "nobody approved it"),
        (without(Party.CBSW, Place(Party.CBSW, Came.ABSENT, excused=True)), ""),
        # The person may stay away, and has to have been invited.
        (without(Party.PERSON, Place(Party.PERSON, Came.ABSENT)), ""),
        (without(Party.PERSON), "not among the invited"),
        ([*THERE, Place(Party.OFFICER, Came.ABSENT)], ""),
    ],
)
def test_core_members_were_there_or_excused(places, because):
    found = said(places)

    assert found == "" if not because else because in found


@pytest.mark.parametrize(
    ("after", "because"),
    [
        (LATER, ""),
        (Next(Kind.PERIODIC, when="When the programme is finished.", why="It decides."), ""),
        (Next(None), "Say which conference comes next"),
        (Next(Kind.PERIODIC, why="Because."), "or what will bring it about"),
        (Next(Kind.PERIODIC, ON, why="Because."), "a day after this one"),
        (Next(Kind.PERIODIC, LATER.on), "the rationale is minuted"),
    ],
)
def test_nobody_is_left_without_a_next_step(after, because):
    found = said(after=after)

    assert found == "" if not because else because in found


def test_after_a_pre_release_conference_there_may_be_none():
    assert said(after=Next(None), kind=Kind.PRERELEASE) == ""


@pytest.mark.parametrize(
    ("kind", "after", "held"),
    [
        (Kind.INITIAL, LATER, False),
        (Kind.INITIAL, Next(Kind.FOLLOW_UP, when="When it is there.", why="Late."), False),
        (Kind.INITIAL, Next(Kind.FOLLOW_UP, date(2027, 3, 1), why="Late."), True),
        (Kind.PERIODIC, LATER, True),
    ],
)
def test_an_initial_without_lscmi_needs_a_follow_up_with_its_day(kind, after, held):
    found = said(after=after, kind=kind, assessed=False)

    assert (found == "") is held
    assert held or "Follow-up" in found
