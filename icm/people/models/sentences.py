"""Sentences as the warrants give them: facts only, the dates follow from the rules."""

from django.db import models

from icm.core.history import kept
from icm.policy.facts import SentenceKind


@kept()
class Sentence(models.Model):
    """One sentence or warrant. Empty means not known, and the dates that need it come out as not known.

    The term is kept as pronounced (years, months, weeks, days), because its length in days depends on its start.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="sentences")
    reference = models.CharField(max_length=40)
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.label) for kind in SentenceKind], blank=True
    )
    offence = models.CharField(max_length=160, blank=True)
    court = models.CharField(max_length=120, blank=True)
    imposed_on = models.DateField(null=True, blank=True)
    start_on = models.DateField(null=True, blank=True)
    term_years = models.PositiveSmallIntegerField(null=True, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    term_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    term_days = models.PositiveIntegerField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    extension_months = models.PositiveSmallIntegerField(null=True, blank=True)
    supervision_months = models.PositiveSmallIntegerField(null=True, blank=True)
    punishment_years = models.PositiveSmallIntegerField(null=True, blank=True)
    punishment_months = models.PositiveSmallIntegerField(null=True, blank=True)
    punishment_days = models.PositiveIntegerField(null=True, blank=True)
    domestic_abuse = models.BooleanField(null=True, blank=True)
    listed_sexual = models.BooleanField(null=True, blank=True)
    terrorism = models.BooleanField(default=False)
    first_imposed_on = models.DateField(null=True, blank=True)
    recalled_on = models.DateField(null=True, blank=True)
    quashed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_sentence_per_reference"
            )
        ]
        indexes = [models.Index(fields=["person", "start_on"], name="sentence_of_person")]
