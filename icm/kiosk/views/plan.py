"""One's own plan at a terminal: all of it, one action, and what one says of either."""

from typing import Any

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from casework import access, actions
from casework.models import ActionPlan, ActionSay
from casework.queries.own_plan import OwnAction, OwnPlan, own_plan
from icm.kiosk.forms import plan as forms
from icm.kiosk.queries.plan import ANSWERS, action_in_words, plan_in_words
from icm.kiosk.views.bases import CaseworkAct, KioskPage
from icm.people.models import Person


class Plan(KioskPage):
    """What is to be done, by oneself and by others; or that there is no plan yet."""

    template_name = "kiosk/plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = own_plan(self.person)
        page = plan_in_words(plan, self.today) if plan else None
        return super().get_context_data(page=page, **kwargs)


class Action(KioskPage):
    """One action: what it is for, who helps, by when, and how far it is."""

    template_name = "kiosk/action.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = own_plan(self.person)
        found = plan.action(self.kwargs["line"]) if plan else None
        if found is None:
            raise Http404
        page = action_in_words(found, self.today)
        return super().get_context_data(page=page, **kwargs)


class _Saying(CaseworkAct):
    """What one says of one's own plan. Without a plan in force, back to the page that says so."""

    permission_required = access.SAY
    form_class = forms.Say
    template_name = "kiosk/say.html"
    plan: OwnPlan

    def elsewhere(self) -> HttpResponseBase | None:
        found = super().elsewhere()
        if found is not None:
            return found
        plan = own_plan(self.person)
        if plan is None:
            return HttpResponseRedirect(reverse("kiosk:plan"))
        self.plan = plan
        return None


class SayOfPlan(_Saying):
    """Whether one agrees with the plan as a whole."""

    def get_initial(self) -> dict[str, Any]:
        said = self.plan.said
        view = said.view if said.view in ANSWERS else ""
        return {"version": said.version, "view": view, "words": said.words if said.own else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=reverse("kiosk:plan"), **kwargs)

    def act(self, record: Person, form: Any) -> ActionPlan:
        said = actions.Said(**form.cleaned_data, on=self.today, ask_again_on=None)
        asking = self.pressed
        return actions.record_view(
            self.plan.row, said, principals=asking["principals"], at=asking["at"]
        )

    def next_url(self, record: Person, result: ActionPlan) -> str:
        return reverse("kiosk:plan")


class SayOfAction(_Saying):
    """Whether one agrees with one action of it."""

    action: OwnAction

    def load(self) -> Person:
        found = self.plan.action(self.kwargs["line"])
        if found is None:
            raise Http404
        self.action = found
        return super().load()

    def get_initial(self) -> dict[str, Any]:
        said = self.action.said
        return {"version": said.version, "view": said.view, "words": said.words}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(what=self.action.what, back=self._back, **kwargs)

    def act(self, record: Person, form: Any) -> ActionSay:
        return actions.say_of_action(
            self.action.row, actions.Say(**form.cleaned_data), **self.pressed
        )

    def next_url(self, record: Person, result: ActionSay) -> str:
        return self._back

    @property
    def _back(self) -> str:
        return reverse("kiosk:action", args=[self.action.line])
