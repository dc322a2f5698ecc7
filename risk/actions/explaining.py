"""Explaining an outcome to the person, and what they said back (LSCMI-EXPLAIN, RA-2W)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pghistory
from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, same
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.facts import EventKind
from risk import access
from risk.actions.standing import refuse_figures, refuse_future
from risk.models import Assessment, Explanation
from risk.policy.assessments import Understood
from risk.policy.wording import why_not_in_words
from risk.queries.assessments import counts_for_the_clocks
from risk.workflow import Assessing

Occasion = Explanation.Occasion
TOLD_ANOTHER = "The level was put right after it was explained."
STOPPED = "Something in this assessment contradicts itself. Social work has to settle that before it is explained."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How it went. ``form`` says in which way; ``reference`` names it: sent twice, it is recorded once."""

    reference: str
    occasion: str
    on: date
    form: str
    understood: str
    said_back: str = ""
    again_on: date | None = None


@transaction.atomic
def explain(
    assessment: Assessment, told: Told, *, by: User, principals: Principals, at: datetime
) -> Explanation:
    """One more talk about it. The clocks close only on the day the person understood: until then they stay open."""
    person = assessment.person
    role = access.role_with(person, principals, access.EXPLAIN)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    row = Assessment.objects.get(pk=assessment.pk)
    before = Explanation.objects.filter(person=person, reference=told.reference).first()
    if before:
        return same(before, _columns(row, told, by))
    refuse_future(told.on, at)
    if reason := _why_not(row, told):
        raise Refused(reason)
    made = Explanation.objects.create(
        person=person,
        reference=told.reference,
        role=role.value,
        recorded_at=at,
        **_columns(row, told, by),
    )
    if made.understood == Understood.YES:
        people.note_events(person, list(_understood(made, row)), by=by, at=at)
    return made


@transaction.atomic
def take_back_explanation(
    made: Explanation, *, why: str, principals: Principals, at: datetime
) -> None:
    """It was recorded by mistake: it goes with what it told the rules. The history keeps it, and the reason."""
    Person.objects.select_for_update(of=("self",)).get(pk=made.person_id)
    rows = Explanation.objects.select_related("assessment__person__establishment")
    row = rows.filter(pk=made.pk).first()
    if row is None:
        return  # sent twice
    held = access.held_on(row.assessment, principals)
    if not access.may_take_back(row.by_id, held, principals.user_id):
        raise NotAllowed(
            "It is taken back by whoever recorded it, or by those whose assessment it is."
        )
    if not why:
        raise Refused("Say why it is taken back.")
    refuse_figures(why)
    with pghistory.context(why=why):
        row.delete()
    people.retract_events(row.assessment.person, _names(made.pk), why=why, at=at)


def _names(key: int) -> list[str]:
    """How the events are called that one talk notes for the rules."""
    return [f"{what}-{key}" for what in ("explained", "disclosed")]


def explain_anew(row: Assessment, *, at: datetime) -> None:
    """The level they were told was not the right one: the talks stay on record, and close no clock any more."""
    told = Explanation.objects.filter(assessment=row).values_list("pk", flat=True)
    noted = [name for key in told for name in _names(key)]
    if noted:
        people.retract_events(row.person, noted, why=TOLD_ANOTHER, at=at)


def _understood(made: Explanation, row: Assessment) -> Iterator[people.Happening]:
    """Whatever the occasion, who has understood an LS/CMI has had it explained. An older one closes no clock."""
    if not counts_for_the_clocks(row):
        return
    yield people.Happening(
        reference=f"explained-{made.pk}", kind=EventKind.LSCMI_EXPLAINED, on=made.on
    )
    if made.occasion == Occasion.CONFERENCE:
        yield people.Happening(
            reference=f"disclosed-{made.pk}", kind=EventKind.DISCLOSED, on=made.on
        )


def _columns(row: Assessment, told: Told, by: User) -> dict[str, object]:
    return {
        "assessment_id": row.pk,
        "by_id": by.pk,
        "occasion": told.occasion,
        "on": told.on,
        "form": told.form,
        "understood": told.understood,
        "said_back": told.said_back,
        "again_on": told.again_on,
    }


def _why_not(row: Assessment, told: Told) -> str:
    if row.state != Assessing.DONE or row.done_on is None:
        return "It is not done yet: there is no outcome to explain."
    if row.stopped:
        return STOPPED
    if told.on < row.done_on:
        return f"That is before the assessment was done, on {day(row.done_on)}."
    understood = told.understood == Understood.YES
    if understood and not told.said_back:
        return "Write what they said back: it is how it shows that they understood."
    if not understood and told.again_on is None:
        return "They have not understood it yet: set a day on which somebody explains it again."
    if told.again_on and told.again_on <= told.on:
        return "You will explain it again on a later day than you talked."
    return why_not_in_words(told.form, told.said_back)
