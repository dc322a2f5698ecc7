"""The latest reading is kept, and only for the very same facts on the same day."""

from datetime import date

from icm.policy.facts import Facts
from icm.policy.memory import latest_kept


def test_a_reading_is_made_once_for_the_same_facts_and_day():
    asked = []

    @latest_kept
    def reading(facts, on):
        asked.append((facts.number, on))
        return facts.number

    one, other, day = Facts(number="1"), Facts(number="2"), date(2026, 1, 1)
    answers = [reading(one, day), reading(one, day), reading(other, day), reading(one, day)]
    answers.append(reading(one, date(2026, 1, 2)))

    assert answers == ["1", "1", "2", "1", "1"]
    assert asked == [("1", day), ("2", day), ("1", day), ("1", date(2026, 1, 2))]
