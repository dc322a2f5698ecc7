"""Psychology's desk: what was asked of it, when it starts and ends, that the person was told, that it is done."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import ActionView, Page
from risk import access, actions
from risk.forms import assessing as forms
from risk.forms import words
from risk.forms.reviews import Dated
from risk.models import Assessment, Formulation
from risk.queries import outcome, psychology
from risk.views.words import held_on_words, readers_for, write, written


class Desk(Page):
    """Everything asked of psychology where the asker works."""

    permission_required = (
        None  # asked of the asker's posts: 403 for whoever does not work in psychology
    )
    template_name = "risk/psychology.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not psychology.may_work_here(self.request.principals):
            raise PermissionDenied("This list is for psychology.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, on = self.request.principals, timezone.localdate()
        page = psychology.desk(principals, on, page_number(self.request.GET))
        record_consultation(
            principals, page="risk:psychology", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)


class Asked(Page):
    """One request, and what is to be done about it."""

    permission_required = access.ASSESS  # held by the psychology that was asked: 404 to all others
    template_name = "risk/psychology_asked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = psychology.asked(self.request.principals, self.kwargs["pk"])
        _kept(self.request, row)
        page = psychology.asked_page(row, timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class _Act(ActionView):
    """An act of psychology on one request."""

    permission_required = access.ASSESS
    record: Assessment

    def load(self) -> Assessment:
        return psychology.asked(self.request.principals, self.kwargs["pk"])

    def held(self, record: Assessment) -> frozenset[str]:
        return access.held_on(record, self.request.principals)

    def get_initial(self) -> dict[str, Any]:
        on = timezone.localdate()
        return super().get_initial() | {"version": self.record.version, "on": on, "done_on": on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = psychology.asked_page(self.record, timezone.localdate())
        back = self.next_url(self.record, None)
        return super().get_context_data(page=page, back=back, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """No page about a person without a line in the log of who looked."""
        _kept(self.request, self.record)
        return super().render_to_response(context, **kwargs)

    def next_url(self, record: Assessment, result: Any) -> str:
        return reverse("risk:asked", args=[record.pk])


class Promise(_Act):
    """When it starts and when it ends."""

    form_class = forms.Promise
    template_name = "risk/psychology_promise.html"
    done = "The dates are set. The person has to be told of them."

    def get_initial(self) -> dict[str, Any]:
        row = self.record
        dates = {"start_on": row.promised_start_on, "end_on": row.promised_end_on}
        return super().get_initial() | dates

    def act(self, record: Assessment, form: forms.Promise) -> Assessment:
        return actions.promise_dates(
            record,
            **form.cleaned_data,
            principals=self.request.principals,
            at=timezone.now(),
        )


class Tell(_Act):
    """The person was told of the dates."""

    form_class = Dated
    template_name = "risk/psychology_tell.html"
    done = "It is recorded that they were told. From now on the day promised is the limit."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Assessment, form: Dated) -> Assessment:
        said = form.cleaned_data
        return actions.tell_dates(record, on=said["on"], version=said["version"], **self.pressed)


class Done(_Act):
    """The assessment is done."""

    form_class = forms.Complete
    template_name = "risk/psychology_done.html"
    done = "It is recorded as done."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Assessment, form: forms.Complete) -> Assessment:
        result = actions.Result(version=form.cleaned_data["version"], **form.columns)
        return actions.complete_assessment(record, result, **self.pressed)


class Formulate(_Act):
    """What psychology found, in words."""

    form_class = words.Formulate
    template_name = "risk/psychology_words.html"
    done = "The formulation is written."

    def held(self, record: Assessment) -> frozenset[str]:
        return held_on_words(record, outcome.formulation_of(record), self.request.principals)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"readers": readers_for(self.record, self.request)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | written(self.record)

    def act(self, record: Assessment, form: words.Formulate) -> Formulation:
        return write(record, form, self.request)


def _kept(request: Any, row: Assessment) -> None:
    match = request.resolver_match
    record_consultation(
        request.principals,
        page=match.view_name if match else "",
        persons=[row.person_id],
        at=timezone.now(),
    )
