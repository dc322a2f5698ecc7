"""When staff are there: the pattern of their shifts, and who stands in while they are away."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from icm.core.history import kept


@kept()
class ShiftPattern(models.Model):
    """Whole weeks of shifts that repeat from a Monday on, one entry a day. The newest that has begun counts."""

    class Shift(models.TextChoices):
        EARLY = "early", "Early"
        LATE = "late", "Late"
        DAY = "day", "Day"
        NIGHT = "night", "Night"
        REST = "rest", "Rest day"

    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="shift_patterns")
    from_on = models.DateField()
    shifts = ArrayField(models.CharField(max_length=8, choices=Shift.choices))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "from_on"], name="one_pattern_per_day"),
            models.CheckConstraint(
                name="pattern_is_whole_weeks",
                condition=models.Q(shifts__len__in=[7, 14, 21, 28, 35, 42, 49, 56]),
            ),
        ]


@kept()
class Absence(models.Model):
    """A member of staff is away, and who covers their people. Why they are away is no business of this system."""

    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()
    cover = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="covers"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, or back sooner

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_start",
                condition=models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="nobody_covers_themselves",
                condition=models.Q(cover__isnull=True) | ~models.Q(cover=models.F("user")),
            ),
        ]
        indexes = [models.Index(fields=["user", "until_on"], name="absence_of_user")]
