"""Scores written out in words for others."""

import pytest

from risk.policy.wording import figure_in, why_not_in_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The LS/CMI score was 27.", "score was 27"),
        ("He scored a total of 31 in March.", "scored a total of 31"),
        ("Scoring: 8 in the first part.", "Scoring: 8"),
        ("Overall 27/43, so high.", "27/43"),
        ("That is 27 out of 43.", "27 out of 43"),
    ],
)
def test_a_figure_is_found_where_it_stands(text, found):
    assert figure_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "High, because of drink and those he is with.",
        "He has 12 convictions since 2009 and 3 breaches.",
        "He settled a score with a neighbour. In 2019 he moved.",
        "He is 43 and has 2 children.",
        "",
    ],
)
def test_what_is_no_figure_stays(text):
    assert figure_in(text) == ""
    assert why_not_in_words(text) == ""


def test_the_first_of_several_texts_is_named():
    assert "“score of 9”" in why_not_in_words("Plain words.", "A score of 9 for family.")
