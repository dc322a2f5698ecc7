"""What the pages of one review share: whom it is about, that the look is kept, and where to go afterwards."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from icm.core.access import Principals
from icm.core.views import ActionView
from icm.people import access
from icm.people import queries as people
from icm.people.views.bases import keep_look
from risk import queries
from risk.models import SupervisionReview


class ReviewAct(ActionView):
    """One step of one review."""

    record: SupervisionReview

    def load(self) -> SupervisionReview:
        return queries.review(self.request.principals, self.kwargs["pk"])

    def held(self, record: SupervisionReview) -> frozenset[str]:
        return access.held(record.person, self.request.principals)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.record.version, "on": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.record.person
        principals = self.request.principals
        return super().get_context_data(
            identity=people.identity(person, principals, timezone.localdate()),
            person=person,
            person_url=reverse("pages:person", args=[person.pk]),
            review=self.record,
            review_url=reverse("risk:review", args=[self.record.pk]),
            review_title=queries.title(self.record),
            **kwargs,
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        keep_look(self.request, self.record.person)
        return super().render_to_response(context, **kwargs)

    def next_url(self, record: SupervisionReview, result: Any) -> str:
        return reverse("risk:review", args=[record.pk])

    @property
    def asking(self) -> Principals:
        return self.request.principals
