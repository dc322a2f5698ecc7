"""What happened and when, and the dates people entered by hand."""

from django.db import models

from icm.core.history import kept
from icm.policy.facts import EventKind

# These need the person in the building: they cannot have happened before the admission.
IN_CUSTODY = frozenset(
    {
        EventKind.CORE_SCREEN,
        EventKind.CORE_SCREEN_PART,
        EventKind.CORE_SCREEN_READ,
        EventKind.PBSW_INDUCTION,
    }
)


@kept()
class Movement(models.Model):
    """In, out or across. The person's own row says where they are now; these rows say how they came there."""

    class Kind(models.TextChoices):
        RECEPTION = "reception", "Reception"
        TRANSFER = "transfer", "Transfer"
        RELEASE = "release", "Release"
        RETURN = "return", "Return to custody"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="movements")
    reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    from_establishment = models.ForeignKey(
        "people.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="departures",
    )
    to_establishment = models.ForeignKey(
        "people.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
    )
    hall = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_movement_per_reference"
            )
        ]
        indexes = [models.Index(fields=["person", "-at"], name="movement_of_person")]


@kept()
class Event(models.Model):
    """Something a rule needs to know was done: a Core Screen, an assessment, a conference.

    ``value`` holds the one word that comes with it (the band of an LS/CMI: never a score; the day promised for an
    assessment). ``recorded_by`` is empty where the record system sent it.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="happenings")
    reference = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, choices=[(kind.value, kind.label) for kind in EventKind])
    on = models.DateField()
    at = models.DateTimeField(null=True, blank=True)
    value = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="one_event_per_reference")
        ]
        indexes = [models.Index(fields=["person", "kind", "on"], name="event_of_person")]


@kept()
class EnteredDate(models.Model):
    """A critical date somebody entered or put in place of the computed one, and why. The newest stands."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="entered_dates"
    )
    kind = models.CharField(max_length=40)
    on = models.DateField(null=True, blank=True)
    overrides = models.DateField(null=True, blank=True)
    why = models.TextField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT)
    at = models.DateTimeField()
    stands = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(stands=True),
                name="one_standing_date_of_a_kind",
            ),
            models.CheckConstraint(name="entered_date_has_reason", condition=~models.Q(why="")),
        ]
