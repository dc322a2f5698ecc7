"""The letter that invites a relative: asking for it, and opening it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions.family_letters import order_letter
from conferences.models import Invitation
from conferences.policy.kinds import Party
from conferences.queries import conferences, family_letters, invitations
from conferences.views.inviting import OfInvitation
from icm.core.consultations import record_consultation
from icm.core.documents import download
from icm.core.models import Document
from icm.core.sending import Once
from icm.core.views import Page
from icm.people.models import Person


class FamilyLetter(OfInvitation):
    """Ask for it; those asked for before stand below."""

    permission_required = access.ARRANGE
    form_class = Once
    template_name = "conferences/family_letter.html"
    done = "The letter is asked for. This page says when it is made."

    def load(self) -> Person:
        person = super().load()
        invitations.refuse_other(self.invitation, Party.FAMILY)
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = family_letters.letters(self.conference, self.invitation)
        waits = family_letters.waiting(self.invitation)
        numbers = family_letters.helplines(timezone.localdate())
        shown = {"letters": made, "waits": waits, "helplines": numbers} | self._asking(waits)
        return super().get_context_data(**shown, **kwargs)

    def _asking(self, waits: Document | None) -> dict[str, Any]:
        """Where the page asks how far the letter is that is being made."""
        if waits is None:
            return {}
        keys = [self.conference.pk, self.invitation.pk]
        return {
            "progress": family_letters.progress(self.invitation, waits.pk),
            "address": reverse("conferences:letter_progress", args=[*keys, waits.pk]),
            "again": reverse("conferences:family_letter", args=keys),
        }

    def act(self, record: Person, form: Once) -> Document:
        reference = form.cleaned_data["reference"]
        return order_letter(self.invitation, reference=reference, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:family_letter", args=[self.conference.pk, self.invitation.pk])


class _OfLetter(Page):
    """To whoever may invite by it."""

    permission_required = access.ARRANGE

    def one(self) -> Invitation:
        principals = self.request.principals
        row = conferences.conference(principals, self.kwargs["pk"])
        if access.ARRANGE not in access.held(row.person, principals):
            raise PermissionDenied
        return invitations.invitation(row, self.kwargs["invitation"])


class LetterProgress(_OfLetter):
    """How far it is, for the script of the page: tells nothing of the person, so that asking is no look at them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        now = family_letters.progress(self.one(), kwargs["document"])
        return JsonResponse({"waits": now.waits, "words": now.words, "percent": now.percent})


class OpenLetter(_OfLetter):
    """The PDF, while its date stands; who opened it is kept."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        principals = self.request.principals
        one = self.one()
        found, content = family_letters.content(one, kwargs["document"])
        page = f"conferences:open_letter {found.pk}"
        record_consultation(
            principals, page=page, persons=[one.conference.person_id], at=timezone.now()
        )
        return download(found, content, name="letter")
