"""What the person said when they were asked about a conference to come."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from conferences.policy.preparing import Attends, Help
from icm.core.history import kept

ATTENDS = [(one.value, one.label) for one in Attends]
HELP = [(one.value, one.label) for one in Help]


@kept("conference")
class Preparation(models.Model):
    """One asking: whether they come, what they want raised in their own words, what help they need.

    Somebody may be asked again; the latest stands, and those before it are kept.
    """

    conference = models.ForeignKey(
        "conferences.Conference", on_delete=models.PROTECT, related_name="preparations"
    )
    reference = models.CharField(max_length=40)
    attends = models.CharField(max_length=10, choices=ATTENDS)
    wants = models.TextField(blank=True)  # PERSON: in their own words
    help = ArrayField(models.CharField(max_length=12, choices=HELP), default=list, blank=True)
    help_words = models.TextField(blank=True)  # PERSON: which language, who is to support them
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "reference"], name="one_preparation_per_reference"
            )
        ]
