"""What a service writes in the plan of somebody it took on: its own entries, and how its own actions stand."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from casework import access, actions
from casework.forms import plans
from casework.forms import referrals as forms
from casework.forms.writings import Change, Withdraw
from casework.models import Narrative, PlanAction, Referral
from casework.policy import prompts
from casework.policy.areas import Domain
from casework.queries import entries, likeness, service_parts
from casework.views.providers import ReferralAct
from icm.core.disclosure import Audience, Disclosure


class _Words(ReferralAct):
    """What writing anew and changing share: the questions beside the box, the check of words, the near copy."""

    near: likeness.Alike | None = None
    stands: str = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        values = {"today": timezone.localdate(), "readers": entries.readers(Audience.TEAM)}
        return super().get_form_kwargs() | values

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "_check" not in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self.get_form(), checked=True))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except actions.NearCopy as found:
            person = self.record.person
            self.near = likeness.alike(found.earlier, found.likeness, person, Audience.TEAM)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, posted = timezone.localdate(), self.request.POST
        said = posted.get("body", ""), posted.get("source", "")
        return super().get_context_data(
            questions=prompts.questions(Domain(self.record.domain), on),
            hints=prompts.hints(*said, on) if said[0] else (),
            near=self.near,
            stands=self.stands,
            **kwargs,
        )

    @property
    def anyway(self) -> bool:
        return "_anyway" in self.request.POST


class WriteEntry(_Words):
    """The service's own part of the plan: how somebody gets on with it, at least every quarter."""

    form_class = forms.ServiceEntry
    template_name = "casework/provider_entry.html"
    done = "Your entry is saved. It stands in their plan under your service."

    def get_initial(self) -> dict[str, Any]:
        usual = {"on": timezone.localdate(), "disclosure": Disclosure.PERSON.value}
        return super().get_initial() | usual

    def act(self, record: Referral, form: forms.ServiceEntry) -> Narrative:
        writing = actions.Writing(
            reference=form.cleaned_data["reference"],
            domain=Domain(record.domain),
            anyway=self.anyway,
            **form.words,
        )
        return actions.write_narrative(
            record.person,
            writing,
            by=self.request.user,
            principals=self.request.principals,
            at=timezone.now(),
            referral=record,
        )


class _OwnEntry(ReferralAct):
    """An act on an entry of one's own that stands; a colleague's, or anybody else's, is not there."""

    @cached_property
    def entry(self) -> Narrative:
        user = self.request.principals.user_id
        return service_parts.own_entry(self.record, user, self.kwargs["narrative"])

    def held(self, record: Referral) -> frozenset[str]:
        held = super().held(record)
        return held if self.entry else frozenset()  # or it is not there

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.entry.version}


class ChangeEntry(_OwnEntry, _Words):
    """One's own entry in other words."""

    form_class = Change
    template_name = "casework/provider_change.html"
    done = "Your entry is changed. The history keeps what stood there before."

    def get_initial(self) -> dict[str, Any]:
        names = ("body", "source", "on", "disclosure", "gist", "ground")
        return super().get_initial() | {name: getattr(self.entry, name) for name in names}

    def act(self, record: Referral, form: Change) -> Narrative:
        change = actions.Rewriting(
            version=form.cleaned_data["version"], anyway=self.anyway, **form.words
        )
        principals, by = self.request.principals, self.request.user
        try:
            return actions.change_narrative(
                self.entry, change, by=by, principals=principals, at=timezone.now()
            )
        except actions.StaleWords as stale:
            self.stands = stale.current
            raise


class WithdrawEntry(_OwnEntry):
    """An entry made by mistake, or about somebody else."""

    form_class = Withdraw
    template_name = "casework/provider_withdraw.html"
    done = "The entry is withdrawn. The history keeps it, with your reason."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = access.classed(self.entry, Audience.TEAM)
        return super().get_context_data(entry=self.entry, text=text, **kwargs)

    def act(self, record: Referral, form: Withdraw) -> Narrative:
        why, version = form.cleaned_data["why"], form.cleaned_data["version"]
        principals = self.request.principals
        return actions.withdraw_narrative(
            self.entry, why=why, version=version, principals=principals, at=timezone.now()
        )


class OwnProgress(ReferralAct):
    """How an action of the plan stands that the service does."""

    form_class = plans.Progress
    template_name = "casework/provider_progress.html"
    done = "It is recorded how the action stands. It shows in their plan."

    @cached_property
    def action(self) -> PlanAction:
        return service_parts.own_action(self.record, self.kwargs["line"])

    def held(self, record: Referral) -> frozenset[str]:
        held = super().held(record)
        return held if self.action else frozenset()  # or it is not there

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        names = ("status", "evidence", "not_done_why", "done_on", "version")
        return super().get_initial() | {name: getattr(self.action, name) for name in names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        what = access.classed(self.action, Audience.PROVIDER)
        return super().get_context_data(what=what, **kwargs)

    def act(self, record: Referral, form: plans.Progress) -> PlanAction:
        return actions.record_own_progress(
            self.action,
            actions.Progress(**form.cleaned_data),
            referral=record,
            principals=self.request.principals,
            at=timezone.now(),
        )
