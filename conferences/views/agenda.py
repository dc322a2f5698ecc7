"""The agenda of a conference."""

from typing import Any

from django.utils import timezone

from conferences.queries import agenda, conferences
from conferences.views.bases import ConferencePage


class Agenda(ConferencePage):
    """What changed since the last one, as far as the asker may know."""

    template_name = "conferences/agenda.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.conference
        return super().get_context_data(
            page=agenda.agenda_page(row, self.request.principals, timezone.localdate()),
            conference=row,
            conference_title=conferences.title(row),
            **kwargs,
        )
