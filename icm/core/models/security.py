"""What happened at the door, and what somebody was writing when they were signed out."""

import pgtrigger
from django.db import models


class SecurityKind(models.TextChoices):
    """What can happen to an account."""

    SIGNED_IN = "signed in"
    SIGNED_IN_AFTER_FAILURES = "signed in after failures"
    SIGN_IN_FAILED = "sign-in failed"
    MADE_TO_WAIT = "made to wait"
    ADDRESS_MADE_TO_WAIT = "address made to wait"
    SIGN_IN_REFUSED = "sign-in refused"
    SIGNED_OUT = "signed out"
    IDLE_SIGN_OUT = "signed out while idle"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - the name of an event
    PASSWORD_RESET = "password reset"  # noqa: S105 - the name of an event
    PASSWORD_RESET_ASKED = "password reset asked"  # noqa: S105 - the name of an event
    SECOND_FACTOR_ADDED = "second factor added"
    SECOND_FACTOR_REMOVED = "second factor removed"
    RECOVERY_CODES_MADE = "recovery codes made"
    RECOVERY_CODE_USED = "recovery code used"
    SESSION_ENDED = "session ended"
    PROVIDER_LINKED = "provider linked"
    ACCOUNT_DISABLED = "account disabled"
    ACCOUNT_ENABLED = "account enabled"
    GLASS_OF_NOBODY = "break-glass, no such number"
    GLASS_TOO_OFTEN = "break-glass, too often"
    KIOSK_SIGNED_IN = "kiosk: signed in"
    KIOSK_PIN_WRONG = "kiosk: wrong PIN"
    KIOSK_STAFF_TOLD = "kiosk: staff told of wrong PINs"
    KIOSK_PIN_GIVEN = "kiosk: PIN given"
    KIOSK_PIN_CHANGED = "kiosk: PIN changed"
    FAMILY_CODE_SENT = "family: code sent"
    FAMILY_CODE_WRONG = "family: wrong code"
    FAMILY_SIGNED_IN = "family: signed in"


class SecurityEvent(models.Model):
    """One thing that happened to an account, without names, addresses or texts; rows are only ever added.

    Changes of group membership are in their own history table.
    """

    at = models.DateTimeField()
    user = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=40, choices=SecurityKind.choices)
    origin = models.CharField(max_length=64, blank=True)  # keyed hash of the address it came from

    class Meta:
        indexes = [models.Index(fields=["user", "-at"]), models.Index(fields=["kind", "-at"])]
        constraints = [
            models.CheckConstraint(
                name="security_event_kind_known",
                condition=models.Q(kind__in=SecurityKind.values),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="keep",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'The security events are kept.';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"


class Draft(models.Model):
    """What one user typed into the form of one page and has not sent yet. Theirs alone.

    A sent form leaves the row behind, empty, with the moment it was sent: a copy of the text that arrives late from
    the page as it stood before must not come back to life.
    """

    user = models.ForeignKey("core.User", on_delete=models.CASCADE)
    page = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)  # field name -> list of values, as a browser sends them
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="one_draft_per_user_and_page")
        ]

    def __str__(self) -> str:
        return f"draft for {self.page}"
