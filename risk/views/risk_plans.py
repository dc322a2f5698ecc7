"""The risk management plan: in force, of another version, drafted, checked and put in force."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from icm.core.sending import Press
from icm.people.models import Person
from risk import access
from risk.actions import risk_plans as actions
from risk.forms import managing as forms
from risk.models import RiskPlan
from risk.policy import managing
from risk.queries import lifelong
from risk.queries import risk_plans as queries
from risk.views.bases import RiskPage
from risk.views.step import StepAct
from risk.workflow import Managing

CURRENT = "risk-plan"


class CurrentRiskPlan(RiskPage):
    """The plan in force; without one, the draft."""

    current = CURRENT
    template_name = "risk/risk_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on = timezone.localdate()
        in_force = queries.plan_in(self.person, Managing.IN_FORCE)
        page = queries.risk_plan_page(in_force, self.audiences, on) if in_force else None
        part = lifelong.lifelong_part(self.person, self.verbs, self.audiences, on)
        return super().get_context_data(
            page=page,
            draft=queries.plan_in(self.person, Managing.DRAFT),
            lifelong=part,
            versions=queries.versions(self.person, under_order=part is not None),
            may_manage=access.MANAGE in self.verbs,
            **kwargs,
        )


class RiskPlanVersion(RiskPage):
    """One version: the draft, the one in force or one that was replaced."""

    current = CURRENT
    template_name = "risk/risk_plan_version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = queries.numbered(self.person, self.kwargs["number"])
        page = queries.risk_plan_page(plan, self.audiences, timezone.localdate())
        return super().get_context_data(
            page=page,
            may_manage=access.MANAGE in self.verbs,
            plan_url=_url("risk_plan", self.person),
            **kwargs,
        )


class PlanAct(StepAct):
    """An act on somebody's risk management plan."""

    permission_required = access.MANAGE
    current = CURRENT
    about, about_name = "Risk plan", "risk_plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(plan_url=_url("risk_plan", self.record), **kwargs)


class OnePlanAct(PlanAct):
    """The same of the version in that state; 404 where there is none."""

    state = Managing.IN_FORCE

    def load(self) -> Person:
        person = super().load()
        found = queries.plan_in(person, self.state)
        if found is None:
            raise Http404
        self.plan: RiskPlan = found
        return person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.plan.version}


class StartRiskPlan(PlanAct):
    """A new version, with the parts of the one in force."""

    form_class = Press
    template_name = "risk/risk_plan_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = queries.plan_in(self.record, Managing.IN_FORCE)
        return super().get_context_data(before=before, **kwargs)

    def act(self, record: Person, form: Press) -> RiskPlan:
        return actions.draft_risk_plan(record, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return _url("write_risk_plan", record)


class WriteRiskPlan(OnePlanAct):
    """The parts of the draft."""

    state = Managing.DRAFT
    form_class = forms.WriteRiskPlan
    template_name = "risk/risk_plan_write.html"
    done = "The draft is saved. It counts once it is put in force."

    def get_form_kwargs(self) -> dict[str, Any]:
        today = timezone.localdate()
        return super().get_form_kwargs() | {"parts": managing.parts(today), "today": today}

    def get_initial(self) -> dict[str, Any]:
        """Whoever makes the plan may read every part of it: access says so, and a test keeps it so."""
        texts = actions.texts_of(self.plan, timezone.localdate())
        return super().get_initial() | texts | {"review_on": self.plan.review_on}

    def act(self, record: Person, form: forms.WriteRiskPlan) -> RiskPlan:
        found = form.cleaned_data
        written = actions.Written(
            texts=form.texts, review_on=found["review_on"], version=found["version"]
        )
        principals = self.request.principals
        return actions.write_risk_plan(self.plan, written, principals=principals, at=timezone.now())

    def next_url(self, record: Person, result: RiskPlan) -> str:
        return reverse("risk:risk_plan_version", args=[record.pk, result.number])


class PutInForce(OnePlanAct):
    """The draft is checked, its empty parts named, and takes the place of the plan before it."""

    state = Managing.DRAFT
    form_class = forms.Confirm
    template_name = "risk/risk_plan_check.html"
    done = "The plan is in force."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        audiences = access.audiences_of(self.record, self.request.principals)
        return super().get_context_data(
            page=queries.risk_plan_page(self.plan, audiences, today),
            before=queries.plan_in(self.record, Managing.IN_FORCE),
            locked=managing.why_not(actions.texts_of(self.plan, today), today),
            under_order=lifelong.under_order(self.record, today),
            **kwargs,
        )

    def act(self, record: Person, form: forms.Confirm) -> RiskPlan:
        return actions.put_in_force(self.plan, version=form.cleaned_data["version"], **self.pressed)


def _url(name: str, person: Person) -> str:
    return queries.risk_plan_url(name, person.pk)
