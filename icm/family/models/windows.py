"""The window of one relative onto what one person agreed to share."""

from django.conf import settings
from django.db import models

from icm.core.history import kept


@kept(found_by="consent", exclude=["code"])
class Window(models.Model):
    """One for each consent. What can be seen through it is asked of the consent anew at every request.

    ``email`` is where codes go; ``code`` the hash of the one in the letter, ``number`` which letter that is.
    """

    consent = models.OneToOneField(
        "conferences.FamilyConsent", on_delete=models.PROTECT, related_name="window"
    )
    email = models.EmailField()  # TEAM: a third party's
    number = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="one_window_per_code"
            ),
            models.CheckConstraint(
                name="window_code_has_its_end",
                condition=models.Q(code="", code_until__isnull=True)
                | (~models.Q(code="") & models.Q(code_until__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["email"], name="window_of_address")]

    def __str__(self) -> str:
        return f"window {self.pk}"


class MailedCode(models.Model):
    """A code that was asked for. It opens nothing but the browser that asked, whose token is kept as a hash.

    Kept also where the address is nobody's, and then never sent: whoever asks cannot tell.
    """

    token = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    code = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="mailed_code_by_age")]


class Visit(models.Model):
    """Somebody who showed that a mailbox is theirs; ``window`` once it is known into which they look."""

    class End(models.TextChoices):
        LEFT = "left", "Signed out"
        IDLE = "idle", "Left alone"
        CHANGED = "changed", "The address was changed"

    email = models.EmailField()
    window = models.ForeignKey(
        Window, on_delete=models.PROTECT, null=True, blank=True, related_name="visits"
    )
    token = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["email", "-began_at"], name="family_visit_of_address")]
        constraints = [
            models.CheckConstraint(
                name="family_visit_ended_has_a_reason",
                condition=models.Q(ended_at__isnull=True, ended="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended="")),
            ),
        ]
