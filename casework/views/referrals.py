"""Somebody's referrals: all of them, a new one, asking how one stands, what a service said, taking one back."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import referrals as forms
from casework.models import Chase, Provider, Referral
from casework.queries import referrals, services
from casework.queries.withheld import withheld
from casework.views.bases import CaseAct, CasePage
from casework.workflow import REFERRING
from icm.people.models import Person

_ORIGINS = (
    (Referral.Origin.OFFICER.value, "Staff"),
    (Referral.Origin.SELF.value, "The person"),
    (Referral.Origin.CONFERENCE.value, "A case conference"),
    (Referral.Origin.PROVIDER.value, "Another service"),
)


class Referrals(CasePage):
    """How each referral stands, who asks next and when, and how long people wait there."""

    current = "referrals"
    template_name = "casework/referrals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = referrals.referrals_page(self.person, self.request.principals, timezone.localdate())
        return super().get_context_data(page=page, may_refer=access.REFER in self.verbs, **kwargs)


class Refer(CaseAct):
    """One more referral."""

    permission_required = access.REFER
    current = "referrals"
    form_class = forms.Refer
    template_name = "casework/refer.html"
    done = "The referral is made. The service sees it now."

    def get_form_kwargs(self) -> dict[str, Any]:
        person, today = self.record, timezone.localdate()
        audience = access.audience_of(person, self.request.principals)
        return super().get_form_kwargs() | {
            # What is sent from an earlier page is refused by the act, in words, and stays in the form.
            "services": referrals.services(person, today, offered=self.request.method == "GET"),
            "askers": _askers(person, self.request.user),
            "origins": _ORIGINS,
            "readers": access.classes_for(audience),
            "today": today,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offers = services.offers(self.record, timezone.localdate())
        stopped = withheld(self.record, self.request.principals)
        return super().get_context_data(offers=offers, withheld=stopped, **kwargs)

    def act(self, record: Person, form: forms.Refer) -> Referral:
        said = form.cleaned_data
        ask = actions.Ask(
            reference=said["reference"],
            provider=Provider.objects.get(pk=form.provider),
            domain=form.domain,
            origin=said["origin"],
            urgency=said["urgency"],
            consent=form.consent_value,
            why=said["why"],
            disclosure=said["disclosure"],
            gist=said["gist"],
            ground=said["ground"],
            chaser=referrals.asker(record, self.request.user, said["chaser"]),
            chase_on=said["chase_on"],
        )
        return actions.open_referral(record, ask, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return _referrals_of(record)


class _OneReferral(CaseAct):
    """An act on one of the person's referrals."""

    current = "referrals"
    referral: Referral

    def load(self) -> Person:
        person = super().load()
        self.referral = referrals.referral(person, self.kwargs["referral"])
        return person

    def held(self, record: Person) -> frozenset[str]:
        return access.held_on(self.referral, self.request.principals)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {
            "version": self.referral.version,
            "on": timezone.localdate(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = referrals.stands(self.referral, timezone.localdate())
        return super().get_context_data(referral=self.referral, stands=now, **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        return _referrals_of(record)


class Withdraw(_OneReferral):
    """It is no longer wanted."""

    permission_required = access.REFER
    form_class = forms.Withdraw
    template_name = "casework/referral_withdraw.html"
    done = "The referral is withdrawn."

    def act(self, record: Person, form: forms.Withdraw) -> Referral:
        said = form.cleaned_data
        return actions.withdraw_referral(
            self.referral,
            why=said["why"],
            version=said["version"],
            principals=self.request.principals,
            at=timezone.now(),
        )


class MoveOn(_OneReferral):
    """They were transferred away from the service: it is referred anew where they are, or ends."""

    permission_required = access.REFER
    form_class = forms.MoveOn
    template_name = "casework/referral_move_on.html"
    done = "The referral to the service they left has ended."

    def get_form_kwargs(self) -> dict[str, Any]:
        on = timezone.localdate()
        found = referrals.services_for(self.record, self.referral.domain, on)
        return super().get_form_kwargs() | {"services": [(str(one.pk), one.name) for one in found]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        why_not = REFERRING.refusal("move_on", self.referral)
        return super().get_context_data(why_not=why_not, **kwargs)

    def act(self, record: Person, form: forms.MoveOn) -> Referral:
        said = form.cleaned_data
        to = Provider.objects.get(pk=said["service"]) if said["service"] else None
        return actions.move_on(
            self.referral,
            actions.Onward(to=to, consent=form.consent_value, version=said["version"]),
            **self.pressed,
        )


class ChaseReferral(_OneReferral):
    """Somebody asked how it stands."""

    permission_required = access.REFER
    form_class = forms.Chase
    template_name = "casework/referral_chase.html"
    done = "What they said is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        today = timezone.localdate()
        return super().get_form_kwargs() | {
            "askers": _askers(self.record, self.request.user),
            "usual": referrals.usual_day(self.referral, today),
            "today": today,
        }

    def act(self, record: Person, form: forms.Chase) -> Chase:
        said = form.cleaned_data
        asked = actions.Asked(
            reference=said["reference"],
            said=said["said"],
            next_on=said["next_on"],
            chaser=referrals.asker(record, self.request.user, said["chaser"]),
        )
        return actions.chase_referral(self.referral, asked, **self.pressed)


class RecordAnswer(_OneReferral):
    """What a service without a team said, recorded by staff."""

    permission_required = access.ANSWER
    form_class = forms.Reply
    template_name = "casework/referral_answer.html"
    done = "What the service said is recorded."

    @property
    def move(self) -> str:
        return answer_in(self.kwargs["move"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"move": self.move, "today": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(said=referrals.SAID[self.move], **kwargs)

    def act(self, record: Person, form: forms.Reply) -> Referral:
        principals = self.request.principals
        reply = reply_of(self.move, form)
        return actions.answer_referral(
            self.referral, reply, principals=principals, at=timezone.now()
        )


def answer_in(move: str) -> str:
    """A move that a service's answer makes; there is no page for any other."""
    if move not in referrals.SAID:
        raise Http404
    return move


def reply_of(move: str, form: forms.Reply) -> actions.Reply:
    said = form.cleaned_data
    return actions.Reply(
        move=move,
        on=said["on"],
        words=said["words"],
        expected_on=said.get("expected_on"),
        version=said["version"],
    )


def _askers(person: Person, user: Any) -> list[tuple[str, str]]:
    return [(str(one.pk), words) for one, words in referrals.askers(person, user).items()]


def _referrals_of(person: Person) -> str:
    return reverse("casework:referrals", args=[person.pk])
