"""Standard or Enhanced, from the sentences in force and never from a guess."""

from datetime import date

import pytest

from icm.people.policy import custody, route
from icm.policy.checks import Answer
from icm.policy.facts import Facts, Legal
from tests.policy.examples import TODAY, life, plain, sentence, serving


@pytest.mark.parametrize(
    ("case", "slug"),
    [
        pytest.param(plain("ltp", "2026-01-12", years=4), "enhanced", id="four years exactly"),
        pytest.param(plain("stp", "2026-01-12", months=47), "standard", id="a month short of four"),
        pytest.param(plain("ltp", None, years=6), "enhanced", id="long-term, start not known"),
        pytest.param(sentence("ltp", "2026-01-12"), "enhanced", id="long-term, length not known"),
        pytest.param(life(), "enhanced", id="life"),
        pytest.param(sentence("olr", "2026-01-12"), "enhanced", id="OLR"),
        pytest.param(sentence("extended", "2026-01-12", years=2), "enhanced", id="extended"),
        pytest.param(sentence("sro", "2026-01-12", years=2), "enhanced", id="supervised release order"),
        pytest.param(sentence("stso", "2026-06-12", months=8), "enhanced", id="sex offender licence"),
        pytest.param(sentence("recalled", "2020-01-12", years=8), "enhanced", id="recalled"),
        pytest.param(
            sentence("stp", "2026-06-12", months=6, listed_sexual=True), "enhanced", id="sexual, 6 months"
        ),
        pytest.param(
            sentence("stp", "2026-09-12", months=5, listed_sexual=True), "standard", id="sexual, 5 months"
        ),
        pytest.param(sentence("stp", "2026-06-12", months=9), "standard", id="plain short-term"),
        pytest.param(sentence("stp", "2026-06-12"), "unknown", id="short-term, length not known"),
        pytest.param(plain("stp", "2026-06-12"), "standard", id="length not known, no sexual offence"),
        pytest.param(sentence("stp", None, months=9, listed_sexual=True), "unknown", id="start not known"),
        pytest.param(sentence(None, "2026-06-12", months=9), "unknown", id="kind not known"),
        pytest.param(sentence(None, "2026-06-12", years=9), "enhanced", id="kind not known, nine years"),
        pytest.param(sentence("ltp", "2026-01-12", years=3), "unknown", id="long-term of three years"),
        pytest.param(sentence("stp", "2026-01-12", years=5), "unknown", id="short-term of five years"),
    ],
)  # fmt: skip
def test_the_route_of_one_sentence(case, slug):
    found = route(serving(case), TODAY)

    assert found.slug == slug
    assert bool(found.settle) == (slug == "unknown")
    assert len(found.checks) == 1
    assert found.because


@pytest.mark.parametrize(
    ("legal", "slug"),
    [
        (Legal.UNTRIED, "none"),
        (Legal.AWAITING_SENTENCE, "none"),
        (Legal.SENTENCED, "unknown"),
        (None, "unknown"),
    ],
)
def test_without_a_sentence_in_force_the_legal_status_decides(legal, slug):
    over = plain("stp", "2024-06-03", months=12)

    assert route(Facts(legal=legal), TODAY).slug == slug
    assert route(Facts(legal=legal, sentences=(over,)), TODAY).slug == slug


def test_one_supervised_sentence_is_enough_whatever_the_others():
    found = route(
        serving(sentence(None, "2026-06-12", months=9), sentence("sro", "2026-03-12", years=2)),
        TODAY,
    )

    assert found.slug == "enhanced"
    assert [check.answer for check in found.checks] == [Answer.UNKNOWN, Answer.MET]


def test_enhanced_counts_from_the_first_sentence_that_made_it_so():
    standard = plain("stp", "2026-01-12", months=30)
    enhanced = sentence("sro", "2026-03-02", imposed="2026-03-12", years=2)
    later = sentence("extended", "2026-06-01", years=2)

    assert route(serving(standard, later, enhanced), TODAY).since == date(2026, 3, 12)


def test_a_recall_alone_is_told_apart_from_a_recall_with_a_new_sentence():
    recalled = sentence("recalled", "2020-01-13", years=8)
    new = plain("ltp", "2026-03-02", years=5)

    assert route(serving(recalled), TODAY).recalled
    both = route(serving(recalled, new), TODAY)
    assert (both.recalled, both.since) == (False, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("on", "slug"),
    [
        pytest.param(date(2028, 2, 1), "enhanced", id="last day of the sentence"),
        pytest.param(date(2028, 2, 2), "unknown", id="the day after"),
    ],
)
def test_a_route_ends_with_its_sentence(on, slug):
    facts = serving(sentence("stso", "2026-02-02", years=2))

    assert route(facts, on).slug == slug
    assert custody(facts, TODAY).changes_on == date(2028, 2, 2)


def test_a_sentence_without_a_tellable_end_sets_no_day_of_change():
    endless = sentence("extended", "2026-06-01", years=4, extension_months=10**6)

    assert custody(serving(endless), TODAY).changes_on is None
