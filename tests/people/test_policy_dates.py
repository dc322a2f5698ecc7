"""Critical dates as worked examples: the reference table, the basis, and what is not known."""

from dataclasses import replace
from datetime import date

import pytest

from conferences.policy.milestones import initial_due, preprogression_due
from icm.people.policy import critical_dates
from icm.policy.calendar import LAST_KNOWN_YEAR
from icm.policy.facts import DateFacts, Facts, Legal, SentenceFacts, SentenceKind, Term
from tests.policy.examples import TODAY, day, life, plain, sentence, serving


def dates(facts, on=TODAY):
    return {one.kind: one for one in critical_dates(facts, on)}


LTP_6 = plain("ltp", "2025-03-03", years=6)
LTP_4 = plain("ltp", "2026-01-12", years=4)
LTP_18 = plain("ltp", "2015-06-08", years=18)
STP_18M = plain("stp", "2026-06-01", months=18)
STSO_2 = sentence("stso", "2026-02-02", years=2)
LIFE_15 = life("2014-09-15", 15)


@pytest.mark.parametrize(
    ("case", "ends", "pqd", "out", "progression", "preprogression", "initial"),
    [
        pytest.param(
            LTP_6, "2031-03-02", "2028-03-02", ("edl", "2030-09-02"), "2026-03-02", "2025-03-02",
            "2025-09-03", id="long-term, six years, from 2016: PQD is a Thursday and no release",
        ),
        pytest.param(
            LTP_4, "2030-01-11", "2028-01-12", ("edl", "2029-07-11"), "2026-07-12", "2025-07-12",
            "2026-07-12", id="long-term, four years: the six-month floor",
        ),
        pytest.param(
            LTP_18, "2033-06-07", "2024-06-07", ("edl", "2027-06-08"), "2022-06-07", "2021-06-07",
            "2015-12-08", id="long-term, eighteen years, before 2016: two-thirds",
        ),
        pytest.param(
            STP_18M, "2027-11-30", None, ("release", "2026-11-11"), "2026-09-01", "2025-09-01",
            "2026-12-01", id="short-term at 30%: Thursday 12 November goes to Wednesday",
        ),
        pytest.param(
            STSO_2, "2028-02-01", None, ("release", "2027-02-01"), "2026-05-02", "2025-05-02",
            "2026-08-02", id="short-term, sexual offence: half, on licence",
        ),
        pytest.param(
            LIFE_15, None, None, ("punishment-part-end", "2029-09-15"), "2025-09-15", "2024-09-15",
            "2015-03-15", id="life with fifteen years of punishment part",
        ),
    ],
)  # fmt: skip
def test_the_worked_dates(case, ends, pqd, out, progression, preprogression, initial):
    found = dates(serving(case))
    kind, on = out

    assert (found["sentence-end"].on if ends else None) == day(ends)
    assert (found["pqd"].on if pqd else None) == day(pqd)
    assert found[kind].on == day(on)
    assert found["progression-earliest"].on == day(progression)
    assert preprogression_due(day(progression), TODAY) == day(preprogression)
    assert initial_due(case.start_on, TODAY) == day(initial)


def test_what_does_not_apply_is_absent():
    assert set(dates(serving(STP_18M))) == {
        "sentence-end",
        "release",
        "hdc-earliest",
        "progression-earliest",
    }
    assert set(dates(serving(LIFE_15))) == {
        "punishment-part-end",
        "progression-window",
        "progression-earliest",
    }
    assert dates(serving(plain("stp", "2026-10-01", months=11))).get("progression-earliest") is None
    assert critical_dates(Facts(legal=Legal.UNTRIED), TODAY) == ()


def test_every_computed_date_shows_rule_law_method_and_authority():
    for case in (LTP_6, LTP_18, STP_18M, STSO_2, LIFE_15):
        for one in critical_dates(serving(case), TODAY):
            assert one.basis_kind == "computed"
            assert not one.rounding_stated
            assert one.rule
            assert one.because
            assert one.sources
            assert one.computed_on == one.on


def test_dates_come_in_a_fixed_order():
    kinds = [one.kind for one in critical_dates(serving(LTP_6), TODAY)]

    assert kinds == [
        "sentence-end",
        "pqd",
        "edl",
        "licence-end",
        "progression-window",
        "progression-earliest",
    ]


@pytest.mark.parametrize(
    ("case", "kind", "settle"),
    [
        pytest.param(sentence("ltp", None, years=6), "pqd", "warrant", id="no start"),
        pytest.param(sentence("ltp", "2026-01-12"), "edl", "warrant", id="no length"),
        pytest.param(sentence("stp", "2026-01-12"), "release", "warrant", id="short, no length"),
        pytest.param(sentence("ltp", "2026-01-12", days=-3), "pqd", "warrant", id="length unreadable"),
        pytest.param(sentence(None, "2026-06-12", months=9), "release", "warrant", id="no kind"),
        pytest.param(sentence("life", "2014-09-15"), "punishment-part-end", "court", id="no part"),
        pytest.param(sentence("life", None), "punishment-part-end", "warrant", id="life, no start"),
        pytest.param(sentence("olr", "2014-09-15"), "progression-earliest", "court", id="OLR, no part"),
        pytest.param(sentence("ltp", "2026-01-12", years=3), "release", "four years", id="too short"),
        pytest.param(sentence("stp", "2026-01-12", years=5), "release", "four years", id="too long"),
        pytest.param(
            sentence("stp", "2026-01-12", ends_on=date(2026, 1, 1)), "release", "warrant", id="ends first"
        ),
        pytest.param(sentence("ltp", "2026-01-12", years=9000), "pqd", "misread", id="no calendar"),
        pytest.param(sentence("ltp", "2096-01-12", years=10), "edl", "misread", id="no holidays known"),
        pytest.param(life("2014-09-15", 9000), "punishment-part-end", "misread", id="part beyond"),
        pytest.param(
            sentence("recalled", "2020-01-12", years=8), "release", "Parole Board", id="recalled"
        ),
        pytest.param(
            sentence("recalled", "2020-01-12", years=8), "progression-earliest", "RMT", id="recalled, progression"
        ),
        pytest.param(
            sentence("stp", "2026-06-12", months=9, terrorism=True), "release", "calculation", id="terrorism"
        ),
        pytest.param(
            sentence("ltp", "2026-01-12", years=9, terrorism=True), "pqd", "calculation", id="terrorism, long"
        ),
        pytest.param(
            sentence("ltp", "2026-01-12", years=9, terrorism=True), "edl", "calculation", id="terrorism, EDL"
        ),
        pytest.param(
            sentence("extended", "2026-01-12", years=9), "licence-end", "warrant", id="no extension"
        ),
        pytest.param(sentence("extended", "2026-01-12"), "licence-end", "warrant", id="no length, extended"),
        pytest.param(
            sentence("sro", "2026-01-12", months=18, domestic_abuse=False), "supervision-end", "order", id="SRO"
        ),
        pytest.param(
            sentence("sro", "2026-01-12", months=18, supervision_months=6),
            "supervision-end", "offence", id="SRO, release not known",
        ),
        pytest.param(plain("sro", "2026-01-12", months=18), "hdc-earliest", "exclusions", id="SRO, curfew"),
        pytest.param(sentence("ltp", "2026-01-12", years=6, imposed=None), "edl", "imposed", id="imposed"),
    ],
)  # fmt: skip
def test_what_is_missing_gives_an_unknown_that_says_what_would_settle_it(case, kind, settle):
    one = dates(serving(case))[kind]

    assert (one.on, one.basis_kind) == (None, "unknown")
    assert settle in one.settle
    assert one.because


def test_a_sentence_that_ends_beyond_the_known_holidays_still_has_its_other_dates():
    start = f"{LAST_KNOWN_YEAR - 8}-01-12"
    found = dates(serving(sentence("ltp", start, years=10)))

    assert found["edl"].basis_kind == "unknown"
    assert str(LAST_KNOWN_YEAR) in found["edl"].because
    assert found["pqd"].basis_kind == "computed"


def test_the_warrant_beats_the_term_and_the_term_beats_the_days():
    both = SentenceFacts(
        kind=SentenceKind.STP,
        start_on=day("2026-06-01"),
        term=Term(months=18),
        days=400,
        ends_on=day("2027-11-15"),
    )

    assert dates(serving(both))["sentence-end"].because == "As the warrant says."
    term = dates(serving(plain("stp", "2026-06-01", months=18)))["sentence-end"]
    assert term.because == "548 days from 1 June 2026."
    by_days = replace(both, term=None, ends_on=None)
    assert dates(serving(by_days))["sentence-end"].on == date(2027, 7, 5)


class TestByHand:
    """A date entered or overridden is used, and the rule's own answer stands beside it."""

    def test_an_overridden_date_shows_by_whom_why_and_what_the_rule_gives(self):
        override = DateFacts(
            kind="pqd", on=day("2028-05-01"), basis="overridden", by="W. Clerk", why="Days added."
        )

        one = dates(serving(LTP_6, dates=(override,)))["pqd"]

        assert (one.on, one.basis_kind, one.computed_on) == (
            date(2028, 5, 1),
            "overridden",
            date(2028, 3, 2),
        )
        assert (one.by, one.why, one.rounding_stated) == ("W. Clerk", "Days added.", True)
        assert one.because == (
            "Overridden by W. Clerk: Days added. By SD-PQD it would be 2 March 2028."
        )

    def test_other_dates_are_counted_from_it(self):
        override = DateFacts(kind="pqd", on=day("2028-05-01"), basis="overridden", by="W", why="Y")

        found = dates(serving(LTP_6, dates=(override,)))

        assert found["progression-window"].on == date(2026, 5, 1)
        assert found["edl"].on == date(2030, 9, 2)

    def test_an_overridden_end_moves_every_date_of_the_sentence(self):
        override = DateFacts(kind="sentence-end", on=day("2031-06-02"), basis="overridden")

        found = dates(serving(LTP_6, dates=(override,)))

        assert found["sentence-end"].computed_on == date(2031, 3, 2)
        assert "no reason is recorded" in found["sentence-end"].because
        assert found["edl"].on == date(2030, 11, 28)  # 2 December is a Monday after St Andrew's
        assert found["licence-end"].on == date(2031, 6, 2)

    def test_an_entered_date_settles_an_unknown(self):
        entered = DateFacts(kind="release", on=day("2028-01-11"), by="W. Clerk", why="Board")

        one = dates(serving(sentence("recalled", "2020-01-12", years=8), dates=(entered,)))[
            "release"
        ]

        assert (one.on, one.basis_kind, one.settle) == (date(2028, 1, 11), "entered", "")
        assert "No rule gives a date" in one.because

    def test_a_date_no_rule_gives_is_shown_as_entered(self):
        facts = Facts(
            legal=Legal.UNTRIED,
            dates=(
                DateFacts(kind="trial-day", on=day("2027-01-11")),
                DateFacts(kind="pqd", on=None),
                DateFacts(kind="edl", on=day("2027-02-11")),
            ),
        )

        edl, trial = critical_dates(facts, TODAY)

        assert (trial.title, trial.on, trial.rule) == ("Trial day", date(2027, 1, 11), "")
        assert edl.title == "Earliest date of liberation (EDL)"
