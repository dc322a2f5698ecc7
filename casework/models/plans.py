"""The action plan, version by version, and its actions."""

from django.db import models

from casework.models.referrals import DISCLOSURES, DOMAINS
from casework.workflow import Planning
from icm.core.disclosure import Disclosure
from icm.core.history import kept


@kept()
class ActionPlan(models.Model):
    """One version of somebody's action plan. At most one is in force and at most one is being drafted.

    ``view`` is what the person says of it, ``view_own`` that they entered it themselves; where they could not answer,
    ``ask_again_on`` says when somebody goes back.
    """

    State = Planning

    class View(models.TextChoices):
        AGREED = "agreed", "They agree"
        DISAGREED = "disagreed", "They disagree"
        UNSURE = "unsure", "They are not sure"
        NO_ANSWER = "no-answer", "They could not answer"
        NOT_ASKED = "", "Not asked yet"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=Planning.choices, default=Planning.DRAFT.value)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    aims = models.TextField(blank=True)  # OPEN: the person's aims in their own words
    view = models.CharField(max_length=10, choices=View.choices, blank=True)
    view_words = models.TextField(blank=True)  # PERSON
    view_on = models.DateField(null=True, blank=True)
    view_own = models.BooleanField(default=False, db_default=False)
    ask_again_on = models.DateField(null=True, blank=True)
    family_help = models.TextField(blank=True)  # OPEN
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_plan_per_number"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="draft"), name="one_draft_plan"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="agreed"), name="one_plan_in_force"
            ),
            models.CheckConstraint(
                name="plan_in_force_says_by_whom",
                condition=models.Q(state="draft", agreed_at__isnull=True)
                | ~models.Q(state="draft")
                & models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
        ]


@kept("plan")
class PlanAction(models.Model):
    """One action of one version. ``line`` is the same in every version the action stands in.

    ``reference`` names the page it was added from, so that sending that twice adds one action.
    Done by a member of staff (``owner``), a provider, or the person themselves.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not-started", "Not started"
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Done"
        NOT_DONE = "not-done", "Not done"

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="actions")
    line = models.PositiveIntegerField()
    reference = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=20, choices=DOMAINS)
    risk_factor = models.CharField(max_length=200, blank=True)
    what = models.TextField()
    disclosure = models.CharField(
        max_length=12, choices=DISCLOSURES, default=Disclosure.PERSON.value
    )
    gist = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    theirs = models.BooleanField(default=False)  # the person does it themselves
    owner = models.ForeignKey(
        "core.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider = models.ForeignKey(
        "casework.Provider", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    referral = models.ForeignKey(
        "casework.Referral", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    start_on = models.DateField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.NOT_STARTED.value
    )
    evidence = models.TextField(blank=True)  # PERSON
    not_done_why = models.TextField(blank=True)  # PERSON
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="one_action_per_line"),
            models.UniqueConstraint(
                fields=["plan", "reference"],
                condition=~models.Q(reference=""),
                name="one_action_per_reference",
            ),
            models.CheckConstraint(
                name="action_not_done_says_why",
                condition=~models.Q(status="not-done") | ~models.Q(not_done_why=""),
            ),
            models.CheckConstraint(
                name="withheld_action_has_its_ground",
                condition=models.Q(disclosure__in=["open", "person"]) | ~models.Q(ground=""),
            ),
        ]
        indexes = [models.Index(fields=["owner", "status", "target_on"], name="action_of_owner")]
