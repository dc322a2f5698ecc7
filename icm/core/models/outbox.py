"""What has to leave the system, and which timed work is due: rows here, wake-ups elsewhere."""

from django.db import models


class Outgoing(models.Model):
    """One e-mail to one user, or to the address given for them, written in the transaction of its cause and sent once.

    ``key`` names the message for all time (and travels as its Message-ID), so that writing it twice or sending it
    twice is the same message. What is sent or given up keeps no ``body`` and no ``address``.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    key = models.CharField(max_length=120, unique=True)
    recipient = models.ForeignKey("core.User", on_delete=models.PROTECT)
    address = models.EmailField(blank=True)  # of somebody whose account is for the record only
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outgoing_sent_has_moment",
                condition=models.Q(state="sent", sent_at__isnull=False) | ~models.Q(state="sent"),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="outgoing_open", condition=~models.Q(state="sent")),
        ]


class Slot(models.Model):
    """One due moment of one timed job. Any number of schedulers may insert it; one does the work."""

    schedule = models.CharField(max_length=60)
    slot_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schedule", "slot_at"], name="one_slot_per_moment")
        ]
