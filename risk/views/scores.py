"""Pages with figures on them, for those alone who may read the scores."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.paging import page_number
from icm.core.views import Page
from risk import access
from risk.queries import assessments, scores
from risk.views.bases import AssessmentPage


class Figures(AssessmentPage):
    """The figures of one LS/CMI, and what contradicts itself in them."""

    permission_required = access.SCORES
    template_name = "risk/figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=scores.figures_page(self.assessment),
            steps=scores.steps(
                self.assessment, access.held_on(self.assessment, self.request.principals)
            ),
            assessment=self.assessment,
            assessment_title=assessments.title(self.assessment),
            assessment_url=reverse("risk:assessment", args=[self.assessment.pk]),
            **kwargs,
        )


class Contradictions(Page):
    """All that is stopped, counted, among the people whose scores the asker may read."""

    permission_required = None  # asked of the asker's posts: 403 where none of them reads scores
    template_name = "risk/contradictions.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not scores.may_read_scores(self.request.principals):
            raise PermissionDenied("The figures of assessments are for social work.")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        page = scores.contradictions_page(principals, page_number(self.request.GET))
        record_consultation(
            principals, page="risk:contradictions", persons=page.persons, at=timezone.now()
        )
        return super().get_context_data(page=page, **kwargs)
