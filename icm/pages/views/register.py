"""The policy register."""

from typing import Any

from icm.core.views import Page
from icm.pages.queries.register import register


class Register(Page):
    """Every rule and value with its history; a search narrows it."""

    permission_required = None  # the rules are the same for everybody and name nobody
    template_name = "pages/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("q", "").strip()
        words = asked.lower().split()
        found = [
            entry
            for entry in register()
            if all(word in f"{entry.rule} {entry.title}".lower() for word in words)
        ]
        return super().get_context_data(entries=found, asked=asked, **kwargs)
