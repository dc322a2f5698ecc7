"""Copies of the plan: which there are, asking for one, how far it is, opening it, recording that it was given."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from casework import access, actions
from casework.forms import copies as forms
from casework.models import PlanCopy
from casework.policy.copies import Copy
from casework.queries import copies as queries
from casework.views.bases import CaseAct, CasePage
from icm.core.consultations import record_consultation
from icm.core.documents import download
from icm.core.models import Document
from icm.core.views import Page
from icm.people import queries as people
from icm.people.models import Person


class Copies(CasePage):
    """Every copy asked for, and the way to a new one."""

    current = "copies"
    template_name = "casework/copies.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.copies_page(self.person, self.verbs)
        return super().get_context_data(page=page, **kwargs)


class OrderCopy(CaseAct):
    """Ask for a copy of one kind. Which kinds are offered follows from what the asker may do."""

    permission_required = access.READ
    current = "copies"
    form_class = forms.OrderCopy
    template_name = "casework/order_copy.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "kinds": queries.kinds(self.record, self.verbs),
            "providers": queries.providers(self.record),
        }

    def act(self, record: Person, form: forms.OrderCopy) -> Document:
        said = form.cleaned_data
        wanted = actions.CopyRequest(said["reference"], Copy(said["kind"]), said.get("provider"))
        return actions.order_copy(record, wanted, **self.pressed)

    def next_url(self, record: Person, result: Document) -> str:
        return reverse("casework:copy", args=[record.pk, result.pk])


class OneCopy(CasePage):
    """One copy: how far it is and, once made, the way to open it."""

    current = "copies"
    template_name = "casework/copy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = queries.document(self.person, self.kwargs["document"])
        page = queries.copy_page(row, self.person, self.request.principals, self.verbs)
        return super().get_context_data(page=page, **kwargs)


class CopyProgress(Page):
    """How far it is, for the script of the page: tells nothing of the person, so that asking is no look at them."""

    permission_required = access.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = people.person(self.request.principals, kwargs["pk"])
        if access.READ not in access.held(person, self.request.principals):
            raise PermissionDenied
        now = queries.progress(queries.document(person, kwargs["document"]))
        return JsonResponse({"waits": now.waits, "words": now.words, "percent": now.percent})


class OpenCopy(Page):
    """The document itself, only to those cleared for the audience it was made for; who opened which is kept."""

    permission_required = access.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        principals = self.request.principals
        person = people.person(principals, kwargs["pk"])
        row = queries.document(person, kwargs["document"])
        content = queries.content(row)
        if reason := queries.why_shut(row, person, principals):
            raise PermissionDenied(reason)
        page = f"casework:open_copy {row.pk}"
        record_consultation(principals, page=page, persons=[person.pk], at=timezone.now())
        return download(row, content, name=row.kind)


class GiveCopy(CaseAct):
    """Record that a copy was given."""

    permission_required = access.COPY
    current = "copies"
    template_name = "casework/give_copy.html"
    done = "It is recorded that the copy was given."
    document: Document

    def load(self) -> Person:
        found = super().load()
        self.document = queries.document(found, self.kwargs["document"])
        return found

    def get_form_class(self) -> type[Form]:
        return forms.GiveExtract if self.document.kind == Copy.PROVIDER else forms.GiveCopy

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"on": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asking = self.request.principals
        page = queries.copy_page(self.document, self.record, asking, self.verbs)
        if not page.gives:
            raise Http404
        return super().get_context_data(page=page, **kwargs)

    def act(self, record: Person, form: Form) -> PlanCopy:
        said = form.cleaned_data
        to = said["name"] if said.get("whom") == forms.OTHER else actions.THE_PERSON
        given = actions.Handing(to, PlanCopy.How(said["how"]), said["on"])
        return actions.give_copy(self.document, given, **self.pressed)

    def next_url(self, record: Person, result: PlanCopy) -> str:
        return reverse("casework:copy", args=[record.pk, self.document.pk])
