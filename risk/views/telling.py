"""Explaining an outcome, and significant changes: telling of one, answering it."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from icm.people import queries as people
from icm.people.models import Person
from icm.policy.roles import Role
from risk import access, actions
from risk.forms import telling as forms
from risk.models import ChangeQuestion, Explanation
from risk.policy.assessments import Change
from risk.queries import changes
from risk.views.bases import AssessmentAct, RiskAct, RiskPage


class Explain(AssessmentAct):
    """It was explained, and this is what they said."""

    permission_required = access.EXPLAIN
    form_class = forms.Explain
    template_name = "risk/explain.html"
    done = "It is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        occasions = Explanation.Occasion.choices
        return super().get_form_kwargs() | {"today": timezone.localdate(), "occasions": occasions}

    def act(self, record: Person, form: forms.Explain) -> Explanation:
        told = actions.Told(**form.cleaned_data)
        return actions.explain(self.assessment, told, **self.pressed)


class TakeBackExplanation(AssessmentAct):
    """It was recorded by mistake."""

    permission_required = access.EXPLAIN
    form_class = forms.TakeBack
    template_name = "risk/explanation_take_back.html"
    done = "It counts no more. The history keeps it, with your reason."

    @cached_property
    def told(self) -> Explanation:
        rows = Explanation.objects.filter(assessment=self.assessment).select_related("by")
        found = rows.filter(pk=self.kwargs["explanation"]).first()
        if found is None:
            raise Http404
        return found

    def held(self, record: Person) -> frozenset[str]:
        """Whoever recorded it, and those whose assessment it is."""
        found, asker = super().held(record), self.request.principals.user_id
        theirs = access.may_take_back(self.told.by_id, found, asker)
        return found if theirs else found - {access.EXPLAIN}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(told=self.told, **kwargs)

    def act(self, record: Person, form: forms.TakeBack) -> None:
        why, principals = form.cleaned_data["why"], self.request.principals
        actions.take_back_explanation(self.told, why=why, principals=principals, at=timezone.now())


class Changes(RiskPage):
    """What asks whether the assessment still holds, and what was answered."""

    current = "assessments"
    template_name = "risk/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = changes.changes_page(self.person, self.verbs, self.audiences, timezone.localdate())
        may_tell = access.TELL_CHANGE in self.verbs and self.person.released_on is None
        return super().get_context_data(page=page, may_tell=may_tell, **kwargs)


class TellChange(RiskAct):
    """Something changed."""

    permission_required = access.TELL_CHANGE
    current = "assessments"
    form_class = forms.TellChange
    template_name = "risk/tell_change.html"
    done = "It is recorded. Social work is asked whether the assessment still holds."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Person, form: forms.TellChange) -> ChangeQuestion:
        said = form.cleaned_data
        news = actions.News(kind=Change(said["kind"]), on=said["on"], what=said["what"])
        return actions.tell_change(record, news, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("risk:changes", args=[record.pk])


class AnswerChange(RiskAct):
    """Does the assessment still hold after this?"""

    permission_required = access.ANSWER_CHANGE
    current = "assessments"
    form_class = forms.AnswerChange
    template_name = "risk/answer_change.html"
    done = "Your answer is recorded."

    @property
    def name(self) -> str:
        return f"{self.kwargs['kind']} {self.kwargs['on']}"

    def get_form_kwargs(self) -> dict[str, Any]:
        self.workers = {
            str(user.pk): user
            for role in (Role.PBSW, Role.CBSW)
            for user in people.candidates(self.record, role)
        }
        owners = [(key, user.display_name()) for key, user in self.workers.items()]
        today = timezone.localdate()
        return super().get_form_kwargs() | {"owners": owners, "today": today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        audiences = access.audiences_of(self.record, principals)
        on = timezone.localdate()
        change = changes.one_waiting(self.record, self.name, self.verbs, audiences, on)
        if change is None and self.request.method == "GET":
            raise Http404
        return super().get_context_data(change=change, **kwargs)

    def act(self, record: Person, form: forms.AnswerChange) -> ChangeQuestion:
        said = form.cleaned_data
        holds = said["holds"] == "yes"
        answer = actions.Answer(
            holds=holds,
            why=said["why"],
            owner=None if holds else self.workers.get(said["owner"]),
            due_on=None if holds else said["due_on"],
        )
        return actions.answer_change(record, self.name, answer, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("risk:changes", args=[record.pk])
