"""Texts for others than social work, refused where they tell a figure."""

import pytest

from icm.core.disclosure import Disclosure
from icm.core.refusals import Refused
from icm.core.wording import for_others, refuse_figures


def test_the_first_text_with_a_figure_is_refused_by_its_words():
    with pytest.raises(Refused, match="“score of 9” reads like a score"):
        refuse_figures("He came to 3 sessions of 8.", "A score of 9 for family.")


def test_texts_without_are_not():
    refuse_figures("", "He came to 3 sessions of 8.")


@pytest.mark.parametrize("kind", Disclosure)
def test_only_what_is_social_works_alone_is_for_nobody_else(kind):
    assert for_others(kind.value, "a", "b") == (
        () if kind is Disclosure.SOCIAL_WORK else ("a", "b")
    )
