"""What was gone through with the person before a conference, for the page of its papers (RA-2W)."""

from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.disclosure import Disclosure
from icm.core.screen import Entry
from icm.people.models import Person
from risk import access
from risk.models import Explanation
from risk.policy.assessments import Understood


def disclosed(person: int, assessment: int | None) -> tuple[Entry, ...]:
    """Each talk about this assessment before a conference, the latest first. What was said stands with it."""
    rows = Explanation.objects.filter(
        person=person, assessment=assessment, occasion=Explanation.Occasion.CONFERENCE
    )
    return tuple(
        Entry(
            title=f"Gone through with the person on {day(one.on)}",
            when=moment(one.recorded_at),
            by=one.by.display_name(),
            text=f"Understood: {Understood(one.understood).label.lower()}.",
        )
        for one in rows.select_related("by").order_by("-on", "-pk")
    )


def may_explain(person: Person, principals: Principals) -> bool:
    return access.EXPLAIN in access.held(person, principals)


def reads_victims(person: Person, principals: Principals) -> bool:
    """Who reads what is kept for the safety of victims, as in the risk plan; never the person of their own."""
    if principals.person is not None:
        return False
    return access.cleared(Disclosure.VICTIM, access.audiences_of(person, principals))
