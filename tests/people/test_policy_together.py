"""Several sentences at once: only simple arrangements are worked out, and marked; the rest is unknown."""

from datetime import date

import pytest

from icm.people.policy import critical_dates
from icm.policy.facts import DateFacts
from tests.policy.examples import TODAY, day, life, plain, sentence, serving


def dates(*sentences, on=TODAY, **more):
    return {one.kind: one for one in critical_dates(serving(*sentences, **more), on)}


def is_marked(one):
    return any("single-term" in source.section for source in one.sources)


def test_a_sentence_within_a_longer_one_leaves_the_longer_ones_dates():
    alone = dates(plain("ltp", "2025-03-03", years=6))
    found = dates(plain("ltp", "2025-03-03", years=6), plain("stp", "2025-06-02", months=24))

    assert {kind: one.on for kind, one in found.items()} == {
        kind: one.on for kind, one in alone.items()
    }
    assert all(is_marked(one) for one in found.values())
    assert not any(is_marked(one) for one in alone.values())


def test_the_latest_release_governs_where_the_inner_sentence_is_excluded_from_the_fraction():
    found = dates(
        plain("stp", "2026-06-01", months=18),
        sentence("stp", "2026-06-01", months=16, domestic_abuse=True),
    )

    assert found["release"].rule == "SD-STP-EXCL"
    assert found["release"].on == date(2027, 1, 28)
    assert found["hdc-earliest"].basis_kind == "unknown"


def test_an_inner_release_that_comes_first_changes_nothing():
    found = dates(plain("stp", "2026-06-01", months=18), plain("stp", "2026-06-01", months=16))

    assert found["release"].on == date(2026, 11, 11)


def test_an_inner_release_that_is_not_known_makes_release_unknown():
    found = dates(plain("stp", "2026-06-01", months=18), sentence("stp", "2026-06-01", months=16))

    assert found["release"].basis_kind == "unknown"


def test_the_latest_parole_date_and_liberation_govern_among_long_sentences():
    outer = plain("ltp", "2015-06-08", years=18)
    inner = sentence("extended", "2020-06-08", years=12, extension_months=24)
    found = dates(outer, inner)

    assert found["pqd"].on == date(2026, 6, 8)
    assert found["edl"].on == date(2032, 6, 7)
    assert found["edl"].title == "Custodial term ends"


def test_a_short_sentence_outlasting_the_long_ones_liberation_takes_over():
    found = dates(
        plain("ltp", "2015-06-08", years=18),
        sentence("stso", "2026-01-05", years=3, imposed="2026-01-05"),
        plain("stp", "2025-01-06", months=20),
    )

    assert found["edl"].on == date(2027, 7, 6)
    assert found["edl"].rule == "SD-STSO"
    assert "release" not in found


def test_sentences_back_to_back_count_as_one_term():
    found = dates(
        plain("stp", "2026-06-01", months=18), plain("stp", "2027-12-01", months=18, imposed="2026-06-01")
    )  # fmt: skip

    assert found["sentence-end"].on == date(2029, 5, 31)
    assert found["release"].on == date(2027, 4, 22)
    assert is_marked(found["release"])


def test_a_sentence_that_is_over_still_counts_where_the_next_ran_on_from_it():
    first = plain("stp", "2025-01-06", months=18)  # until 5 July 2026
    second = plain("stp", "2026-07-06", months=18, imposed="2025-01-06")

    assert dates(first, second)["release"] == dates(first, second, on=day("2026-07-01"))["release"]
    assert dates(first, second)["release"].on != dates(second)["release"].on
    assert is_marked(dates(first, second)["release"])


def test_a_sentence_over_before_they_last_came_in_counts_no_more():
    first = plain("stp", "2025-01-06", months=18)
    second = plain("stp", "2026-07-06", months=18)

    assert dates(first, second, admitted="2026-07-06") == dates(second)


def test_three_that_ran_on_from_each_other_count_while_the_last_is_served():
    three = [
        plain("stp", start, months=6, imposed="2025-07-01")
        for start in ("2025-07-01", "2026-01-01", "2026-07-01")
    ]

    assert dates(*three)["sentence-end"].on == date(2026, 12, 31)
    assert dates(*three)["release"] == dates(*three, on=day("2025-07-02"))["release"]


def test_short_sentences_that_reach_four_years_together_are_long_term():
    found = dates(
        plain("stp", "2026-06-01", years=3), plain("stp", "2029-06-01", years=2, imposed="2026-06-01")
    )  # fmt: skip

    assert found["pqd"].on == date(2028, 11, 29)
    assert found["edl"].on == date(2030, 11, 28)  # from Saturday 30 November, St Andrew's Day


@pytest.mark.parametrize(
    ("abuse", "known"), [((False, False), True), ((False, None), False), ((True, None), True)]
)
def test_an_exclusion_in_one_of_them_counts_for_the_whole(abuse, known):
    first, second = abuse
    found = dates(
        sentence("stp", "2026-06-01", months=8, domestic_abuse=first, listed_sexual=False),
        sentence(
            "stp", "2027-02-01", months=8, imposed="2026-06-01", domestic_abuse=second,
            listed_sexual=False,
        ),
    )  # fmt: skip

    assert (found["release"].basis_kind == "computed") is known
    assert (found["release"].rule == "SD-STP-EXCL") is (True in abuse or not known)


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        pytest.param(
            (plain("stp", "2026-06-01", months=18), plain("stp", "2026-09-01", months=24)),
            "release", id="overlapping",
        ),
        pytest.param(
            (plain("stp", "2026-06-01", months=9), plain("stp", "2027-06-01", months=9)),
            "release", id="a gap between them",
        ),
        pytest.param(
            (plain("ltp", "2015-06-01", years=14), plain("stp", "2029-06-01", years=2, imposed="2026-06-01")),
            "edl", id="back to back, under different release law",
        ),
        pytest.param(
            (plain("ltp", "2020-06-01", years=14), sentence("recalled", "2021-06-01", years=8)),
            "pqd", id="a recall among them",
        ),
        pytest.param(
            (plain("stp", "2026-06-01", months=18), sentence("stp", None, months=18)),
            "release", id="one without a start",
        ),
        pytest.param(
            (plain("sro", "2026-06-01", months=18), plain("stp", "2027-12-01", months=18)),
            "release", id="back to back, with a supervised release order",
        ),
        pytest.param(
            (plain("stp", "2026-06-01", months=18), plain("stp", "2026-06-01", months=12, terrorism=True)),
            "release", id="terrorism among them",
        ),
    ],
)  # fmt: skip
def test_anything_else_is_unknown_until_the_warrants_are_read_together(sentences, kind):
    found = dates(*sentences)

    assert found[kind].basis_kind == "unknown"
    assert "single-term calculation from the warrants" in found[kind].settle
    assert is_marked(found[kind])


def test_a_date_entered_by_hand_settles_it():
    entered = DateFacts(kind="release", on=day("2027-05-05"), by="W. Clerk", why="Calculated.")
    sentences = (plain("stp", "2026-06-01", months=18), plain("stp", "2026-09-01", months=24))

    assert dates(*sentences, dates=(entered,))["release"].on == date(2027, 5, 5)


@pytest.mark.parametrize(
    ("lives", "ends"),
    [
        pytest.param(
            (life("2014-09-15", 15), life("2016-09-15", 10)), "2029-09-15", id="the later"
        ),
        pytest.param(
            (life("2014-09-15", 15), sentence("olr", "2016-09-15")), None, id="one unknown"
        ),
        pytest.param((life("2014-09-15", 15), life("2016-09-15", 9999)), None, id="one beyond"),
    ],
)
def test_among_life_sentences_the_latest_punishment_part_governs(lives, ends):
    found = dates(*lives, plain("stp", "2026-06-01", months=18))

    assert found["punishment-part-end"].on == day(ends)
    assert "release" not in found


def test_a_sentence_that_is_over_no_longer_counts():
    over = plain("stp", "2024-06-03", months=12)
    found = dates(over, plain("stp", "2026-06-01", months=18))

    assert found["release"].on == date(2026, 11, 11)
    assert not is_marked(found["release"])
    assert dates(over) == {}
    last_day = dates(over, on=date(2025, 6, 2))
    assert last_day["sentence-end"].on == date(2025, 6, 2)


def test_an_extended_sentence_counts_to_the_end_of_its_extension():
    case = sentence("extended", "2016-06-01", years=4, extension_months=36)

    assert dates(case, on=date(2023, 5, 31))["licence-end"].on == date(2023, 5, 31)
    assert dates(case, on=date(2023, 6, 1)) == {}


@pytest.mark.parametrize(
    ("months", "known"), [(0, False), (1, True), (120, True), (121, False), (10**6, False)]
)
def test_an_extension_is_read_up_to_the_ten_years_the_high_court_may_add(months, known):
    case = sentence("extended", "2026-06-01", years=4, extension_months=months)

    assert (dates(case)["licence-end"].basis_kind == "computed") is known
