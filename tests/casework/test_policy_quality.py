"""What is asked of an entry read for quality."""

from datetime import date

import pytest

from casework.policy.quality import BEGAN, DRAWN_FROM, QUESTIONS, SHORT
from icm.policy.dated import NotInForce


def test_there_are_four_to_six_questions_each_with_its_short_words():
    asked = QUESTIONS.at(BEGAN)

    assert 4 <= len(asked) <= 6
    assert set(SHORT) == set(asked)


def test_the_values_are_local_and_begin_on_a_day():
    for value in (QUESTIONS, DRAWN_FROM):
        assert value.source(BEGAN).is_local
        with pytest.raises(NotInForce):
            value.at(date(2024, 6, 23))
