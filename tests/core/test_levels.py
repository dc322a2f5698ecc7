"""Pictures of levels: every fact in them stands in the table beside them, and no source is joined to another."""

from datetime import date

from django.template import engines

from icm.core import levels
from icm.core.screen import LevelHistory, Profile, Reading, Weighed

LEVELS = ("Low", "Medium", "High")
PRISON = (
    Reading(date(2025, 3, 3), 2, "In prison", href="/1/"),
    Reading(date(2026, 3, 3), 1, "In prison", "overridden", href="/2/"),
)
COMMUNITY = (Reading(date(2025, 9, 1), 0, "In the community", href="/3/"),)
UNKNOWN = (Reading(date(2024, 9, 1), None, "In prison", href="/4/"),)
HISTORY = LevelHistory(
    "The level", LEVELS, date(2024, 6, 1), date(2026, 11, 22), PRISON + COMMUNITY + UNKNOWN
)
PROFILE = Profile(
    "Needs",
    ("A strength", "No need", "Some need"),
    (Weighed("Family", 0, "Sister."), Weighed("Work", 2), Weighed("Money", None)),
)


def drawn_as(tag, value):
    template = engines["django"].from_string(f"{{% {tag} value %}}")
    return template.render({"value": value})


def test_higher_levels_stand_higher_and_every_known_reading_is_marked():
    picture = levels.drawn(HISTORY)

    by_name = {name: y for y, name in picture["lines"]}
    assert by_name["High"] < by_name["Medium"] < by_name["Low"]
    assert [mark["y"] for mark in picture["marks"]] == [
        by_name[n] for n in ("High", "Medium", "Low")
    ]


def test_only_readings_of_one_source_are_joined():
    picture = levels.drawn(HISTORY)

    assert len(picture["joins"]) == 2  # along and down, within the prison's two
    assert [key[1] for key in levels.keys(HISTORY)] == ["In prison", "In the community"]
    assert len({mark["shape"] for mark in picture["marks"]}) == 2


def test_all_marks_lie_right_of_the_names_of_the_levels():
    xs = [float(mark["x"].rstrip("%")) for mark in levels.drawn(HISTORY)["marks"]]

    assert all(levels.LOW <= x <= levels.HIGH for x in xs)


def test_a_reading_before_the_first_day_is_not_drawn_outside():
    early = LevelHistory("T", LEVELS, date(2026, 11, 22), date(2026, 11, 22), PRISON)

    assert next(mark["x"] for mark in levels.drawn(early)["marks"]) == f"{levels.LOW:.2f}%"


def test_the_table_has_every_reading_the_latest_first_and_says_what_is_not_known():
    rows = levels.facts(HISTORY).rows

    assert [(row["when"], row["level"]) for row in rows] == [
        ("3 March 2026", "Medium"),
        ("1 September 2025", "Low"),
        ("3 March 2025", "High"),
        ("1 September 2024", "Not known"),
    ]


def test_a_profile_marks_what_was_looked_at_and_says_what_was_not():
    rows = levels.weighed(PROFILE)["rows"]

    assert [(row["x"], row["word"]) for row in rows] == [
        ("16.67%", "A strength"),
        ("83.33%", "Some need"),
        ("", "Not looked at"),
    ]
    assert [row["words"] for row in levels.words(PROFILE).rows] == ["Sister.", "", ""]


def test_both_are_drawn_with_their_tables():
    history, profile = drawn_as("level_history", HISTORY), drawn_as("profile_chart", PROFILE)

    assert history.count("<table") == profile.count("<table") == 1
    assert "overridden" in history
    assert "Not looked at" in profile
