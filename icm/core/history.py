"""History by database trigger: whatever changes a row, by whichever way, its earlier form is kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

import pghistory
from django.db import models
from django.db.models import OuterRef, Subquery

Model = TypeVar("Model", bound=type)


def kept(**options: Any) -> Callable[[Model], Model]:
    """Class decorator: every insert, update and delete of a row leaves an event that cannot be changed.

    The trackers are made anew for each model: pghistory copies shared defaults, and pgtrigger then no longer
    recognises their operations.
    """
    trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return cast("Callable[[Model], Model]", pghistory.track(*trackers, **options))


def as_known(model: type[models.Model], at: datetime | None) -> models.QuerySet[Any]:
    """The rows of a kept table as they stood in this database at that moment; None for as they stand now.

    The rows of a past moment come from the history table: they have the same columns, and ``id`` is the row's own.
    """
    if at is None:
        return model._default_manager.all()
    kept_rows = model._meta.get_field("events").related_model._default_manager  # type: ignore[union-attr]
    newest = kept_rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_created_at__lte=at)
    newest = newest.order_by("-pgh_id").values("pk")[:1]
    return kept_rows.filter(pk=Subquery(newest)).exclude(pgh_label="delete")
