"""The Core Screen, sitting by sitting: begun, answered area by area, left part done, given up.

An act that touches the person's events holds the person first and the screen after, always in this order.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from casework import access
from casework.models import Answer, CoreScreen, Provider, Sitting
from casework.policy import screen_form
from casework.policy.areas import AREAS
from casework.workflow import SCREENING, Screening
from icm.core.access import Principals
from icm.core.models import User
from icm.core.refusals import Refused, Stale
from icm.core.wording import refuse_figures
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind

NO_SITTING = "This sitting has ended. What you typed is kept: start another sitting to go on."
TAKEN_OVER = "Somebody else went on with it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in one area; ``version`` is that of the answer the page was made from, 0 where there was none."""

    area: str
    need: str
    urgency: str = ""
    own_words: str = ""
    note: str = ""
    referral: str = ""
    provider: Provider | None = None
    version: int


@transaction.atomic
def begin_screen(person: Person, *, by: User, principals: Principals, at: datetime) -> CoreScreen:
    """Sit down with the person: a new screen, or one more sitting of the open one. Doing it again changes nothing."""
    role = access.role_with(person, principals, access.SCREEN)
    if held_person(person).released_on is not None:
        raise Refused("They have been released. A Core Screen is for somebody in custody.")
    screen = open_screen(person) or CoreScreen.objects.create(
        person=person,
        reference=uuid4().hex,
        questions=screen_form.QUESTIONS.at(in_scotland(at).date()).version,
        begun_at=at,
        begun_by=by,
    )
    if not _sits_already(screen, by, at):
        number = screen.sittings.count() + 1
        Sitting.objects.create(screen=screen, number=number, began_at=at, by=by, role=role)
    return screen


def _sits_already(screen: CoreScreen, by: User, at: datetime) -> bool:
    """Whether this very sitting goes on. Somebody else's ends here, and so does one left open on another day."""
    sitting = open_sitting(screen)
    if sitting is None:
        return False
    if sitting.by_id == by.pk and in_scotland(sitting.began_at).date() == in_scotland(at).date():
        return True
    close(sitting, why="" if sitting.by_id == by.pk else TAKEN_OVER, at=at)
    return False


@transaction.atomic
def answer_area(
    screen: CoreScreen, found: Found, *, by: User, principals: Principals, at: datetime
) -> Answer:
    """One area, saved by itself. Two at once: the second is shown what the first saved, and loses nothing."""
    row = held_screen(screen)
    access.require(row.person, principals, access.SCREEN)
    before = Answer.objects.filter(screen=row, area=found.area).select_related("provider").first()
    if before is not None and _is(before, found):
        return before
    if row.state != Screening.OPEN:
        raise Refused(f"Not possible: this Core Screen is {row.get_state_display().lower()}.")
    if open_sitting(row) is None:
        raise Refused(NO_SITTING)
    if (before.version if before else 0) != found.version:
        raise Stale(current=in_words(before), version=before.version if before else 0)
    if found.area not in AREAS.at(in_scotland(row.begun_at).date()):
        raise Refused("The form does not ask about that.")
    refuse_figures(found.own_words, found.note)
    values = {name: getattr(found, name) for name in _TYPED}
    answer, _ = Answer.objects.update_or_create(
        screen=row,
        area=found.area,
        defaults=values | {"answered_at": at, "by": by, "version": found.version + 1},
    )
    return answer


_TYPED = ("need", "urgency", "own_words", "note", "referral", "provider")


def _is(answer: Answer, found: Found) -> bool:
    return all(getattr(answer, name) == getattr(found, name) for name in _TYPED)


def in_words(answer: Answer | None) -> str:
    """The answer as it stands, for whoever typed another meanwhile."""
    if answer is None:
        return "nothing."
    parts = (
        answer.get_need_display(),
        answer.get_urgency_display(),
        f"their own words: “{answer.own_words}”" if answer.own_words else "",
        f"note: “{answer.note}”" if answer.note else "",
        f"referral: {answer.get_referral_display().lower()}" if answer.referral else "",
        answer.provider.name if answer.provider else "",
    )
    return f"{'; '.join(part for part in parts if part)}."


@transaction.atomic
def abandon_screen(
    screen: CoreScreen, *, why: str, principals: Principals, at: datetime
) -> CoreScreen:
    """Give the form up for good, with what was answered kept. It was not done: the limit of CSA-72H goes on."""
    row = held_screen(screen)
    if row.state == Screening.ABANDONED and row.ended_why == why:
        return row
    if not why:
        raise Refused("Say why it is given up.")
    held = access.held(row.person, principals)
    row = SCREENING.apply("abandon", row, held=held, ended_why=why, version=row.version + 1)
    if sitting := open_sitting(row):
        close(sitting, why="", at=at)
    return row


def held_person(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def held_screen(screen: CoreScreen) -> CoreScreen:
    rows = CoreScreen.objects.select_for_update(of=("self",)).select_related("person")
    return rows.get(pk=screen.pk)


def open_screen(person: Person) -> CoreScreen | None:
    return CoreScreen.objects.filter(person=person, state=Screening.OPEN).first()


def open_sitting(screen: CoreScreen) -> Sitting | None:
    return Sitting.objects.filter(screen=screen, ended_at__isnull=True).first()


def close(
    sitting: Sitting,
    *,
    why: str,
    at: datetime,
    fit: bool | None = None,
    again_on: date | None = None,
) -> None:
    sitting.ended_at, sitting.ended_why, sitting.fit, sitting.again_on = at, why, fit, again_on
    sitting.save(update_fields=["ended_at", "ended_why", "fit", "again_on"])


def part_done(person: Person, sitting: Sitting, *, by: User, at: datetime) -> None:
    """The event that asks for another sitting. It says nothing of why: everybody who may know of them reads events."""
    on = in_scotland(at).date()
    part = event(sitting.screen, f"-part-{sitting.number}", EventKind.CORE_SCREEN_PART, on)
    note(person, part, by=by, at=at)


def note(person: Person, *happenings: people.Happening, by: User, at: datetime) -> None:
    """Events of the screen, each once: on a later day it would be the same event with another day."""
    of = person.happenings
    fresh = [one for one in happenings if not of.filter(reference=one.reference).exists()]
    people.note_events(person, fresh, by=by, at=at)


def event(screen: CoreScreen, what: str, kind: EventKind, on: date) -> people.Happening:
    return people.Happening(reference=f"screen-{screen.pk}{what}", kind=kind, on=on)
