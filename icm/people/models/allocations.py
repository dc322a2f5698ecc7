"""Who a person is personally allocated to."""

from django.db import models

from icm.core.history import kept
from icm.policy.roles import PERSONAL_ROLES as PERSONAL


@kept()
class Allocation(models.Model):
    """One member of staff allocated to one person in one role, from a day until another."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="allocations"
    )
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=40, choices=[(role.value, role.label) for role in PERSONAL])
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(until_on__isnull=True),
                name="one_standing_allocation",
            ),
            models.CheckConstraint(
                name="allocation_ends_after_start",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"], condition=models.Q(until_on__isnull=True), name="standing_of_user"
            )
        ]
