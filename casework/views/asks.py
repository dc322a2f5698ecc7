"""What people ask for at a terminal: of everybody the asker may answer, of one person, and the answer."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.actions import asks as actions
from casework.forms import asks as forms
from casework.models import Ask
from casework.policy.asks import Wanted
from casework.queries import asks
from casework.views.bases import CaseAct, CasePage
from casework.workflow import Asking
from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import Page
from icm.people.models import Person


class Asks(Page):
    """What waits for an answer."""

    permission_required = None  # lists only those whom the asker may answer
    template_name = "casework/asks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        page = asks.asks_page(principals, timezone.localdate(), page_number(self.request.GET))
        record_consultation(
            principals, page="casework:asks", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)


class PersonAsks(CasePage):
    """All that one person asked for, with the answers."""

    current = "talks"
    template_name = "casework/person_asks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = asks.cards(self.person, self.request.principals, timezone.localdate())
        return super().get_context_data(cards=found, **kwargs)


class AnswerAsk(CaseAct):
    """Done, or not and why. One that is answered is read with all others of the person."""

    permission_required = access.REPLY
    current = "talks"
    form_class = forms.Answer
    template_name = "casework/answer_ask.html"
    done = "The answer is recorded. The person reads it when they next sign in at a terminal."

    def load(self) -> Person:
        self.ask: Ask = asks.ask(self.request.principals, self.kwargs["pk"])
        return self.ask.person

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"wanted": Wanted(self.ask.wanted)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.ask.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, principals = self.record, self.request.principals
        audience = access.audience_of(person, principals)
        owner = asks.owner_of(person)
        ways = {Wanted.COPY: "casework:copies", Wanted.TALK: "casework:talk"}
        way = ways.get(Wanted(self.ask.wanted))
        return super().get_context_data(
            title=f"{self.ask.name}: {Wanted(self.ask.wanted).label}",
            facts=asks.facts(self.ask, audience, owner, timezone.localdate()),
            waits=self.ask.state == Asking.WAITING,
            copy=self.ask.wanted == Wanted.COPY,
            way=reverse(way, args=[person.pk]) if way else "",
            back=self.next_url(person, None),
            **kwargs,
        )

    def act(self, record: Person, form: forms.Answer) -> Ask:
        said = form.cleaned_data
        act = actions.refuse if said["outcome"] == forms.REFUSED else actions.finish
        return act(self.ask, answer=said["answer"], version=said["version"], **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("casework:person_asks", args=[record.pk])
