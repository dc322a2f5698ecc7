"""Pictures: every fact in them stands in the table beside them, and no label covers another."""

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from icm.core import charts
from icm.core.screen import Bar, BarChart, Point, Span, Timeline
from tests.core.reading import read

TODAY = date(2026, 11, 21)
POINTS = (
    Point("Admission", date(2025, 3, 3), "event"),
    Point("Parole qualifying date", date(2028, 5, 3)),
    Point("Sentence ends", date(2031, 7, 4)),
    Point("Home detention curfew", None, settle="Whether the person is excluded."),
)
LINE = Timeline(
    "The sentence", TODAY, POINTS, (Span("Progression window", date(2027, 5, 3), date(2028, 5, 3)),)
)
CHART = BarChart(
    "What is due",
    ("Overdue", "Due", "Met"),
    (Bar("HMP Barlinnie", (10, 30, 60), "/b/"), Bar("HMP Glenochil", (0, 0, 0))),
)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
points = st.builds(
    Point,
    title=st.sampled_from(["Conference", "Parole qualifying date", "A rather long name of a date"]),
    on=st.none() | days,
    kind=st.sampled_from(["date", "event"]),
)
timelines = st.builds(
    Timeline, title=st.just("T"), today=days, points=st.lists(points, max_size=25).map(tuple)
)


def drawn(template, **values):
    return read(engines["django"].from_string(template).render(values))


def percent(text):
    return float(text.removesuffix("%"))


def test_the_table_has_what_the_picture_has_and_what_it_cannot_draw():
    table = drawn("{% sentence_timeline t %}", t=LINE).all("tbody")[0]
    rows = [[cell.text for cell in row.children] for row in table.children]

    assert rows == [
        ["Admission", "3 March 2025", ""],
        ["Today", "21 November 2026", ""],
        ["Progression window", "3 May 2027 to 3 May 2028", ""],
        ["Parole qualifying date", "3 May 2028", ""],
        ["Sentence ends", "4 July 2031", ""],
        ["Home detention curfew", "Not known", "Whether the person is excluded."],
    ]


def test_both_pictures_name_every_dated_point_and_today():
    wide, tall = drawn("{% sentence_timeline t %}", t=LINE).all("svg", role="img")

    for picture in (wide, tall):
        for words in ("Admission", "3 May 2028", "Sentence ends", "Today", "21 November 2026"):
            assert words in picture.text
        assert "Home detention curfew" not in picture.text


def test_a_sentence_without_an_end_says_so():
    line = Timeline("Life", TODAY, POINTS[:1], open_ended=True)

    assert "No day ends this sentence." in "".join(
        key.text for key in drawn("{% sentence_timeline t %}", t=line).all("li")
    )


def test_dates_lie_on_the_line_in_their_order():
    marks = {mark["title"]: percent(mark["x"]) for mark in charts.wide(LINE)["marks"]}
    today = percent(charts.wide(LINE)["today"])

    assert marks["Admission"] == pytest.approx(charts.EDGE)
    assert marks["Sentence ends"] == pytest.approx(100 - charts.EDGE)
    assert marks["Admission"] < today < marks["Parole qualifying date"] < marks["Sentence ends"]
    served = (TODAY - date(2025, 3, 3)) / (date(2031, 7, 4) - date(2025, 3, 3))
    assert today == pytest.approx(charts.EDGE + served * (100 - 2 * charts.EDGE), abs=0.01)


@given(timelines)
def test_labels_cross_no_other_label_and_no_pole(timeline):
    scale = charts.scale_of(timeline, charts.EDGE, 100 - charts.EDGE)
    for kind in ("date", "event"):
        these = [point for point in timeline.points if point.on and point.kind == kind]
        marks = charts.placed(these, scale, timeline.today)

        assert len(marks) == len(these)
        labelled = [mark for mark in marks if mark.lane is not None]
        assert not any(charts.collide(a, b) for a, b in combinations(labelled, 2))
        assert all(mark.box[0] >= 0 and mark.box[1] <= 100 for mark in labelled)


@given(timelines)
def test_the_tall_picture_shows_every_point_and_no_label_covers_another(timeline):
    picture = charts.tall(timeline)

    assert len(picture["marks"]) == 1 + sum(1 for point in timeline.points if point.on)
    ends = [(mark["text_y"], mark["when_y"]) for mark in picture["marks"] if mark["labelled"]]
    assert all(above[1] + 14 <= below[0] for above, below in pairwise(ends))
    assert all(0 <= mark["y"] <= picture["height"] for mark in picture["marks"])


CLOSE = (
    ("Earliest progression", date(2027, 4, 7)),
    ("Parole qualifying date (PQD)", date(2029, 2, 19)),
    ("Earliest date of liberation (EDL)", date(2031, 1, 6)),
    ("Licence ends", date(2031, 7, 6)),
    ("Sentence ends", date(2031, 7, 6)),
)


def test_every_close_date_keeps_a_label_of_its_own():
    wide = charts.wide(Timeline("T", TODAY, tuple(Point(title, on) for title, on in CLOSE)))
    boxes = {(mark["title"], mark["title_y"]) for mark in wide["marks"] if mark["labelled"]}

    assert {title for title, _ in boxes} == {title for title, _ in CLOSE}
    assert len({y for title, y in boxes if title.endswith(" ends")}) == 2


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_dates_days_apart_are_all_named_at_either_end_and_in_the_middle(a, b, c):
    for start in (date(2025, 1, 1), date(2030, 1, 1), date(2034, 11, 1)):
        points = tuple(
            Point(f"Date number {n}", start + timedelta(days=days))
            for n, days in enumerate((a, b, c))
        )
        ends = (
            Point("Admission", date(2025, 1, 1), "event"),
            Point("End", date(2035, 1, 1), "event"),
        )
        line = Timeline("T", TODAY, points + ends)

        assert all(mark["labelled"] for mark in charts.wide(line)["marks"])
        assert all(mark["labelled"] for mark in charts.tall(line)["marks"])


def test_a_label_keeps_clear_of_todays_line_where_it_can():
    soon = Timeline("T", TODAY, (*POINTS, Point("Review", TODAY - timedelta(days=20))))
    [review] = [mark for mark in charts.wide(soon)["marks"] if mark["title"] == "Review"]

    assert review["to_left"]


def test_of_many_conferences_the_last_and_the_next_are_named():
    yearly = tuple(Point("Conference", date(year, 6, 10), "event") for year in range(2010, 2032))
    marks = charts.wide(Timeline("Life", TODAY, yearly))["marks"]

    assert len(marks) == len(yearly)
    assert sorted(m["when"] for m in marks if m["labelled"]) == ["10 June 2026", "10 June 2027"]


def test_the_tall_picture_names_the_same_ones_and_says_where_the_rest_are():
    yearly = tuple(Point("Conference", date(year, 6, 10), "event") for year in range(2010, 2032))
    line = Timeline("Life", TODAY, yearly)

    named = [mark["when"] for mark in charts.tall(line)["marks"] if mark["labelled"]]

    assert named == ["10 June 2026", "21 November 2026", "10 June 2027"]
    keys = [key.text for key in drawn("{% sentence_timeline t %}", t=line).all("li")]
    assert "What has no name here is named in the table." in keys


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2026, 2, 1), date(2026, 11, 1), []),
        (date(2025, 3, 3), date(2028, 1, 1), [2026, 2027, 2028]),
        (date(2000, 1, 1), date(2024, 1, 1), [2005, 2010, 2015, 2020]),
    ],
)
def test_years_are_marked_as_far_as_there_is_room(first, last, years):
    assert [on.year for on in charts.ticks(charts.Scale(first, last, 0, 100))] == years


def test_a_sentence_of_one_day_can_be_drawn():
    line = Timeline("Short", TODAY, (Point("Admission", TODAY, "event"),))

    assert drawn("{% sentence_timeline t %}", t=line).all("svg", role="img")
    assert charts.scale_of(line, 0, 100).last == TODAY + timedelta(days=28)


def test_bars_are_parts_of_the_longest():
    [first, second] = charts.bars(CHART)

    assert [(part["x"], part["width"], part["number"]) for part in first["parts"]] == [
        ("0.00%", "10.00%", "10"),
        ("10.00%", "30.00%", "30"),
        ("40.00%", "60.00%", "60"),
    ]
    assert (second["parts"], second["total"]) == ([], "0")


def test_a_chart_of_nothing_is_drawn_empty():
    empty = BarChart("Nothing", ("Due",), ())

    assert drawn("{% bar_chart c %}", c=empty).all("figure")


def test_a_chart_has_its_numbers_as_a_table():
    page = drawn("{% bar_chart c %}", c=CHART)
    rows = [[cell.text for cell in row.children] for row in page.all("tbody")[0].children]

    assert rows == [
        ["HMP Barlinnie", "10", "30", "60", "100"],
        ["HMP Glenochil", "0", "0", "0", "0"],
    ]


def test_each_state_of_a_chart_has_a_pattern_of_its_own():
    page = drawn("{% bar_chart c %}", c=BarChart("C", tuple("ABCDEFG"), (Bar("x", (9,) * 7),)))
    fills = {box.get("fill") for box in page.all("rect") if "url" in (box.get("fill") or "")}
    drawings = [
        [tuple(sorted(child.attributes.items())) for child in pattern.children]
        for pattern in page.all("pattern")
    ]

    assert {f"url(#{pattern.get('id')})" for pattern in page.all("pattern")} == fills
    assert len({str(drawing) for drawing in drawings}) == len(drawings) == 7
