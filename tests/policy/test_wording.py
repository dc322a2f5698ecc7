"""Figures of an LS/CMI in a text about anything: found however they are written, not seen where there are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.policy.wording import figure_in, why_not_in_words

MOST = 43  # the highest total of an LS/CMI
UNITS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip


def in_words(number: int) -> str:
    if number < 10:
        return UNITS[number]
    if number < 20:
        return TEENS[number - 10]
    tens = ("twenty", "thirty", "forty")[number // 10 - 2]
    return f"{tens}-{UNITS[number % 10]}" if number % 10 else tens


class TestWhatReadsLikeAFigure:
    @pytest.mark.parametrize(
        "said",
        [
            "The LS/CMI score was {}.",
            "He knows that he scored {} and is angry.",
            "Scored a total of {} in the spring",
            "Score: {}, so more sessions are needed.",
            "LS/CMI total {}",
            "LSCMI: {}",
            "His LS/CMI ({}) is why he waits.",
            "Social work says {}/43.",
            "It was {} out of 43 this time.",
            "The assessment came to a total of {}.",
            "Assessed at {} points by social work.",
            "He had his LS/CMI in May. The total was {}.",
            "He scores {} for companions in the team's LS/CMI.",
        ],
    )
    @given(number=st.integers(0, MOST))
    def test_is_found_for_every_figure(self, said, number):
        assert str(number) in figure_in(said.format(number))

    @pytest.mark.parametrize(
        "said",
        [
            "The score was {}.",
            "He scored {} and is angry.",
            "It was {} out of forty-three.",
        ],
    )
    @given(number=st.integers(1, MOST))
    def test_is_found_written_in_words(self, said, number):
        assert in_words(number) in figure_in(said.format(in_words(number)))

    @given(number=st.integers(10, MOST))
    def test_is_found_after_the_name_in_words(self, number):
        assert figure_in(f"His LS/CMI was {in_words(number)}, they say.")

    def test_is_named_in_the_reason(self):
        assert "“score of 9”" in why_not_in_words("Plain words.", "A score of 9 for family.")


# What staff, services and people write every day.
ORDINARY = [
    "",
    "He came to 3 sessions of 8.",
    "3 of 8 sessions, then 5 more; in all a total of 8.",
    "Moved to C hall, level 2, cell 12.",
    "MAPPA level 2, category 1, seen on 4 May 2026.",
    "He is 43 and has 2 children, aged 4 and 12.",
    "The LS/CMI of 4 May 2026 was explained to him.",
    "LS/CMI done on 12/11/2026.",
    "LS/CMI, 12 November 2026",
    "LS/CMI was 8 weeks late.",
    "LS/CMI: 2 sessions to explain it.",
    "LS/CMI at 10:30 with his social worker.",
    "LS/CMI was one of the reports he asked about.",
    "His LS/CMI says high, and he understood that.",
    "He asked what a score means and was told to ask social work.",
    "He settled a score with a neighbour. In 2019 he moved.",
    "He settled a score on 12 May, he says.",
    "He scored 3 goals on Saturday.",
    "The football team won and he scored 2.",
    "He scored 18 out of 20 in his literacy test.",
    "Scored 80% on the forklift course.",
    "He scored 32 in the mock, and will sit the exam in June.",
    "Attended 12 out of 43 sessions.",
    "9 of 43 men on the hall came.",
    "He owes a total of 40.",
    "He was given a total of 14 certificates.",
    "Total: 12.",
    "He has 12 points on his licence.",
    "We made 3 points in the meeting.",
    "He sees 2 points of view now.",
    "In total 8, all kept.",
    "He phones his mother at 6 pm, 2 times a week.",
    "BMI 27, blood pressure 12 over 8.",
    "Phase 2 of 3 begins on 3 March.",
    "He earns 8.50 a week and saves 2.",
    "Twenty-seven people came; he knew ten of them.",
    "She did all six units and four modules in 10 weeks.",
    "Reference 27/42, page 9/12.",
]


class TestOrdinarySentences:
    @pytest.mark.parametrize("text", ORDINARY)
    def test_pass(self, text):
        assert figure_in(text) == ""
        assert why_not_in_words(text) == ""

    @given(one=st.sampled_from(ORDINARY), other=st.sampled_from(ORDINARY))
    def test_pass_beside_each_other_where_none_names_an_assessment(self, one, other):
        texts = [text for text in (one, other) if "LS/CMI" not in text]
        assert figure_in(" ".join(texts)) == ""

    @pytest.mark.parametrize(
        "said",
        [
            "He came to {} of {} sessions.",
            "Visits: {} in March, {} in April.",
            "Wing {}, cell {}.",
            "He has {} children and {} brothers.",
            "Moved from level {} to level {}.",
            "He did {} hours of work and {} of classes.",
            "He is on {} mg, and was on {} mg before.",
        ],
    )
    @given(one=st.integers(0, 99), other=st.integers(0, 99))
    def test_pass_with_any_numbers(self, said, one, other):
        assert figure_in(said.format(one, other)) == ""

    @pytest.mark.parametrize(
        "said", ["LS/CMI of {}", "LS/CMI, {}", "His LS/CMI was {}, not before."]
    )
    @pytest.mark.parametrize("written", ["%-d %B %Y", "%d/%m/%Y", "%-d %b", "%d.%m.%Y", "%Y-%m-%d"])
    @given(on=st.dates(date(2000, 1, 1), date(2040, 12, 31)))
    def test_pass_with_any_day(self, said, written, on):
        assert figure_in(said.format(on.strftime(written))) == ""
