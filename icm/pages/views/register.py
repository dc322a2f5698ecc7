"""The policy register."""

from typing import Any

from icm.core.views import Page
from icm.pages.forms import RegisterFilter
from icm.pages.queries.register import found_in_register

FEW = 3  # so few rules are what was looked for, and stand open


class Register(Page):
    """Every rule and value with its history; a search narrows it."""

    permission_required = None  # the rules are the same for everybody and name nobody
    template_name = "pages/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = RegisterFilter(self.request.GET)
        wanted = form.wanted()
        rules = found_in_register(wanted.get("q", ""), local=wanted.get("local", False))
        return super().get_context_data(
            rules=rules, form=form, opened=bool(wanted) and len(rules) <= FEW, **kwargs
        )
