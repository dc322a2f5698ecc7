"""The letter that invites a relative: asking for it, and opening it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions.family_letters import order_letter
from conferences.policy.kinds import Party
from conferences.queries import conferences, family_letters, invitations
from conferences.views.inviting import OfInvitation
from icm.core.consultations import record_consultation
from icm.core.models import Document
from icm.core.sending import Once
from icm.core.views import Page
from icm.people.models import Person


class FamilyLetter(OfInvitation):
    """Ask for it; those asked for before stand below."""

    permission_required = access.ARRANGE
    form_class = Once
    template_name = "conferences/family_letter.html"
    done = "It is being made. Look again in a few seconds."

    def load(self) -> Person:
        person = super().load()
        invitations.refuse_other(self.invitation, Party.FAMILY)
        return person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = family_letters.letters(self.conference, self.invitation)
        return super().get_context_data(letters=made, **kwargs)

    def act(self, record: Person, form: Once) -> Document:
        reference = form.cleaned_data["reference"]
        return order_letter(self.invitation, reference=reference, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:family_letter", args=[self.conference.pk, self.invitation.pk])


class OpenLetter(Page):
    """The PDF, to whoever may invite by it, while its date stands; who opened it is kept."""

    permission_required = access.ARRANGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        principals = self.request.principals
        row = conferences.conference(principals, kwargs["pk"])
        if access.ARRANGE not in access.held(row.person, principals):
            raise PermissionDenied
        one = invitations.invitation(row, kwargs["invitation"])
        found, content = family_letters.content(one, kwargs["document"])
        page = f"conferences:open_letter {found.pk}"
        record_consultation(principals, page=page, persons=[row.person_id], at=timezone.now())
        return HttpResponse(
            content,
            content_type="application/pdf",
            headers={
                "Content-Disposition": f'attachment; filename="letter-{found.pk}.pdf"',
                "Cache-Control": "no-store",
                "ETag": f'"{found.sha256}"',
            },
        )
