"""Who is invited to a conference, what each answered, and whether they came."""

from django.db import models

from conferences.policy.holding import Came
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from icm.core.history import kept

PARTIES = [(party.value, party.label) for party in Party]
CAME = [(came.value, came.label) for came in Came]
REPLIES = [(reply.value, reply.label) for reply in Reply]


@kept("conference")
class Invitation(models.Model):
    """One person invited: a member of staff who signs in, the person it is about, or somebody by name.

    An answer counts for the date it was given for: ``answered_for``. Once the conference is moved it stands, and is
    asked for anew.
    """

    conference = models.ForeignKey(
        "conferences.Conference", on_delete=models.PROTECT, related_name="invitations"
    )
    party = models.CharField(max_length=20, choices=PARTIES)
    user = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    name = models.CharField(max_length=100, blank=True)  # of who does not sign in
    # Of a relative: whose name stands with the consent, so that it goes when that is withdrawn.
    consent = models.ForeignKey(
        "conferences.FamilyConsent",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="invitations",
    )
    core = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)  # first, and first after each change
    reply = models.CharField(max_length=10, choices=REPLIES, blank=True)
    reply_why = models.TextField(blank=True)  # TEAM
    deputy = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="deputised"
    )
    answered_for = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    excused_why = models.TextField(blank=True)  # TEAM: why the absence of a core member is approved
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    came = models.CharField(max_length=10, choices=CAME, blank=True)  # once it was held
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "party", "user", "name", "consent"],
                condition=models.Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="invited_once_to_a_conference",
            ),
            models.CheckConstraint(
                name="answer_has_its_day",
                condition=models.Q(reply="", answered_at__isnull=True)
                | (~models.Q(reply="") & models.Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="excused_absence_has_who_and_why",
                condition=models.Q(excused_at__isnull=True, excused_by__isnull=True)
                | models.Q(excused_at__isnull=False, excused_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["user", "conference"], name="invited_user")]

    def who(self) -> str:
        """The name of whoever is invited, or as what."""
        if self.user is not None:
            return self.user.display_name()
        if self.consent is not None and self.consent.stands:
            return self.consent.name
        return self.name or str(self.get_party_display())

    def as_what(self) -> str:
        """The name with the post or part; the person it is about has no other."""
        who, party = self.who(), str(self.get_party_display())
        return who if who == party else f"{who} ({party})"
