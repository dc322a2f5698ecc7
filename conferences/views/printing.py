"""A minute on paper: asking for it, and opening it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions.printing import order_minute
from conferences.queries import conferences, issues, printed
from conferences.views.bases import ConferenceAct
from icm.core.consultations import record_consultation
from icm.core.documents import download
from icm.core.models import Document
from icm.core.sending import Once
from icm.core.views import Page
from icm.people.models import Person


class MinutePaper(ConferenceAct):
    """Ask for it; those asked for before stand below. For whoever may read as much as its reader."""

    permission_required = access.READ
    form_class = Once
    template_name = "conferences/minute_paper.html"
    done = "It is being made. Look again in a few seconds."

    def load(self) -> Person:
        found = super().load()
        if access.READ in self.held(found):
            self.issue = issues.readable(
                self.conference, self.request.principals, self.kwargs["issue"]
            )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            printed=printed.printed(self.conference, self.issue),
            whose=self.issue.invitation.as_what(),
            minute_url=reverse("conferences:minute_for", args=[self.conference.pk, self.issue.pk]),
            **kwargs,
        )

    def act(self, record: Person, form: Once) -> Document:
        reference = form.cleaned_data["reference"]
        return order_minute(self.issue, reference=reference, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:minute_paper", args=[self.conference.pk, self.issue.pk])


class OpenMinute(Page):
    """The PDF, to whoever may read that version; who opened it is kept."""

    permission_required = access.READ

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        principals = self.request.principals
        row = conferences.conference(principals, kwargs["pk"])
        if access.READ not in access.held(row.person, principals):
            raise PermissionDenied
        issue = issues.readable(row, principals, kwargs["issue"])
        found, content = printed.content(issue, kwargs["document"])
        page = f"conferences:open_minute {found.pk}"
        record_consultation(principals, page=page, persons=[row.person_id], at=timezone.now())
        return download(found, content, name="minute")
