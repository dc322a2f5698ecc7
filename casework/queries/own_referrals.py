"""What the person was referred for, as they read it: every text rendered for them, every day as a day."""

from dataclasses import dataclass
from datetime import date

from casework.access import classed, shown
from casework.models import Referral
from casework.policy.areas import Domain
from casework.policy.copies import PLAIN
from casework.policy.referrals import made_on
from casework.queries.copies import reading
from casework.queries.referrals import since
from casework.queries.waits import Wait, waits_of
from icm.core.disclosure import Audience
from icm.people.models import Person

FOR = Audience.PERSON


@dataclass(frozen=True, slots=True)
class OwnReferral:
    """``usual`` is how many days people wait there for a start, None where too few did to tell."""

    service: str
    about: str
    state: str
    made_on: date
    since: date
    expected_on: date | None
    answer_by: date | None
    why: str
    said: str
    outcome: str
    usual: int | None
    service_says: str
    service_said_on: date | None

    @property
    def stands(self) -> bool:
        return self.state not in ("closed", "declined", "withdrawn", "moved")


def own_referrals(person: Person, on: date) -> tuple[OwnReferral, ...]:
    """The latest first. Two queries."""
    rows = list(reading.referrals(person))
    there = Referral.objects.filter(provider__in={row.provider_id for row in rows})
    waits = waits_of(there, "provider", on) if rows else {}
    return tuple(_own(row, waits.get(row.provider_id, Wait())) for row in rows)


def declined(person: Person) -> tuple[OwnReferral, ...]:
    """Those a service said no to, the latest first. One query."""
    rows = reading.referrals(person).filter(state=Referral.State.DECLINED)
    return tuple(_own(row, Wait()) for row in rows)


def _own(row: Referral, wait: Wait) -> OwnReferral:
    return OwnReferral(
        service=row.provider.name,
        about=PLAIN[Domain(row.domain)],
        state=row.state,
        made_on=made_on(row.made_at),
        since=since(row),
        expected_on=row.expected_on,
        answer_by=row.answer_by,
        why=classed(row, FOR),
        said=shown(row, "answer", FOR),
        outcome=shown(row, "outcome", FOR),
        usual=wait.started,
        service_says=row.provider.wait,
        service_said_on=row.provider.wait_on,
    )
