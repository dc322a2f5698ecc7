"""What is said to be wrong in a minute, how it is settled, and who received a minute when."""

from django.db import models

from conferences.models.minutes import DISCLOSURES
from conferences.policy.receiving import How
from icm.core.history import kept
from icm.policy.conference_facts import Against

AGAINST = [(against.value, against.label) for against in Against]
HOW = [(how.value, how.label) for how in How]


@kept()
class Objection(models.Model):
    """What somebody a minute was issued to says is wrong in it: an accuracy notice, or the person's comments.

    It stands with the edition it is about. What is agreed to is put right by another edition, which is named here.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    issue = models.ForeignKey(
        "conferences.Issue", on_delete=models.PROTECT, related_name="objections"
    )
    kind = models.CharField(max_length=10, choices=AGAINST)
    reference = models.CharField(max_length=40)
    words = models.TextField()
    answer = models.TextField(blank=True)  # read by whoever reads the words
    disclosure = models.CharField(max_length=12, choices=DISCLOSURES)
    told_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    # Of comments: acknowledged, and sent to those who attended.
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed = models.BooleanField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    amended_in = models.PositiveSmallIntegerField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "reference"], name="one_objection_per_reference"
            ),
            models.CheckConstraint(
                name="answered_objection_has_who_when_and_what",
                condition=models.Q(
                    agreed__isnull=True,
                    answer="",
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                    amended_in__isnull=True,
                    settled_on__isnull=True,
                )
                | models.Q(
                    agreed__isnull=False, answered_at__isnull=False, answered_by__isnull=False
                )
                & ~models.Q(answer=""),
            ),
            models.CheckConstraint(
                name="agreed_objection_names_its_edition",
                condition=models.Q(agreed=True, amended_in__isnull=False)
                | ~models.Q(agreed=True) & models.Q(amended_in__isnull=True),
            ),
            models.CheckConstraint(
                name="sent_comments_have_who_and_when",
                condition=models.Q(sent_at__isnull=True, sent_by__isnull=True)
                | models.Q(kind="comment", sent_at__isnull=False, sent_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "made_at"], name="objection_of_person")]


@kept("objection")
class Remark(models.Model):
    """What somebody who attended says of the person's comments. ``reference``: sent twice it is said once."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="remarks")
    invitation = models.ForeignKey(
        "conferences.Invitation", on_delete=models.PROTECT, related_name="+"
    )
    reference = models.CharField(max_length=40)
    words = models.TextField()
    disclosure = models.CharField(max_length=12, choices=DISCLOSURES)
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["objection", "reference"], name="one_remark_per_reference"
            )
        ]


@kept("issue")
class Receipt(models.Model):
    """That a minute was received: opened for the first time by somebody it was issued to, or handed over on paper."""

    issue = models.ForeignKey(
        "conferences.Issue", on_delete=models.PROTECT, related_name="receipts"
    )
    how = models.CharField(max_length=10, choices=HOW)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "by"], condition=models.Q(how="opened"), name="opened_first_once"
            ),
            models.UniqueConstraint(
                fields=["issue"], condition=models.Q(how="handed"), name="handed_over_once"
            ),
        ]
