"""Sight of a person taken in an emergency by somebody who has no standing sight of them."""

from django.db import models

from icm.core.history import kept


@kept()
class BreakGlass(models.Model):
    """One user looked at one person outside their own places, for a reason, until a moment. Gives sight only.

    ``until_at`` is set when the glass is broken and brought forward when the user ends it early; the history keeps
    the earlier one.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="broken_glass")
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="broken_glass")
    why = models.TextField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="break_glass_has_reason", condition=~models.Q(why="")),
            models.CheckConstraint(
                name="break_glass_ends_after_start", condition=models.Q(until_at__gte=models.F("from_at"))
            ),
        ]
        indexes = [
            models.Index(fields=["user", "until_at"], name="glass_of_user"),
            models.Index(fields=["person", "-from_at"], name="glass_of_person"),
        ]
