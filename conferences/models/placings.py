"""A proposed schedule of an establishment: when and where each conference could be held, and which found no place."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from conferences.models.conferences import Conference
from conferences.models.rooms import Room
from icm.core.history import kept

STANDING = ["proposed", "pinned"]


class Run(models.Model):
    """One search for a schedule: ordered by somebody or overnight, made by a worker, with what is proven of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MAKING = "making", "Being made"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    establishment = models.ForeignKey(
        "people.Establishment", on_delete=models.CASCADE, related_name="schedule_runs"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING.value)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)  # the first and the last day it looked at
    until_on = models.DateField(null=True, blank=True)
    cases = models.PositiveIntegerField(default=0)  # conferences to be placed
    placed = models.PositiveIntegerField(default=0)
    most = models.PositiveIntegerField(default=0)  # no schedule could place more: proven
    first_come = models.PositiveIntegerField(default=0)  # placed by taking each in turn
    cost = models.BigIntegerField(default=0)  # of the wishes that were not met
    cost_bound = models.BigIntegerField(default=0)  # no schedule could cost less: proven

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["establishment"],
                condition=Q(state__in=["waiting", "making"]),
                name="one_search_at_a_time",
            )
        ]
        indexes = [
            models.Index(fields=["establishment", "-asked_at"], name="runs_of_establishment")
        ]


@kept("conference")
class Placing(models.Model):
    """A day, time and room for a conference. What is proposed goes with the next search; a pin or a refusal stays."""

    class Standing(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        PINNED = "pinned", "Pinned"
        REFUSED = "refused", "Refused"
        FIXED = "fixed", "Fixed"

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="placings")
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.SET_NULL)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    standing = models.CharField(
        max_length=8, choices=Standing.choices, default=Standing.PROPOSED.value
    )
    why = models.TextField(blank=True)  # TEAM: why it was refused
    explained = models.JSONField(default=dict)  # who is free, which wishes it meets
    at = models.DateTimeField()
    by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(standing__in=STANDING),
                name="one_standing_placing",
            ),
            models.CheckConstraint(
                name="placing_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="refused_with_a_reason",
                condition=~Q(standing="refused") | ~Q(why=""),
            ),
            ExclusionConstraint(
                name="no_room_is_booked_twice",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(standing__in=STANDING),
            ),
        ]


class Change(models.Model):
    """What a search found otherwise than the one before, with its reasons. Without a place now it found none."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="changes")
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="changes")
    before_at = models.DateTimeField(null=True, blank=True)
    before_room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    after_at = models.DateTimeField(null=True, blank=True)
    after_room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    because = models.JSONField(default=list)  # sentences, written by the search

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "conference"], name="changed_once_a_run"),
            models.CheckConstraint(
                name="change_has_a_before_or_an_after",
                condition=Q(before_at__isnull=False) | Q(after_at__isnull=False),
            ),
        ]


class Unplaced(models.Model):
    """A conference for which a search found no place, and what was in the way."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="unplaced")
    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="+")
    because = models.JSONField(default=list)  # sentences, written by the search

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "conference"], name="unplaced_once_a_run")
        ]
