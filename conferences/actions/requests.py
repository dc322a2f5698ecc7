"""The person asks for a conference; the ICM Co-ordinator agrees to it or refuses it, with reasons (CC-REQUEST).

Who asks for somebody else and who asks for themselves do it by the same act: ``how`` says which, the verb says whether.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from conferences import access
from conferences.actions.arranging import Plan, planned
from conferences.models import Conference, Request
from conferences.policy.arranging import why_not
from conferences.policy.kinds import Kind
from conferences.policy.requests import GROUNDS, How, hold_by
from conferences.workflow import OPEN, REQUESTING, Requesting
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.models import User
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused, Stale, same
from icm.core.wording import refuse_figures
from icm.people import actions as people
from icm.people import policy
from icm.people.models import Person
from icm.people.queries import allocated_user
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind, Facts, RouteSlug
from icm.policy.roles import Role
from risk.queries import facts_of

RULE = "CC-REQUEST"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person asks, in their own words. ``reference``: sent twice it is asked once."""

    reference: str
    grounds: Collection[str]
    why: str
    how: How
    on: date


@transaction.atomic
def ask(person: Person, wish: Wish, *, by: User, principals: Principals, at: datetime) -> Request:
    """It has a number from now on, and a day by which somebody answers."""
    access.require(person, principals, access.ASK)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    before = Request.objects.filter(person=row, reference=wish.reference).first()
    if before is not None:
        return same(before, _columns(wish))
    _refuse(row, wish, _today(at))
    made = Request.objects.create(
        person=row,
        reference=wish.reference,
        number=Request.objects.filter(person=row).count() + 1,
        recorded_at=at,
        recorded_by=by,
        **_columns(wish),
    )
    _note(made, EventKind.CC_ASKED, wish.on, by, at)
    return made


@transaction.atomic
def agree(
    row: Request, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Request:
    """There will be one, planned at once with its last day; one of the kind that is being arranged already is it."""
    here = _locked(row, version)
    refuse_figures(why)
    if reason := why_not(Kind.REQUESTED, facts_of(here.person_id, on=_today(at)), _today(at)):
        raise Refused(reason)
    told = _apply(
        "agree",
        here,
        principals,
        answer_why=why,
        answered_at=at,
        answered_by=by,
        conference=_conference(here, by, at),
    )
    _note(told, EventKind.CC_AGREED, _today(at), by, at)
    _tell(told, at)
    return told


@transaction.atomic
def refuse(
    row: Request, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Request:
    """There will be none: the person reads why."""
    here = _locked(row, version)
    if not why:
        raise Refused("Say why: the person reads it, and can challenge it.")
    refuse_figures(why)
    told = _apply("refuse", here, principals, answer_why=why, answered_at=at, answered_by=by)
    _note(told, EventKind.CC_REFUSED, _today(at), by, at)
    _tell(told, at)
    return told


@transaction.atomic
def withdraw(
    row: Request, *, why: str, version: int, by: User, principals: Principals, at: datetime
) -> Request:
    """They want none any more, or it was recorded by mistake: nobody owes an answer. Whoever takes back what they asked
    for themselves need not say why."""
    here = _locked(row, version)
    own = principals.person == here.person_id
    if not (why or own):
        raise Refused("Say why it is taken back.")
    gone = _apply("withdraw", here, principals, withdrawn_why=why, withdrawn_at=at, withdrawn_by=by)
    names = [_name(EventKind.CC_ASKED, gone)]
    people.retract_events(gone.person, names, why=why or "They took it back themselves.", at=at)
    return gone


def _refuse(person: Person, wish: Wish, on: date) -> None:
    if not wish.grounds or not set(wish.grounds) <= set(GROUNDS):
        raise Refused("Choose what it is about.")
    if not wish.why:
        raise Refused("Write down why they ask, in their own words.")
    refuse_figures(wish.why)
    if wish.on > on:
        raise Refused("That is in the future. Record it once they have asked.")
    if reason := _not_for_them(facts_of(person.pk, on=on), on) or _asked_already(person):
        raise Refused(reason)


def _not_for_them(facts: Facts, on: date) -> str:
    """A request is answered within two weeks where a clock runs for it: on Enhanced ICM, or where the route is open."""
    if policy.route(facts, on).slug is RouteSlug.STANDARD:
        return (
            "They are on Standard ICM, for which nobody is bound to answer such a request. Their personal officer can"
            " write it in the plan, and whoever arranges conferences can plan one."
        )
    return why_not(Kind.REQUESTED, facts, on)


def _asked_already(person: Person) -> str:
    rows = Request.objects.filter(person=person).select_related("conference")
    for before in rows.filter(state__in=[Requesting.WAITING, Requesting.AGREED]):
        if before.conference is None:
            asked = day(before.asked_on)
            return f"{before} of {asked} waits for an answer. Take that back first if they ask for something else."
        if before.conference.state in OPEN:
            return (
                f"{before} was agreed to, and the conference is being arranged. Write what else they want raised"
                " where the person is asked about it."
            )
    return ""


def _conference(row: Request, by: User, at: datetime) -> Conference:
    there = Conference.objects.filter(person=row.person, kind=Kind.REQUESTED, state__in=OPEN)
    if before := there.first():
        return before
    plan = Plan(
        reference=f"request-{row.pk}",
        kind=Kind.REQUESTED,
        why=f"{row} of {day(row.asked_on)}: {row.why}",
        due_on=hold_by(_today(at)),
        rule=RULE,
    )
    return planned(row.person, plan, by, at)


def _tell(row: Request, at: datetime) -> None:
    """Whoever wrote it down tells the person; their personal officer, where they asked themselves and read it at a
    terminal. The message names nobody."""
    teller: int | None = row.recorded_by_id
    if row.how == How.SELF:
        teller = allocated_user(row.person, Role.PERSONAL_OFFICER)
    if teller is None or teller == row.answered_by_id:
        return
    page = f"{settings.BASE_URL}{reverse('conferences:request', args=[row.pk])}"
    letter = Letter.naming_nobody(
        f"request:{row.pk}:{row.version}",
        teller,
        "ICM: a request for a case conference is answered",
        f"Sign in to read the answer, and tell the person: {page}",
    )
    post([letter], at=at)


def _note(row: Request, kind: EventKind, on: date, by: User, at: datetime) -> None:
    happening = people.Happening(
        reference=_name(kind, row), kind=kind, on=on, value=str(row.number)
    )
    people.note_events(row.person, [happening], by=by, at=at)


_NAMES = {
    EventKind.CC_ASKED: "request",
    EventKind.CC_AGREED: "request-agreed",
    EventKind.CC_REFUSED: "request-refused",
}


def _name(kind: EventKind, row: Request) -> str:
    return f"{_NAMES[kind]}-{row.pk}"


def _apply(what: str, row: Request, principals: Principals, **changes: Any) -> Request:
    held = access.held(row.person, principals)
    moved = REQUESTING.apply(what, row, held=held, version=row.version + 1, **changes)
    moved.person = row.person
    return moved


def _locked(row: Request, version: int) -> Request:
    """The row as it is now, locked after its person, as every act that works out what is due does."""
    Person.objects.select_for_update(of=("self",)).get(pk=row.person_id)
    rows = Request.objects.select_for_update(of=("self",)).select_related("person__establishment")
    here = rows.get(pk=row.pk)
    if here.version != version:
        said = f"{here}: {Requesting(here.state).label.lower()}."
        raise Stale(current=said, version=here.version)
    return here


def _columns(wish: Wish) -> dict[str, object]:
    return {
        "grounds": [one for one in GROUNDS if one in wish.grounds],
        "why": wish.why,
        "how": wish.how.value,
        "asked_on": wish.on,
    }


def _today(at: datetime) -> date:
    return in_scotland(at).date()
