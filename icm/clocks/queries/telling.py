"""Which deadlines and which answers of the rules are told to whom: those of the risk record only to who may read it."""

from collections.abc import Collection, Iterable
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


def tellable(principals: Principals) -> Q:
    """The rows of a rule and a person of which the asker is told."""
    if access.reads_all_risk(principals):
        return Q()
    return ~_OF_THE_RISK | access.reads_risk(principals, through="person")


def untellable(principals: Principals) -> Q:
    """Those of which the asker is not told, to be counted."""
    if access.reads_all_risk(principals):
        return Q(pk__in=[])
    return _OF_THE_RISK & ~access.reads_risk(principals, through="person")


def told_dues(principals: Principals) -> QuerySet[Due]:
    """What still asks for something, of people the asker may know of and of what they are told."""
    return visible(open_dues(), principals, through="person").filter(tellable(principals))


def untold_dues(principals: Principals) -> QuerySet[Due]:
    """The rest of it, to be counted."""
    return visible(open_dues(), principals, through="person").filter(untellable(principals))


def dues_left_out(principals: Principals, **which: Any) -> str:
    """How many of them are not told. One query, for those alone who are not told of everything."""
    if access.reads_all_risk(principals):
        return ""
    return left_out(untold_dues(principals).filter(**which).count(), "deadline")


def overdue_persons(principals: Principals) -> QuerySet[Due, Any]:
    """Those the asker may know of for whom something is overdue, as far as they are told: to filter people by."""
    return told_dues(principals).filter(status=Status.OVERDUE).values("person")
