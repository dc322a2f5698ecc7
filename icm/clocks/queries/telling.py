"""Which deadlines and which answers of the rules are told to whom: those of the risk record only to who may read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from icm.clocks.models import Due
from icm.clocks.queries.due import OPEN, open_dues
from icm.core.access import Principals, visible
from icm.core.screen import left_out
from icm.people import access
from icm.policy import risk_record
from icm.policy.rules import Outcome, Status

_OF_THE_RISK = Q(rule__in=risk_record.RULES)


def told(outcomes: Iterable[Outcome], held: Collection[str]) -> tuple[Outcome, ...]:
    """What the rules say of one person, as far as somebody with these verbs is told."""
    if access.READ_RISK in held:
        return tuple(outcomes)
    return tuple(one for one in outcomes if one.rule not in risk_record.RULES)


def deadlines_left_out(outcomes: Iterable[Outcome], held: Collection[str]) -> str:
    """How many of them ask for something that is not told; empty where nothing is left out."""
    asking = [outcome for outcome in outcomes if outcome.status in OPEN]
    return left_out(len(asking) - len(told(asking, held)), "deadline")


def rules_left_out(outcomes: Collection[Outcome], held: Collection[str]) -> str:
    """How many of them are not told, whatever they say."""
    return left_out(len(outcomes) - len(told(outcomes, held)), "rule")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one asker is told of in lists: made once a page, since it may cost a query (``access.unread_risk``)."""

    principals: Principals
    unread: Q | None  # about whose risk they may not read, asked of rows of a rule and a person

    @property
    def untold(self) -> Q:
        return Q(pk__in=[]) if self.unread is None else _OF_THE_RISK & self.unread

    @property
    def told(self) -> Q:
        return Q() if self.unread is None else ~self.untold

    def dues(self) -> QuerySet[Due]:
        """What still asks for something, of people the asker may know of and of what they are told."""
        return self._open().filter(self.told)

    def untold_dues(self) -> QuerySet[Due]:
        """The rest of it, to be counted."""
        return self._open().filter(self.untold)

    def overdue_persons(self) -> QuerySet[Due, Any]:
        """For whom something is overdue: to filter people by."""
        return self.dues().filter(status=Status.OVERDUE).values("person")

    def left_out(self, **which: Any) -> str:
        """How many of those are not told. One query, where there may be any."""
        if self.unread is None:
            return ""
        return left_out(self.untold_dues().filter(**which).count(), "deadline")

    def _open(self) -> QuerySet[Due]:
        return visible(open_dues(), self.principals, through="person")


def tellable(principals: Principals) -> Q:
    """What is told of it, asked of each row: without a query of its own, where the rows are few."""
    if access.reads_all_risk(principals):
        return Q()
    return ~_OF_THE_RISK | access.reads_risk(principals, through="person")


def telling(principals: Principals, *, within: bool = False) -> Telling:
    """``within`` the page's own queries, where their rows are few: no query more, and each row asks."""
    return Telling(principals, access.unread_risk(principals, through="person", within=within))
