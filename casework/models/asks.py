"""What the person asks for, and what was answered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.policy.asks import ONE_AT_A_TIME, Part, Wanted
from casework.workflow import Asking
from icm.core.history import kept

_ANSWERED = models.Q(state__in=[Asking.DONE.value, Asking.REFUSED.value])
_HAS_ANSWER = models.Q(answered_at__isnull=False, answered_by__isnull=False) & ~models.Q(answer="")
_NO_ANSWER = models.Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
_CORRECTION = models.Q(wanted=Wanted.CORRECTION.value)


@kept()
class Ask(models.Model):
    """One thing one person asks for. Wherever they are, whoever is their personal officer there owes the answer.

    ``answer_by`` is what they were promised, whatever the rule says later; ``escalated_at`` is when somebody was last
    told that it is overdue, ``escalated_to`` all who were.
    """

    State = Asking

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="asks")
    reference = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Asking.choices, default=Asking.WAITING.value)
    wanted = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Wanted])
    part = models.CharField(
        max_length=10, blank=True, choices=[(one.value, one.label) for one in Part]
    )
    words = models.TextField(blank=True)  # PERSON: in their own words
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_to = ArrayField(models.IntegerField(), default=list, db_default=[], blank=True)
    answer = models.TextField(blank=True)  # PERSON: written to them
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="one_ask_per_reference"),
            models.UniqueConstraint(fields=["person", "number"], name="one_ask_per_number"),
            models.UniqueConstraint(
                fields=["person", "wanted"],
                condition=models.Q(
                    state=Asking.WAITING.value,
                    wanted__in=sorted(one.value for one in ONE_AT_A_TIME),
                ),
                name="one_waiting_ask_of_a_kind",
            ),
            models.CheckConstraint(
                name="correction_says_what_is_wrong",
                condition=(_CORRECTION & ~models.Q(part="") & ~models.Q(words=""))
                | (~_CORRECTION & models.Q(part="")),
            ),
            models.CheckConstraint(
                name="answered_ask_has_its_answer",
                condition=(_ANSWERED & _HAS_ANSWER) | (~_ANSWERED & _NO_ANSWER),
            ),
            models.CheckConstraint(
                name="withdrawn_ask_has_when",
                condition=models.Q(state=Asking.WITHDRAWN.value, withdrawn_at__isnull=False)
                | (~models.Q(state=Asking.WITHDRAWN.value) & models.Q(withdrawn_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=models.Q(state=Asking.WAITING.value),
                name="waiting_asks",
            )
        ]

    def __str__(self) -> str:
        return f"Ask {self.name}"

    @property
    def name(self) -> str:
        """How they and staff call it: no other kind of request has a number with this letter."""
        return f"A{self.number}"
