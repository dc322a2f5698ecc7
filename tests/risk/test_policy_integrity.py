"""The figures of an LS/CMI: what cannot be true is found, what can be true is left alone."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.policy.facts import Band
from risk.policy.assessments import Override, Section
from risk.policy.integrity import LIMITS, Figures, band_of, contradictions

ON = date(2026, 11, 22)
S, V = Section, Override
# As published, written out once more: the module is held against it.
MOST = {
    S.HISTORY: 8,
    S.EDUCATION: 9,
    S.FAMILY: 4,
    S.LEISURE: 2,
    S.COMPANIONS: 4,
    S.SUBSTANCES: 8,
    S.ATTITUDE: 4,
    S.PATTERN: 4,
}
LEVELS = (
    [Band.VERY_LOW] * 5
    + [Band.LOW] * 6
    + [Band.MEDIUM] * 9
    + [Band.HIGH] * 10
    + [Band.VERY_HIGH] * 14
)
ORDER = list(Band)
VALID = 10_000


def kinds(figures):
    return {one.kind for one in contradictions(figures, ON)}


def figures(values, total="sum", band="by total", override=V.NONE):
    sections = dict(zip(Section, values, strict=True))
    total = sum(values) if total == "sum" else total
    band = LEVELS[min(sum(values), 43)] if band == "by total" else band
    return Figures(sections, total, band, override)


def valid(chance):
    """Any set that could be true, drawn with everything that may be missing left out now and then."""
    values = {one: chance.randint(0, most) for one, most in MOST.items()}
    total = sum(values.values())
    own = ORDER.index(LEVELS[total])
    choices = [(V.NONE, own)]
    choices += [(V.UP, rank) for rank in range(own + 1, len(ORDER))]
    choices += [(V.DOWN, rank) for rank in range(own)]
    override, rank = chance.choice(choices)
    missing = chance.random() < 0.3
    kept = {one: value for one, value in values.items() if not missing or chance.random() < 0.7}
    return Figures(
        kept,
        total if chance.random() < 0.9 else None,
        ORDER[rank] if chance.random() < 0.9 else None,
        None if override is V.NONE and chance.random() < 0.3 else override,
    )


def complete(chance):
    values = [chance.randint(0, most) for most in MOST.values()]
    return values, sum(values)


def test_ten_thousand_sets_that_could_be_true_are_let_through():
    chance = random.Random(4)
    stopped = [one for one in (valid(chance) for _ in range(VALID)) if contradictions(one, ON)]

    assert stopped == []


@pytest.mark.parametrize("total", range(44))
def test_every_total_gives_the_level_as_published(total):
    assert band_of(total, ON) is LEVELS[total]
    assert kinds(Figures(total=total, band=LEVELS[total], override=V.NONE)) == set()
    for other in set(ORDER) - {LEVELS[total]}:
        assert kinds(Figures(total=total, band=other, override=V.NONE)) == {"level"}
        assert kinds(Figures(total=total, band=other)) == {"level"}


@pytest.mark.parametrize("section", list(Section))
def test_every_section_has_its_limit(section):
    assert LIMITS.at(ON)[section] == MOST[section]
    for value in range(MOST[section] + 1):
        assert kinds(Figures({section: value})) == set()
    for value in (-1, MOST[section] + 1, 99):
        assert kinds(Figures({section: value})) == {f"limit-{section.value}"}


def test_the_limits_add_up_to_the_forty_three_items():
    assert sum(LIMITS.at(ON).values()) == len(LEVELS) - 1 == 43


@given(st.tuples(*(st.integers(0, most) for most in MOST.values())), st.integers(0, 99))
def test_a_total_other_than_the_sum_is_found(values, total):
    expected = set() if total == sum(values) else {"total"}

    assert kinds(figures(values, total=total)) == expected


@given(
    st.dictionaries(st.sampled_from(list(Section)), st.integers(0, 9), max_size=7),
    st.integers(0, 60),
)
def test_a_total_that_the_recorded_sections_cannot_reach_is_found(sections, total):
    sections = {one: min(value, MOST[one]) for one, value in sections.items()}
    least = sum(sections.values())
    most = least + sum(limit for one, limit in MOST.items() if one not in sections)

    expected = set() if least <= total <= most else {"sum"}
    assert kinds(Figures(sections, total=total)) == expected


@pytest.mark.parametrize(
    ("total", "band", "override", "found"),
    [
        pytest.param(19, Band.HIGH, V.UP, set(), id="one level up"),
        pytest.param(19, Band.VERY_HIGH, V.UP, set(), id="two levels up"),
        pytest.param(19, Band.MEDIUM, V.UP, {"override"}, id="up, but the same level"),
        pytest.param(19, Band.LOW, V.UP, {"override"}, id="up, but lower"),
        pytest.param(20, Band.MEDIUM, V.DOWN, set(), id="one level down"),
        pytest.param(20, Band.HIGH, V.DOWN, {"override"}, id="down, but the same level"),
        pytest.param(20, Band.VERY_HIGH, V.DOWN, {"override"}, id="down, but higher"),
        pytest.param(None, Band.VERY_LOW, V.UP, {"override"}, id="nothing is lower than that"),
        pytest.param(None, Band.VERY_HIGH, V.DOWN, {"override"}, id="nothing is higher than that"),
        pytest.param(None, Band.HIGH, V.NONE, set(), id="a level alone contradicts nothing"),
        pytest.param(20, None, V.UP, set(), id="no level is recorded"),
    ],
)
def test_an_override_goes_the_way_it_says(total, band, override, found):
    assert kinds(Figures(total=total, band=band, override=override)) == found


def test_without_a_total_the_level_is_held_against_what_the_sections_allow():
    known = {S.HISTORY: 8, S.EDUCATION: 9, S.SUBSTANCES: 8}  # 25 to 43 in all

    assert kinds(Figures(known, band=Band.HIGH)) == set()
    assert kinds(Figures(known, band=Band.VERY_HIGH)) == set()
    assert kinds(Figures(known, band=Band.MEDIUM)) == {"level"}
    assert kinds(Figures(known, band=Band.MEDIUM, override=V.DOWN)) == set()
    assert kinds(Figures(known, band=Band.HIGH, override=V.UP)) == {"override"}


def test_nothing_recorded_contradicts_nothing():
    assert contradictions(Figures(), ON) == ()


def test_both_values_are_told():
    found = contradictions(figures([4, 5, 2, 1, 2, 4, 1, 1], total=27, band=Band.VERY_HIGH), ON)

    assert [str(one) for one in found] == [
        "The total is 27, but the eight sections add up to 20.",
        "The level is Very high, but a total of 20 gives High without an override.",
    ]


CORRUPTIONS = {
    "a section beyond its limit": lambda chance, values, total: figures(
        [MOST[S.HISTORY] + chance.randint(1, 20), *values[1:]]
    ),
    "another total": lambda chance, values, total: figures(
        values, total=chance.choice([one for one in range(60) if one != total])
    ),
    "one section changed, the total left": lambda chance, values, total: figures(
        [*values[:1], chance.choice([one for one in range(10) if one != values[1]]), *values[2:]],
        total=total,
        band=LEVELS[total],
    ),
    "another level": lambda chance, values, total: figures(
        values, band=chance.choice([one for one in ORDER if one is not LEVELS[total]])
    ),
    "an override that leaves the level": lambda chance, values, total: figures(
        values, override=chance.choice([V.UP, V.DOWN])
    ),
    "an override the other way": lambda chance, values, total: _wrong_way(chance, values, total),
    "a total beyond the highest": lambda chance, values, total: Figures(
        total=chance.randint(44, 99), band=Band.VERY_HIGH
    ),
}


def _wrong_way(chance, values, total):
    own = ORDER.index(LEVELS[total])
    ways = [(V.DOWN, rank) for rank in range(own + 1, 5)] + [(V.UP, rank) for rank in range(own)]
    override, rank = chance.choice(ways)
    return figures(values, band=ORDER[rank], override=override)


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_every_seeded_corruption_is_caught(corruption):
    chance = random.Random(corruption)
    made = [CORRUPTIONS[corruption](chance, *complete(chance)) for _ in range(500)]

    assert [one for one in made if not contradictions(one, ON)] == []
