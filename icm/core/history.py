"""History by database trigger: whatever changes a row, by whichever way, its earlier form is kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

import pghistory
from django.db import models
from django.db.models import OuterRef, Subquery

Model = TypeVar("Model", bound=type)


def kept(found_by: str = "person", **options: Any) -> Callable[[Model], Model]:
    """Class decorator: every insert, update and delete of a row leaves an event that cannot be changed.

    A row's history is found by the row itself and by the column ``found_by``, where the model has it. No other is
    indexed: nobody looks for history by it, and every write would pay for it.

    The trackers are made anew for each model: pghistory copies shared defaults, and pgtrigger then no longer
    recognises their operations.
    """

    def keep(model: Model) -> Model:
        trackers = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
        columns = {field.name for field in cast("type[models.Model]", model)._meta.concrete_fields}
        indexes = [models.Index(fields=[found_by])] if found_by in columns else []
        track = pghistory.track(*trackers, meta={"indexes": indexes}, **options)
        return cast("Model", track(model))

    return keep


def events(model: type[models.Model]) -> models.Manager[Any]:
    """Every form a row of a kept table has had: the same columns, when and in what act it came to be so."""
    kept_rows = model._meta.get_field("events").related_model
    return cast("type[models.Model]", kept_rows)._default_manager


def as_known(model: type[models.Model], at: datetime | None) -> models.QuerySet[Any]:
    """The rows of a kept table as they stood in this database at that moment; None for as they stand now.

    The rows of a past moment come from the history table: they have the same columns, and ``id`` is the row's own.
    """
    if at is None:
        return model._default_manager.all()
    kept_rows = events(model)
    newest = kept_rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_created_at__lte=at)
    newest = newest.order_by("-pgh_id").values("pk")[:1]
    return kept_rows.filter(pk=Subquery(newest)).exclude(pgh_label="delete")
