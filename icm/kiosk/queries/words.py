"""Days in words, as a terminal says them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True)
class Block:
    """One thing a page tells: a heading and short sentences."""

    title: str
    lines: tuple[str, ...]


def in_full(on: date) -> str:
    """Tuesday 5 January 2027; E is the month as a language says it within a date."""
    return date_format(on, "l j E Y")


def at_time(at: datetime) -> str:
    """Tuesday 5 January 2027 at 10 am; without dots, for it may end a sentence."""
    local = in_scotland(at)
    time = date_format(local, "P").replace(".", "")
    return _("%(day)s at %(time)s") % {
        "day": in_full(local.date()),
        "time": time,
    }
