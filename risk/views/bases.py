"""What the pages of one person's risk share: whom it is about, that the look is kept, where to go afterwards."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.access import Principals
from icm.core.consultations import record_consultation
from icm.core.views import ActionView, Page
from icm.people import access as people_access
from icm.people import queries as people
from icm.people.models import Person
from risk import access
from risk.models import Assessment
from risk.queries import assessments


def _kept(request: HttpRequest, principals: Principals, person: int) -> None:
    match = request.resolver_match
    page = match.view_name if match else ""
    record_consultation(principals, page=page, persons=[person], at=timezone.now())


def about(person: Person, principals: Principals, current: str) -> dict[str, Any]:
    """What every page about a person shows around its own content."""
    return {
        "identity": people.identity(person, principals, timezone.localdate()),
        "case_navigation": people.navigation(
            person.pk, people_access.held(person, principals), current=current
        ),
        "person": person,
        "person_url": reverse("pages:person", args=[person.pk]),
    }


class RiskPage(Page):
    """A page that shows a part of the risk record: 404 to who may not know of the person, 403 without the verb.

    A subclass about one row of theirs loads that in ``load`` and answers with whose it is.
    """

    permission_required = access.READ
    current: ClassVar[str]  # the entry of the case navigation

    def load(self) -> Person:
        return people.person(self.request.principals, self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        principals = self.request.principals
        self.person = self.load()
        self.verbs = access.held(self.person, principals)
        if self.permission_required not in self.verbs:
            raise PermissionDenied
        self.audiences = access.audiences_of(self.person, principals)
        _kept(request, principals, self.person.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        around = about(self.person, self.request.principals, self.current)
        return super().get_context_data(**(around | {"verbs": self.verbs} | kwargs))


class RiskAct(ActionView):
    """A page that does one act on somebody's risk record. ``record`` is the person; a subclass may load more."""

    record: Person
    current: ClassVar[str]

    def load(self) -> Person:
        return people.person(self.request.principals, self.kwargs["pk"])

    def held(self, record: Person) -> frozenset[str]:
        return access.held(record, self.request.principals)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        around = about(self.record, self.request.principals, self.current)
        return super().get_context_data(**(around | kwargs))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """No page about a person without a line in the log of who looked."""
        _kept(self.request, self.request.principals, self.record.pk)
        return super().render_to_response(context, **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        raise NotImplementedError


class AssessmentPage(RiskPage):
    """A page about one assessment."""

    current = "assessments"

    def load(self) -> Person:
        self.assessment: Assessment = assessments.assessment(
            self.request.principals, self.kwargs["pk"]
        )
        return self.assessment.person


class AssessmentAct(RiskAct):
    """An act on one assessment. ``record`` is the person it is about, ``assessment`` the row."""

    current = "assessments"

    def load(self) -> Person:
        self.assessment: Assessment = assessments.assessment(
            self.request.principals, self.kwargs["pk"]
        )
        return self.assessment.person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {
            "version": self.assessment.version,
            "on": timezone.localdate(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            assessment=self.assessment,
            assessment_title=assessments.title(self.assessment),
            assessment_url=reverse("risk:assessment", args=[self.assessment.pk]),
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("risk:assessment", args=[self.assessment.pk])
