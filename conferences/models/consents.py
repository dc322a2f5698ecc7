"""Relatives whom the person agreed to involve, and what social work found when it looked (CC-FAMILY-CONSENT)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from conferences.policy.preparing import Form, Scope
from icm.core.history import kept

SCOPES = [(one.value, one.label) for one in Scope]
FORMS = [(one.value, one.label) for one in Form]


@kept()
class FamilyConsent(models.Model):
    """Consent for one relative: to what, from which day, and since when not any more.

    The name and how to reach them are a third party's. Social work looks at whom it is; without both, no invitation.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="family_consents"
    )
    reference = models.CharField(max_length=40)
    name = models.CharField(max_length=100)  # PERSON: as they named them
    relation = models.CharField(max_length=60)  # PERSON
    contact = models.TextField()  # TEAM: an address or a telephone number
    scope = ArrayField(models.CharField(max_length=12, choices=SCOPES), default=list)
    given_on = models.DateField()
    form = models.CharField(max_length=12, choices=FORMS)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    # None while social work has not looked.
    approved = models.BooleanField(null=True, blank=True)
    approved_why = models.TextField(blank=True)  # SOCIAL_WORK
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)  # TEAM
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Nobody is to bring them together, whatever either wishes: it ends what was shared at once.
    no_contact_at = models.DateTimeField(null=True, blank=True)
    no_contact_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # VICTIM. Once it is over: why it ended.
    no_contact_why = models.TextField(blank=True)
    # As whom the relative acts who has a window of their own (icm.family); nobody signs in to staff pages with it.
    user = models.OneToOneField(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="relative_by"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference"], name="one_consent_per_reference"
            ),
            models.CheckConstraint(
                name="consent_looked_at_by_somebody",
                condition=models.Q(
                    approved__isnull=True, looked_at__isnull=True, looked_by__isnull=True
                )
                | models.Q(
                    approved__isnull=False, looked_at__isnull=False, looked_by__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_on_a_day",
                condition=models.Q(
                    withdrawn_on__isnull=True, withdrawn_at__isnull=True, withdrawn_by__isnull=True
                )
                | models.Q(
                    withdrawn_on__isnull=False,
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="no_contact_set_by_somebody",
                condition=models.Q(no_contact_at__isnull=True, no_contact_by__isnull=True)
                | models.Q(no_contact_at__isnull=False, no_contact_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["person", "-given_on"], name="consent_of_person")]

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def shares(self) -> bool:
        """Consent that stands, that social work approved, and nothing that forbids contact."""
        return self.stands and bool(self.approved) and self.no_contact_at is None

    @property
    def may_attend(self) -> bool:
        """The same, for taking part."""
        return self.shares and Scope.ATTENDING.value in self.scope
