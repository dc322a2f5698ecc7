"""Three-valued logic: unknown only while an unknown could still change the answer."""

from itertools import product

import pytest

from icm.policy.checks import Answer, Check, at_least, either, every
from icm.policy.dated import Source

MET, NOT, UNKNOWN, AWAY = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN, Answer.NOT_APPLICABLE


def checks(*answers):
    return [Check("X", "Is it?", answer, "because", Source("Doc", "§1")) for answer in answers]


@pytest.mark.parametrize(
    ("answers", "all_of", "one_of"),
    [
        ((), AWAY, AWAY),
        ((AWAY, AWAY), AWAY, AWAY),
        ((MET,), MET, MET),
        ((NOT,), NOT, NOT),
        ((UNKNOWN,), UNKNOWN, UNKNOWN),
        ((MET, AWAY), MET, MET),
        ((MET, NOT), NOT, MET),
        ((MET, UNKNOWN), UNKNOWN, MET),
        ((NOT, UNKNOWN), NOT, UNKNOWN),
        ((NOT, UNKNOWN, MET), NOT, MET),
    ],
)
def test_every_and_either(answers, all_of, one_of):
    assert (every(checks(*answers)), either(checks(*answers))) == (all_of, one_of)


@pytest.mark.parametrize(
    ("answers", "two"),
    [
        ((MET, MET, NOT), MET),
        ((MET, UNKNOWN, NOT), UNKNOWN),
        ((MET, NOT, NOT), NOT),
        ((UNKNOWN, UNKNOWN), UNKNOWN),
        ((UNKNOWN, NOT), NOT),
        ((AWAY,), AWAY),
    ],
)
def test_at_least_two(answers, two):
    assert at_least(2, checks(*answers)) is two


@pytest.mark.parametrize("combine", [every, either])
def test_an_answer_is_unknown_only_when_settling_the_unknowns_could_change_it(combine):
    for answers in product((MET, NOT, UNKNOWN), repeat=3):
        settled = {
            combine(checks(*(MET if a is UNKNOWN else a for a in answers))),
            combine(checks(*(NOT if a is UNKNOWN else a for a in answers))),
        }
        assert (combine(checks(*answers)) is UNKNOWN) == (len(settled) == 2)


@pytest.mark.parametrize(("truth", "answer"), [(True, MET), (False, NOT), (None, UNKNOWN)])
def test_a_truth_that_may_be_unknown_is_an_answer(truth, answer):
    assert Answer.of(truth) is answer
