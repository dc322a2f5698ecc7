"""What the person asked: a conference, with their reasons, and what was answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from conferences.policy.requests import GROUNDS, How
from conferences.workflow import Requesting
from icm.core.history import kept

_ANSWERED = ["agreed", "refused"]


@kept()
class Request(models.Model):
    """One request of one person. ``number`` is how they and staff call it; wherever they are, their ICM Co-ordinator
    there owes the answer.
    """

    State = Requesting

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="conference_requests"
    )
    reference = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=Requesting.choices, default=Requesting.WAITING.value
    )
    grounds = ArrayField(models.CharField(max_length=20, choices=list(GROUNDS.items())))
    why = models.TextField()  # PERSON: in their own words
    how = models.CharField(max_length=8, choices=[(one.value, one.label) for one in How])
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    answer_why = models.TextField(blank=True)  # PERSON
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    conference = models.ForeignKey(
        "conferences.Conference",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
    )
    withdrawn_why = models.TextField(blank=True)  # TEAM
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_request_per_reference"
            ),
            models.UniqueConstraint(fields=["person", "number"], name="one_request_per_number"),
            models.CheckConstraint(
                name="answered_request_has_who_and_when",
                condition=models.Q(
                    state__in=_ANSWERED, answered_at__isnull=False, answered_by__isnull=False
                )
                | (
                    ~models.Q(state__in=_ANSWERED)
                    & models.Q(answered_at__isnull=True, answered_by__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="refused_request_has_a_reason",
                condition=~models.Q(state="refused") | ~models.Q(answer_why=""),
            ),
            models.CheckConstraint(
                name="agreed_request_has_a_conference",
                condition=models.Q(state="agreed", conference__isnull=False)
                | (~models.Q(state="agreed") & models.Q(conference__isnull=True)),
            ),
            models.CheckConstraint(
                name="withdrawn_request_has_who_and_when",
                condition=models.Q(
                    state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False
                )
                | (
                    ~models.Q(state="withdrawn")
                    & models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.number}"
