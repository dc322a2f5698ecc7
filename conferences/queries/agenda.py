"""The agenda of a conference as one reader may read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.access import classed
from casework.models import PlanAction
from casework.queries import referrals
from casework.queries.action_plan import plan_in_force, rows_of
from conferences import access
from conferences.models import Conference
from conferences.policy.agenda import (
    ActionFacts,
    Known,
    Progress,
    ReferralFacts,
    Topic,
    agenda,
    last_held,
    sentence,
)
from conferences.policy.minutes import Section
from conferences.queries.asking import latest
from conferences.queries.contributing import standings
from conferences.queries.papers import may_read
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.disclosure import WITHHELD, Audience
from risk.queries import facts_of

_PROGRESS = {
    PlanAction.Status.DONE.value: Progress.DONE,
    PlanAction.Status.NOT_DONE.value: Progress.NOT_DONE,
}


@dataclass(frozen=True, slots=True)
class AgendaPage:
    since: str  # since when these are what changed
    topics: tuple[Topic, ...]

    def of(self, section: Section) -> tuple[str, ...]:
        """What belongs into that part of the minute."""
        return tuple(
            point for topic in self.topics if topic.section is section for point in topic.points
        )


def agenda_page(row: Conference, principals: Principals, on: date) -> AgendaPage:
    """Worked out anew each time: nobody keeps it. Constant queries."""
    audience = access.audience_of(row.person, principals)
    facts = facts_of(row.person_id, on=on)
    before = last_held(facts, on)
    said = latest(row)
    known = Known(
        reads_risk=may_read(row.person, principals),
        asked=said is not None,
        raised=access.shown(said, "wants", audience) if said else "",
        actions=tuple(_actions(row, audience)),
        referrals=tuple(_referrals(row)),
        contributions=tuple((one.row.as_what(), one.at.stand) for one in standings(row, on)),
    )
    return AgendaPage(
        since=f"Since the conference of {day(before.on)}."
        if before
        else "No conference was held before: since they came.",
        topics=agenda(known, facts, on),
    )


def _actions(row: Conference, audience: Audience) -> Iterator[ActionFacts]:
    """Of the plan in force; one that is withheld with no word to say instead is left out."""
    plan = plan_in_force(row.person_id)
    for one in rows_of(plan) if plan else ():
        what = classed(one, audience)
        yield ActionFacts(
            what="" if what == WITHHELD else sentence(what),
            progress=_PROGRESS.get(one.status, Progress.OPEN),
            target_on=one.target_on,
            done_on=one.done_on,
        )


def _referrals(row: Conference) -> Iterator[ReferralFacts]:
    for one in referrals.of_person(row.person).select_related("provider"):
        yield ReferralFacts(
            to=one.provider.name,
            stands=referrals.state(one),
            since=referrals.since(one),
            ended=one.ended_on is not None,
        )
