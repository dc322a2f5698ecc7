"""What the Risk Management Authority is sent about an Order for Lifelong Restriction, and what it answers."""

from typing import Any

from django.utils import timezone

from icm.people.models import Person
from risk import access
from risk.actions import lifelong as actions
from risk.forms import managing as forms
from risk.queries import lifelong as queries
from risk.views.risk_plans import OnePlanAct, PlanAct


class _Dated:
    """A form whose day cannot be in the future."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]
        return kwargs | {"today": timezone.localdate()}


class SentToRma(_Dated, OnePlanAct):
    """The plan in force was sent for approval."""

    form_class = forms.SentToRma
    title = "Record that the plan was sent"
    lead = "The Risk Management Authority (RMA) is sent the plan that is in force."
    button = "Save the day"
    done = "It is recorded that the plan was sent."

    def act(self, record: Person, form: forms.SentToRma) -> Any:
        found, principals = form.cleaned_data, self.request.principals
        return actions.send_to_rma(
            self.plan,
            on=found["on"],
            version=found["version"],
            principals=principals,
            at=timezone.now(),
        )


class ApprovedByRma(_Dated, OnePlanAct):
    """The plan in force was approved."""

    form_class = forms.ApprovedByRma
    title = "Record the RMA's approval"
    lead = "Progression may follow only once the Risk Management Authority (RMA) has approved the plan."
    button = "Save the approval"
    done = "The approval is recorded."

    def act(self, record: Person, form: forms.ApprovedByRma) -> Any:
        found = form.cleaned_data
        letter = actions.Approval(
            on=found["on"], reference=found["approval"], version=found["version"]
        )
        return actions.record_approval(self.plan, letter, **self.pressed)


class YearlyReport(_Dated, OnePlanAct):
    """The Annual Implementation Report was sent."""

    form_class = forms.YearlyReport
    title = "Record the yearly report"
    lead = (
        "The Annual Implementation Report to the Risk Management Authority (RMA): how the plan was"
        " carried out, and a statement of assurance."
    )
    button = "Save the report"
    done = "The report is recorded."

    def act(self, record: Person, form: forms.YearlyReport) -> Any:
        found = form.cleaned_data
        report = actions.Report(
            reference=found["reference"], sent_on=found["on"], progress=found["progress"]
        )
        return actions.report_year(self.plan, report, **self.pressed)


class NoticeChange(_Dated, OnePlanAct):
    """A significant change, actual or potential."""

    form_class = forms.ChangeNotice
    title = "Record a significant change"
    lead = "A change, or one that may come, that the Risk Management Authority (RMA) has to be told of."
    button = "Save the change"
    done = "The change is recorded."

    def act(self, record: Person, form: forms.ChangeNotice) -> Any:
        found = form.cleaned_data
        notice = actions.Notice(
            reference=found["reference"],
            on=found["day"],
            potential=found["potential"],
            what=found["what"],
            told_on=found["on"],
        )
        return actions.notice_change(self.plan, notice, **self.pressed)


class _NoticeAct(_Dated, PlanAct):
    """A later step of one notice; 404 where it is not about this person."""

    def load(self) -> Person:
        person = super().load()
        self.notice = queries.notice(person, self.kwargs["notice"])
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audiences = access.audiences_of(self.record, self.request.principals)
        what = access.shown(self.notice, "what", *audiences)
        return super().get_context_data(quoted=what, **kwargs)


class ToldRma(_NoticeAct):
    """The Authority was told of the change."""

    form_class = forms.ToldRma
    title = "Record that the RMA was told"
    button = "Save the day"
    done = "It is recorded that the RMA was told."

    def act(self, record: Person, form: forms.ToldRma) -> Any:
        return actions.tell_rma(self.notice, on=form.cleaned_data["on"], **self.pressed)


class AnsweredByRma(_NoticeAct):
    """What the Authority answered."""

    form_class = forms.AnsweredByRma
    title = "Record the RMA's answer"
    button = "Save the answer"
    done = "The answer is recorded."

    def act(self, record: Person, form: forms.AnsweredByRma) -> Any:
        principals = self.request.principals
        return actions.record_answer(
            self.notice, **form.cleaned_data, principals=principals, at=timezone.now()
        )
