"""The plan of one person, and one of its domains."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from casework import access
from casework.policy.areas import Agency, Domain
from casework.queries import plan as reading
from casework.views.bases import CasePage


def domain_or_404(slug: str) -> Domain:
    try:
        return Domain(slug)
    except ValueError:
        raise Http404 from None


class Plan(CasePage):
    """Where each domain stands."""

    permission_required = access.READ
    current = "plan"
    template_name = "casework/plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = reading.plan_page(
            self.person, self.request.principals, self.verbs, timezone.localdate()
        )
        return super().get_context_data(page=page, **kwargs)


class PlanDomain(CasePage):
    """Everything in one domain, newest first."""

    permission_required = access.READ
    current = "plan"
    template_name = "casework/plan_domain.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        agency = asked.get("agency", "")
        page = reading.domain_page(
            self.person,
            self.request.principals,
            domain_or_404(self.kwargs["domain"]),
            agency=agency if agency in set(Agency) else "",
            page=_number(asked.get("page", "")),
            on=timezone.localdate(),
        )
        return super().get_context_data(page=page, **kwargs)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1
