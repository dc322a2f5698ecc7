"""What is written in the plan, by domain: ratings of need, and narratives."""

from django.db import models

from casework.models.referrals import AGENCIES, DISCLOSURES, DOMAINS
from casework.models.screens import ROLES
from casework.policy.areas import Need
from icm.core.disclosure import Disclosure
from icm.core.history import kept

NEEDS = [(need.value, need.label) for need in Need]


@kept()
class DomainRating(models.Model):
    """How far the person needs intervention and support in one domain, as somebody saw it. The newest stands."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="ratings")
    reference = models.CharField(max_length=40)
    domain = models.CharField(max_length=20, choices=DOMAINS)
    intervention = models.CharField(max_length=14, choices=NEEDS, blank=True)
    support = models.CharField(max_length=14, choices=NEEDS, blank=True)
    why = models.TextField(blank=True)  # PERSON
    agency = models.CharField(max_length=20, choices=AGENCIES)
    role = models.CharField(max_length=40, choices=ROLES)
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="one_rating_per_reference")
        ]
        indexes = [models.Index(fields=["person", "domain", "-at"], name="rating_of_domain")]


@kept()
class Narrative(models.Model):
    """One entry in one domain. Each text carries who may read it; a withheld one its gist, and why it is withheld.

    ``source`` says where the writer has it from. ``like`` is the earlier entry it nearly repeats, ``likeness`` how
    nearly (0 to 1): pointed out to its writer and counted, never blocked.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="narratives")
    reference = models.CharField(max_length=60)
    domain = models.CharField(max_length=20, choices=DOMAINS)
    agency = models.CharField(max_length=20, choices=AGENCIES)
    provider = models.ForeignKey(
        "casework.Provider",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narratives",
    )
    role = models.CharField(max_length=40, choices=ROLES)
    author = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    like = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    likeness = models.FloatField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_narrative_per_reference"
            ),
            models.CheckConstraint(name="narrative_says_something", condition=~models.Q(body="")),
            models.CheckConstraint(
                name="withheld_narrative_has_its_ground",
                condition=models.Q(disclosure__in=["open", "person"]) | ~models.Q(ground=""),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "domain", "-on"], name="narrative_of_domain"),
            models.Index(fields=["author", "-written_at"], name="narrative_of_author"),
        ]
