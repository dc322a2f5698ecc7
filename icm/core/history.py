"""History by database trigger: whatever changes a row, by whichever way, its earlier form is kept."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory

Model = TypeVar("Model", bound=type)


def kept(**options: Any) -> Callable[[Model], Model]:
    """Class decorator: every insert, update and delete of a row leaves an event that cannot be changed.

    The trackers are made anew for each model: pghistory copies shared defaults, and pgtrigger then no longer
    recognises their operations.
    """
    return pghistory.track(  # type: ignore[return-value]
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), **options
    )
