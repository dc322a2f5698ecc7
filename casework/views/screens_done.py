"""The pages of a completed Core Screen: what happens next, the answers, the slip, and its reader."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.actions import handing_on
from casework.forms import screens as forms
from casework.models import CoreScreen
from casework.policy.route_slip import SLIPS
from casework.queries import screens as current
from casework.queries import screens_done as queries
from casework.views.bases import CaseAct, CasePage
from icm.core.sending import Press
from icm.people.models import Person


class _Done(CasePage):
    """A page about one completed screen."""

    current = "screen"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.screen = queries.screen_of(self.person, self.kwargs["screen"])
        about = {
            "screen": self.screen,  # in place of its key, which the address hands on
            "screen_url": reverse("casework:screen", args=[self.person.pk]),
            "may_screen": access.SCREEN in self.verbs,
            "may_read": access.READ_SCREEN in self.verbs,
        }
        return super().get_context_data(**(kwargs | about))


class Confirmation(_Done):
    """It is completed; what happens next."""

    template_name = "casework/screen_done.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        audience = access.audience_of(self.person, self.request.principals)
        page = queries.read_page(self.screen, audience)
        limit = current.limit(self.person.pk, timezone.localdate())
        officer = queries.officer_name(self.person)
        route = f"Route: {self.screen.get_route_display()}"
        return context | {"page": page, "limit": limit, "officer": officer, "route": route}


class Answers(_Done):
    """Everything found, needs first."""

    template_name = "casework/screen_answers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        audience = access.audience_of(self.person, self.request.principals)
        page = queries.read_page(self.screen, audience)
        return context | {
            "page": page,
            "changed": queries.changed_route(self.screen, self.person),
        }


class Slip(_Done):
    """What the person gets on paper: their route in plain words, and nothing they answered."""

    template_name = "casework/screen_slip.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        page = queries.slip_page(self.screen, self.person)
        return context | {"page": page, "local": SLIPS.source(timezone.localdate()).section}


class _DoneAct(CaseAct):
    """An act on one completed screen."""

    current = "screen"

    def load(self) -> Person:
        person = super().load()
        self.screen = queries.screen_of(person, self.kwargs["screen"])
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            screen=self.screen,
            screen_url=reverse("casework:screen", args=[self.record.pk]),
            **kwargs,
        )

    def next_url(self, record: Person, result: CoreScreen) -> str:
        return reverse("casework:screen_answers", args=[record.pk, result.pk])


class Told(_DoneAct):
    """The day on which the person had the slip."""

    permission_required = access.SCREEN
    form_class = forms.Told
    template_name = "casework/screen_told.html"
    done = "It is recorded that they were told their route."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"on": timezone.localdate()}

    def act(self, record: Person, form: forms.Told) -> CoreScreen:
        return handing_on.tell_route(self.screen, on=form.cleaned_data["on"], **self.pressed)


class Read(_DoneAct):
    """The personal officer reads it, and says so."""

    permission_required = access.READ_SCREEN
    form_class = Press
    template_name = "casework/screen_read.html"
    done = "It is recorded that you have read it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        page = queries.read_page(self.screen, audience)
        return super().get_context_data(page=page, **kwargs)

    def act(self, record: Person, form: Any) -> CoreScreen:
        return handing_on.read_screen(self.screen, **self.pressed)
