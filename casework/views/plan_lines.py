"""Acts on one action of a plan: added, changed, removed, moved in the draft; carried out and referred in force."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import plans as forms
from casework.models import ActionPlan, PlanAction, Referral
from casework.queries import action_plan as queries
from casework.queries import plan_draft as choices
from casework.views.plan_acts import PlanAct
from icm.core.disclosure import Audience
from icm.people.models import Person


def _chosen(person: Person, audience: Audience, action: PlanAction | None = None) -> forms.Chosen:
    """What the form offers, with whoever the action names already."""
    staff, providers = choices.staff_choices(person), choices.provider_choices(person)
    if action and action.owner:
        staff = choices.with_named(staff, action.owner_id, action.owner.display_name())
    if action and action.provider:
        providers = choices.with_named(providers, action.provider_id, action.provider.name)
    return forms.Chosen(
        domains=choices.domain_choices(timezone.localdate()),
        staff=staff,
        providers=providers,
        readers=choices.reader_choices(audience),
    )


class AddAction(PlanAct):
    """One more action in the draft."""

    form_class = forms.AddAction
    template_name = "casework/action_plan_action.html"
    done = "The action is added to the draft."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"chosen": _chosen(self.record, self.audience)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"disclosure": "person"}

    def act(self, record: Person, form: forms.AddAction) -> PlanAction:
        return actions.add_action(
            self.plan,
            actions.Line(**form.columns),
            reference=form.cleaned_data["reference"],
            principals=self.asking,
            at=timezone.now(),
        )


class _OneAction(PlanAct):
    """An act on one action, by its line."""

    def load(self) -> Person:
        person = super().load()
        rows = [row for row in queries.rows_of(self.plan) if row.line == self.kwargs["line"]]
        if not rows and self.missing():
            raise Http404
        self.action = rows[0] if rows else PlanAction(plan=self.plan, line=self.kwargs["line"])
        self.action.plan = self.plan
        return person

    def missing(self) -> bool:
        """Whether an action that is not there is an error."""
        return True

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.action.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = queries.one_action(self.action, self.audience, timezone.localdate())
        return super().get_context_data(action=shown, **kwargs)


class _Readable(_OneAction):
    """Nobody changes what they may not read."""

    def held(self, record: Person) -> frozenset[str]:
        verbs = super().held(record)
        self.record = record
        shown = queries.one_action(self.action, self.audience, timezone.localdate())
        return verbs if shown.cleared else verbs - {access.PLAN}


class ChangeAction(_Readable):
    """An action of the draft, as it is now to read."""

    form_class = forms.ChangeAction
    template_name = "casework/action_plan_action.html"
    done = "The action is changed in the draft."

    def get_form_kwargs(self) -> dict[str, Any]:
        chosen = _chosen(self.record, self.audience, self.action)
        return super().get_form_kwargs() | {"chosen": chosen}

    def get_initial(self) -> dict[str, Any]:
        row = self.action
        names = ("what", "domain", "risk_factor", "theirs", "start_on", "target_on", "review_on")
        values = {name: getattr(row, name) for name in (*names, "disclosure", "gist", "ground")}
        keys = {"owner": str(row.owner_id or ""), "provider": str(row.provider_id or "")}
        return super().get_initial() | values | keys

    def act(self, record: Person, form: forms.ChangeAction) -> PlanAction:
        return actions.change_action(
            self.action,
            actions.Line(**form.columns),
            version=form.cleaned_data["version"],
            principals=self.asking,
            at=timezone.now(),
        )


class RemoveAction(_Readable):
    """An action is taken out of the draft."""

    form_class = forms.Confirm
    template_name = "casework/action_plan_remove.html"
    done = "The action is out of the draft."

    def missing(self) -> bool:
        """Sent a second time, it is gone already: that is what was asked for."""
        return self.request.method != "POST"

    def act(self, record: Person, form: forms.Confirm) -> ActionPlan:
        return actions.remove_action(
            self.action,
            version=form.cleaned_data["version"],
            principals=self.asking,
            at=timezone.now(),
        )


class OrderActions(PlanAct):
    """Which action comes first. Each button carries the order it leads to, so that two presses are one."""

    form_class = forms.Order
    template_name = "casework/action_plan_order.html"
    leads_to = "order_plan_actions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.plan_page(self.plan, self.audience, timezone.localdate())
        moves = choices.moves(page)
        draft = reverse("casework:plan_draft", args=[self.record.pk])
        return super().get_context_data(moves=moves, draft_url=draft, **kwargs)

    def act(self, record: Person, form: forms.Order) -> ActionPlan:
        return actions.reorder(self.plan, form.order, principals=self.asking, at=timezone.now())


class _InForce(_OneAction):
    """An act on an action of the plan in force."""

    leads_to = "action_plan"

    def plan_of(self, person: Person) -> ActionPlan:
        found = queries.plan_in_force(person.pk)
        if found is None:
            raise Http404
        return found


class RecordProgress(_InForce):
    """How an action stands."""

    form_class = forms.Progress
    template_name = "casework/action_plan_progress.html"
    done = "It is recorded how the action stands."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        names = ("status", "evidence", "not_done_why", "done_on")
        return super().get_initial() | {name: getattr(self.action, name) for name in names}

    def act(self, record: Person, form: forms.Progress) -> PlanAction:
        progress = actions.Progress(**form.cleaned_data)
        return actions.record_progress(
            self.action, progress, principals=self.asking, at=timezone.now()
        )


class ReferAction(_InForce, _Readable):
    """The person is referred to the provider who does the action."""

    form_class = forms.Refer
    template_name = "casework/action_plan_refer.html"
    done = "The referral is open. It stands on the provider's list."

    def act(self, record: Person, form: forms.Refer) -> Referral:
        return actions.refer_action(
            self.action,
            consent=form.cleaned_data["consent"],
            by=self.request.user,
            principals=self.asking,
            at=timezone.now(),
        )
