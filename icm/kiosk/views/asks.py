"""Asking one's officer for a talk, a copy of the plan or a correction; where that stands; taking it back."""

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework import access
from casework.actions import asks as actions
from casework.models import Ask
from casework.policy.asks import ONE_AT_A_TIME, Wanted
from casework.queries.asks import OwnAsk, own_ask, waits
from casework.workflow import Asking
from icm.kiosk.forms import asks as forms
from icm.kiosk.queries.asks import promised, wish_of
from icm.kiosk.views.bases import CaseworkAct, KioskPage
from icm.people.models import Person


class _Asking(CaseworkAct):
    """One thing to ask for. Where it has been asked for and waits, the page says so instead."""

    permission_required = access.ASK
    template_name = "kiosk/ask_own.html"
    wanted: ClassVar[Wanted]
    title: ClassVar[Promise]
    what_happens: ClassVar[Promise]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed = self.wanted in ONE_AT_A_TIME and waits(self.person, self.wanted)
        return super().get_context_data(
            title=self.title,
            what_happens=self.what_happens,
            by=promised(self.wanted, self.today),
            closed=closed,
            **kwargs,
        )

    def act(self, record: Person, form: Any) -> Ask:
        need = actions.Need(wanted=self.wanted, **form.cleaned_data)
        return actions.ask(record, need, **self.pressed)

    def next_url(self, record: Person, result: Ask) -> str:
        return reverse("kiosk:ask_one", args=[result.pk])


class AskTalk(_Asking):
    """A talk with one's officer."""

    form_class = forms.AskTalk
    wanted = Wanted.TALK
    title = _("Ask for a talk with my officer")
    what_happens = _("Your officer comes to talk with you, or says why not.")


class AskCopy(_Asking):
    """A copy of one's plan, on paper."""

    form_class = forms.AskCopy
    wanted = Wanted.COPY
    title = _("Ask for a copy of my plan")
    what_happens = _("Your officer gives you your plan on paper, or says why not.")


class AskCorrection(_Asking):
    """Something here is wrong."""

    form_class = forms.AskCorrection
    wanted = Wanted.CORRECTION
    title = _("Say that something is wrong")
    what_happens = _("Staff look at it. They put it right, or say why not.")


class AskOne(KioskPage):
    """Where one stands: by when, who has it, and the answer."""

    template_name = "kiosk/ask_one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(_told(_found(self)) | kwargs))


class TakeBack(CaseworkAct):
    """It is not wanted any more."""

    permission_required = access.ASK
    form_class = forms.TakeBack
    template_name = "kiosk/ask_back.html"

    def load(self) -> Person:
        self.own = _found(self)
        return self.person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.own.row.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**(_told(self.own) | kwargs))

    def act(self, record: Person, form: Any) -> Ask:
        asking = self.pressed
        return actions.withdraw(
            self.own.row,
            version=form.cleaned_data["version"],
            principals=asking["principals"],
            at=asking["at"],
        )

    def next_url(self, record: Person, result: Ask) -> str:
        return reverse("kiosk:ask_one", args=[self.own.row.pk])


def _found(page: AskOne | TakeBack) -> OwnAsk:
    """One of one's own; nobody else's is there."""
    own = own_ask(page.person, page.kwargs["pk"], page.today)
    if own is None:
        raise Http404
    return own


def _told(own: OwnAsk) -> dict[str, Any]:
    waits = own.row.state == Asking.WAITING
    here = reverse("kiosk:ask_one", args=[own.row.pk])
    return {"wish": wish_of(own), "ask": own.row, "waits": waits, "back": here}
