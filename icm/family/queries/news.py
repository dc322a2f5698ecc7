"""What stands in the letter for a relative without e-mail: what their window would show, by what was agreed to."""

from dataclasses import dataclass
from datetime import datetime

from conferences.models import Conference, FamilyConsent
from conferences.policy.family import ADVICE, FARES
from conferences.policy.preparing import Scope
from conferences.queries import own
from conferences.workflow import Conferring
from icm.core.models import Document
from icm.family.queries.letters import SHUT, prison, why_old
from icm.family.queries.plan import FamilyPlan, family_plan
from icm.kiosk.queries.words import at_time, in_full
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True)
class Meeting:
    """The next one; ``when`` is empty while no day is set."""

    when: str
    where: str
    by_video: bool


@dataclass(frozen=True, slots=True)
class News:
    """``meeting`` and ``plan`` are None where there is none, or it was not agreed to: ``dates`` and ``plans`` say
    which."""

    to: str
    first: str
    dates: bool
    attends: bool
    plans: bool
    notes: bool
    meeting: Meeting | None
    plan: FamilyPlan | None
    prison: str
    fares: str
    advice: str
    made: str


def news(consent: FamilyConsent, document: Document, *, at: datetime) -> News:
    """As things stand now; ValueError where nothing is shared."""
    if why_old(consent, document, at=at):
        raise ValueError(SHUT)
    on = in_scotland(at).date()
    agreed = {scope for scope in Scope if scope.value in consent.scope}
    told = agreed & {Scope.DATES, Scope.ATTENDING}
    return News(
        to=consent.name,
        first=consent.person.given_names,
        dates=bool(told),
        attends=Scope.ATTENDING in agreed,
        plans=Scope.PLAN in agreed,
        notes=Scope.MINUTE in agreed,
        meeting=_meeting(consent, at) if told else None,
        plan=family_plan(consent.person, on) if Scope.PLAN in agreed else None,
        prison=prison(consent.person),
        fares=str(FARES.at(on)),
        advice=str(ADVICE.at(on)),
        made=in_full(on),
    )


def parts_of(consent: FamilyConsent, *, at: datetime) -> dict[str, int | None]:
    """What a letter is of: one whose meeting has changed since is not opened any more."""
    row = own.next_one(consent.person, at=at)
    return {
        "consent": consent.pk,
        "meeting": row.pk if row else None,
        "version": row.version if row else None,
    }


def _meeting(consent: FamilyConsent, at: datetime) -> Meeting | None:
    row = own.next_one(consent.person, at=at)
    if row is None:
        return None
    if row.state != Conferring.SET or row.starts_at is None:
        return Meeting("", "", by_video=False)
    return Meeting(at_time(row.starts_at), _where(row), row.by_video)


def _where(row: Conference) -> str:
    return ", ".join(part for part in (str(row.establishment or ""), row.place) if part)
