"""The one upward call of the house: after an act touched what the rules look at, what is due is worked out anew.

The acts stand below the clocks and may not import them, so the wiring names the function (``FACTS_CHANGED`` in
settings). It runs inside the act's own transaction: the act and what follows from it are seen together or not at all.
"""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def facts_changed(persons: Collection[int], *, at: datetime) -> None:
    """Re-evaluate these persons now. Call last in the act, inside its transaction."""
    import_string(settings.FACTS_CHANGED)(persons, at=at)
