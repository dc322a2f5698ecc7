"""The pages on which a Core Screen is done, from the first sitting to the last answer."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.actions import alerts, completing
from casework.actions import screens as actions
from casework.forms import screens as forms
from casework.models import CoreScreen, SafetyAlert
from casework.policy.screen_form import DECLARATION, WORDING
from casework.queries import alerts as reading_alerts
from casework.queries import screens as queries
from casework.queries import screens_done as completed
from casework.views.bases import CaseAct, CasePage
from icm.core import drafts
from icm.core.sending import Press
from icm.core.views import Interrupted
from icm.people.models import Person

NOBODY_TOLD = (
    "You pressed Stop because you are worried about somebody's safety. Nobody has been told yet: go to them or"
    " telephone now, then sign in and tell the others."
)
KEPT = "What you typed is kept. Start a sitting to go on with it."


class Screen(CasePage):
    """The task list of the open screen; without one, what was completed and the way to begin."""

    current = "screen"
    template_name = "casework/screen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        screen = queries.open_screen(self.person)
        asker, on = self.request.principals.user_id, timezone.localdate()
        return super().get_context_data(
            doing=queries.doing(screen, self.verbs, asker, on) if screen else None,
            limit=None if screen else queries.limit(self.person.pk, on),
            completed=list(completed.done_screens(self.person)),
            given_up=completed.given_up(
                self.person, access.audience_of(self.person, self.request.principals)
            ),
            alerts=reading_alerts.open_alerts_of(self.person),
            may_screen=access.SCREEN in self.verbs,
            may_read=access.READ_SCREEN in self.verbs,
            wording=WORDING.section,
            **kwargs,
        )


class Begin(CaseAct):
    """Sit down with the person, for the first time or again."""

    permission_required = access.SCREEN
    current = "screen"
    form_class = Press
    template_name = "casework/screen_begin.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        screen = queries.open_screen(self.record)
        form = queries.form_of(screen) if screen else queries.newest_form(timezone.localdate())
        return super().get_context_data(
            screen=screen,
            sitting=queries.sitting_of(screen) if screen else None,
            opening=form.opening,
            wording=WORDING.section,
            asker=self.request.principals.user_id,
            **kwargs,
        )

    def act(self, record: Person, form: Any) -> CoreScreen:
        return actions.begin_screen(record, **self.pressed)

    def next_url(self, record: Person, result: CoreScreen) -> str:
        """To the area whose text was kept when the last sitting ended, else to the first that is left."""
        kept = self.request.GET.get("on_to", "")
        known = queries.form_of(result).about(kept) is not None
        return queries.area_url(result, kept) if known else queries.next_area(result)


class ScreenAct(CaseAct):
    """A page of the form. Every one can stop it, and none loses what was typed when the sitting has ended."""

    permission_required = access.SCREEN
    current = "screen"
    screen: CoreScreen
    in_sitting: ClassVar[bool] = True  # whether somebody has to sit with the person for it

    def load(self) -> Person:
        person = super().load()
        screen = queries.open_screen(person)
        self.open = screen is not None
        # Whoever is worried stops it all the same, though somebody completed it meanwhile.
        self.to_stop = screen or queries.last_screen(person)
        if screen:
            self.screen = screen
            if self.in_sitting:
                self.open = queries.sitting_of(screen) is not None
        return person

    @classmethod
    def interrupted(cls, request: HttpRequest, **kwargs: Any) -> Interrupted | None:
        """A press on Stop is not done by somebody signed out, but it is the first thing they see afterwards."""
        if "_stop" not in request.POST:
            return None
        address = reverse("casework:stop_screen", args=[kwargs["pk"]])
        return Interrupted(f"{address}?pressed={kwargs.get('area', 'yes')}", NOBODY_TOLD)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.open else self._elsewhere()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "_stop" in request.POST and self.to_stop:
            self._keep()
            return HttpResponseRedirect(self._stop(self.to_stop))
        if not self.open:
            if self._keep():
                messages.warning(request, KEPT)
            return self._elsewhere()
        return super().post(request, *args, **kwargs)

    def _keep(self) -> bool:
        fields = drafts.fields_of(self.request.POST)
        asker = self.request.principals.user_id
        return drafts.keep(asker, self.request.path, fields, opened_at=None, at=timezone.now())

    def _stop(self, screen: CoreScreen) -> str:
        alert = alerts.stop_screen(screen, **self.pressed)
        return reverse("casework:alert", args=[alert.person_id, alert.pk])

    def _elsewhere(self) -> HttpResponse:
        """No sitting is under way: to where one is started, which comes back to this area."""
        back = self.kwargs.get("area", "")
        address = reverse("casework:begin_screen", args=[self.record.pk])
        return HttpResponseRedirect(f"{address}?on_to={back}" if back else address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            screen=self.screen,
            screen_url=reverse("casework:screen", args=[self.record.pk]),
            wording=WORDING.section,
            **kwargs,
        )


class AnswerArea(ScreenAct):
    """One area a page."""

    form_class = forms.Area
    template_name = "casework/screen_area.html"

    def load(self) -> Person:
        person = super().load()
        if hasattr(self, "screen"):
            self.form_set = queries.form_of(self.screen)
            self.question = self.form_set.about(self.kwargs["area"])
            if self.question is None:
                raise Http404
            self.found = queries.answer(self.screen, self.kwargs["area"])
        return person

    def get_form_kwargs(self) -> dict[str, Any]:
        providers = queries.providers(self.record, timezone.localdate())
        return super().get_form_kwargs() | {"providers": providers}

    def get_initial(self) -> dict[str, Any]:
        found = self.found
        if found is None:
            return {"version": 0}
        names = ("need", "urgency", "own_words", "note", "referral", "provider", "version")
        return {name: getattr(found, name) for name in names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        areas = [question.area for question in self.form_set.questions]
        return super().get_context_data(
            question=self.question,
            found=self.found,
            number=areas.index(self.question.area) + 1 if self.question else 0,
            count=len(areas),
            **kwargs,
        )

    def act(self, record: Person, form: forms.Area) -> Any:
        found = actions.Found(area=self.kwargs["area"], **form.found)
        return actions.answer_area(self.screen, found, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return queries.next_area(self.screen)


class EndSitting(ScreenAct):
    """Stop before the form is done: why, and when somebody goes on."""

    form_class = forms.EndSitting
    template_name = "casework/screen_end.html"
    done = "The sitting has ended. What they told you is saved, and nobody has to ask it again."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Person, form: forms.EndSitting) -> Any:
        ending = completing.Ending(**form.ending)
        return completing.end_sitting(self.screen, ending, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("casework:screen", args=[record.pk])


class Check(ScreenAct):
    """All answers once more, the declaration, and the end."""

    form_class = forms.Complete
    template_name = "casework/screen_check.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        declaration = DECLARATION.at(timezone.localdate())
        return super().get_form_kwargs() | {"declaration": declaration}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        facts = completed.check_facts(self.screen, audience)
        left = [fact.key for fact in facts if fact.unknown]
        return super().get_context_data(facts=facts, left=left, **kwargs)

    def act(self, record: Person, form: forms.Complete) -> CoreScreen:
        return completing.complete_screen(self.screen, **form.answers, **self.pressed)

    def next_url(self, record: Person, result: CoreScreen) -> str:
        return reverse("casework:screen_done", args=[record.pk, result.pk])


class Abandon(ScreenAct):
    """Give the form up for good."""

    in_sitting = False
    form_class = forms.Abandon
    template_name = "casework/screen_abandon.html"
    done = "The form is given up. What was answered is kept. A Core Screen is still due."

    def act(self, record: Person, form: forms.Abandon) -> Any:
        at, principals = timezone.now(), self.request.principals
        why = form.cleaned_data["why"]
        return actions.abandon_screen(self.screen, why=why, principals=principals, at=at)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("casework:screen", args=[record.pk])


class Stop(ScreenAct):
    """The same as the button on every page of the form, for the pages that have no form of their own."""

    in_sitting = False
    form_class = Press
    template_name = "casework/screen_stop.html"

    def load(self) -> Person:
        person = super().load()
        if self.to_stop:
            self.screen, self.open = self.to_stop, True
        return person

    @classmethod
    def interrupted(cls, request: HttpRequest, **kwargs: Any) -> Interrupted:
        """Here every button is the stop."""
        address = reverse("casework:stop_screen", args=[kwargs["pk"]])
        return Interrupted(f"{address}?pressed=yes", NOBODY_TOLD)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pressed = self.request.GET.get("pressed", "")
        area = queries.form_of(self.screen).about(pressed)
        return super().get_context_data(
            steps=reading_alerts.steps_now(timezone.localdate()),
            pressed=pressed,
            typed_url=queries.area_url(self.screen, pressed) if area else "",
            **kwargs,
        )

    def act(self, record: Person, form: Any) -> SafetyAlert:
        return alerts.stop_screen(self.screen, **self.pressed)

    def next_url(self, record: Person, result: SafetyAlert) -> str:
        return reverse("casework:alert", args=[record.pk, result.pk])
