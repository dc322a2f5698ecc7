"""Where the marks of pictures of levels go: a level through time, and areas weighed on one scale.

Places across are percentages, places down are pixels, as in ``icm.core.charts``. No picture holds a number.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from icm.core.charts import Scale, ticks
from icm.core.dates import day
from icm.core.screen import LevelHistory, Profile, Reading
from icm.core.tables import Column, Table

STEP = 34  # pixels between two levels
TOP = 24
FEW_TICKS = 5  # as many years as stand beside each other on a phone
LOW, HIGH = 27.0, 97.0  # the names of the levels stand to the left of the first day

HISTORY = (
    Column.of("When", "date", header=True, text="when"),
    Column.of("What", "link", text="source", href="href"),
    Column.of("Level", "text", text="level", note="note"),
)


def drawn(history: LevelHistory) -> dict[str, Any]:
    """Levels as lines, the highest on top; each reading as a mark, those of one source joined by steps."""
    count = len(history.levels)
    days = [history.first, *(reading.on for reading in history.readings)]
    last = max(history.today, min(days) + timedelta(days=28))
    scale = Scale(min(days), last, LOW, HIGH)
    known = [one for one in history.readings if one.place is not None]
    sources = tuple(dict.fromkeys(one.source for one in known))
    foot = TOP + count * STEP
    return {
        "height": foot + 34,
        "foot": foot,
        "lines": [
            (TOP + (count - place) * STEP - STEP // 2, name)
            for place, name in enumerate(history.levels)
        ],
        "ticks": [(f"{scale.at(on):.2f}%", str(on.year)) for on in ticks(scale, FEW_TICKS)],
        "joins": [line for source in sources for line in _joins(known, source, scale, count)],
        "marks": [
            {
                "x": f"{scale.at(one.on):.2f}%",
                "y": _y(one, count),
                "shape": sources.index(one.source) % 3,
            }
            for one in known
        ],
        "today": f"{scale.at(history.today):.2f}%",
    }


def keys(history: LevelHistory) -> list[tuple[int, str]]:
    """Which mark is whose."""
    known = (one.source for one in history.readings if one.place is not None)
    return [(place % 3, source) for place, source in enumerate(dict.fromkeys(known))]


def _y(reading: Reading, count: int) -> int:
    return TOP + (count - (reading.place or 0)) * STEP - STEP // 2


def _joins(
    readings: list[Reading], source: str, scale: Scale, count: int
) -> Iterator[dict[str, Any]]:
    """A level lasts until the next reading of the same source: along, then up or down."""
    mine = sorted((one for one in readings if one.source == source), key=lambda one: one.on)
    for one, other in pairwise(mine):
        x1, x2 = f"{scale.at(one.on):.2f}%", f"{scale.at(other.on):.2f}%"
        y1, y2 = _y(one, count), _y(other, count)
        yield {"x1": x1, "x2": x2, "y1": y1, "y2": y1}
        yield {"x1": x2, "x2": x2, "y1": y1, "y2": y2}


def facts(history: LevelHistory) -> Table:
    """The same readings, the latest first."""
    rows = [
        {
            "when": day(one.on),
            "source": one.source,
            "href": one.href,
            "level": history.levels[one.place] if one.place is not None else "Not known",
            "note": one.note,
        }
        for one in sorted(history.readings, key=lambda one: one.on, reverse=True)
    ]
    return Table(f"{history.title}: the same as a table", HISTORY, rows, empty="None yet.")


def weighed(profile: Profile) -> dict[str, Any]:
    """Each area with its mark on the scale; the places stand in the middle of equal parts."""
    width = 100 / len(profile.scale)
    places = [f"{(place + 0.5) * width:.2f}%" for place in range(len(profile.scale))]
    return {
        "places": places,
        "rows": [
            {
                "label": row.label,
                "x": "" if row.place is None else places[row.place],
                "first": row.place == 0,
                "word": profile.unknown if row.place is None else profile.scale[row.place],
            }
            for row in profile.rows
        ],
    }


def words(profile: Profile) -> Table:
    """The same areas as a table, with what was said of each."""
    columns = (
        Column.of(profile.label, "text", header=True, text="label"),
        Column.of("How much it matters", "text", text="weight"),
        Column.of("In words", "text", text="words"),
    )
    rows = [
        {
            "label": row.label,
            "weight": profile.unknown if row.place is None else profile.scale[row.place],
            "words": row.words,
        }
        for row in profile.rows
    ]
    return Table(f"{profile.title}: the same as a table", columns, rows)
