"""MAPPA: category and level as they stand, stages reached, notices to the police and their replies."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.dates import day
from icm.core.disclosure import Disclosure
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.facts import EventKind
from risk import access
from risk.actions.standing import held_person, refuse_figures, refuse_future, today
from risk.models import Mappa, MappaStage, PoliceNotice
from risk.policy.mappa import Category, Management, Occasion, Stage

NOT_READABLE = (
    "A reply is on record that is withheld from you: somebody who may read it can change it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How somebody comes under MAPPA; without a category, that they do not. ``version`` is the page's, 0 for none."""

    category: Category | None
    level: Management | None
    co_ordinator: str
    why: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A stage, on a day. ``reference`` makes a second sending harmless."""

    reference: str
    stage: Stage
    on: date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Formal notice to the police, with what they are asked."""

    reference: str
    occasion: Occasion
    sent_on: date
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the police answered. Few may read it; ``gist`` is what all others read instead."""

    on: date
    reply: str
    gist: str
    version: int


@transaction.atomic
def keep_mappa(
    person: Person, kept: Kept, *, by: User, principals: Principals, at: datetime
) -> Mappa:
    """The category, the level and the co-ordinator, or that they do not come under MAPPA."""
    row = held_person(person.pk, principals, access.MAPPA)
    found = Mappa.objects.filter(person=row).first()
    sent = {
        "category": kept.category.value if kept.category else "",
        "level": kept.level.value if kept.level and kept.category else "",
        "co_ordinator": kept.co_ordinator if kept.category else "",
        "why": kept.why,
    }
    if found and all(getattr(found, name) == value for name, value in sent.items()):
        return found
    if (found.version if found else 0) != kept.version:
        raise Stale(current=in_words(found), version=found.version if found else 0)
    refuse_figures(kept.why)
    return _write(row, found, sent, by, at)


@transaction.atomic
def reach_stage(
    person: Person, reached: Reached, *, by: User, principals: Principals, at: datetime
) -> MappaStage:
    """One more stage. Having left MAPPA takes category and level off; the history keeps them."""
    row = held_person(person.pk, principals, access.MAPPA)
    sent = (reached.stage.value, reached.on, reached.note)
    before = MappaStage.objects.filter(person=row, reference=reached.reference).first()
    if before:
        if sent != (before.stage, before.on, before.note):
            raise SentBefore
        return before
    refuse_future(reached.on, at)
    refuse_figures(reached.note)
    found = Mappa.objects.filter(person=row).first()
    if reached.stage is Stage.EXITED:
        if found is None or not found.category:
            raise Refused("They are not on record as coming under MAPPA.")
        left = {"category": "", "level": "", "co_ordinator": "", "why": reached.note or found.why}
        _write(row, found, left, by, at)
    return MappaStage.objects.create(
        person=row,
        reference=reached.reference,
        stage=reached.stage.value,
        on=reached.on,
        note=reached.note,
        by=by,
    )


@transaction.atomic
def notify_police(
    person: Person, asked: Asked, *, by: User, principals: Principals, at: datetime
) -> PoliceNotice:
    """The police were given formal notice, with a request for information (MAPPA-POLICE)."""
    row = held_person(person.pk, principals, access.MAPPA)
    sent = (asked.occasion.value, asked.sent_on, asked.asked)
    before = PoliceNotice.objects.filter(person=row, reference=asked.reference).first()
    if before:
        if sent != (before.occasion, before.sent_on, before.asked):
            raise SentBefore
        return before
    refuse_future(asked.sent_on, at)
    refuse_figures(asked.asked)
    made = PoliceNotice.objects.create(
        person=row,
        reference=asked.reference,
        occasion=asked.occasion.value,
        sent_on=asked.sent_on,
        asked=asked.asked,
        by=by,
    )
    happening = people.Happening(
        reference=f"police-notice-{made.pk}", kind=EventKind.POLICE_NOTICE, on=asked.sent_on
    )
    people.note_events(row, [happening], by=by, at=at)
    return made


@transaction.atomic
def record_reply(
    notice: PoliceNotice, reply: Reply, *, principals: Principals, at: datetime
) -> PoliceNotice:
    """The police replied. Whoever opened the letter writes it down; once it stands, only who may read it changes it."""
    person = held_person(notice.person_id, principals, access.MAPPA)
    row = PoliceNotice.objects.get(pk=notice.pk)
    sent = (reply.on, reply.reply, reply.gist)
    if sent == (row.replied_on, row.reply, row.gist):
        return row
    if row.reply and not may_read_reply(person, principals):
        raise NotAllowed(NOT_READABLE)
    if row.version != reply.version:
        raise Stale(current=f"Replied: {day(row.replied_on)}.", version=row.version)
    refuse_future(reply.on, at)
    if reply.on < row.sent_on:
        raise Refused("That is before the notice was sent.")
    refuse_figures(reply.gist)
    row.replied_on, row.reply, row.gist = sent
    row.version += 1
    row.save(update_fields=["replied_on", "reply", "gist", "version"])
    return row


def may_read_reply(person: Person, principals: Principals) -> bool:
    return access.cleared(Disclosure.RESTRICTED, access.audiences_of(person, principals))


def in_words(row: Mappa | None) -> str:
    """The record as it stands, as a sentence."""
    if row is None:
        return "nothing is recorded."
    if not row.category:
        return "they do not come under MAPPA."
    level = row.get_level_display() if row.level else "no level recorded"
    return f"{row.get_category_display()}; {level}; co-ordinator {row.co_ordinator or 'not known'}."


def _write(
    person: Person, found: Mappa | None, sent: dict[str, str], by: User, at: datetime
) -> Mappa:
    """The next version of the record; the rules hear of it where it changes whether they come under MAPPA."""
    before = bool(found.category) if found else None
    row = found or Mappa(person=person, version=0)
    for name, value in sent.items():
        setattr(row, name, value)
    row.changed_at, row.changed_by = at, by
    row.version += 1
    if found:
        row.save(update_fields=[*sent, "changed_at", "changed_by", "version"])
    else:
        row.save(force_insert=True)
    if bool(row.category) is not before:
        kind = EventKind.MAPPA if row.category else EventKind.NOT_MAPPA
        happening = people.Happening(
            reference=f"mappa-{row.pk}-{row.version}", kind=kind, on=today(at), at=at
        )
        people.note_events(person, [happening], by=by, at=at)
    return row
