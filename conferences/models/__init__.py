"""Tables of case conferences."""

from conferences.models.conferences import Conference, Step

__all__ = ["Conference", "Step"]
