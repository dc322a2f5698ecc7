"""A page that asks one thing and does one act of somebody's risk record: the same page for many acts."""

from typing import Any, ClassVar

from icm.people.models import Person
from risk.queries.risk_plans import risk_plan_url
from risk.views.bases import RiskAct


class StepAct(RiskAct):
    """``about`` is what the act is part of, and where one goes on afterwards."""

    template_name = "risk/step.html"
    about: ClassVar[str]
    about_name: ClassVar[str]
    title: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    button: ClassVar[str] = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            about=self.about,
            about_url=risk_plan_url(self.about_name, self.record.pk),
            title=self.title,
            lead=self.lead,
            button=self.button,
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return risk_plan_url(self.about_name, record.pk)
