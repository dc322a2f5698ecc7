"""Two sources that disagree, and what each level means."""

import pytest

from icm.policy.facts import Band
from risk.policy import definitions
from risk.policy.assessments import Seriousness, Side
from risk.policy.conflicts import Voice, conflicts
from tests.policy.examples import TODAY, day


def band(level, on="2026-06-01", side="prison"):
    return Voice("LS/CMI", day(on), Band(level), Side(side))


def harm(level, on="2026-06-01"):
    return Voice("Risk of serious harm", day(on), Seriousness(level))


def told(*voices):
    return conflicts(voices, TODAY)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (band("low"), harm("high"), True),
        (band("very-low"), harm("very-high"), True),
        (band("high"), harm("low"), True),
        (band("high"), harm("high"), False),
        (band("medium"), harm("high"), False),
        (band("low"), harm("medium"), False),
        (band("low"), harm("low"), False),
    ],
)
def test_an_lscmi_and_a_risk_of_serious_harm(one, other, differ):
    assert bool(told(one, other)) is differ


@pytest.mark.parametrize(("other", "differ"), [("medium", False), ("high", True), ("low", True)])
def test_prison_and_community(other, differ):
    found = told(band("medium"), band(other, "2026-09-01", "community"))

    assert bool(found) is differ


def test_both_are_shown_the_older_first_and_nothing_between_them():
    prison, community = band("medium", "2026-09-01"), band("high", "2026-06-01", "community")

    (conflict,) = told(prison, community)

    assert (conflict.one, conflict.other) == (community, prison)


@pytest.mark.parametrize(("on", "differ"), [("2027-06-01", True), ("2027-06-02", False)])
def test_more_than_a_year_apart_they_are_about_different_times(on, differ):
    assert bool(told(band("low"), band("high", on, "community"))) is differ


def test_only_the_latest_of_each_source_speaks():
    assert not told(band("low"), band("high", "2026-09-01"), harm("high", "2026-09-02"))


@pytest.mark.parametrize("level", [*Band, *Seriousness])
def test_every_level_has_a_meaning_and_says_whose_words_it_is_in(level):
    assert definitions.meaning(level, TODAY).endswith(".")
    assert "own" in definitions.why_local(level, TODAY)
