"""When a domain goes stale, what is asked beside the box, and when an entry is too like an earlier one."""

import pytest

from casework.policy.areas import Domain
from casework.policy.freshness import freshness
from casework.policy.likeness import NEARLY_THE_SAME, in_words, near
from casework.policy.prompts import ALWAYS, QUESTIONS, VAGUE, hints, questions
from icm.policy.facts import RouteSlug
from tests.policy.examples import TODAY, day

ENHANCED = RouteSlug.ENHANCED


@pytest.mark.parametrize(
    ("updated", "on", "stale"),
    [
        pytest.param("2026-08-21", "2026-11-21", False, id="on the last day"),
        pytest.param("2026-08-21", "2026-11-22", True, id="a day later"),
        pytest.param("2026-11-30", "2027-02-28", False, id="to the end of a short month"),
        pytest.param(None, "2026-11-21", None, id="never"),
        pytest.param("2024-01-02", "2024-06-23", False, id="before the guidance"),
        pytest.param("9999-12-01", "2026-11-21", None, id="a day that cannot be"),
    ],
)
def test_a_domain_goes_stale_after_three_months(updated, on, stale):
    assert freshness(day(updated), day(on), route=ENHANCED).stale is stale


@pytest.mark.parametrize(
    ("route", "no_need", "stale"),
    [
        pytest.param(RouteSlug.STANDARD, False, False, id="no limit on the standard route"),
        pytest.param(RouteSlug.NONE, False, False, id="nor without a sentence"),
        pytest.param(RouteSlug.UNKNOWN, False, None, id="route not known"),
        pytest.param(RouteSlug.ENHANCED, True, False, id="no need found"),
        pytest.param(RouteSlug.ENHANCED, False, True, id="a need"),
    ],
)
def test_whether_it_is_asked_depends_on_route_and_need(route, no_need, stale):
    found = freshness(day("2026-01-05"), TODAY, route=route, no_need=no_need)

    assert found.stale is stale
    assert found.because


def test_every_domain_has_three_to_five_questions():
    asked = {domain: questions(domain, TODAY) for domain in Domain}

    assert {one.domain for one in QUESTIONS.at(TODAY)} == set(Domain)
    assert all(3 <= len(found) <= 5 for found in asked.values())
    assert questions(None, TODAY) == ALWAYS


@pytest.mark.parametrize(
    ("body", "source", "hint"),
    [
        pytest.param("He is engaging well.", "", "“engaging well”", id="vague"),
        pytest.param("No Issues this month.", "", "“no issues”", id="in capitals"),
        pytest.param("He goes to the gym.", "", "Who says so?", id="nobody says so"),
        pytest.param("Fine.", "I saw it", "That is short.", id="thin"),
    ],
)
def test_words_a_reader_will_ask_about_are_pointed_out(body, source, hint):
    assert any(found.startswith(hint) for found in hints(body, source, TODAY))


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("He told me that his sister takes him in and that he rings her every second day.", ""),
        ("Four half days this week, on time, and the first welding done without anybody's help.", "Work party"),
        ("The reissues of both letters went to the council before the tenth, as they asked of him.", "Letter"),
    ],
)  # fmt: skip
def test_good_words_get_no_hint(body, source):
    assert hints(body, source, TODAY) == ()


def test_near_is_from_the_threshold_on():
    limit = NEARLY_THE_SAME.at(TODAY)

    assert near(limit, TODAY)
    assert not near(limit - 0.01, TODAY)
    assert in_words(0.934) == "93 in 100"
    assert NEARLY_THE_SAME.source(TODAY).is_local


def test_the_register_can_say_what_is_asked_and_what_is_vague():
    asked, vague = QUESTIONS.at(TODAY)[0], VAGUE.at(TODAY)[0]

    assert asked.label == f"{asked.domain.label}: {' '.join(asked.questions)}"
    assert vague.label == vague.words
