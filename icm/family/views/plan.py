"""The plan, where the person agreed that the relative may know what is in it."""

from typing import Any

from conferences.policy.preparing import Scope
from icm.family.queries.plan import family_plan
from icm.family.views.bases import FamilyPage


class FamilyPlan(FamilyPage):
    template_name = "family/plan.html"
    scope = Scope.PLAN

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(plan=family_plan(self.person, self.today), **kwargs)
