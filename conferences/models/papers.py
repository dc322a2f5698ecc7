"""That the papers of a conference were sent, of which assessment, to whom and when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from conferences.models.invitations import PARTIES
from conferences.policy.papers import How
from icm.core.history import kept


@kept("conference")
class Papers(models.Model):
    """One sending. Somebody may be sent them later, or those of a newer assessment: that is another one."""

    conference = models.ForeignKey(
        "conferences.Conference", on_delete=models.PROTECT, related_name="papers"
    )
    reference = models.CharField(max_length=40)
    assessment = models.ForeignKey("risk.Assessment", on_delete=models.PROTECT, related_name="+")
    parties = ArrayField(models.CharField(max_length=20, choices=PARTIES))
    how = models.CharField(max_length=8, choices=[(one.value, one.label) for one in How])
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "papers"
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "reference"], name="papers_sent_once_per_reference"
            ),
            models.CheckConstraint(name="papers_sent_to_somebody", condition=~models.Q(parties=[])),
        ]
