"""Pages that ask one question before the form: what kind of move, of event, of sentence?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.people import access, queries
from icm.people.models import Person


class Choose(Page):
    """A page about a person that leads on; it changes nothing."""

    person: Person
    verbs: frozenset[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        principals = self.request.principals
        self.person = queries.person(principals, kwargs["pk"])
        self.verbs = access.held(self.person, principals)
        if self.permission_required not in self.verbs:
            raise PermissionDenied
        match = self.request.resolver_match
        page = match.view_name if match else ""
        record_consultation(principals, page=page, persons=[self.person.pk], at=timezone.now())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            identity=queries.identity(self.person, self.request.principals, timezone.localdate()),
            person=self.person,
            person_url=reverse("pages:person", args=[self.person.pk]),
            verbs=self.verbs,
            **kwargs,
        )
