"""Asking for something at a terminal, and what became of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from conferences import access as conferences
from conferences.actions import requests
from conferences.models import Request
from conferences.policy.requests import How
from conferences.queries import own_requests
from conferences.workflow import Requesting
from icm.kiosk.forms import asking as forms
from icm.kiosk.forms.asks import TakeBack
from icm.kiosk.queries.asking import CLOSED, asked, wish
from icm.kiosk.queries.asks import own_wishes
from icm.kiosk.views.bases import ConferencesAct, KioskPage
from icm.people.models import Person

# What can be asked for: the words to touch, a short sentence, and the page.
ASKS = (
    (
        _("A case conference"),
        _("A meeting about my plan. Staff must answer me."),
        "kiosk:ask_conference",
    ),
    (_("A talk with my officer"), _("They come to talk, or say why not."), "kiosk:ask_talk"),
    (_("A copy of my plan"), _("On paper, to keep."), "kiosk:ask_copy"),
    (_("Something is wrong"), _("Staff put it right, or say why not."), "kiosk:ask_correction"),
)


class Ask(KioskPage):
    """One big button for each thing that can be asked for."""

    template_name = "kiosk/ask.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(asks=ASKS, **kwargs)


class Asked(KioskPage):
    """All that one asked for: its number, who answers by when, the answer, and how to challenge it."""

    template_name = "kiosk/asked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            wishes=asked(self.person, self.today), own=own_wishes(self.person, self.today), **kwargs
        )


class AskConference(ConferencesAct):
    """A case conference, with reasons (CC-REQUEST). Where it cannot be asked for, the page says why instead."""

    permission_required = conferences.ASK
    form_class = forms.AskConference
    template_name = "kiosk/ask_conference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed = own_requests.why_closed(self.person, self.today)
        return super().get_context_data(closed=CLOSED[closed] if closed else "", **kwargs)

    def act(self, record: Person, form: forms.AskConference) -> Request:
        sent = form.cleaned_data
        wish = requests.Wish(
            reference=sent["reference"],
            grounds=sent["grounds"],
            why=sent["why"],
            how=How.SELF,
            on=self.today,
        )
        return requests.ask(record, wish, **self.pressed)

    def next_url(self, record: Person, result: Request) -> str:
        return reverse("kiosk:asked")


class TakeConferenceBack(ConferencesAct):
    """No case conference is wanted any more. Nobody is asked why."""

    permission_required = conferences.ASK
    form_class = TakeBack
    template_name = "kiosk/ask_back.html"

    def load(self) -> Person:
        self.asked = own_requests.request(self.person, self.kwargs["pk"])
        return self.person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.asked.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = own_requests.asked(self.asked, self.today)
        return super().get_context_data(
            wish=wish(own, self.person, self.today),
            waits=own.state is Requesting.WAITING,
            back=reverse("kiosk:asked"),
            **kwargs,
        )

    def act(self, record: Person, form: TakeBack) -> Request:
        version = form.cleaned_data["version"]
        return requests.withdraw(self.asked, why="", version=version, **self.pressed)

    def next_url(self, record: Person, result: Request) -> str:
        return reverse("kiosk:asked")
