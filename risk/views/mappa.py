"""MAPPA of one person, and the acts that keep its record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from icm.people.models import Person
from risk import access
from risk.actions import mappa as actions
from risk.forms import mappa as forms
from risk.policy.mappa import Occasion, Stage
from risk.queries import mappa as queries
from risk.views.bases import RiskPage
from risk.views.step import StepAct

CURRENT = "mappa"
NOT_AGAIN = "Check it before you save: you will not see the reply again, and cannot change it."


class MappaOf(RiskPage):
    """How somebody comes under MAPPA, the stages reached, and what the police were asked."""

    current = CURRENT
    template_name = "risk/mappa.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.mappa_page(self.person, self.verbs, self.audiences, timezone.localdate())
        return super().get_context_data(page=page, may_keep=access.MAPPA in self.verbs, **kwargs)


class _MappaAct(StepAct):
    """An act on somebody's MAPPA record."""

    permission_required = access.MAPPA
    current = CURRENT
    about, about_name = "MAPPA", "mappa"


class _Dated(_MappaAct):
    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}


class KeepMappa(_MappaAct):
    """Category, level and co-ordinator, or that they do not come under MAPPA."""

    form_class = forms.KeepMappa
    title = "Record how they come under MAPPA"
    lead = "Multi-Agency Public Protection Arrangements. That somebody does not come under them is a record too."
    button = "Save the record"
    done = "The MAPPA record is saved."

    def get_initial(self) -> dict[str, Any]:
        row = queries.mappa_of(self.record)
        if row is None:
            return super().get_initial() | {"version": 0}
        return super().get_initial() | {
            "category": row.category or forms.NOT_UNDER,
            "level": row.level,
            "co_ordinator": row.co_ordinator,
            "why": row.why,
            "version": row.version,
        }

    def act(self, record: Person, form: forms.KeepMappa) -> Any:
        found = form.cleaned_data
        kept = actions.Kept(
            category=form.chosen,
            level=form.managed,
            co_ordinator=found["co_ordinator"],
            why=found["why"],
            version=found["version"],
        )
        return actions.keep_mappa(record, kept, **self.pressed)


class ReachStage(_Dated):
    """A stage was reached."""

    form_class = forms.ReachStage
    title = "Record a stage"
    lead = "Identified, referred, information shared, met, left."
    button = "Save the stage"
    done = "The stage is recorded."

    def act(self, record: Person, form: forms.ReachStage) -> Any:
        found = form.cleaned_data
        reached = actions.Reached(
            reference=found["reference"],
            stage=Stage(found["stage"]),
            on=found["on"],
            note=found["note"],
        )
        return actions.reach_stage(record, reached, **self.pressed)


class NotifyPolice(_Dated):
    """The police were given notice."""

    form_class = forms.NotifyPolice
    title = "Record a notice to the police"
    lead = "Formal notice, with a request for information, before less secure conditions or access to the community."
    button = "Save the notice"
    done = "The notice is recorded."

    def act(self, record: Person, form: forms.NotifyPolice) -> Any:
        found = form.cleaned_data
        asked = actions.Asked(
            reference=found["reference"],
            occasion=Occasion(found["occasion"]),
            sent_on=found["on"],
            asked=found["asked"],
        )
        return actions.notify_police(record, asked, **self.pressed)


class PoliceReply(_Dated):
    """What the police replied. Once it stands, its form opens only to who may read it."""

    form_class = forms.PoliceReply
    title = "Record what the police replied"
    button = "Save the reply"
    done = "The reply is recorded."

    def load(self) -> Person:
        person = super().load()
        self.notice = queries.police_notice(person, self.kwargs["notice"])
        self.clear = queries.may_read_replies(access.audiences_of(person, self.request.principals))
        return person

    def held(self, record: Person) -> frozenset[str]:
        held = super().held(record)
        if self.permission_required in held and self.notice.reply and not self.clear:
            raise PermissionDenied(actions.NOT_READABLE)
        return held

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {
            "on": self.notice.replied_on,
            "reply": self.notice.reply,
            "gist": self.notice.gist,
            "version": self.notice.version,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audiences = access.audiences_of(self.record, self.request.principals)
        once = "" if self.clear else NOT_AGAIN
        asked = access.shown(self.notice, "asked", *audiences)
        return super().get_context_data(quoted=asked, warning=once, **kwargs)

    def act(self, record: Person, form: forms.PoliceReply) -> Any:
        reply = actions.Reply(**form.cleaned_data)
        principals = self.request.principals
        return actions.record_reply(self.notice, reply, principals=principals, at=timezone.now())
