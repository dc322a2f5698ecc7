"""One case conference, and every step that was taken to bring it about."""

from django.db import models

from conferences.policy.kinds import Kind
from conferences.workflow import Conferring
from icm.core.history import kept

KINDS = [(kind.value, kind.label) for kind in Kind]
_FIXED = ["set", "held"]


@kept()
class Conference(models.Model):
    """One meeting about one person. While it is to be arranged it has a day it is due by, then a date and a length.

    While it is to be arranged it belongs to wherever the person is, who takes it along on a transfer; ``establishment``
    is where its date was fixed. ``reference`` names it for its person, so that planning it twice is harmless.
    """

    State = Conferring

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="conferences"
    )
    reference = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=KINDS)
    state = models.CharField(
        max_length=10, choices=Conferring.choices, default=Conferring.PLANNED.value
    )
    establishment = models.ForeignKey(
        "people.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
    )
    why = models.TextField(blank=True)  # TEAM: what made it due, or who asked for it and why
    rule = models.CharField(max_length=40, blank=True)  # the clock it answers, if one asks for it
    due_on = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60)  # how long it is planned to take
    place = models.CharField(max_length=100, blank=True)  # the room, in words, or "By video"
    by_video = models.BooleanField(default=False)  # whether people may take part by video
    pinned = models.BooleanField(default=False)  # no schedule moves it
    chair = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fixed_at = models.DateTimeField(null=True, blank=True)  # when its present date was fixed
    invited_at = models.DateTimeField(null=True, blank=True)  # when invitations to it went out
    held_on = models.DateField(null=True, blank=True)
    # None while it is not held: whether a finished LS/CMI lay before it.
    assessed = models.BooleanField(null=True, blank=True)
    # What it decided comes next: a day, or what will bring the next one about.
    next_kind = models.CharField(max_length=16, choices=KINDS, blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_when = models.TextField(blank=True)  # PERSON
    next_why = models.TextField(blank=True)  # PERSON
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_conference_per_reference"
            ),
            models.CheckConstraint(
                name="conference_with_a_date_has_a_place",
                condition=models.Q(
                    state__in=_FIXED,
                    starts_at__isnull=False,
                    fixed_at__isnull=False,
                    establishment__isnull=False,
                )
                | ~models.Q(state__in=_FIXED),
            ),
            models.CheckConstraint(
                name="held_conference_has_its_day",
                condition=models.Q(state="held", held_on__isnull=False)
                | (~models.Q(state="held") & models.Q(held_on__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="conference_of_person"),
            models.Index(fields=["establishment", "starts_at"], name="conference_at_place"),
            models.Index(fields=["state", "due_on"], name="conference_to_arrange"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} case conference"


@kept("conference")
class Step(models.Model):
    """What was done to bring a conference about, moved or ended it, and why. Each has what stood before."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="steps")
    reference = models.CharField(max_length=40)
    move = models.CharField(max_length=10)  # plan, or a move of the workflow, or transfer
    why = models.TextField(blank=True)  # TEAM
    starts_before = models.DateTimeField(null=True, blank=True)
    starts_after = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "reference"], name="one_step_per_reference"
            )
        ]
