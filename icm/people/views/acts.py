"""What the pages of acts on a person share: whom it is about, that the look is kept, and where to go afterwards."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from icm.core.views import ActionView
from icm.people import access, queries
from icm.people.models import Person
from icm.people.views.bases import keep_look


class PersonAct(ActionView):
    """One act on one person."""

    record: Person

    def load(self) -> Person:
        return queries.person(self.request.principals, self.kwargs["pk"])

    def held(self, record: Person) -> frozenset[str]:
        return access.held(record, self.request.principals)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.record.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            identity=queries.identity(self.record, self.request.principals, timezone.localdate()),
            person=self.record,
            person_url=reverse("pages:person", args=[self.record.pk]),
            **kwargs,
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        keep_look(self.request, self.record)
        return super().render_to_response(context, **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        """Their page; the list of people where the act took them out of sight."""
        if access.visible_to(self.request.principals).filter(pk=record.pk).exists():
            return reverse("pages:person", args=[record.pk])
        return reverse("pages:people")
