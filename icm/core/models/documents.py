"""Documents made for somebody to read on paper, asked for on a page and made by a worker."""

from django.db import models

from icm.core.history import kept


@kept(exclude=["content", "progress"])
class Document(models.Model):
    """One document about one person, rendered for one audience. The row is the order; the worker fills it in.

    ``parts`` is what it was asked to hold; ``sha256`` names the very bytes that were made. What was given to somebody
    is never made anew: another order makes another document.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=20)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="documents")
    parts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING.value)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="documents")
    taken_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ready_document_is_whole",
                condition=~models.Q(state="ready")
                | models.Q(content__isnull=False, made_at__isnull=False) & ~models.Q(sha256=""),
            )
        ]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="document_of_person"),
            models.Index(
                fields=["id"],
                condition=models.Q(state__in=["waiting", "making"]),
                name="document_open",
            ),
        ]
