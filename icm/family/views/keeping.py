"""The staff's pages: opening a window for a relative, and the letter with its code."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from conferences import access as conferences
from conferences.models import FamilyConsent
from conferences.views.bases import ConferencesAct
from icm.core.consultations import record_consultation
from icm.core.documents import download
from icm.core.models import Document
from icm.core.sending import Once
from icm.core.views import Page
from icm.family import access
from icm.family.actions.letters import open_by_letter, order_news
from icm.family.forms import keeping as forms
from icm.family.queries import keeping, letters
from icm.people.models import Person


class _OfConsent(ConferencesAct):
    """An act for one relative, with the letters of a kind that were asked for."""

    permission_required = access.OPEN
    kind: str

    def load(self) -> Person:
        self.consent: FamilyConsent = keeping.consent(
            self.request.principals, self.kwargs["consent"]
        )
        return self.consent.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "consent": self.consent,
            "back": reverse("conferences:family", args=[self.record.pk]),
            "letters": letters.letters(self.consent, self.kind, at=timezone.now()),
        }
        return super().get_context_data(**shown, **self._asking(), **kwargs)

    def _asking(self) -> dict[str, Any]:
        """Where the page asks how far the letter is that is being made."""
        waits = letters.waiting(self.consent, self.kind)
        if waits is None:
            return {"waits": None}
        return {
            "waits": waits,
            "progress": letters.progress(self.consent, waits.pk),
            "address": reverse("windows:progress", args=[self.consent.pk, waits.pk]),
            "again": self.request.path,
        }

    def next_url(self, record: Person, result: Any) -> str:
        return self.request.path


class OpenWindow(_OfConsent):
    """Where a window stands; opening it, another address, another letter."""

    kind = letters.WINDOW
    form_class = forms.Address
    template_name = "family/window.html"
    done = "The letter is asked for. This page says when it is made. Send it by post."

    def load(self) -> Person:
        person = super().load()
        audience = conferences.audience_of(person, self.request.principals)
        self.standing = keeping.standing(self.consent, audience, at=timezone.now())
        return person

    def get_initial(self) -> dict[str, Any]:
        now = self.standing
        return super().get_initial() | {"version": now.version, "email": now.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(standing=self.standing, **kwargs)

    def act(self, record: Person, form: forms.Address) -> Document:
        said = form.cleaned_data
        return open_by_letter(self.consent, said["email"], version=said["version"], **self.pressed)


class SendNews(_OfConsent):
    """The same on paper, for who has no e-mail: asked for here, sent by post, answered by a slip."""

    kind = letters.NEWS
    form_class = Once
    template_name = "family/news.html"
    done = "The letter is asked for. This page says when it is made. Send it by post."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(closed=keeping.why_closed(self.consent), **kwargs)

    def act(self, record: Person, form: Once) -> Document:
        reference = form.cleaned_data["reference"]
        return order_news(self.consent, reference=reference, **self.pressed)


class _OfLetter(Page):
    """To whoever may open a window."""

    permission_required = access.OPEN

    def one(self) -> FamilyConsent:
        principals = self.request.principals
        found = keeping.consent(principals, self.kwargs["consent"])
        if access.OPEN not in access.held(found.person, principals):
            raise PermissionDenied
        return found


class LetterProgress(_OfLetter):
    """How far it is, for the script of the page: tells nothing of the person, so that asking is no look at them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = letters.progress(self.one(), kwargs["document"])
        return JsonResponse({"waits": now.waits, "words": now.words, "percent": now.percent})


class OpenLetter(_OfLetter):
    """The PDF, while it counts; who opened it is kept."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        one, at = self.one(), timezone.now()
        found, content = letters.content(one, kwargs["document"], at=at)
        page = f"windows:letter {found.pk}"
        record_consultation(self.request.principals, page=page, persons=[one.person_id], at=at)
        return download(found, content, name="letter")
