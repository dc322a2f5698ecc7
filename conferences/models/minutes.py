"""The minute of a conference: its draft in parts and decisions, and each signed edition as it was."""

from django.db import models

from conferences.policy.minutes import Section
from conferences.workflow import Minuting
from icm.core.disclosure import Audience, Disclosure
from icm.core.history import kept

SECTIONS = [(section.value, section.label) for section in Section]
DISCLOSURES = [(disclosure.value, disclosure.value) for disclosure in Disclosure]
_NO_GROUND = models.Q(disclosure__in=["open", "person"]) | ~models.Q(ground="")


@kept("conference")
class Minute(models.Model):
    """The minute of one conference. ``number`` is the edition being written, or the last that was signed.

    ``version`` counts every change of the draft, so that nobody signs what they have not seen.
    """

    State = Minuting

    conference = models.OneToOneField(
        "conferences.Conference", on_delete=models.PROTECT, related_name="minute"
    )
    state = models.CharField(max_length=10, choices=Minuting.choices, default=Minuting.DRAFT.value)
    number = models.PositiveSmallIntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_why = models.TextField(blank=True)  # TEAM: why there is another edition
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signed_minute_has_who_and_when",
                condition=models.Q(state="draft", signed_at__isnull=True, signed_by__isnull=True)
                | ~models.Q(state="draft")
                & models.Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="issued_minute_has_who_and_when",
                condition=~models.Q(state="issued")
                | models.Q(issued_at__isnull=False, issued_by__isnull=False),
            ),
        ]


@kept("minute")
class Part(models.Model):
    """One section of the draft, for those its class names; ``at_version`` is the minute's when it was last written."""

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="parts")
    section = models.CharField(max_length=12, choices=SECTIONS)
    body = models.TextField(blank=True)
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    at_version = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minute", "section"], name="one_part_per_section"),
            models.CheckConstraint(name="withheld_part_has_its_ground", condition=_NO_GROUND),
        ]


@kept("minute")
class Decision(models.Model):
    """What was decided, and why. ``reference`` names the page it was added from, so that it is added once."""

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="decisions")
    reference = models.CharField(max_length=50)
    what = models.TextField()
    why = models.TextField(blank=True)  # before it is signed
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    at_version = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minute", "reference"], name="one_decision_per_reference"
            ),
            models.CheckConstraint(name="withheld_decision_has_its_ground", condition=_NO_GROUND),
        ]


@kept("minute")
class Agreed(models.Model):
    """An action agreed at the conference: the line of the person's action plan it stands in.

    ``reference`` names the page it was added from: sent twice, it is agreed once.
    """

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="agreed")
    reference = models.CharField(max_length=40)
    line = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minute", "reference"], name="action_agreed_once")
        ]


@kept("minute")
class Edition(models.Model):
    """A minute as it was signed: every text with its class, who was there, and what comes next. Never changed.

    What an audience reads of it is rendered from here, so that each copy of one edition says the same.
    """

    minute = models.ForeignKey(Minute, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # texts with their classes: see conferences/queries/editions.py
    why = models.TextField(blank=True)  # TEAM: why there is another edition
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minute", "number"], name="one_edition_per_number")
        ]


@kept("edition")
class Issue(models.Model):
    """An edition issued to one of those invited: as which audience they read it, when, and by whom."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="issues")
    invitation = models.ForeignKey(
        "conferences.Invitation", on_delete=models.PROTECT, related_name="minutes"
    )
    audience = models.CharField(
        max_length=20, choices=[(audience.value, audience.value) for audience in Audience]
    )
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "invitation"], name="edition_issued_once")
        ]
