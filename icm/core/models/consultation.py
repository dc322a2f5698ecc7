"""Who looked at whom, when and why (Data Protection Act 2018, section 62)."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Consultation(models.Model):
    """One page or document about one or more persons, shown to one user.

    A list of fifty people is one row naming fifty, so that the log costs one write a page. Written before the
    answer is sent: if it cannot be written, nothing is shown.
    """

    at = models.DateTimeField()
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, db_constraint=True)
    page = models.CharField(max_length=80)
    persons = ArrayField(models.IntegerField())
    why = models.TextField(blank=True)
    break_glass = models.BooleanField(default=False)

    class Meta:
        indexes = [GinIndex(fields=["persons"]), models.Index(fields=["user", "-at"])]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="keep",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'The consultation log is kept.';",
            ),
        ]
