"""What pages about one person share in every app: whom they are about, what stands around, that the look is kept."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.access import Principals
from icm.core.consultations import record_consultation
from icm.core.views import ActionView, Page, SignedInRequest
from icm.people import access, queries
from icm.people.models import Person


def keep_look(request: SignedInRequest, person: Person) -> None:
    """No page about a person without a line in the log of who looked."""
    match = request.resolver_match
    page = match.view_name if match else ""
    record_consultation(request.principals, page=page, persons=[person.pk], at=timezone.now())


def about(person: Person, principals: Principals, current: str) -> dict[str, Any]:
    """What every page about a person shows around its own content."""
    return {
        "identity": queries.identity(person, principals, timezone.localdate()),
        "case_navigation": queries.navigation(
            person.pk, access.held(person, principals), current=current
        ),
        "person": person,
        "person_url": reverse("pages:person", args=[person.pk]),
    }


class AboutPage(Page):
    """A page that shows something of a person: 404 to who may not know of them, 403 without the verb.

    ``held`` says by which table of verbs. A page about one row of theirs loads that in ``load`` and answers with whose
    it is.
    """

    current: ClassVar[str]  # the entry of the case navigation

    def load(self) -> Person:
        return queries.person(self.request.principals, self.kwargs["pk"])

    def held(self, person: Person) -> frozenset[str]:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.person = self.load()
        self.verbs = self.held(self.person)
        if self.permission_required not in self.verbs:
            raise PermissionDenied
        keep_look(self.request, self.person)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        around = about(self.person, self.request.principals, self.current)
        return super().get_context_data(**(around | {"verbs": self.verbs} | kwargs))


class AboutAct(ActionView):
    """A page that does one act about a person. ``record`` is the person; a subclass may load more in ``load``."""

    record: Person
    current: ClassVar[str]

    def load(self) -> Person:
        return queries.person(self.request.principals, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        around = about(self.record, self.request.principals, self.current)
        return super().get_context_data(**(around | kwargs))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        keep_look(self.request, self.record)
        return super().render_to_response(context, **kwargs)
