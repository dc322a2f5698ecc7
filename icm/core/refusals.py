"""Why an act did not happen: a short list, each a sentence a person can act on. The edge maps them once."""

from collections.abc import Mapping
from typing import TypeVar

R = TypeVar("R")


class Refused(Exception):
    """The act is not possible as things stand; nothing was changed. The message is shown as it is."""


class Stale(Refused):
    """Somebody else changed the record since the page was made. Carries what stands now, so neither text is lost."""

    def __init__(self, *, current: str, version: int) -> None:
        super().__init__(
            "Somebody else changed this record while you were filling this in."
            f" It now says: {current} What you typed is still below: check it, then send it again."
        )
        self.current = current
        self.version = version


class SentBefore(Refused):
    """The reference of this page is on record with other content: to drop either silently would be wrong."""

    def __init__(self) -> None:
        super().__init__("This page was already sent with other answers. Open it anew.")


class NotAllowed(Refused):
    """The asker may see the record but not do this with it (403)."""

    def __init__(
        self, message: str = "You may see this, but this step is not yours to take."
    ) -> None:
        super().__init__(message)


def same(before: R, sent: Mapping[str, object]) -> R:
    """What is on record under a reference that was sent once more; refused where it holds something else."""
    if any(getattr(before, name) != value for name, value in sent.items()):
        raise SentBefore
    return before
