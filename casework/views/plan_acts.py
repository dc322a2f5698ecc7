"""Acts on a plan as a whole: drafted, its texts written, what the person says, put in force."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.actions import plan_standing
from casework.forms import plans as forms
from casework.models import ActionPlan
from casework.policy import action_plan as policy
from casework.queries import action_plan as queries
from casework.queries.plan_draft import draft_page
from casework.views.action_plan import of_number
from casework.views.bases import CaseAct
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.sending import Press
from icm.people.models import Person


class PlanAct(CaseAct):
    """An act on the draft, unless a subclass loads another version."""

    permission_required = access.PLAN
    current = "action-plan"
    leads_to = "plan_draft"

    def load(self) -> Person:
        person = super().load()
        self.plan = self.plan_of(person)
        return person

    def plan_of(self, person: Person) -> ActionPlan:
        found = queries.plan_draft(person.pk)
        if found is None:
            raise Http404
        return found

    @property
    def asking(self) -> Principals:
        return self.request.principals

    @property
    def audience(self) -> Audience:
        return access.audience_of(self.record, self.asking)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.plan.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            plan=self.plan,
            plan_url=reverse("casework:action_plan", args=[self.record.pk]),
            back=self.next_url(self.record, None),
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return reverse(f"casework:{self.leads_to}", args=[record.pk])


class StartDraft(CaseAct):
    """A new version is begun."""

    permission_required = access.PLAN
    current = "action-plan"
    form_class = Press
    template_name = "casework/action_plan_start.html"
    done = "The draft is begun. Nobody's plan changes until you put it in force."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_force = queries.plan_in_force(self.record.pk)
        plan_url = reverse("casework:action_plan", args=[self.record.pk])
        return super().get_context_data(in_force=in_force, plan_url=plan_url, **kwargs)

    def act(self, record: Person, form: Any) -> ActionPlan:
        return actions.draft_plan(record, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("casework:plan_draft", args=[record.pk])


class WriteAims(PlanAct):
    """Their aims, how family can help, and when the plan is looked at again."""

    form_class = forms.Aims
    template_name = "casework/action_plan_aims.html"
    done = "It is saved in the draft."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        plan = self.plan
        offered = plan.review_on or policy.review_from(timezone.localdate())
        texts = {"aims": plan.aims, "family_help": plan.family_help, "review_on": offered}
        return super().get_initial() | texts

    def act(self, record: Person, form: forms.Aims) -> ActionPlan:
        texts = actions.Aims(**form.cleaned_data)
        return actions.write_aims(self.plan, texts, principals=self.asking, at=timezone.now())


class RecordView(PlanAct):
    """What the person says of the draft, or of the plan in force."""

    permission_required = access.SAY

    form_class = forms.View
    template_name = "casework/action_plan_view.html"
    done = "What they say is recorded."

    def plan_of(self, person: Person) -> ActionPlan:
        return of_number(person.pk, self.kwargs["number"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        offered = {"on": today, "ask_again_on": policy.ask_again_from(today)}
        return super().get_initial() | offered

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.plan_page(self.plan, self.audience, timezone.localdate())
        local = policy.ASK_AGAIN_DAYS.source(timezone.localdate()).section
        return super().get_context_data(page=page, local=local, **kwargs)

    def act(self, record: Person, form: forms.View) -> ActionPlan:
        said = actions.Said(**form.cleaned_data)
        return actions.record_view(self.plan, said, principals=self.asking, at=timezone.now())

    def next_url(self, record: Person, result: Any) -> str:
        drafting = self.plan.state == ActionPlan.State.DRAFT
        name = "plan_draft" if drafting else "action_plan"
        return reverse(f"casework:{name}", args=[record.pk])


class PutInForce(PlanAct):
    """The whole draft to be checked, with what it still needs; then it takes the place of the plan before it."""

    form_class = forms.Confirm
    template_name = "casework/action_plan_put_in_force.html"

    def plan_of(self, person: Person) -> ActionPlan:
        """The draft; sent a second time, the plan that it has become."""
        plans = queries.standing_plans(person.pk)
        found = plans.draft or (plans.in_force if self.request.method == "POST" else None)
        if found is None:
            raise Http404
        return found

    def get_initial(self) -> dict[str, Any]:
        rows = queries.rows_of(self.plan)
        return super().get_initial() | {"version": plan_standing.stamp(self.plan, rows)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, rows = timezone.localdate(), queries.rows_of(self.plan)
        page = queries.page_of(self.plan, rows, self.audience, on)
        draft = draft_page(self.plan, rows, page, self.audience, on)
        before = queries.plan_in_force(self.record.pk)
        return super().get_context_data(page=page, draft=draft, before=before, **kwargs)

    def act(self, record: Person, form: forms.Confirm) -> ActionPlan:
        return actions.put_in_force(
            self.plan,
            seen=form.cleaned_data["version"],
            by=self.request.user,
            principals=self.asking,
            at=timezone.now(),
        )

    def next_url(self, record: Person, result: Any) -> str:
        name = "plan_in_force" if result else "plan_draft"
        return reverse(f"casework:{name}", args=[record.pk])
