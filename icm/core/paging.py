"""Turning the pages of a long list."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from icm.core.screen import Pages

SIZE = 50
# Counting further than anybody turns pages costs more than the page itself; beyond it the list says "more than".
COUNTED = 500


def page_number(asked: Mapping[str, Any]) -> int:
    """The page asked for in an address; anything that is no number is the first page."""
    text = str(asked.get("page", "1"))
    return int(text) if text.isdecimal() and len(text) < 7 else 1


def counted(rows: QuerySet[Any, Any]) -> tuple[int, bool]:
    """How many rows there are, up to a limit, and whether there are more."""
    found = rows.order_by()[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def turned_to(
    page: int,
    total: int,
    *,
    wanted: Mapping[str, Any],
    noun: str,
    more: bool = False,
    size: int = SIZE,
) -> Pages:
    """The page asked for, or the nearest there is; ``wanted`` are the filters that go along."""
    last = max(1, -(-total // size))
    return Pages(
        number=min(max(page, 1), last),
        count=last,
        total=total,
        query=urlencode({key: value for key, value in wanted.items() if value}),
        noun=noun,
        more=more,
    )


def slice_of(pages: Pages, size: int = SIZE) -> slice:
    """Which rows stand on that page."""
    return slice((pages.number - 1) * size, pages.number * size)
