"""The papers of a conference: which assessment, who has it since when, and what the person heard and understood."""

from dataclasses import dataclass

from django.urls import reverse

from conferences import access
from conferences.models import Conference, Papers
from conferences.policy.kinds import Party
from conferences.policy.papers import How, missing
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.screen import Entry, Fact, Link
from icm.people.access import reads_risk
from icm.people.models import Person
from icm.policy.calendar import add_days, in_scotland
from risk.policy.explaining import DISCLOSE_DAYS
from risk.queries import disclosed, may_explain, usable


@dataclass(frozen=True, slots=True)
class PapersPage:
    """``missing`` is who has to have them and has not; nothing of it is told to who may not read of risk."""

    facts: tuple[Fact, ...]
    missing: str
    sent: tuple[Entry, ...]
    told: tuple[Entry, ...]
    acts: tuple[Link, ...]


def may_read(person: Person, principals: Principals) -> bool:
    """Whether the asker may know what was assessed of them. One query."""
    return Person.objects.filter(reads_risk(principals), pk=person.pk).exists()


def papers_page(row: Conference, principals: Principals) -> PapersPage:
    """Four queries."""
    found = usable(row.person_id)
    rows = Papers.objects.filter(conference=row).select_related("recorded_by").order_by("-pk")
    sent = list(rows)
    there = {Party(p) for one in sent if one.assessment_id == found.assessment for p in one.parties}
    absent = missing(there) if found.is_usable else ()
    facts = [Fact("LS/CMI", f"Done on {day(found.done_on)}" if found.done_on else "Not done")]
    if found.why_not and found.assessment:
        facts.append(Fact("Not to be used", found.why_not))
    if row.starts_at is not None:
        held_on = in_scotland(row.starts_at).date()
        last = add_days(held_on, -DISCLOSE_DAYS.at(held_on))
        facts.append(Fact("With them and gone through by", day(last), note="Two weeks before"))
    return PapersPage(
        facts=tuple(facts),
        missing=" and ".join(one.label.lower() for one in absent),
        sent=tuple(_sent(one) for one in sent),
        told=disclosed(row.person_id, found.assessment),
        acts=tuple(_acts(row, principals, found.assessment if found.is_usable else None)),
    )


def _sent(one: Papers) -> Entry:
    to = ", ".join(Party(party).label for party in one.parties)
    return Entry(
        title=f"Sent on {day(one.on)}",
        when=moment(one.recorded_at),
        by=one.recorded_by.display_name(),
        text=f"{How(one.how).label}. To: {to}.",
    )


def _acts(row: Conference, principals: Principals, assessment: int | None) -> list[Link]:
    found: list[Link] = []
    if assessment is None or row.state != Conferring.SET:
        return found
    if access.SEND in access.held(row.person, principals):
        url = reverse("conferences:send_papers", args=[row.pk])
        found.append(Link("Record that they were sent", url))
    if may_explain(row.person, principals):
        url = reverse("risk:explain", args=[assessment])
        found.append(Link("Record the talk with the person", url))
    return found
