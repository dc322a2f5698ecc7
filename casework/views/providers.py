"""What a service sees and does: the people referred to it, one referral, its answer."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import referrals as forms
from casework.models import Referral
from casework.queries import providers
from casework.views.referrals import answer_in, reply_of
from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import ActionView, Page


class ReferralList(Page):
    """The work list of the services in whose teams the asker works."""

    permission_required = None  # asked of the asker's posts: 403 where they work for no service
    template_name = "casework/referral_list.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.request.principals.provides:
            raise PermissionDenied("This list is for services to which people are referred.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, asked = self.request.principals, self.request.GET
        page = providers.work_list(
            principals, asked.get("state", ""), on=timezone.localdate(), page=page_number(asked)
        )
        record_consultation(
            principals, page="casework:referral_list", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)


class OneReferral(Page):
    """What was referred, and what the service can say to it."""

    permission_required = access.ANSWER  # held by whoever works for the service: 404 to all others
    template_name = "casework/referral.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, on = self.request.principals, timezone.localdate()
        row = providers.referred(principals, self.kwargs["referral"], on)
        _kept(self.request, row)
        page = providers.referral_page(row, principals, on)
        return super().get_context_data(page=page, **kwargs)


class ReferralAct(ActionView):
    """An act of a service on one referral to it."""

    permission_required = access.ANSWER
    record: Referral

    def load(self) -> Referral:
        on = timezone.localdate()
        return providers.referred(self.request.principals, self.kwargs["referral"], on)

    def held(self, record: Referral) -> frozenset[str]:
        return access.held_on(record, self.request.principals)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = providers.referral_page(self.record, self.request.principals, timezone.localdate())
        back = self.next_url(self.record, None)
        return super().get_context_data(**({"page": page, "back": back} | kwargs))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """No page about a person without a line in the log of who looked."""
        _kept(self.request, self.record)
        return super().render_to_response(context, **kwargs)

    def next_url(self, record: Referral, result: Any) -> str:
        return reverse("casework:referral", args=[record.pk])


class Answer(ReferralAct):
    """The service accepts, declines, puts on its waiting list, starts or ends."""

    form_class = forms.Reply
    template_name = "casework/answer.html"
    done = "It is recorded. Whoever made the referral sees it."

    @property
    def move(self) -> str:
        return answer_in(self.kwargs["move"])

    def get_initial(self) -> dict[str, Any]:
        now = {"version": self.record.version, "on": timezone.localdate()}
        return super().get_initial() | now

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"move": self.move, "today": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(says=providers.SAYS[self.move], **kwargs)

    def act(self, record: Referral, form: forms.Reply) -> Referral:
        principals = self.request.principals
        reply = reply_of(self.move, form)
        return actions.answer_referral(record, reply, principals=principals, at=timezone.now())


def _kept(request: Any, row: Referral) -> None:
    match = request.resolver_match
    record_consultation(
        request.principals,
        page=match.view_name if match else "",
        persons=[row.person_id],
        at=timezone.now(),
    )
