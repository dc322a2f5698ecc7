"""Closed or less secure conditions, by the part of an establishment somebody is in (SPS guidance of June 2024, §6).

The guidance names National Top End and the Open Estate as less secure. Of the units for women no source read says
which they are: that is not known, and a return from there is recorded by whoever knows.
"""

CLOSED = frozenset({"mainstream"})
LESS_SECURE = frozenset({"nte", "open"})


def is_closed(part: str) -> bool | None:
    """None where no source says, or the part is not known."""
    if part in CLOSED:
        return True
    return False if part in LESS_SECURE else None


def is_return(before: str, after: str) -> bool:
    """From less secure conditions to closed ones, both of them known (CC-RETURN)."""
    return is_closed(before) is False and is_closed(after) is True
