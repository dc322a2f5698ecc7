"""Nothing reaches an audience that is not cleared for it, in whatever class it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.core.disclosure import CLEARED, WITHHELD, Audience, Disclosure, Text, render

D, A = Disclosure, Audience


@pytest.mark.parametrize(
    ("audience", "cleared"),
    [
        (A.FAMILY, {D.OPEN}),
        (A.PERSON, {D.OPEN, D.PERSON}),
        (A.PROVIDER, {D.OPEN, D.PERSON}),
        (A.TEAM, {D.OPEN, D.PERSON, D.TEAM}),
        (A.SOCIAL_WORK, {D.OPEN, D.PERSON, D.TEAM, D.SOCIAL_WORK}),
        (A.INTELLIGENCE, {D.OPEN, D.RESTRICTED}),
        (A.VICTIM_TEAM, {D.OPEN, D.VICTIM}),
    ],
)
def test_who_is_cleared_for_what(audience, cleared):
    assert CLEARED[audience] == cleared


@given(
    disclosure=st.sampled_from(Disclosure),
    audience=st.sampled_from(Audience),
    gist=st.sampled_from(["", "A gist."]),
)
def test_a_withheld_text_leaves_only_its_gist(disclosure, audience, gist):
    shown = render(Text("the secret", disclosure, gist=gist, ground="a source"), audience)

    if disclosure in CLEARED[audience]:
        assert shown == "the secret"
    else:
        instead = "" if audience is Audience.FAMILY else gist  # written for the person
        assert shown == (instead or WITHHELD)
    assert "a source" not in shown


def test_an_empty_text_is_not_announced_as_withheld():
    assert render(Text("", Disclosure.VICTIM), Audience.FAMILY) == ""
