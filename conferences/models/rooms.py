"""Where and when conferences can be held: rooms with their hours, closed days, social workers' days, engagements."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from icm.core.history import kept

DAY_MINUTES = 24 * 60
WEEKDAYS = [
    (0, "Monday"),
    (1, "Tuesday"),
    (2, "Wednesday"),
    (3, "Thursday"),
    (4, "Friday"),
    (5, "Saturday"),
    (6, "Sunday"),
]


@kept()
class Room(models.Model):
    """A room of an establishment. From ``closed_from`` it cannot be used: for good, or until ``closed_until``."""

    establishment = models.ForeignKey(
        "people.Establishment", on_delete=models.PROTECT, related_name="rooms"
    )
    name = models.CharField(max_length=80)
    secure = models.BooleanField(default=False)
    video = models.BooleanField(default=False)
    closed_from = models.DateField(null=True, blank=True)
    closed_until = models.DateField(null=True, blank=True)  # the last day on which it is closed
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["establishment", "name"], name="one_room_of_a_name"),
            models.CheckConstraint(
                name="room_closes_before_it_opens",
                condition=Q(closed_until__isnull=True) | Q(closed_until__gte=F("closed_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@kept("room")
class Hour(models.Model):
    """One hour of every week in which one conference can be held in a room. Hours of a room do not overlap."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    start = models.PositiveSmallIntegerField()  # minutes after midnight
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hour_is_within_a_day",
                condition=Q(minutes__gt=0, start__lte=Value(DAY_MINUTES) - F("minutes")),
            ),
            models.CheckConstraint(name="hour_is_of_a_week", condition=Q(weekday__lte=6)),
            ExclusionConstraint(
                name="hours_of_a_room_do_not_overlap",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    (
                        # Without its end: one hour may begin as another stops.
                        Func(F("start"), F("start") + F("minutes"), function="int4range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


@kept("establishment")
class ClosedDay(models.Model):
    """A day on which an establishment holds no conferences, beside weekends without hours and public holidays."""

    establishment = models.ForeignKey(
        "people.Establishment", on_delete=models.CASCADE, related_name="closed_days"
    )
    on = models.DateField()
    why = models.CharField(max_length=80)  # of the establishment, never of a person

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["establishment", "on"], name="closed_once_a_day")
        ]


@kept("establishment")
class SocialWorkDay(models.Model):
    """A weekday on which social workers come to conferences: of this council, or, without one, the prison's own."""

    establishment = models.ForeignKey(
        "people.Establishment", on_delete=models.CASCADE, related_name="social_work_days"
    )
    authority = models.ForeignKey(
        "people.LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "authority", "weekday"],
                name="social_workers_come_once_a_weekday",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="social_work_day_of_a_week", condition=Q(weekday__lte=6)),
        ]


@kept()
class Engagement(models.Model):
    """A time at which a person is elsewhere. What for is a kind, never words: a court date says enough."""

    class Kind(models.TextChoices):
        COURT = "court", "At court"
        VISIT = "visit", "A visit"
        OTHER = "other", "Something else"

    class Source(models.TextChoices):
        COURT = "court", "The court or a warrant"
        VISITS = "visits", "The visits desk"
        STAFF = "staff", "Staff of the hall"
        PERSON = "person", "The person"

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="engagements"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=Source.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # when it was taken back

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="engagement_ends_after_start", condition=Q(until_at__gt=F("from_at"))
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "from_at", "until_at"],
                condition=Q(ended_at__isnull=True),
                name="one_standing_engagement",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "until_at"],
                condition=Q(ended_at__isnull=True),
                name="standing_engagement",
            )
        ]
