"""Tables of the risk app. A supervision level is about supervision inside the prison, never about risk."""

from django.db import models

from icm.core.history import kept
from icm.policy.facts import Level
from risk.workflow import State

LEVELS = [(level.value, level.label) for level in Level]


@kept()
class SupervisionReview(models.Model):
    """One review of a supervision level (Prison Rules 2011, rules 17 to 22).

    ``criteria`` holds a note for each of the seven matters the rules name. ``notice_needed`` is the answer of rule 21
    as last asked, empty where it could not be told. ``notice_reasons`` and ``reasons`` are written to the person.
    ``notice_on`` is the day the notice was handed over; ``representations_on`` the first day on which they gave their
    views, ``answered_on`` the last on which they gave them or said that they have none.
    """

    class Kind(models.TextChoices):
        RECEPTION = "reception", "On reception"
        HOURS_72 = "72h", "72-hour review"
        MONTHS_6 = "6m", "Six-month review"
        MONTHS_12 = "12m", "Twelve-month review"
        GOVERNOR = "governor", "Review at the Governor's wish"

    State = State

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="supervision_reviews"
    )
    reference = models.CharField(max_length=40)
    establishment = models.ForeignKey(
        "people.Establishment", on_delete=models.PROTECT, null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    due_on = models.DateField(null=True, blank=True)

    level_before = models.CharField(max_length=10, choices=LEVELS, blank=True)
    proposed_level = models.CharField(max_length=10, choices=LEVELS)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    criteria = models.JSONField(default=dict, blank=True)

    notice_needed = models.BooleanField(null=True, blank=True)
    notice_reasons = models.TextField(blank=True)
    notice_on = models.DateField(null=True, blank=True)
    representations_on = models.DateField(null=True, blank=True)
    representations = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    level_after = models.CharField(max_length=10, choices=LEVELS, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reasons = models.TextField(blank=True)
    told_on = models.DateField(null=True, blank=True)
    documents_requested_on = models.DateField(null=True, blank=True)
    documents_given_on = models.DateField(null=True, blank=True)
    documents_withheld = models.TextField(blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_review_per_reference"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="proposed"),
                name="one_open_review_per_person",
            ),
            models.CheckConstraint(
                name="decided_review_is_complete",
                condition=(
                    models.Q(state="decided", decided_at__isnull=False) & ~models.Q(level_after="")
                    | (
                        ~models.Q(state="decided")
                        & models.Q(decided_at__isnull=True, level_after="")
                    )
                ),
            ),
        ]
        indexes = [models.Index(fields=["person", "-proposed_at"], name="review_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} review {self.pk} of person {self.person_id}"
