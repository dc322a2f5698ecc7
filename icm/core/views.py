"""The bases of every page: declare who may, load what they may know of, do one thing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypedDict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from icm.core import drafts
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.core.screen import Fact


class SignedInRequest(HttpRequest):
    """A request after the middleware: for annotations only."""

    principals: Principals
    user: User


class Page(TemplateView):
    """A page that shows. ``permission_required`` is a verb held on what is loaded, or None with a reason beside it."""

    permission_required: ClassVar[str | None]
    request: SignedInRequest


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What was pressed too late to be done: where to go on after signing in, and what to say until then."""

    address: str
    words: str


class Pressed(TypedDict):
    """What every act is told of who does it, and when."""

    by: User
    principals: Principals
    at: datetime


class ActionView(FormView[Form]):
    """A page that does one act: load, check, form, one call, redirect.

    ``load`` answers with the record or raises 404; ``held`` says what the asker may do with it; without
    ``permission_required`` among it the answer is 403. A refusal of the act becomes an error of the form, so that
    nothing typed is lost; after a stale edit the form carries the new version and can be sent again. With a
    ``check_template`` the answers are shown for checking first, and the act happens when they are confirmed.
    """

    permission_required: ClassVar[str]
    request: SignedInRequest
    record: Any
    done: ClassVar[str] = ""
    check_template: ClassVar[str] = ""
    kept_at: datetime | None = None  # when the text now back in the form was typed

    def load(self) -> models.Model:
        raise NotImplementedError

    def held(self, record: Any) -> frozenset[str]:
        raise NotImplementedError

    def act(self, record: Any, form: Any) -> Any:
        raise NotImplementedError

    def next_url(self, record: Any, result: Any) -> str:
        raise NotImplementedError

    def answers(self, form: Any) -> tuple[Fact, ...]:
        raise NotImplementedError

    @property
    def pressed(self) -> Pressed:
        request = self.request
        return {"by": request.user, "principals": request.principals, "at": timezone.now()}

    @classmethod
    def interrupted(cls, request: HttpRequest, **kwargs: Any) -> Interrupted | None:
        """Asked when the form arrives after the session has ended. Nobody is known yet, so it loads nothing."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = self.load()
        self.verbs = self.held(self.record)
        if self.permission_required not in self.verbs:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: type[Form] | None = None) -> Form:
        form = super().get_form(form_class)
        if self.request.method == "GET":
            self.kept_at = drafts.restore(form, self.request.principals.user_id, self.request.path)
        return form

    def form_valid(self, form: Form) -> HttpResponse:
        if self.check_template and "_change" in self.request.POST:
            return self.form_invalid(form)
        if self.check_template and "_confirmed" not in self.request.POST:
            return self._check(form)
        try:
            result = self.act(self.record, form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Stale):
                form.data = {**self.request.POST.dict(), "version": str(refusal.version)}
            return self.form_invalid(form)
        drafts.sent(self.request.principals.user_id, self.request.path, at=timezone.now())
        if self.done:
            messages.success(self.request, self.done)
        return HttpResponseRedirect(self.next_url(self.record, result))

    def _check(self, form: Form) -> HttpResponse:
        """The answers in words, with all that was typed held in the page until it is confirmed or changed."""
        self.template_name = self.check_template
        posted = [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name != "csrfmiddlewaretoken" and not name.startswith("_")
        ]
        return self.render_to_response(
            self.get_context_data(form=form, answers=self.answers(form), posted=posted)
        )
