"""What a service writes in the plan of somebody it took on: its own entries, and how its own actions stand."""

from typing import Any

from django.utils import timezone

from casework import access, actions
from casework.forms import plans
from casework.forms import referrals as forms
from casework.models import PlanAction, Referral
from casework.policy.areas import Domain
from casework.queries import service_parts
from casework.views.providers import ReferralAct
from casework.views.wording import ChangeWords, WithdrawWords, WriteWords
from icm.core.disclosure import Audience


class _PlanPart(ReferralAct):
    audience = Audience.TEAM
    domain: Domain | None
    referral: Referral | None

    def load(self) -> Referral:
        row = super().load()
        self.person, self.domain, self.referral = row.person, Domain(row.domain), row
        return row


class WriteEntry(_PlanPart, WriteWords):
    """The service's own part of the plan: how somebody gets on with it, at least every quarter."""

    form_class = forms.ServiceEntry
    template_name = "casework/provider_entry.html"
    done = "Your entry is saved. It stands in their plan under your service."


class _OwnEntry(_PlanPart):
    """An act on an entry of one's own that stands; a colleague's, or anybody else's, is not there."""

    def load(self) -> Referral:
        row, user = super().load(), self.request.principals.user_id
        self.narrative = service_parts.own_entry(row, user, self.kwargs["narrative"])
        return row


class ChangeEntry(_OwnEntry, ChangeWords):
    """One's own entry in other words."""

    template_name = "casework/provider_change.html"


class WithdrawEntry(_OwnEntry, WithdrawWords):
    """An entry made by mistake, or about somebody else."""

    template_name = "casework/provider_withdraw.html"
    done = "The entry is withdrawn. The history keeps it, with your reason."


class OwnProgress(ReferralAct):
    """How an action of the plan stands that the service does."""

    form_class = plans.Progress
    template_name = "casework/provider_progress.html"
    done = "It is recorded how the action stands. It shows in their plan."

    def load(self) -> Referral:
        row = super().load()
        self.action = service_parts.own_action(row, self.kwargs["line"])
        return row

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
