"""Tables of the clocks: what is due for whom, what was set aside, who was reminded."""

from django.db import models

from icm.core.history import kept
from icm.policy.rules import Status

STATUSES = [(status.value, status.value) for status in Status]


@kept()
class Due(models.Model):
    """Where one rule stands for one person, as last evaluated.

    Written only by the sweep and by the re-evaluation after an act, and only when something differs; the history
    table keeps every earlier standing with its evidence, so that an appeal reads what was applied. ``risk_rank``
    copies the person's assessed band (0 unknown, 1 very low to 5 very high) so that the list can be ordered.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="dues")
    rule = models.CharField(max_length=30)
    status = models.CharField(max_length=16, choices=STATUSES)
    owner = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    next_change_on = models.DateField(null=True, blank=True)
    basis = models.TextField()
    staff = models.TextField()
    why = models.TextField(blank=True)
    settle = models.TextField(blank=True)
    evidence = models.JSONField(default=dict)
    risk_rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "rule"], name="one_due_per_rule")]
        indexes = [
            models.Index(fields=["status", "due_on"], name="due_by_status"),
            models.Index(fields=["next_change_on"], name="due_next_change"),
            # Holds all that a work list counts and orders by, so that counting reads no row.
            models.Index(
                fields=["person"],
                include=["status", "due_on", "owner", "risk_rank", "id"],
                condition=models.Q(status__in=["overdue", "due", "unknown"]),
                name="due_open_of_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.person_id}: {self.status}"


@kept()
class Waiver(models.Model):
    """One deadline set aside by somebody entitled to, with a reason. Ends when withdrawn.

    A deadline without a day never passes, so its waiver ends by itself, after ``until_on``.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="waivers")
    rule = models.CharField(max_length=30)
    due_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    why = models.TextField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule", "due_on", "until_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="one_waiver_per_deadline",
            ),
            models.CheckConstraint(name="waiver_has_reason", condition=~models.Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.person_id} waived"


class Reminder(models.Model):
    """One stage of one deadline told to one user: in the app at once, by e-mail in that day's digest."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="reminders")
    rule = models.CharField(max_length=30)
    due_on = models.DateField()
    stage = models.SmallIntegerField()
    recipient = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField()
    escalated = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule", "due_on", "stage", "recipient"],
                name="one_reminder_per_stage",
            )
        ]
        indexes = [models.Index(fields=["recipient", "-on"], name="reminder_list")]

    def __str__(self) -> str:
        return f"{self.rule} of {self.person_id}, {self.stage} days from {self.due_on}"
