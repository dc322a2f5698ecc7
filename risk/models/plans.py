"""Risk management plans, and of an Order for Lifelong Restriction what the Risk Management Authority is told."""

from django.db import models

from icm.core.history import kept
from risk.workflow import Managing


@kept()
class RiskPlan(models.Model):
    """One version of the risk management plan (FRAME-RMP-PARTS). An empty part is warned of, not forbidden.

    ``victim_safety`` is VICTIM; the other parts are for the team. ``rma_*`` is for an OLR only.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="risk_plans")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=Managing.choices, default=Managing.DRAFT)
    scenario = models.TextField(blank=True)  # TEAM: what, who, when, how, why; not a prediction
    monitoring = models.TextField(blank=True)  # TEAM
    supervision = models.TextField(blank=True)  # TEAM
    intervention = models.TextField(blank=True)  # TEAM
    victim_safety = models.TextField(blank=True)  # VICTIM
    warning_signs = models.TextField(blank=True)  # TEAM
    contingency = models.TextField(blank=True)  # TEAM
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    in_force_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_on = models.DateField(null=True, blank=True)
    rma_sent_on = models.DateField(null=True, blank=True)
    rma_approved_on = models.DateField(null=True, blank=True)
    rma_reference = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_risk_plan_per_number"),
            models.UniqueConstraint(
                fields=["person", "state"],
                condition=models.Q(state__in=["draft", "in-force"]),
                name="one_risk_plan_drafted_and_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"Risk management plan {self.number} of person {self.person_id}"


@kept("plan")
class YearlyReport(models.Model):
    """OLR-AIR: the Annual Implementation Report, by the day it is due."""

    plan = models.ForeignKey(RiskPlan, on_delete=models.PROTECT, related_name="yearly_reports")
    reference = models.CharField(max_length=40)
    due_on = models.DateField()
    sent_on = models.DateField()
    progress = models.TextField(blank=True)  # TEAM
    assured_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reference"], name="one_yearly_report_per_reference"
            )
        ]

    def __str__(self) -> str:
        return f"Yearly report {self.pk} of plan {self.plan_id}"


@kept("plan")
class ChangeNotice(models.Model):
    """OLR-SIGCHANGE: an actual or potential significant change, told to the Risk Management Authority."""

    plan = models.ForeignKey(RiskPlan, on_delete=models.PROTECT, related_name="change_notices")
    reference = models.CharField(max_length=40)
    on = models.DateField()
    potential = models.BooleanField()
    what = models.TextField()  # TEAM
    told_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)  # TEAM
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reference"], name="one_change_notice_per_reference"
            )
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk} of plan {self.plan_id}"
