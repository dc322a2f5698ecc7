"""Turning the pages of a long list."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from icm.core.screen import Pages

SIZE = 50
# Counting further than anybody turns pages costs more than the page itself; beyond it the list says "more than".
COUNTED = 500


def counted(rows: QuerySet[Any, Any]) -> tuple[int, bool]:
    """How many rows there are, up to a limit, and whether there are more."""
    found = rows.order_by()[: COUNTED + 1].count()
    return min(found, COUNTED), found > COUNTED


def turned_to(
    page: int, total: int, *, wanted: Mapping[str, Any], noun: str, more: bool = False
) -> Pages:
    """The page asked for, or the nearest there is; ``wanted`` are the filters that go along."""
    last = max(1, -(-total // SIZE))
    return Pages(
        number=min(max(page, 1), last),
        count=last,
        total=total,
        query=urlencode({key: value for key, value in wanted.items() if value}),
        noun=noun,
        more=more,
    )


def slice_of(pages: Pages) -> slice:
    """Which rows stand on that page."""
    return slice((pages.number - 1) * SIZE, pages.number * SIZE)
