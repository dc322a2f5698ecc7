"""What an assessment says in words, how it was explained, and whether it still holds."""

from django.db import models

from icm.core.disclosure import Disclosure
from icm.core.history import kept
from risk.models.assessments import Assessment
from risk.policy.assessments import (
    Change,
    RoshChoice,
    Section,
    Seriousness,
    Understood,
    Weight,
)

DISCLOSURES = [(kind.value, kind.value.capitalize()) for kind in Disclosure]
SECTIONS = [(section.value, section.label) for section in Section]
WEIGHTS = [(weight.value, weight.label) for weight in Weight]
LEVELS = [(level.value, level.label) for level in Seriousness]
ROSH = [(choice.value, choice.label) for choice in RoshChoice]
UNDERSTOOD = [(understood.value, understood.label) for understood in Understood]
CHANGES = [(change.value, change.label) for change in Change]


@kept("assessment")
class Formulation(models.Model):
    """The narrative outcome in FRAME terms. ``summary`` is written to the person.

    The five parts share one class of disclosure, with a gist for who may not read them and why they are withheld.
    """

    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="formulation"
    )
    summary = models.TextField(blank=True)  # PERSON
    pattern = models.TextField(blank=True)
    nature = models.TextField(blank=True)
    seriousness = models.TextField(blank=True)
    likelihood = models.TextField(blank=True)
    imminence = models.TextField(blank=True)
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    withheld_why = models.TextField(blank=True)  # for the record, for no audience
    rosh = models.CharField(max_length=10, choices=ROSH, blank=True)
    rosh_level = models.CharField(max_length=10, choices=LEVELS, blank=True)
    rosh_on = models.DateField(null=True, blank=True)
    rosh_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rosh_why = models.TextField(blank=True)  # TEAM
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Formulation of assessment {self.assessment_id}"


@kept("assessment")
class NeedFound(models.Model):
    """How much one area matters, in words: the needs and strengths that everybody on the team sees."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="needs")
    section = models.CharField(max_length=12, choices=SECTIONS)
    weight = models.CharField(max_length=12, choices=WEIGHTS)
    words = models.TextField(blank=True)  # PERSON

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "section"], name="one_need_per_section")
        ]

    def __str__(self) -> str:
        return f"{self.section} of assessment {self.assessment_id}"


@kept("assessment")
class ProtectiveFactor(models.Model):
    """FRAME-PROTECT: what may protect, and whether it has protected this person before; None is *not known*."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="protective")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()  # PERSON
    has_before = models.BooleanField(null=True, blank=True)
    how = models.TextField(blank=True)  # PERSON

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="one_factor_per_number")
        ]

    def __str__(self) -> str:
        return f"Protective factor {self.number} of assessment {self.assessment_id}"


@kept()
class Explanation(models.Model):
    """That an outcome was explained to the person, and what they said back (LSCMI-EXPLAIN, RA-2W)."""

    class Occasion(models.TextChoices):
        OUTCOME = "outcome", "The outcome was explained"
        CONFERENCE = "conference", "Disclosed before a case conference"

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="explanations"
    )
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="explanations"
    )
    reference = models.CharField(max_length=40)
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    on = models.DateField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    form = models.CharField(
        max_length=120
    )  # in which way: face to face, with an interpreter, read aloud
    said_back = models.TextField(blank=True)  # PERSON
    understood = models.CharField(max_length=6, choices=UNDERSTOOD)
    again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_explanation_per_reference"
            )
        ]

    def __str__(self) -> str:
        return f"Explanation {self.pk} of assessment {self.assessment_id}"


@kept()
class ChangeQuestion(models.Model):
    """RA-UPDATE: after a significant change, whether the assessment still holds; ``holds`` is None until answered.

    "No" opens a reassessment, with somebody to do it and a day.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="change_questions"
    )
    reference = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=CHANGES)
    on = models.DateField()
    what = models.TextField(blank=True)  # TEAM
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holds = models.BooleanField(null=True, blank=True)
    why = models.TextField(blank=True)  # TEAM
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reassessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, related_name="asked_by_change"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_change_question_per_reference"
            )
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(holds=None), name="change_question_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of person {self.person_id}"
