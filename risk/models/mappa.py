"""Multi-agency public protection: category, level, stages, and what passes between the prison and the police."""

from django.db import models

from icm.core.history import kept
from risk.policy.mappa import Category, Management, Occasion, Stage

CATEGORIES = [(category.value, category.label) for category in Category]
LEVELS = [(level.value, level.label) for level in Management]
STAGES = [(stage.value, stage.label) for stage in Stage]
OCCASIONS = [(occasion.value, occasion.label) for occasion in Occasion]


@kept()
class Mappa(models.Model):
    """Whether and how somebody comes under MAPPA, as it stands; the history keeps how it stood."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="mappa")
    category = models.CharField(max_length=1, choices=CATEGORIES, blank=True)
    level = models.CharField(max_length=1, choices=LEVELS, blank=True)
    co_ordinator = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)  # TEAM
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"MAPPA of person {self.person_id}"


@kept()
class MappaStage(models.Model):
    """One stage reached, on a day."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="mappa_stages"
    )
    reference = models.CharField(max_length=40)
    stage = models.CharField(max_length=10, choices=STAGES)
    on = models.DateField()
    note = models.TextField(blank=True)  # TEAM
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="one_stage_per_reference")
        ]

    def __str__(self) -> str:
        return f"{self.stage} of person {self.person_id}"


@kept()
class PoliceNotice(models.Model):
    """MAPPA-POLICE: formal notice to the police, with what was asked, and their reply (RESTRICTED, with a gist)."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="police_notices"
    )
    reference = models.CharField(max_length=40)
    occasion = models.CharField(max_length=12, choices=OCCASIONS)
    sent_on = models.DateField()
    asked = models.TextField(blank=True)  # TEAM
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    replied_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)  # RESTRICTED
    gist = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_police_notice_per_reference"
            )
        ]

    def __str__(self) -> str:
        return f"Notice to the police {self.pk} about person {self.person_id}"
