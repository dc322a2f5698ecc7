"""A terminal that people in custody use. It proves what it is by a key in its browser; nothing else opens the pages."""

from django.conf import settings
from django.db import models

from icm.core.history import kept
from icm.people.models import Establishment


@kept(found_by="establishment", exclude=["key", "code"])
class Terminal(models.Model):
    """Added by staff, who are given a code; the terminal on which the code is typed in becomes this one.

    ``key`` and ``code`` are hashes: neither can be read out of the database.
    """

    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="terminals"
    )
    name = models.CharField(max_length=60)
    reference = models.CharField(max_length=40, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="one_terminal_per_key"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="one_terminal_per_code"
            ),
            models.UniqueConstraint(
                fields=["establishment", "name"],
                condition=models.Q(retired_at__isnull=True),
                name="one_terminal_of_a_name",
            ),
            models.CheckConstraint(
                name="terminal_key_is_registered",
                condition=models.Q(key="", registered_at__isnull=True)
                | (~models.Q(key="") & models.Q(registered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
