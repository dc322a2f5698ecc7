"""The account with which somebody in custody reads of their own case, and their visits to terminals."""

from django.conf import settings
from django.db import models

from icm.core.history import kept
from icm.kiosk.models.terminals import Terminal
from icm.people.models import Person


@kept(exclude=["pin"])
class Account(models.Model):
    """One for each person. ``user`` stands for the person as the doer of acts; nobody can sign in to staff pages
    with it: it is not active and has no password.
    """

    class Size(models.TextChoices):
        NORMAL = "normal", "Normal"
        LARGE = "large", "Large"
        LARGEST = "largest", "Largest"

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="kiosk")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kiosk"
    )
    pin = models.CharField(max_length=128)  # Argon2id, of the PIN keyed with the installation's key
    must_change = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=5, default="en")
    size = models.CharField(max_length=10, choices=Size.choices, default=Size.NORMAL)
    contrast = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"kiosk account {self.pk}"


class Visit(models.Model):
    """From signing in to leaving. ``token`` is the hash of what the browser carries, and of nothing else."""

    class End(models.TextChoices):
        LEFT = "left", "Signed out"
        IDLE = "idle", "Left alone"
        REPLACED = "replaced", "Signed in elsewhere"
        RESET = "reset", "A new PIN was given"
        MOVED = "moved", "No longer at this establishment"
        RETIRED = "retired", "The terminal was taken out of use"

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="visits")
    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT, related_name="visits")
    token = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    covered = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-began_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_visit_per_account",
            ),
            models.UniqueConstraint(
                fields=["terminal"],
                condition=models.Q(ended_at__isnull=True),
                name="one_open_visit_per_terminal",
            ),
            models.CheckConstraint(
                name="visit_ended_has_a_reason",
                condition=models.Q(ended_at__isnull=True, ended="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended="")),
            ),
        ]

    def __str__(self) -> str:
        return f"visit from {self.began_at:%Y-%m-%d %H:%M}"
