"""Significant changes: told, and answered with whether the assessment still holds (RA-UPDATE)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from risk import access
from risk.actions.assessing import Request, ask_assessment
from risk.actions.standing import refuse_figures, refuse_future, today
from risk.models import Assessment, ChangeQuestion
from risk.policy import changes
from risk.policy.assessments import Change, Purpose, Side, Tool
from risk.policy.wording import why_not_in_words
from risk.queries.facts import facts_of

_IN_THE_COMMUNITY = (Role.CBSW, Role.CBSW_TEAM_MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed, on which day."""

    kind: Change
    on: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether the assessment still holds, and why. If not, somebody does it again by a day."""

    holds: bool
    why: str
    owner: User | None = None
    due_on: date | None = None


@transaction.atomic
def tell_change(
    person: Person, news: News, *, by: User, principals: Principals, at: datetime
) -> ChangeQuestion:
    """Something changed: it asks whether the assessment still holds. Two of a kind on one day are one."""
    access.require(person, principals, access.TELL_CHANGE)
    refuse_future(news.on, at)
    if not news.what:
        raise Refused("Say what changed: social work answers by it.")
    refuse_figures(news.what)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    name = changes.key(news.kind, news.on)
    before = ChangeQuestion.objects.filter(person=row, reference=name).first()
    if before:
        _require_same(before, news, by)
    made = before or ChangeQuestion.objects.create(
        person=row,
        reference=name,
        kind=news.kind.value,
        on=news.on,
        what=news.what,
        asked_at=at,
        asked_by=by,
    )
    told = people.Happening(
        reference=f"change-{made.pk}", kind=EventKind.CHANGE, on=news.on, value=news.kind.value
    )
    people.note_events(row, [told], by=by, at=at)
    return made


def _require_same(before: ChangeQuestion, news: News, by: User) -> None:
    """The same sent twice is harmless; what somebody else told of it stands, and theirs is not dropped silently."""
    if before.asked_by_id != by.pk or before.what != news.what:
        raise Refused(
            "A change of that kind on that day is on record already. Look at it first: what you have typed is"
            " still here."
        )


@transaction.atomic
def answer_change(
    person: Person, name: str, answer: Answer, *, by: User, principals: Principals, at: datetime
) -> ChangeQuestion:
    """Whether the assessment still holds after that change. "No" opens a reassessment, with an owner and a day.

    ``name`` is the change's key. A further offence and a transfer ask from the record itself: their question is
    written down with its answer.
    """
    access.require(person, principals, access.ANSWER_CHANGE)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    question = _question(row, name, at)
    if question.answered_at is not None:
        return _answered_before(question, answer, by)
    if reason := _why_not(answer, today(at)):
        raise Refused(reason)
    again = None if answer.holds else _again(row, name, answer, by, principals, at)
    question.holds, question.why = answer.holds, answer.why
    question.answered_at, question.answered_by, question.reassessment = at, by, again
    question.save(update_fields=["holds", "why", "answered_at", "answered_by", "reassessment"])
    said = people.Happening(
        reference=f"answered-{question.pk}",
        kind=EventKind.CHANGE_ANSWERED,
        on=today(at),
        value=changes.answer_value(name, again.due_on if again else None),
    )
    people.note_events(row, [said], by=by, at=at)
    return question


def _question(person: Person, name: str, at: datetime) -> ChangeQuestion:
    rows = ChangeQuestion.objects.select_for_update(of=("self",)).filter(person=person)
    found = rows.filter(reference=name).first()
    if found:
        return found
    waiting = changes.open_of(facts_of(person.pk, on=today(at)))
    change = next((one for one in waiting if one.key == name), None)
    if change is None:
        raise Refused("Nothing on record asks this any more.")
    return ChangeQuestion.objects.create(
        person=person, reference=name, kind=change.kind, on=change.on, asked_at=at
    )


def _answered_before(question: ChangeQuestion, answer: Answer, by: User) -> ChangeQuestion:
    sent = (answer.holds, answer.why, by.pk)
    if sent != (question.holds, question.why, question.answered_by_id):
        raise Refused("This is answered already. Look at the answer first.")
    return question


def _again(
    person: Person,
    name: str,
    answer: Answer,
    by: User,
    principals: Principals,
    at: datetime,
) -> Assessment:
    """The reassessment: one that is asked for already serves, and is done by the earlier of both days."""
    role = access.role_with(person, principals, access.ANSWER_CHANGE)
    request = Request(
        reference=f"change {name}"[:40],
        tool=Tool.LSCMI,
        purpose=Purpose.CHANGE,
        side=Side.COMMUNITY if role in _IN_THE_COMMUNITY else Side.PRISON,
        why=answer.why,
        due_on=answer.due_on,
        owner=answer.owner,
        joins=True,
    )
    made = ask_assessment(person, request, by=by, principals=principals, at=at)
    if made.due_on is None or (answer.due_on and answer.due_on < made.due_on):
        made.due_on, made.owner = answer.due_on, made.owner or answer.owner
        made.version += 1
        made.save(update_fields=["due_on", "owner", "version"])
    return made


def _why_not(answer: Answer, on: date) -> str:
    if not answer.why:
        return "Say why: the answer without its reason helps nobody later."
    if reason := why_not_in_words(answer.why):
        return reason
    if answer.holds:
        return ""
    if answer.owner is None or answer.due_on is None:
        return "It no longer holds: say who does it again, and by which day."
    return "That day is past." if answer.due_on < on else ""
