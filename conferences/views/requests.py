"""The person asks for a conference: their requests, one of them, asking, answering and taking back."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import requests as actions
from conferences.forms import requests as forms
from conferences.models import Request
from conferences.policy.requests import How
from conferences.queries import requests
from conferences.views.bases import ConferencesAct, ConferencesPage
from conferences.workflow import Requesting
from icm.people.models import Person


class Requests(ConferencesPage):
    """Everything they asked for, and what was answered."""

    template_name = "conferences/requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = access.audience_of(self.person, self.request.principals)
        page = requests.requests_page(self.person, audience, self.verbs, timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class One(ConferencesPage):
    """One request: their words, the answer, and how to challenge a no."""

    template_name = "conferences/request.html"

    def load(self) -> Person:
        self.asked: Request = requests.request(self.request.principals, self.kwargs["pk"])
        return self.asked.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = requests.request_page(self.asked, self.request.principals, timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class Ask(ConferencesAct):
    """Somebody writes down what the person asks."""

    permission_required = access.ASK
    form_class = forms.Ask
    template_name = "conferences/request_ask.html"
    done = "The request is recorded. Tell the person its number and by when they are answered."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"on": timezone.localdate()}

    def act(self, record: Person, form: forms.Ask) -> Request:
        said = form.cleaned_data
        wish = actions.Wish(
            reference=said["reference"],
            grounds=said["grounds"],
            why=said["why"],
            how=How(said["how"]),
            on=said["on"],
        )
        return actions.ask(record, wish, **self.pressed)

    def next_url(self, record: Person, result: Request) -> str:
        return reverse("conferences:request", args=[result.pk])


class _OfRequest(ConferencesAct):
    def load(self) -> Person:
        self.asked: Request = requests.request(self.request.principals, self.kwargs["pk"])
        return self.asked.person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.asked.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, today = self.request.principals, timezone.localdate()
        return super().get_context_data(
            page=requests.request_page(self.asked, principals, today),
            back=self.next_url(self.record, None),
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:request", args=[self.asked.pk])


class Answer(_OfRequest):
    """The ICM Co-ordinator says yes or no; after a no, yes after all."""

    permission_required = access.DECIDE
    template_name = "conferences/request_answer.html"
    done = "The answer is recorded. Whoever wrote the request down is told, and tells the person."

    def get_form_class(self) -> type[forms.Answer | forms.Agree]:
        return forms.Agree if self.asked.state == Requesting.REFUSED else forms.Answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        weighed = requests.weighed(self.asked, timezone.localdate())
        return super().get_context_data(weighed=weighed, **kwargs)

    def act(self, record: Person, form: forms.Answer | forms.Agree) -> Request:
        said = form.cleaned_data
        act = actions.refuse if said.get("answer") == forms.REFUSE else actions.agree
        return act(self.asked, why=said["why"], version=said["version"], **self.pressed)


class Withdraw(_OfRequest):
    """They want none any more, or it was recorded by mistake."""

    permission_required = access.ASK
    form_class = forms.Withdraw
    template_name = "conferences/request_withdraw.html"
    done = "The request is taken back. Nobody owes an answer."

    def act(self, record: Person, form: forms.Withdraw) -> Request:
        said = form.cleaned_data
        return actions.withdraw(
            self.asked, why=said["why"], version=said["version"], **self.pressed
        )
