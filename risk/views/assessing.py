"""Asking for an assessment, recording what it ended in, correcting it, settling it, taking the request back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from icm.people.models import Person
from risk import access, actions
from risk.forms import assessing as forms
from risk.models import Assessment
from risk.policy.assessments import Purpose, Side, Tool
from risk.queries import figures, scores
from risk.views.bases import AssessmentAct, RiskAct


class Ask(RiskAct):
    """One more assessment is needed."""

    permission_required = access.ASK
    current = "assessments"
    form_class = forms.Ask
    template_name = "risk/assessment_ask.html"
    done = "The assessment is asked for."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Person, form: forms.Ask) -> Assessment:
        said = form.cleaned_data
        request = actions.Request(
            reference=said["reference"],
            tool=Tool(said["tool"]),
            purpose=Purpose(said["purpose"]),
            side=Side(said["side"]),
            why=said["why"],
            due_on=said["due_on"],
            owner=figures.worker(record, Side(said["side"])),
        )
        return actions.ask_assessment(record, request, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("risk:assessments", args=[record.pk])


class _WithFigures:
    """After the values have been told, the form offers to keep them as they stand."""

    def told(self, form: Any, refusal: actions.Contradicts) -> actions.Contradicts:
        form.contradicts = True
        return refusal


class Record(_WithFigures, RiskAct):
    """An LS/CMI that nobody asked for beforehand; where one was, its own page."""

    permission_required = access.ASSESS
    current = "assessments"
    form_class = forms.RecordLscmi
    template_name = "risk/assessment_record.html"
    done = "The LS/CMI is recorded."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = figures.open_request(self.record, Tool.LSCMI, self.side)
        if waiting is not None:
            return HttpResponseRedirect(reverse("risk:complete_assessment", args=[waiting.pk]))
        return super().get(request, *args, **kwargs)

    @property
    def side(self) -> Side:
        """A community-based social worker records what the community assessed."""
        role = access.role_with(self.record, self.request.principals, access.ASSESS)
        return Side.COMMUNITY if role in access.SIDES[Side.COMMUNITY] else Side.PRISON

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"done_on": timezone.localdate()}

    def act(self, record: Person, form: forms.RecordLscmi) -> Assessment:
        said = form.cleaned_data
        request = actions.Request(
            reference=said["reference"],
            tool=Tool.LSCMI,
            purpose=Purpose(said["purpose"]),
            side=self.side,
        )
        try:
            return actions.record_assessment(
                record, request, actions.Result(version=1, **form.columns), **self.pressed
            )
        except actions.Contradicts as refusal:
            raise self.told(form, refusal) from refusal

    def next_url(self, record: Person, result: Assessment) -> str:
        return reverse("risk:assessment", args=[result.pk])


class _Outcome(_WithFigures, AssessmentAct):
    """What an assessment on record ended in. Psychology records its own elsewhere."""

    permission_required = access.ASSESS

    @property
    def with_figures(self) -> bool:
        return self.assessment.tool == Tool.LSCMI

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def result(self, form: Any) -> actions.Result:
        return actions.Result(version=form.cleaned_data["version"], **form.columns)

    def standing(self) -> dict[str, Any]:
        """What stands on record, for the boxes."""
        row, kept = self.assessment, figures.scores_of(self.assessment)
        numbers = {name: getattr(kept, name) for name in figures.COLUMNS} if kept else {}
        names = ("done_on", "band", "override", "override_why")
        return {**numbers, **{name: getattr(row, name) for name in names}}


class Complete(_Outcome):
    """The outcome of what was asked for."""

    done = "The outcome is recorded."

    def get_template_names(self) -> list[str]:
        name = "assessment_record" if self.with_figures else "assessment_done"
        return [f"risk/{name}.html"]

    def get_form_class(self) -> type[Any]:
        return forms.CompleteLscmi if self.with_figures else forms.Complete

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"done_on": timezone.localdate()}

    def act(self, record: Person, form: Any) -> Assessment:
        try:
            return actions.complete_assessment(self.assessment, self.result(form), **self.pressed)
        except actions.Contradicts as refusal:
            raise self.told(form, refusal) from refusal


class Correct(_Outcome):
    """It was written down wrongly."""

    done = "The outcome is corrected. The history keeps what stood before."

    def get_template_names(self) -> list[str]:
        name = "assessment_correct" if self.with_figures else "assessment_correct_other"
        return [f"risk/{name}.html"]

    def get_form_class(self) -> type[Any]:
        return forms.CorrectLscmi if self.with_figures else forms.Correct

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | self.standing()

    def act(self, record: Person, form: Any) -> Assessment:
        try:
            return actions.correct_assessment(
                self.assessment, self.result(form), why=form.cleaned_data["why"], **self.pressed
            )
        except actions.Contradicts as refusal:
            raise self.told(form, refusal) from refusal


class Settle(_Outcome):
    """Which of two values is right."""

    permission_required = access.SETTLE
    form_class = forms.Settle
    template_name = "risk/assessment_settle.html"
    done = "It is settled. The LS/CMI can be used again."

    def held(self, record: Person) -> frozenset[str]:
        """Only an LS/CMI has figures to be settled, and only who may read them settles them."""
        found = super().held(record)
        return found if self.with_figures and access.SCORES in found else frozenset()

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | self.standing()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = scores.open_findings(self.assessment)
        return super().get_context_data(findings=found, **kwargs)

    def act(self, record: Person, form: forms.Settle) -> Assessment:
        return actions.settle_assessment(
            self.assessment, self.result(form), how=form.cleaned_data["how"], **self.pressed
        )


class Withdraw(AssessmentAct):
    """It is not needed any more."""

    permission_required = access.WITHDRAW
    form_class = forms.Withdraw
    template_name = "risk/assessment_withdraw.html"
    done = "The request is withdrawn."

    def act(self, record: Person, form: forms.Withdraw) -> Assessment:
        said = form.cleaned_data
        return actions.withdraw_assessment(
            self.assessment,
            why=said["why"],
            version=said["version"],
            principals=self.request.principals,
            at=timezone.now(),
        )
