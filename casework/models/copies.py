"""Copies of the plan that left the system."""

from django.db import models

from icm.core.history import kept


@kept()
class PlanCopy(models.Model):
    """A copy of the plan given to somebody: which document, on which day, how and by whom (PLAN-COPY)."""

    class How(models.TextChoices):
        BY_HAND = "hand", "Given by hand"
        POST = "post", "Posted"
        EMAIL = "email", "Sent by secure e-mail"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="copies")
    document = models.ForeignKey("core.Document", on_delete=models.PROTECT, related_name="copies")
    to = models.CharField(max_length=120)
    how = models.CharField(max_length=10, choices=How.choices)
    issued_on = models.DateField()
    issued_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "to", "issued_on"], name="one_copy_per_day_and_reader"
            )
        ]
