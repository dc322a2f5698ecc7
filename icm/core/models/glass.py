"""Sight of a person taken in an emergency by somebody who has no standing sight of them."""

from django.db import models

from icm.core.history import kept


@kept()
class BreakGlass(models.Model):
    """One user looked at one person outside their own places, for a reason, until a moment. Gives sight only.

    It ends by itself at ``until_at``, or at ``ended_at`` where the user ended it sooner.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="broken_glass"
    )
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="broken_glass")
    reason = models.TextField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="break_glass_has_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="break_glass_ends_after_start",
                condition=models.Q(until_at__gte=models.F("from_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "until_at"], name="glass_of_user"),
            models.Index(fields=["person", "-from_at"], name="glass_of_person"),
        ]
