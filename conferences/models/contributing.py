"""What those invited contribute in writing before a conference."""

from django.db import models

from conferences.models.invitations import Invitation
from conferences.models.minutes import DISCLOSURES
from icm.core.disclosure import Disclosure
from icm.core.history import kept


@kept("invitation")
class Contribution(models.Model):
    """One text of somebody invited, with who may read it. A draft until it is sent; never changed after that.

    Other words are another text that ``corrects`` it, and both are kept. ``written_by`` is whoever invited, or who
    wrote down what came by letter or telephone.
    """

    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, related_name="contributions"
    )
    reference = models.CharField(max_length=40)
    body = models.TextField()
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )
    why = models.TextField(blank=True)  # TEAM: why it is corrected
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "reference"], name="one_contribution_per_reference"
            ),
            models.UniqueConstraint(
                fields=["invitation", "written_by", "corrects"],
                condition=models.Q(sent_at__isnull=True),
                nulls_distinct=False,
                name="one_draft_of_a_contribution",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=models.Q(sent_at__isnull=False, corrects__isnull=False),
                name="contribution_corrected_once",
            ),
            models.CheckConstraint(
                name="contribution_says_something", condition=~models.Q(body="")
            ),
            models.CheckConstraint(
                name="withheld_contribution_has_its_ground",
                condition=models.Q(disclosure__in=["open", "person"])
                | models.Q(sent_at__isnull=True)
                | ~models.Q(ground=""),
            ),
        ]
