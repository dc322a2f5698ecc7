"""Pages of reminders, and of setting a deadline aside."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from icm.clocks import actions, forms, queries
from icm.clocks.access import verb_to_waive, whose_it_is
from icm.clocks.models import Waiver
from icm.clocks.policy import MOST_MONTHS_ASIDE, last_day_aside
from icm.core.consultations import record_consultation
from icm.core.models import User
from icm.core.sending import Press
from icm.core.views import Page, SignedInRequest
from icm.people import access
from icm.people.models import Person
from icm.people.views.acts import PersonAct
from icm.policy.rules import Outcome, Status


class Reminders(Page):
    """What the asker was reminded of, as far as they may still see whom it is about."""

    permission_required = None  # everybody has reminders of their own and sees no others
    template_name = "clocks/reminders.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        text = self.request.GET.get("page", "1")
        number = int(text) if text.isdecimal() and len(text) < 7 else 1
        found = queries.reminder_page(principals, on=timezone.localdate(), page=number)
        record_consultation(
            principals, page="clocks:reminders", persons=found.persons, at=timezone.now()
        )
        address = User.objects.values_list("email", flat=True).get(pk=principals.user_id)
        return super().get_context_data(found=found, has_address=bool(address), **kwargs)


class MarkRead(View):
    """One button on the page above; no page of its own."""

    permission_required = None  # one's own reminders only
    http_method_names = ["post"]
    request: SignedInRequest

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.mark_read(self.request.principals.user_id, at=timezone.now())
        return HttpResponseRedirect(reverse("clocks:reminders"))


class _Deadline(PersonAct):
    """One rule's deadline for one person."""

    permission_required = access.WAIVE

    def held(self, record: Person) -> frozenset[str]:
        """What the law asks for is not everybody's to set aside who may set a deadline aside."""
        verbs = super().held(record)
        if access.WAIVE in verbs and verb_to_waive(self.kwargs["rule"]) not in verbs:
            raise PermissionDenied(whose_it_is())
        return verbs

    @cached_property
    def outcome(self) -> Outcome:
        found = queries.explain(self.record.pk, on=timezone.localdate())
        rule = self.kwargs["rule"]
        outcome = next((one for one in found if one.rule == rule), None)
        if outcome is None:
            raise Http404
        return outcome


class Waive(_Deadline):
    """Set one deadline aside, with a reason."""

    form_class = forms.Waive
    template_name = "clocks/waive.html"
    done = "The deadline is set aside. Your reason is shown with it."

    def get_form_kwargs(self) -> dict[str, Any]:
        today = timezone.localdate()
        undated = None if self.outcome.due_on else (today, last_day_aside(today))
        return super().get_form_kwargs() | {"undated": undated}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"due_on": self.outcome.due_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcome = self.outcome
        return super().get_context_data(
            outcome=outcome,
            waived=outcome.status is Status.WAIVED,
            open=outcome.status in queries.OPEN,
            local=MOST_MONTHS_ASIDE.source(timezone.localdate()).section,
            **kwargs,
        )

    def act(self, record: Person, form: forms.Waive) -> Waiver:
        deadline = actions.Deadline(
            self.kwargs["rule"], form.cleaned_data["due_on"], form.cleaned_data.get("until_on")
        )
        return actions.waive(record, deadline, why=form.cleaned_data["why"], **self.pressed)


class Withdraw(_Deadline):
    """The deadline counts again."""

    form_class = Press
    template_name = "clocks/withdraw.html"
    done = "The deadline counts again."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(outcome=self.outcome, **kwargs)

    def act(self, record: Person, form: Press) -> Waiver:
        deadline = actions.Deadline(self.kwargs["rule"], self.outcome.due_on)
        principals = self.request.principals
        return actions.withdraw_waiver(record, deadline, principals=principals, at=timezone.now())
