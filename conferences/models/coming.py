"""The schedule: for everybody on Enhanced ICM the next conference and why, and what somebody judged right for it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from conferences.models.conferences import KINDS
from conferences.policy.targeting import Basis, Priority
from icm.core.history import kept

_SETTLED = models.Q(on__isnull=False) | ~models.Q(waits="")


@kept()
class Next(models.Model):
    """What is next for one person: its last day, or what it waits for, or both. Worked out from what is known, so it
    is never written by hand; ``changed`` is what made it other than before, and ``since`` from when on it stands.
    """

    person = models.OneToOneField(
        "people.Person", on_delete=models.PROTECT, related_name="next_conference"
    )
    kind = models.CharField(max_length=16, choices=KINDS)
    basis = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Basis])
    priority = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Priority])
    on = models.DateField(null=True, blank=True)
    waits = models.CharField(max_length=200, blank=True)
    reasons = ArrayField(
        models.TextField(), default=list
    )  # SOCIAL_WORK and TEAM: as READ_RISK is held
    since = models.DateField()
    changed = models.TextField(blank=True)  # TEAM, as far as it reads of the risk

    class Meta:
        constraints = [
            models.CheckConstraint(name="next_conference_is_dated_or_waits", condition=_SETTLED)
        ]
        indexes = [models.Index(fields=["priority", "on"], name="next_by_priority")]

    def __str__(self) -> str:
        return self.get_kind_display()


@kept()
class Judgement(models.Model):
    """Somebody judged when the next conference of one person is right, and why. The latest since the last conference
    counts."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="conferences_judged"
    )
    reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=KINDS)
    on = models.DateField(null=True, blank=True)
    waits = models.TextField(blank=True)  # PERSON: what brings it about, where no day is named
    why = models.TextField()  # TEAM
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_judgement_per_reference"
            ),
            models.CheckConstraint(name="judgement_is_dated_or_waits", condition=_SETTLED),
        ]
        indexes = [models.Index(fields=["person", "-made_at"], name="judgement_of_person")]
