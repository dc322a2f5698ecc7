"""Talking with the person: when, about what, and whether it was understood."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.models.screens import ROLES
from icm.core.history import kept


@kept()
class Conversation(models.Model):
    """One conversation. ``topics`` name what was explained; ``understood`` is how the officer saw it."""

    class Understood(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "In part"
        NO = "no", "No"
        UNKNOWN = "", "Could not tell"

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="conversations"
    )
    reference = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=ROLES)
    topics = ArrayField(models.CharField(max_length=30), default=list)
    explained = models.TextField(blank=True)  # PERSON
    understood = models.CharField(max_length=10, choices=Understood.choices, blank=True)
    said = models.TextField(blank=True)  # PERSON: what the person said back
    again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="one_talk_per_reference")
        ]
        indexes = [models.Index(fields=["person", "-at"], name="talk_of_person")]
