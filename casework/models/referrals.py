"""Who provides what, and who was referred to them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from casework.models.screens import AREAS
from casework.policy.areas import Agency, Domain, Urgency
from casework.workflow import Referring
from icm.core.disclosure import Disclosure
from icm.core.history import kept

AGENCIES = [(agency.value, agency.label) for agency in Agency]
DOMAINS = [(domain.value, domain.label) for domain in Domain]
DISCLOSURES = [(disclosure.value, disclosure.value) for disclosure in Disclosure]


@kept()
class Provider(models.Model):
    """A service people are referred to, inside an establishment or in the community.

    ``team`` is who works there and signs in; a provider without one answers by telephone and letter, and staff record
    what it said. Its team knows of nobody but those referred to it. Without ``domains`` it serves every domain.
    """

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    agency = models.CharField(max_length=20, choices=AGENCIES)
    domains = ArrayField(models.CharField(max_length=20, choices=DOMAINS), default=list, blank=True)
    establishment = models.ForeignKey(
        "people.Establishment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="providers",
    )
    authority = models.ForeignKey(
        "people.LocalAuthority",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="providers",
    )
    team = models.OneToOneField(
        "core.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="provider"
    )
    about = models.TextField(blank=True, default="", db_default="")  # what it does, and for whom
    wait = models.CharField(max_length=100, blank=True, default="", db_default="")  # as it says
    wait_on = models.DateField(null=True, blank=True)  # when it said so
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        indexes = [models.Index(fields=["establishment", "name"], name="provider_of_place")]

    def __str__(self) -> str:
        return self.name

    def helps_with(self, domain: str) -> bool:
        """One that names no domains helps with everything."""
        return not self.domains or domain in self.domains


@kept()
class Referral(models.Model):
    """One person referred to one provider for one domain, and how it stands. Under way, it is an activity."""

    State = Referring

    class Origin(models.TextChoices):
        SCREEN = "screen", "Core Screen"
        PLAN = "plan", "Action plan"
        OFFICER = "officer", "Between conferences"
        CONFERENCE = "conference", "Case conference"
        PROVIDER = "provider", "Another provider"
        SELF = "self", "The person asked"

    class Consent(models.TextChoices):
        GIVEN = "given", "They agree"
        REFUSED = "refused", "They do not agree"
        NOT_ASKED = "", "Not asked yet"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="referrals")
    reference = models.CharField(max_length=60)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="referrals")
    domain = models.CharField(max_length=20, choices=DOMAINS)
    area = models.CharField(max_length=20, choices=AREAS, blank=True)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    screen = models.ForeignKey(
        "casework.CoreScreen",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
    )
    state = models.CharField(max_length=10, choices=Referring.choices, default=Referring.OPEN.value)
    urgency = models.CharField(
        max_length=10, choices=[(urgency.value, urgency.label) for urgency in Urgency], blank=True
    )
    consent = models.CharField(max_length=10, choices=Consent.choices, blank=True)
    why = models.TextField(blank=True)
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    chaser = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chase_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)  # by the policy of the day it was made
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)  # PERSON: what the provider says to it, why not
    waiting_since = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)  # PERSON
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_referral_per_reference"
            ),
            models.CheckConstraint(
                name="ended_referral_has_its_day",
                condition=models.Q(
                    state__in=["closed", "declined", "withdrawn", "moved"], ended_on__isnull=False
                )
                | (
                    ~models.Q(state__in=["closed", "declined", "withdrawn", "moved"])
                    & models.Q(ended_on__isnull=True)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="referral_of_person"),
            models.Index(fields=["provider", "state", "made_at"], name="referral_of_provider"),
        ]


@kept("referral")
class Chase(models.Model):
    """Somebody asked the provider how a referral stands, and what was said."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="chases")
    reference = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True)  # TEAM

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "reference"], name="one_chase_per_reference"
            )
        ]
