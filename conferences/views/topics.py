"""The agenda of a conference."""

from typing import Any

from django.utils import timezone

from conferences.queries import conferences, topics
from conferences.views.bases import ConferencePage


class Topics(ConferencePage):
    """What changed since the last one, as far as the asker may know."""

    template_name = "conferences/topics.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.conference
        return super().get_context_data(
            page=topics.topics_page(row, self.request.principals, timezone.localdate()),
            conference=row,
            conference_title=conferences.title(row),
            **kwargs,
        )
