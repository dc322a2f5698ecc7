"""Reading what was written: entries drawn at random, and what came of reading them."""

from django.db import models

from icm.core.history import kept


@kept()
class QualityReading(models.Model):
    """One narrative drawn for reading by a manager. Open until read; the writer sees what was said of it."""

    narrative = models.ForeignKey(
        "casework.Narrative", on_delete=models.PROTECT, related_name="readings"
    )
    establishment = models.ForeignKey(
        "people.Establishment", on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField(default=dict, blank=True)  # question -> "yes", "no" or "cannot tell"
    feedback = models.TextField(blank=True)  # TEAM
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seen_at = models.DateTimeField(null=True, blank=True)  # by the writer

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["narrative", "drawn_by"],
                condition=models.Q(read_at__isnull=True),
                name="one_open_reading",
            )
        ]
        indexes = [models.Index(fields=["establishment", "-drawn_at"], name="reading_of_place")]
