"""Why an act did not happen: a short list, each a sentence a person can act on. The edge maps them once."""


class Refused(Exception):
    """The act is not possible as things stand; nothing was changed. The message is shown as it is."""


class Stale(Refused):
    """Somebody else changed the record since the page was made. Carries what stands now, so neither text is lost."""

    def __init__(self, message: str, *, current: str = "") -> None:
        super().__init__(message)
        self.current = current


class NotAllowed(Refused):
    """The asker may see the record but not do this with it (403)."""
