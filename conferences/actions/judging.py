"""Professional judgement: when somebody's next conference is right, and why, in the place of what was proposed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conferences import access
from conferences.models import Conference, Judgement, Next
from conferences.policy.kinds import Kind
from conferences.workflow import Conferring
from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.refusals import Refused, same
from icm.core.wording import refuse_figures
from icm.people.models import Person
from icm.policy.calendar import in_scotland


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A day, or what brings the next one about; and why. ``reference`` makes sending it twice harmless."""

    reference: str
    kind: Kind
    why: str
    on: date | None = None
    waits: str = ""


@transaction.atomic
def judge_next(
    person: Person, judged: Judged, *, by: User, principals: Principals, at: datetime
) -> Judgement:
    """From now on this is what is next, unless a rule asks for a conference sooner, and until one is held."""
    access.require(person, principals, access.ARRANGE)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Judgement.objects.filter(person=row, reference=judged.reference).first()
    if before is not None:
        return same(before, _columns(judged))
    _refuse(row, judged, at)
    refuse_figures(judged.waits, judged.why)
    made = Judgement.objects.create(
        person=row,
        reference=judged.reference,
        made_at=at,
        made_by=by,
        **_columns(judged),
    )
    facts_changed([row.pk], at=at)
    return made


def _refuse(person: Person, judged: Judged, at: datetime) -> None:
    if not Next.objects.filter(person=person).exists():
        raise Refused("They are not on Enhanced ICM, so no next conference is kept for them.")
    if not judged.why:
        raise Refused("Say why: whoever looks at the schedule will ask.")
    if bool(judged.on) == bool(judged.waits):
        raise Refused("Say by which day, or what the next conference waits for: one of the two.")
    if judged.on is not None and judged.on < in_scotland(at).date():
        raise Refused("That day is past. Choose one to come.")
    fixed = Conference.objects.filter(
        person=person, state=Conferring.SET, starts_at__gte=at
    ).order_by("starts_at")
    if there := fixed.first():
        raise Refused(
            f"A date is fixed, {moment(there.starts_at)}. Move or postpone that conference first: what is fixed"
            " stands whatever is judged."
        )


def _columns(judged: Judged) -> dict[str, object]:
    return {"kind": judged.kind, "on": judged.on, "waits": judged.waits, "why": judged.why}
