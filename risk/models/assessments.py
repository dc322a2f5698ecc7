"""Assessments of risk: what was asked for and what it ended in. Numbers stand in a table of their own."""

from django.db import models

from icm.core.history import kept
from icm.policy.facts import Band
from risk.policy.assessments import Override, Purpose, Section, Side, Tool
from risk.workflow import Assessing

TOOLS = [(tool.value, tool.label) for tool in Tool]
PURPOSES = [(purpose.value, purpose.label) for purpose in Purpose]
SIDES = [(side.value, side.label) for side in Side]
BANDS = [(band.value, band.label) for band in Band]
OVERRIDES = [(override.value, override.label) for override in Override]
SECTIONS = [(section.value, section.label) for section in Section]


@kept()
class Assessment(models.Model):
    """One assessment with one tool, from the request to its outcome.

    ``band`` is the level it ended in, in words. ``stopped``: its figures contradict each other and social work has not
    settled it yet; until then nothing may lean on it. ``promised_start_on`` and ``promised_end_on`` are what
    psychology promised, ``told_on`` the day the person was told of it. ``imported``: it stands as the record system
    sent it, until somebody corrects or settles it here.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="assessments"
    )
    reference = models.CharField(max_length=40)
    tool = models.CharField(max_length=14, choices=TOOLS)
    purpose = models.CharField(max_length=10, choices=PURPOSES)
    side = models.CharField(max_length=10, choices=SIDES)
    state = models.CharField(max_length=10, choices=Assessing.choices, default=Assessing.REQUESTED)
    requested_on = models.DateField(null=True, blank=True)
    requested_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_why = models.TextField(blank=True)  # TEAM
    due_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    promised_start_on = models.DateField(null=True, blank=True)
    promised_end_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    done_on = models.DateField(null=True, blank=True)
    assessor = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    band = models.CharField(max_length=10, choices=BANDS, blank=True)
    override = models.CharField(max_length=4, choices=OVERRIDES, blank=True)
    override_why = models.TextField(blank=True)  # SOCIAL_WORK: it argues with the figures
    imported = models.BooleanField(default=False)
    stopped = models.BooleanField(default=False)
    withdrawn_why = models.TextField(blank=True)  # TEAM
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_assessment_per_reference"
            ),
            models.CheckConstraint(
                name="done_assessment_has_a_day",
                condition=~models.Q(state="done") | models.Q(done_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "tool", "-done_on"], name="assessment_of_person"),
            models.Index(
                fields=["due_on"],
                condition=models.Q(state="requested"),
                name="assessment_waiting",
            ),
            models.Index(
                fields=["id"], condition=models.Q(stopped=True), name="assessment_stopped"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool} {self.pk} of person {self.person_id}"


@kept("assessment")
class Scores(models.Model):
    """The figures of one LS/CMI: SOCIAL_WORK, and nobody else's in any form. None is *not recorded*, never nought."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="scores")
    history = models.PositiveSmallIntegerField(null=True, blank=True)
    education = models.PositiveSmallIntegerField(null=True, blank=True)
    family = models.PositiveSmallIntegerField(null=True, blank=True)
    leisure = models.PositiveSmallIntegerField(null=True, blank=True)
    companions = models.PositiveSmallIntegerField(null=True, blank=True)
    substances = models.PositiveSmallIntegerField(null=True, blank=True)
    attitude = models.PositiveSmallIntegerField(null=True, blank=True)
    pattern = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Scores of assessment {self.assessment_id}"


@kept("assessment")
class Finding(models.Model):
    """Something in an assessment that contradicts itself, until social work settles it.

    ``said`` and ``found`` are the two values, with numbers in them: SOCIAL_WORK, as is ``how`` it was settled.
    """

    class Seen(models.TextChoices):
        ENTRY = "entry", "When it was entered"
        IMPORT = "import", "When it was brought in"
        NIGHT = "night", "By the nightly check"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=20)
    said = models.CharField(max_length=120)
    found = models.CharField(max_length=120)
    seen = models.CharField(max_length=6, choices=Seen.choices)
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    how = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "kind"],
                condition=models.Q(settled_at=None),
                name="one_open_finding_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of assessment {self.assessment_id}"
