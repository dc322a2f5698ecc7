"""The action plan: the one in force, the draft, the plan of a past day, and what changed between two days."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.forms import plans as forms
from casework.models import ActionPlan
from casework.queries import action_plan as queries
from casework.queries import plan_history as history
from casework.queries.action_plan import plan_url
from casework.queries.plan_draft import draft_page
from casework.views.bases import CasePage
from icm.core.disclosure import Audience
from icm.core.screen import Link

A_QUARTER = timedelta(days=91)  # how far back the first look at changes goes


class _PlanPage(CasePage):
    current = "action-plan"

    @property
    def audience(self) -> Audience:
        return access.audience_of(self.person, self.request.principals)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        around = {
            "may_plan": access.PLAN in self.verbs,
            "plan_url": plan_url("action_plan", self.person.pk),
        }
        return super().get_context_data(**(around | kwargs))


class ActionPlanPage(_PlanPage):
    """The plan in force, or the draft where none is."""

    template_name = "casework/action_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, on = self.person.pk, timezone.localdate()
        plans = queries.standing_plans(person)
        shown = plans.in_force or plans.draft
        page = queries.plan_page(shown, self.audience, on) if shown else None
        return super().get_context_data(
            page=page,
            draft=plans.draft,
            in_force=plans.in_force,
            tabs=tabs(person, "plan"),
            **kwargs,
        )


class Draft(_PlanPage):
    """The draft, with what it still needs and every way to change it."""

    template_name = "casework/action_plan_draft.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = queries.plan_draft(self.person.pk)
        if plan is None:
            raise Http404
        on, rows = timezone.localdate(), queries.rows_of(plan)
        page = queries.page_of(plan, rows, self.audience, on)
        return super().get_context_data(
            page=page, draft=draft_page(plan, rows, page, self.audience, on), **kwargs
        )


class InForce(_PlanPage):
    """The plan has just been put in force; what happens next."""

    permission_required = access.PLAN
    template_name = "casework/action_plan_in_force.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = queries.plan_in_force(self.person.pk)
        if plan is None:
            raise Http404
        page = queries.plan_page(plan, self.audience, timezone.localdate())
        return super().get_context_data(page=page, told=queries.told(self.person.pk), **kwargs)


class PlanOnADay(_PlanPage):
    """The plan as it stood on any day, with what was known then or later."""

    template_name = "casework/action_plan_day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        form, asked = _asked(forms.Day, self.request.GET, on=timezone.localdate())
        on = min(asked.get("on") or timezone.localdate(), timezone.localdate())
        known = asked.get("known")
        asking = history.Asking(self.audience, on, now, history.end_of(known) if known else None)
        return super().get_context_data(
            form=form,
            on=on,
            known=known,
            page=history.plan_on(self.person.pk, asking),
            versions=history.versions_table(self.person.pk),
            tabs=tabs(self.person.pk, "day"),
            **kwargs,
        )


class PlanChanges(_PlanPage):
    """What changed between two days: lines added, removed and changed, field by field."""

    template_name = "casework/action_plan_changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, today = timezone.now(), timezone.localdate()
        usual = {"since": today - A_QUARTER, "until": today}
        form, asked = _asked(forms.Days, self.request.GET, **usual)
        until = min(asked.get("until") or today, today)
        since = asked.get("since") or until - A_QUARTER
        since, until = min(since, until), max(since, until)
        before, after = (
            history.plan_on(self.person.pk, history.Asking(self.audience, day, now))
            for day in (since, until)
        )
        return super().get_context_data(
            form=form,
            since=since,
            until=until,
            before=before,
            after=after,
            changes=history.changes(before, after),
            tabs=tabs(self.person.pk, "changes"),
            **kwargs,
        )


def tabs(person: int, current: str) -> tuple[Link, ...]:
    """The ways to look at the plan."""
    pages = (
        ("plan", "Plan now", "action_plan"),
        ("day", "On another day", "plan_day"),
        ("changes", "What changed", "plan_changes"),
    )
    return tuple(
        Link(text, reverse(f"casework:{name}", args=[person]), current=key == current)
        for key, text, name in pages
    )


def _asked(form_class: type[Any], given: Any, **usual: date) -> tuple[Any, dict[str, Any]]:
    """The form of a look, and what of it was understood: a day that is none is left out and said so."""
    form = form_class(given if given else None, initial=usual)
    if form.is_bound:
        form.is_valid()
    return form, form.cleaned_data if form.is_bound else {}


def of_number(person: int, number: int) -> ActionPlan:
    """A version that has not been replaced, or 404."""
    found = queries.plan_numbered(person, number)
    if found is None:
        raise Http404
    return found
