"""The words of the Core Screen, of the safety stop and of the route slip."""

from datetime import date

import pytest

from casework.policy import route_slip, safety, screen_form
from casework.policy.areas import AREAS
from icm.policy.dated import Standing
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests import plain

TODAY = date(2026, 11, 21)


def too_hard(texts):
    """Each sentence by itself: these are asked one at a time."""
    sentences = {part for text in texts for part in plain.sentences(text)}
    assert len(sentences) > 5
    return plain.too_hard(sentences)


@pytest.mark.parametrize(
    "since", list(screen_form.QUESTIONS), ids=lambda since: since.value.version
)
def test_every_version_asks_about_every_area_once(since):
    asked = [question.area for question in since.value.questions]

    assert sorted(asked) == sorted(AREAS.at(since.start))


def test_versions_have_names_of_their_own_and_are_found_by_them():
    versions = [since.value.version for since in screen_form.QUESTIONS]

    assert len(set(versions)) == len(versions)
    assert [screen_form.question_set(version).version for version in versions] == versions


def test_what_cannot_wait_is_asked_first():
    assert screen_form.QUESTIONS.at(TODAY).questions[0].area == "immediate"


def test_what_is_asked_aloud_can_be_understood_at_eleven():
    form = screen_form.QUESTIONS.at(TODAY)
    aloud = [text for question in form.questions for text in (question.ask, *question.prompts)]

    assert too_hard([*form.opening, *aloud]) == {}


def test_the_slip_can_be_read_at_eleven():
    slips = route_slip.SLIPS.at(TODAY).values()

    assert too_hard(text for s in slips for text in (s.heading, *s.means, *s.next)) == {}


def test_there_is_a_slip_for_every_route():
    assert set(route_slip.SLIPS.at(TODAY)) == set(RouteSlug)


def test_the_slip_names_no_area_of_need():
    said = " ".join(
        text for slip in route_slip.SLIPS.at(TODAY).values() for text in (*slip.means, *slip.next)
    ).lower()

    assert [word for word in ("drug", "drink", "mental", "debt", "violen") if word in said] == []


def test_our_own_words_are_shown_as_a_local_default():
    for value in (screen_form.QUESTIONS, safety.NOW, safety.TELLS, route_slip.SLIPS):
        assert value.source(TODAY).is_local
    assert screen_form.DECLARATION.source(TODAY).standing is Standing.PARTLY_STATED


def test_first_line_managers_and_healthcare_are_told_first():
    assert safety.TELLS.at(TODAY).first == (Role.FIRST_LINE_MANAGER, Role.NHS)
    assert str(safety.TELLS.at(TODAY)).startswith("First Line Manager, NHS; where there is nobody")


def test_the_steps_lead_to_the_strategy_and_begin_with_staying():
    steps = safety.NOW.at(TODAY)

    assert steps[0].startswith("Stay with them.")
    assert any("Talk to Me" in step for step in steps)


def test_the_register_can_say_each_version_and_each_slip():
    form = screen_form.QUESTIONS.at(TODAY)
    slip = route_slip.SLIPS.at(TODAY)[RouteSlug.ENHANCED]

    assert str(form) == f"version {form.version}, {len(form.questions)} areas"
    assert str(slip).startswith(f"{slip.heading}. {slip.means[0]}")
