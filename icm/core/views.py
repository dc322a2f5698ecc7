"""The bases of every page: declare who may, load what they may know of, do one thing."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import FormView, TemplateView

from icm.core.access import Principals
from icm.core.refusals import NotAllowed, Refused


class SignedInRequest(HttpRequest):
    """A request after the middleware: for annotations only."""

    principals: Principals


class Page(TemplateView):
    """A page that shows. ``permission_required`` is a verb held on what is loaded, or None with a reason beside it."""

    permission_required: ClassVar[str | None]
    request: SignedInRequest


class ActionView(FormView[Form]):
    """A page that does one act: load, check, form, one call, redirect.

    ``load`` answers with the record or raises 404; ``held`` says what the asker may do with it; without
    ``permission_required`` among it the answer is 403. A refusal of the act becomes an error of the form, so that
    nothing typed is lost.
    """

    permission_required: ClassVar[str]
    request: SignedInRequest
    record: Any
    done: ClassVar[str] = ""

    def load(self) -> models.Model:
        raise NotImplementedError

    def held(self, record: Any) -> frozenset[str]:
        raise NotImplementedError

    def act(self, record: Any, form: Any) -> Any:
        raise NotImplementedError

    def next_url(self, record: Any, result: Any) -> str:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        self.record = self.load()
        self.verbs = self.held(self.record)
        if self.permission_required not in self.verbs:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            result = self.act(self.record, form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, self.done)
        return HttpResponseRedirect(self.next_url(self.record, result))
