"""The pages of one person's risk record, of one assessment, and of the acts on them."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from icm.core.disclosure import Audience
from icm.people.models import Person
from icm.people.views.bases import AboutAct, AboutPage
from risk import access
from risk.models import Assessment
from risk.queries import assessments


class RiskPage(AboutPage):
    """A page that shows a part of the risk record, as whoever asks may read it."""

    permission_required = access.READ

    def held(self, person: Person) -> frozenset[str]:
        return access.held(person, self.request.principals)

    @cached_property
    def audiences(self) -> frozenset[Audience]:
        return access.audiences_of(self.person, self.request.principals)


class RiskAct(AboutAct):
    """A page that does one act on somebody's risk record."""

    def held(self, record: Person) -> frozenset[str]:
        return access.held(record, self.request.principals)


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

    def held(self, record: Person) -> frozenset[str]:
        """On this assessment. A social worker of the other side is told why it is not theirs."""
        principals = self.request.principals
        found = access.held_on(self.assessment, principals)
        if self.permission_required not in found:
            raise PermissionDenied(access.other_side(record, self.assessment.side, principals))
        return found

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
