"""Where the marks of a picture go. The pictures themselves are components; the same facts stand in a table beside.

Places across are percentages and places down are pixels, so a picture fills the width it is given and its words
never shrink with it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from textwrap import wrap
from typing import Any

from icm.core.dates import day
from icm.core.screen import Bar, BarChart, Point, Span, Timeline
from icm.core.tables import Column, Table

NARROWEST = 640  # pixels: the least width at which the wide picture is shown
LETTER = 7.6  # pixels: a generous width of one letter of a label
LANE = 40  # pixels: a label of two lines
LANES = 6
FEW = 3  # so many points of one title are all labelled
EDGE = 1.5  # per cent kept free at both ends
MOST_TICKS = 10
ROOM = 44  # pixels between two labels of the tall picture
TALL_LETTERS = 30  # letters that fit beside the line on the narrowest screen
FACTS = (
    Column.of("What", header=True, text="title"),
    Column.of("Date", text="when"),
    Column.of("How we know", text="basis"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days onto a stretch from `low` to `high`."""

    first: date
    last: date
    low: float
    high: float

    def at(self, on: date) -> float:
        days = max((self.last - self.first).days, 1)
        return self.low + (on - self.first).days / days * (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its label: `x` across, `lane` away from the line, the label to the right or left of its pole."""

    point: Point
    x: float
    lane: int | None  # None: no room for a label; the table has it
    to_left: bool = False
    future: bool = False

    @property
    def width(self) -> float:
        return _wide(self.point.title, self.point.on)

    @property
    def box(self) -> tuple[float, float]:
        return (self.x - self.width, self.x) if self.to_left else (self.x, self.x + self.width)

    @property
    def when(self) -> str:
        return day(self.point.on)

    @property
    def across(self) -> str:
        return f"{self.x:.2f}%"


@lru_cache(maxsize=4096)
def _wide(title: str, on: date | None) -> float:
    return max(len(title), len(day(on))) * LETTER / NARROWEST * 100


def scale_of(timeline: Timeline, low: float, high: float) -> Scale:
    days = [timeline.today, *(point.on for point in timeline.points if point.on)]
    days += [end for span in timeline.spans for end in (span.from_on, span.until_on)]
    first, last = min(days), max(days)
    return Scale(first, max(last, first + timedelta(days=28)), low, high)


def wide(timeline: Timeline) -> dict[str, Any]:
    """Critical dates above the line, events below it, each with its label where there is room for one."""
    scale = scale_of(timeline, EDGE, 100 - EDGE)
    dated = [point for point in timeline.points if point.on]
    above = placed([p for p in dated if p.kind != "event"], scale, timeline.today)
    below = placed([p for p in dated if p.kind == "event"], scale, timeline.today)
    line = 28 + depth(above) * LANE + 24
    today = scale.at(timeline.today)
    return {
        "height": line + 44 + depth(below) * LANE + 24,
        "line": line,
        "ticks": [(f"{scale.at(on):.2f}%", str(on.year)) for on in ticks(scale)],
        "marks": [drawn(m, line, -1) for m in above] + [drawn(m, line, 1) for m in below],
        "spans": [stretch(span, scale) for span in timeline.spans],
        "today": f"{today:.2f}%",
        "today_to_left": today > 70,
        "today_text": f"Today, {day(timeline.today)}",
        "foot": line + 44 + depth(below) * LANE,
    }


def placed(points: list[Point], scale: Scale, today: date) -> list[Mark]:
    """Labels where they cross nothing. Whoever is placed first stands lowest and may be in the way of the rest, so
    a few orders are tried and the one that leaves fewest points without a label is kept."""
    bare = [Mark(p, scale.at(p.on or today), None, future=(p.on or today) > today) for p in points]
    bare.sort(key=lambda mark: mark.x)
    edge = [mark for mark in bare if mark.box[1] > 100]  # these can only turn inwards
    inner = [mark for mark in reversed(bare) if mark.box[1] <= 100]
    orders = ([*edge, *inner], [*inner, *edge], [*inner, *reversed(edge)], bare)
    worth, line = telling(bare), scale.at(today)
    tried = [_labelled(order, worth, line) for order in orders]
    return max(tried, key=lambda marks: (sum(m.lane is not None for m in marks), -depth(marks)))


def _labelled(order: list[Mark], worth: set[Point], today: float) -> list[Mark]:
    done: list[Mark] = []
    for mark in order:
        tries = _tries(mark, today) if mark.point in worth else ()
        free = (t for t in tries if not any(collide(t, other) for other in done))
        done.append(next(free, mark))
    return done


def _tries(mark: Mark, today: float) -> Iterator[Mark]:
    """Right of the pole before left of it, near the line before far, and either before lying across today."""
    sides = [replace(mark, to_left=to_left) for to_left in (False, True)]
    sides.sort(key=lambda labelled: labelled.box[0] < today < labelled.box[1])
    for side in sides:
        if side.box[0] >= 0 and side.box[1] <= 100:
            yield from (replace(side, lane=lane) for lane in range(LANES))


def telling(marks: list[Mark]) -> set[Point]:
    """Whose labels are wanted: of many with one title only the last before today and the next one."""
    past = {mark.point.title: mark.point for mark in marks if not mark.future}
    coming = {mark.point.title: mark.point for mark in reversed(marks) if mark.future}
    titles = Counter(mark.point.title for mark in marks)
    few = {mark.point for mark in marks if titles[mark.point.title] <= FEW}
    return few | set(past.values()) | set(coming.values())


def collide(a: Mark, b: Mark) -> bool:
    """Two labels in one lane, or the pole of the higher through the label of the lower."""
    if a.lane is None or b.lane is None:
        return False
    if a.lane == b.lane:
        return a.box[0] < b.box[1] + 1 and b.box[0] < a.box[1] + 1
    low, high = (a, b) if a.lane < b.lane else (b, a)
    return low.box[0] < high.x < low.box[1]


def depth(marks: list[Mark]) -> int:
    return max((mark.lane + 1 for mark in marks if mark.lane is not None), default=0)


def drawn(mark: Mark, line: int, side: int) -> dict[str, object]:
    """`side` is -1 above the line and 1 below it."""
    lane = mark.lane or 0
    near = line + side * 24 if side < 0 else line + 44
    title_y = near - lane * LANE - 20 if side < 0 else near + lane * LANE + 12
    return {
        "x": mark.across,
        "kind": mark.point.kind,
        "future": mark.future,
        "labelled": mark.lane is not None,
        "title": mark.point.title,
        "when": mark.when,
        "to_left": mark.to_left,
        "title_y": title_y,
        "when_y": title_y + 17,
        "pole_y": title_y - 12 if side < 0 else title_y + 20,
    }


def ticks(scale: Scale, most: int = MOST_TICKS) -> list[date]:
    """New Year's Days, at most so many of them."""
    years = [date(y, 1, 1) for y in range(scale.first.year + 1, scale.last.year + 1)]
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if len(years) / s <= most)
    return [on for on in years if on.year % step == 0]


def stretch(span: Span, scale: Scale) -> dict[str, object]:
    start, end = scale.at(span.from_on), scale.at(span.until_on)
    return {
        "kind": span.kind,
        "x": f"{start:.2f}%",
        "width": f"{max(end - start, 0.3):.2f}%",
        "y": round(start),
        "height": max(round(end - start), 2),
    }


def tall(timeline: Timeline) -> dict[str, Any]:
    """The same line running down, for narrow screens: every point has its label there."""
    today = Point("Today", timeline.today, "today")
    dated = sorted(
        [*(p for p in timeline.points if p.on), today], key=lambda p: p.on or timeline.today
    )
    worth = telling(
        [Mark(p, 0, None, future=(p.on or timeline.today) > timeline.today) for p in dated]
    )
    lines = [wrap(point.title, TALL_LETTERS) if point in worth else [] for point in dated]
    room = sum(ROOM + 18 * (len(parts) - 1) for parts in lines if parts)
    scale = scale_of(timeline, 16, max(room, 240))
    marks, free = [], 0
    for point, parts in zip(dated, lines, strict=True):
        y = round(scale.at(point.on or timeline.today))
        text_y = max(y + 5, free)
        if parts:
            free = text_y + ROOM + 18 * (len(parts) - 1)
        marks.append(_down(point, parts, y, text_y, timeline.today))
    spans = [stretch(span, scale) for span in timeline.spans]
    return {
        "height": max(free, round(scale.high) + 24),
        "marks": marks,
        "spans": spans,
        "foot": round(scale.high),
    }


def _down(point: Point, parts: list[str], y: int, text_y: int, today: date) -> dict[str, object]:
    steps = accumulate([text_y] + [18] * (len(parts) - 1))
    return {
        "kind": point.kind,
        "future": bool(point.on and point.on > today),
        "labelled": bool(parts),
        "y": y,
        "text_y": text_y,
        "lines": list(zip(steps, parts, strict=False)),
        "when": day(point.on),
        "when_y": text_y + 18 * len(parts),
    }


def facts(timeline: Timeline) -> Table:
    """Everything in the picture, and what could not be drawn, in the order of the days."""
    rows = [
        (p.on or date.max, p.title, day(p.on) if p.on else "Not known", p.basis or p.settle)
        for p in timeline.points
    ]
    rows += [
        (s.from_on, s.title, f"{day(s.from_on)} to {day(s.until_on)}", s.basis)
        for s in timeline.spans
    ]
    rows.append((timeline.today, "Today", day(timeline.today), ""))
    rows.sort(key=lambda row: row[0])
    ordered = [{"title": row[1], "when": row[2], "basis": row[3]} for row in rows]
    return Table(f"{timeline.title}: the same as a table", FACTS, ordered, stacked=False)


def bars(chart: BarChart) -> list[dict[str, object]]:
    """Each bar's parts as percentages of the longest bar, with a part's number where it has room."""
    longest = max((sum(bar.parts) for bar in chart.bars), default=0) or 1
    return [
        {
            "label": bar.label,
            "href": bar.href,
            "total": f"{sum(bar.parts):,}",
            "parts": parts_of(bar, longest),
        }
        for bar in chart.bars
    ]


def parts_of(bar: Bar, longest: int) -> list[dict[str, object]]:
    starts = [0, *accumulate(bar.parts)]
    return [
        {
            "index": index,
            "x": f"{start / longest * 100:.2f}%",
            "width": f"{number / longest * 100:.2f}%",
            "middle": f"{(start + number / 2) / longest * 100:.2f}%",
            "number": f"{number:,}" if number / longest >= 0.05 else "",
        }
        for index, (start, number) in enumerate(zip(starts, bar.parts, strict=False))
        if number
    ]


def numbers(chart: BarChart) -> Table:
    """The chart's numbers as a table, with the sum of each row."""
    columns = (
        Column.of(chart.label, "text", header=True, text="label"),
        *(Column.of(state, "number", text=f"part{i}") for i, state in enumerate(chart.states)),
        Column.of("All", "number", text="all"),
    )
    rows = [
        {"label": bar.label, "all": f"{sum(bar.parts):,}"}
        | {f"part{i}": f"{number:,}" for i, number in enumerate(bar.parts)}
        for bar in chart.bars
    ]
    return Table(f"{chart.title}: the same as a table", columns, rows, stacked=False)
