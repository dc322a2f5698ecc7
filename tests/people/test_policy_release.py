"""Release by the law of the day: the last day of each old rule and the first of each new one."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.people.policy import critical_dates
from icm.people.policy.release import release_day
from icm.policy.facts import DateFacts
from icm.policy.sentence import served
from tests.policy.examples import day, life, plain, sentence, serving

HALF = Fraction(1, 2)
LONG_AGO = date(1994, 1, 1)  # asked so early, no sentence of a test is over


def dates(*sentences, on=LONG_AGO, **more):
    return {one.kind: one for one in critical_dates(serving(*sentences, **more), on)}


@pytest.mark.parametrize(
    ("start", "days", "rule", "released"),
    [
        pytest.param("2024-11-13", 180, "SD-STP-50", "2025-02-10", id="half, on its last day"),
        pytest.param("2024-11-14", 180, "SD-STP-40", "2025-02-11", id="40% on its first day"),
        pytest.param("2025-01-06", 180, "SD-STP-40", "2025-03-18", id="40%, reached later"),
        pytest.param("2026-02-17", 180, "SD-STP-40", "2026-04-29", id="40%, last day, a Thursday"),
        pytest.param("2026-02-19", 180, "SD-STP-30", "2026-05-01", id="30% on its first day"),
        pytest.param("2026-06-01", 180, "SD-STP-30", "2026-07-23", id="30%, reached later"),
    ],
)
def test_short_term_release_turns_on_the_day_of_release(start, days, rule, released):
    one = dates(plain("stp", start, days=days))["release"]

    assert (one.rule, one.on) == (rule, day(released))
    assert one.law <= one.on
    assert one.title == "Release"


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(1, 1460))
def test_no_short_term_release_is_later_than_the_half(start, days):
    one = dates(plain("stp", start.isoformat(), days=days))["release"]
    half = served(start, days, HALF)

    assert one.on <= half
    assert release_day(half)[0] >= one.on or one.on == one.law


@pytest.mark.parametrize(
    ("case", "rule", "title"),
    [
        pytest.param(
            sentence("stp", "2026-06-01", months=18, domestic_abuse=True),
            "SD-STP-EXCL", "Release", id="domestic abuse",
        ),
        pytest.param(
            sentence("stp", "2026-06-01", months=5, listed_sexual=True, domestic_abuse=False),
            "SD-STP-EXCL", "Release", id="sexual offence, under six months",
        ),
        pytest.param(
            sentence("stp", "2026-06-01", months=6, listed_sexual=True),
            "SD-STSO", "Release on licence", id="sexual offence, six months",
        ),
        pytest.param(sentence("stso", "2026-06-01", months=9), "SD-STSO", "Release on licence", id="STSO"),
        pytest.param(
            sentence("extended", "2026-06-01", years=3, domestic_abuse=True),
            "SD-STP-EXCL", "Release on licence", id="extended, custodial part under four years",
        ),
    ],
)  # fmt: skip
def test_the_excluded_stay_at_half(case, rule, title):
    found = dates(case)
    days = (found["sentence-end"].on - case.start_on).days + 1

    assert (found["release"].rule, found["release"].title) == (rule, title)
    assert found["release"].on == release_day(served(case.start_on, days, HALF))[0]


@pytest.mark.parametrize(
    ("start", "rule", "released"),
    [
        pytest.param("2024-11-13", "SD-STP-50", "2025-02-10", id="before there was an exclusion"),
        pytest.param("2024-11-14", "SD-STP-EXCL", "2025-02-11", id="its first day"),
    ],
)
def test_exclusion_began_with_the_lower_fraction(start, rule, released):
    one = dates(sentence("stp", start, days=180, domestic_abuse=True))["release"]

    assert (one.rule, one.on) == (rule, day(released))


class TestNotRecorded:
    """An exclusion nobody recorded gives both days, and never one of them."""

    def test_domestic_abuse_not_recorded_names_both_days(self):
        found = dates(sentence("stp", "2026-06-01", months=18, listed_sexual=False))

        assert found["release"].basis_kind == "unknown"
        assert "11 November 2026 (SD-STP-30)" in found["release"].because
        assert "1 March 2027 (SD-STP-EXCL)" in found["release"].because
        assert found["release"].settle == (
            "The complaint or indictment: is any offence domestic abuse?"
        )
        assert found["hdc-earliest"].basis_kind == "unknown"

    def test_where_every_answer_gives_the_same_day_it_is_known(self):
        assert dates(sentence("stp", "2024-01-08", months=6))["release"].on == date(2024, 4, 5)

    @pytest.mark.parametrize(
        ("months", "kind", "asked"),
        [
            pytest.param(
                5, "stp", "domestic abuse or a listed sexual offence", id="under six months"
            ),
            pytest.param(9, "stp", "domestic abuse", id="six months or more would be recorded so"),
            pytest.param(
                30, "extended", "domestic abuse or a listed sexual offence", id="extended"
            ),
        ],
    )
    def test_a_sexual_offence_is_asked_about_where_the_record_cannot_tell(
        self, months, kind, asked
    ):
        one = dates(sentence(kind, "2026-06-01", months=months))["release"]

        assert asked in one.because


@pytest.mark.parametrize(
    ("imposed", "first", "rule", "on"),
    [
        pytest.param("2016-01-31", None, "SD-EDL-OLD", "2020-02-13", id="last day of two-thirds"),
        pytest.param("2016-02-01", None, "SD-EDL-NEW", "2021-12-14", id="first day of six months"),
        pytest.param(
            "2016-09-01", "2015-12-01", "SD-EDL-OLD", "2020-02-13", id="appeal, first before"
        ),
        pytest.param(
            "2016-09-01", "2016-03-01", "SD-EDL-NEW", "2021-12-14", id="appeal, first after"
        ),
    ],
)
def test_long_term_release_turns_on_the_day_of_imposition(imposed, first, rule, on):
    case = plain("ltp", "2015-06-15", imposed=imposed, years=7, first_imposed_on=day(first))

    one = dates(case)["edl"]

    assert one.rule == rule
    assert one.on == day(on)
    assert any("appeal" in source.section for source in one.sources) == bool(first)


@pytest.mark.parametrize(
    ("imposed", "rule", "title"),
    [
        ("2016-01-31", "SD-EDL-OLD", "Earliest date of liberation (EDL)"),
        ("2016-02-01", "SD-EDL-EXT", "Custodial term ends"),
    ],
)
def test_an_extended_sentence_has_no_early_release_from_2016(imposed, rule, title):
    found = dates(sentence("extended", imposed, years=8, extension_months=36))

    assert (found["edl"].rule, found["edl"].title) == (rule, title)
    assert found["licence-end"].on == date(found["sentence-end"].on.year + 3, *_md(imposed))
    assert found["pqd"].rule == "SD-PQD"


def _md(imposed):
    ends = date.fromordinal(day(imposed).toordinal() - 1)
    return ends.month, ends.day


def test_law_before_the_law_encoded_here_is_unknown():
    one = dates(plain("ltp", "1993-09-30", years=9))["edl"]

    assert one.basis_kind == "unknown"


@pytest.mark.parametrize(
    ("reached", "on"),
    [
        pytest.param("1993-09-26", "1993-09-26", id="before any rule"),
        pytest.param("2024-05-24", "2024-05-24", id="a Friday under the older rule"),
        pytest.param("2024-05-25", "2024-05-24", id="its last day, a Saturday"),
        pytest.param("2024-05-31", "2024-05-30", id="a Friday under the newer rule"),
    ],
)
def test_the_day_of_release_by_the_rule_in_force(reached, on):
    moved, said, sources = release_day(day(reached))

    assert moved == day(on)
    assert bool(said) == bool(sources) == (reached != on)


@pytest.mark.parametrize(
    ("start", "months", "released", "earliest"),
    [
        pytest.param("2024-01-08", 24, "2025-02-11", "2024-08-15", id="180 days before"),
        pytest.param("2024-01-08", 10, "2024-06-07", "2024-03-24", id="a quarter served"),
        pytest.param("2025-02-10", 12, "2025-07-03", "2025-05-12", id="just under the old figures"),
        pytest.param("2025-06-02", 40, "2026-09-16", "2026-02-18", id="210 days before"),
        pytest.param("2025-06-02", 18, "2026-01-06", "2025-08-23", id="15% served"),
    ],
)
def test_home_curfew_from_15_per_cent_and_210_days(start, months, released, earliest):
    entered = (DateFacts(kind="release", on=day(released)),)

    found = dates(plain("stp", start, months=months), dates=entered)["hdc-earliest"]

    assert found.on == day(earliest)
    assert found.law <= found.on


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(sentence("stso", "2026-06-01", months=9), id="sexual offence"),
        pytest.param(
            sentence("stp", "2026-06-01", months=4, listed_sexual=True),
            id="sexual, under six months",
        ),
        pytest.param(sentence("stp", "2026-06-01", months=9, terrorism=True), id="terrorism"),
        pytest.param(plain("stp", "2026-06-01", days=3), id="too short to leave a day"),
        pytest.param(plain("ltp", "2026-06-01", years=6), id="long-term"),
        pytest.param(life(), id="life"),
    ],
)
def test_home_curfew_is_not_open_to_everybody(case):
    assert "hdc-earliest" not in dates(case)


def test_a_supervised_release_order_binds_for_its_months_after_release():
    found = dates(plain("sro", "2026-06-01", months=18, supervision_months=12))

    assert found["release"].on == date(2026, 11, 11)
    assert found["supervision-end"].on == date(2027, 11, 11)
    beyond = dates(plain("sro", "2026-06-01", months=18, supervision_months=13))
    assert beyond["supervision-end"].basis_kind == "unknown"


def test_curfew_beyond_the_calendar_is_unknown():
    entered = (DateFacts(kind="release", on=date.min),)

    found = dates(plain("stp", "2026-06-01", months=18), dates=entered)

    assert found["hdc-earliest"].basis_kind == "unknown"
