"""The Core Screen: one form in as many sittings as the person needs, and what stops it."""

from django.db import models

from casework.policy.areas import Area, Urgency
from casework.workflow import Screening
from icm.core.history import kept
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role

AREAS = [(area.value, area.label) for area in Area]
ROLES = [(role.value, role.label) for role in Role]


@kept()
class CoreScreen(models.Model):
    """One Core Screen of one stay in custody. ``questions`` names the version of the form its answers belong to."""

    State = Screening

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="core_screens"
    )
    reference = models.CharField(max_length=40)
    questions = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=Screening.choices, default=Screening.OPEN.value)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    completed_role = models.CharField(max_length=40, choices=ROLES, blank=True)
    competent = models.BooleanField(default=False)  # declared by whoever completed it
    understood = models.BooleanField(null=True, blank=True)  # "I know what this is"
    route = models.CharField(
        max_length=12, choices=[(slug.value, slug.label) for slug in RouteSlug], blank=True
    )
    route_told_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_screen_per_reference"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state="open"),
                name="one_open_screen_per_person",
            ),
            models.CheckConstraint(
                name="completed_screen_is_declared",
                condition=~models.Q(state="completed")
                | models.Q(completed_at__isnull=False, completed_by__isnull=False, competent=True),
            ),
        ]
        indexes = [models.Index(fields=["person", "-begun_at"], name="screen_of_person")]


@kept("screen")
class Sitting(models.Model):
    """One time somebody sat down with the person for it. ``fit`` is empty where it was not asked."""

    screen = models.ForeignKey(CoreScreen, on_delete=models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, choices=ROLES)
    fit = models.BooleanField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.TextField(blank=True)
    again_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screen", "number"], name="one_sitting_per_number"),
            models.UniqueConstraint(
                fields=["screen"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_sitting_per_screen",
            ),
        ]


@kept("screen")
class Answer(models.Model):
    """What was found in one area. ``need`` and ``referral`` are empty until asked."""

    class Found(models.TextChoices):
        NEED = "need", "There is a need"
        NONE = "none", "No need"
        UNSAID = "unsaid", "They did not want to say"

    class Choice(models.TextChoices):
        ACCEPTED = "accepted", "Offered and accepted"
        DECLINED = "declined", "Offered and declined"
        NOT_OFFERED = "not-offered", "Not offered"

    screen = models.ForeignKey(CoreScreen, on_delete=models.PROTECT, related_name="answers")
    area = models.CharField(max_length=20, choices=AREAS)
    need = models.CharField(max_length=10, choices=Found.choices, blank=True)
    urgency = models.CharField(
        max_length=10, choices=[(urgency.value, urgency.label) for urgency in Urgency], blank=True
    )
    own_words = models.TextField(blank=True)  # PERSON
    note = models.TextField(blank=True)  # TEAM
    referral = models.CharField(max_length=12, choices=Choice.choices, blank=True)
    provider = models.ForeignKey(
        "casework.Provider", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screen", "area"], name="one_answer_per_area")
        ]


@kept()
class SafetyAlert(models.Model):
    """A sign of suicide risk or of immediate danger, and what was done about it. Open until somebody acted.

    It is raised by one press; which of the two it is, and what was seen, may be said afterwards.
    """

    class Kind(models.TextChoices):
        UNSAID = "", "Not said yet"
        SUICIDE = "suicide", "Risk of suicide or self-harm"
        DANGER = "danger", "Immediate danger from or to somebody"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="alerts")
    screen = models.ForeignKey(
        CoreScreen, on_delete=models.PROTECT, null=True, blank=True, related_name="alerts"
    )
    reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    seen = models.TextField(blank=True)  # TEAM
    seen_at = models.DateTimeField()
    seen_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    done = models.TextField(blank=True)  # TEAM
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="one_alert_per_reference"),
            models.CheckConstraint(
                name="acted_alert_says_what",
                condition=models.Q(done_at__isnull=True, done_by__isnull=True)
                | models.Q(done_at__isnull=False, done_by__isnull=False) & ~models.Q(done=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"], condition=models.Q(done_at__isnull=True), name="open_alert"
            )
        ]
