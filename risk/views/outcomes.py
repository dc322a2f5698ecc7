"""What is found of somebody: all assessments, one of them, and two beside each other."""

from typing import Any

from django.utils import timezone

from risk import access
from risk.forms.telling import Compare as CompareForm
from risk.queries import assessments, compare, outcome, standing
from risk.views.bases import AssessmentPage, RiskPage


class Assessments(RiskPage):
    """Where it stands, how the level went, what disagrees, and every assessment."""

    current = "assessments"
    template_name = "risk/assessments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = standing.assessments_page(self.person, self.audiences, timezone.localdate())
        acts = standing.acts(self.person, self.verbs)
        return super().get_context_data(page=page, acts=acts, **kwargs)


class Assessment(AssessmentPage):
    """One assessment."""

    template_name = "risk/assessment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals, today = self.request.principals, timezone.localdate()
        held = access.held_on(self.assessment, principals)
        page = outcome.outcome_page(
            self.assessment, held, self.audiences, today, asker=principals.user_id
        )
        return super().get_context_data(
            page=page,
            assessment=self.assessment,
            assessment_title=assessments.title(self.assessment),
            **kwargs,
        )


class Compare(RiskPage):
    """Two LS/CMIs beside each other; the latest two unless others are asked for."""

    current = "assessments"
    template_name = "risk/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        choices = compare.choices(self.person)
        keys = [key for key, _ in choices]
        asked = {"then": "".join(keys[1:2]), "now": "".join(keys[:1])} | self.request.GET.dict()
        form = CompareForm(asked, choices=choices)
        found = None
        if form.is_valid():
            chosen = (form.cleaned_data["then"], form.cleaned_data["now"])
            found = compare.comparison(self.person, chosen, self.audiences, timezone.localdate())
        return super().get_context_data(form=form, comparison=found, **kwargs)
