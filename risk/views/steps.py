"""The steps of a review, one page each."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from icm.core.screen import Fact
from icm.people import access
from icm.people.models import Person
from icm.people.views.acts import PersonAct
from icm.policy.facts import Level
from risk import actions, queries
from risk.forms import reviews as forms
from risk.models import SupervisionReview as Review
from risk.views.acts import ReviewAct
from risk.workflow import may_withdraw


class Propose(PersonAct):
    """A review begins: the level proposed, with a note on each criterion."""

    permission_required = access.PROPOSE_REVIEW
    form_class = forms.Propose
    template_name = "risk/propose.html"
    done = "The proposal is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        criteria = queries.criteria(timezone.localdate())
        kinds = [kind for kind in Review.Kind.choices if kind[0] != Review.Kind.RECEPTION]
        return super().get_form_kwargs() | {"kinds": kinds, "criteria": criteria}

    def get_initial(self) -> dict[str, Any]:
        kind, _ = queries.next_review(self.record.pk, timezone.localdate())
        return super().get_initial() | {"kind": kind}

    def act(self, record: Person, form: forms.Propose) -> Review:
        proposal = actions.Proposal(
            reference=form.cleaned_data["reference"],
            kind=form.cleaned_data["kind"],
            level=form.proposed,
            criteria=form.notes,
        )
        return actions.propose(record, proposal, **self.pressed)

    def next_url(self, record: Person, result: Review) -> str:
        return reverse("risk:review", args=[result.pk])


class Notify(ReviewAct):
    """Written notice before the decision."""

    permission_required = access.DECIDE_REVIEW
    form_class = forms.Notify
    template_name = "risk/notify.html"
    done = "The notice is written. Print it, hand it over, and record the day."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hearing = queries.hearing(self.record, timezone.localdate())
        return super().get_context_data(hearing=hearing, **kwargs)

    def act(self, record: Review, form: forms.Notify) -> Review:
        return actions.notify(
            record, **form.cleaned_data, principals=self.asking, at=timezone.now()
        )

    def next_url(self, record: Review, result: Any) -> str:
        return reverse("risk:letter", args=[record.pk])


class Represent(ReviewAct):
    """What the person says about the proposal."""

    permission_required = access.PROPOSE_REVIEW
    form_class = forms.Represent
    template_name = "risk/represent.html"
    done = "It is recorded. What they say has to be considered before the decision."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Review, form: forms.Represent) -> Review:
        heard = actions.Representation(**form.cleaned_data)
        return actions.represent(
            record, heard, by=self.request.user, principals=self.asking, at=timezone.now()
        )


class Decide(ReviewAct):
    """The level, with written reasons; checked before it is decided."""

    permission_required = access.DECIDE_REVIEW
    form_class = forms.Decide
    template_name = "risk/decide.html"
    check_template = "risk/decide_check.html"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"level": self.record.proposed_level}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=queries.review_page(
                self.record, self.verbs, self.asking.user_id, timezone.localdate()
            ),
            locked=queries.why_not_decide(self.record, timezone.localdate()),
            effects=queries.effects_unless_low(self.record, timezone.localdate()),
            **kwargs,
        )

    def answers(self, form: forms.Decide) -> tuple[Fact, ...]:
        level = Level(form.cleaned_data["level"])
        return (*form.answers, *queries.effects(self.record, level, timezone.localdate()))

    def act(self, record: Review, form: forms.Decide) -> Review:
        decision = actions.Decision(
            level=Level(form.cleaned_data["level"]),
            reasons=form.cleaned_data["reasons"],
            version=form.cleaned_data["version"],
        )
        return actions.decide(
            record, decision, by=self.request.user, principals=self.asking, at=timezone.now()
        )

    def next_url(self, record: Review, result: Any) -> str:
        return reverse("risk:decided", args=[record.pk])


class Withdraw(ReviewAct):
    """The proposal is given up."""

    permission_required = access.PROPOSE_REVIEW
    form_class = forms.Withdraw
    template_name = "risk/withdraw.html"
    done = "The proposal is withdrawn. The level stays as it is."

    def held(self, record: Review) -> frozenset[str]:
        verbs = super().held(record)
        mine = may_withdraw(record, verbs, self.asking.user_id)
        return verbs if mine else verbs - {self.permission_required}

    def act(self, record: Review, form: forms.Withdraw) -> Review:
        return actions.withdraw(
            record, **form.cleaned_data, principals=self.asking, at=timezone.now()
        )


class _Dated(ReviewAct):
    """A step that only has a day."""

    permission_required = access.PROPOSE_REVIEW
    form_class = forms.Dated

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}


class Give(_Dated):
    """The person was given the notice."""

    form_class = forms.Give
    template_name = "risk/give.html"
    done = "The day is recorded. The person's time to answer runs from it."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hearing = queries.hearing(self.record, timezone.localdate())
        return super().get_context_data(hearing=hearing, **kwargs)

    def act(self, record: Review, form: forms.Give) -> Review:
        return actions.give(record, **form.cleaned_data, principals=self.asking, at=timezone.now())


class Tell(_Dated):
    """They were told in writing."""

    template_name = "risk/tell.html"
    done = "It is recorded that they were told in writing."

    def act(self, record: Review, form: forms.Dated) -> Review:
        return actions.tell(record, **form.cleaned_data, principals=self.asking, at=timezone.now())


class Acknowledge(_Dated):
    """They say that they had the letter."""

    template_name = "risk/acknowledge.html"
    done = "The acknowledgement is recorded."

    def act(self, record: Review, form: forms.Dated) -> Review:
        return actions.acknowledge(
            record, **form.cleaned_data, principals=self.asking, at=timezone.now()
        )


class AskDocuments(_Dated):
    """They ask for the documents behind it."""

    template_name = "risk/ask.html"
    done = "The request is recorded. The documents have to be given, or withheld under rule 27."

    def act(self, record: Review, form: forms.Dated) -> Review:
        return actions.ask_documents(
            record, **form.cleaned_data, principals=self.asking, at=timezone.now()
        )


class AnswerDocuments(ReviewAct):
    """The documents are given, or withheld with the ground."""

    permission_required = access.DECIDE_REVIEW
    form_class = forms.AnswerDocuments
    template_name = "risk/answer.html"
    done = "It is recorded what was given and what is withheld."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Review, form: forms.AnswerDocuments) -> Review:
        return actions.answer_documents(
            record, **form.cleaned_data, principals=self.asking, at=timezone.now()
        )
