"""Referrals: made, asked about, withdrawn. What the provider says to them is in ``answers``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from casework import access
from casework.models import Chase, Provider, Referral
from casework.models.screens import CoreScreen
from casework.policy import referrals as policy
from casework.queries.withheld import why_not_referred
from casework.workflow import REFERRING
from icm.core.access import Principals
from icm.core.dates import day
from icm.core.disclosure import Disclosure
from icm.core.facts import facts_changed
from icm.core.models import User
from icm.core.refusals import Refused, SentBefore, Stale
from icm.core.wording import for_others, refuse_figures
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from icm.policy.wording import why_not_in_words

SAID_TO_ALL = frozenset({Disclosure.OPEN.value, Disclosure.PERSON.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One referral to be made. ``reference`` names it for this person, so that sending it twice is harmless.

    Without a ``chaser`` whoever makes it asks how it stands; without a ``chase_on`` on the day the answer is due.
    """

    reference: str
    provider: Provider
    domain: str
    origin: str = Referral.Origin.OFFICER.value
    area: str = ""
    screen: CoreScreen | None = None
    urgency: str = ""
    consent: str = ""
    why: str = ""
    disclosure: str = Disclosure.PERSON.value
    gist: str = ""
    ground: str = ""
    chaser: User | None = None
    chase_on: date | None = None
    quoted: bool = False  # in words that stand already, and were looked at when they were written


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody asked how it stands: what was said, and when to ask next."""

    reference: str
    said: str
    next_on: date | None = None
    chaser: User | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Which service takes over what stands at one that closes, and why it does. The person may read why."""

    to: Provider
    why: str


Held = frozenset[str]


@transaction.atomic
def open_referral(
    person: Person, ask: Ask, *, by: User, principals: Principals, at: datetime
) -> Referral:
    """Refer somebody to a provider; the same reference a second time is the same referral."""
    return open_referrals(person, [ask], by=by, principals=principals, at=at)[0]


@transaction.atomic
def open_referrals(
    person: Person, asks: Iterable[Ask], *, by: User, principals: Principals, at: datetime
) -> list[Referral]:
    """Several at once, in their order; what is due is worked out once."""
    access.require(person, principals, access.REFER)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    rows, fresh = [], []
    for ask in asks:
        before = _same(row, ask) or _joined(row, ask)
        if before is None:
            _refuse_unsettled(row, ask, principals)
        rows.append(before or _new(row, ask, by, at))
        if before is None:
            fresh.append(_happening(rows[-1]))
    people.note_events(row, fresh, by=by, at=at)
    return rows


def _refuse_unsettled(person: Person, ask: Ask, principals: Principals) -> None:
    """Nothing rests on an LS/CMI that contradicts itself. A Core Screen rests on what the person said."""
    if ask.screen is not None:
        return
    if reason := why_not_referred(person, ask.provider, ask.domain, principals):
        raise Refused(reason)


def _happening(made: Referral) -> people.Happening:
    on = in_scotland(made.made_at).date()
    reference, kind = f"referral-{made.pk}", EventKind.REFERRAL
    return people.Happening(reference=reference, kind=kind, on=on, value=made.domain)


def _same(person: Person, ask: Ask) -> Referral | None:
    """What was made under this reference before; refuses the same reference with other content."""
    before = Referral.objects.filter(person=person, reference=ask.reference).first()
    if before is None:
        return None
    kept = (before.provider_id, before.domain, before.why, before.disclosure, before.gist)
    if kept != (ask.provider.pk, ask.domain, ask.why, ask.disclosure, ask.gist):
        raise SentBefore
    return before


def standing(person: Person, provider: Provider, domain: str) -> Referral | None:
    """The referral to this service for this that stands already."""
    rows = Referral.objects.filter(person=person, provider=provider, domain=domain, ended_on=None)
    return rows.order_by("pk").first()


def _joined(person: Person, ask: Ask) -> Referral | None:
    """What stands already serves a Core Screen too; anybody else is told of it."""
    before = standing(person, ask.provider, ask.domain)
    if before is None or ask.screen is not None:
        return before
    made = day(before.made_at)
    words = f"They were referred to {ask.provider.name} for this on {made}, and it still stands."
    raise Refused(f"{words} Ask there how it stands.")


def _new(person: Person, ask: Ask, by: User, at: datetime) -> Referral:
    today = in_scotland(at).date()
    if reason := _why_not(ask, today):
        raise Refused(reason)
    answer_by = policy.answer_due(today, ask.urgency)
    return Referral.objects.create(
        person=person,
        reference=ask.reference,
        provider=ask.provider,
        domain=ask.domain,
        area=ask.area,
        origin=ask.origin,
        screen=ask.screen,
        urgency=ask.urgency,
        consent=ask.consent,
        why=ask.why,
        disclosure=ask.disclosure,
        gist=ask.gist,
        ground=ask.ground,
        made_at=at,
        made_by=by,
        chaser=ask.chaser or by,
        chase_on=ask.chase_on or answer_by,
        answer_by=answer_by,
    )


def _why_not(ask: Ask, today: date) -> str:
    if ask.provider.closed_on is not None and ask.provider.closed_on <= today:
        return f"{ask.provider.name} takes nobody on any more. Choose another service."
    if ask.consent == Referral.Consent.REFUSED and not ask.why:
        return "They do not agree: say why the referral is made all the same."
    if ask.disclosure not in SAID_TO_ALL and ask.why and not ask.ground:
        return "Say why this is withheld from the person."
    if ask.chase_on is not None and ask.chase_on < today:
        return "The day on which somebody asks how it stands is past."
    if ask.quoted:
        return ""
    return why_not_in_words(*for_others(ask.disclosure, ask.why), ask.gist)


def hand_over(row: Referral, over: HandOver, *, by: User, held: Held, at: datetime) -> None:
    """The service closes: the referral ends there and is made anew to another, as it was, unless that has one already.

    For whoever keeps the services, who need not know of the person; the lock is the caller's.
    """
    today = in_scotland(at).date()
    REFERRING.apply(
        "hand_over",
        row,
        held=held,
        version=row.version + 1,
        ended_on=today,
        chase_on=None,
        outcome=f"{row.provider.name} has closed. {over.to.name} takes it over: {over.why}",
    )
    if standing(row.person, over.to, row.domain):
        facts_changed([row.person_id], at=at)
        return
    ask = Ask(
        reference=f"handed-over-{row.pk}",
        provider=over.to,
        origin=Referral.Origin.PROVIDER.value,
        consent=row.consent,
        chaser=row.chaser,
        **taken_along(row),
    )
    people.note_events(row.person, [_happening(_new(row.person, ask, by, at))], by=by, at=at)


def taken_along(row: Referral) -> dict[str, Any]:
    """What goes along to the next service. Consent was to the one before: each act says what becomes of it."""
    names = ("domain", "area", "screen", "urgency", "why", "disclosure", "gist", "ground")
    return {name: getattr(row, name) for name in names} | {"quoted": True}


@transaction.atomic
def withdraw_referral(
    referral: Referral, *, why: str, version: int, principals: Principals, at: datetime
) -> Referral:
    """It is no longer wanted: the person changed their mind, or it was a mistake. Twice is once."""
    row = locked(referral)
    if row.state == Referral.State.WITHDRAWN and row.outcome == why:
        return row
    if row.version != version:
        raise Stale(current=in_words(row), version=row.version)
    if not why:
        raise Refused("Say why it is withdrawn.")
    refuse_figures(why)
    moved = REFERRING.apply(
        "withdraw",
        row,
        held=access.held_on(row, principals),
        version=row.version + 1,
        ended_on=in_scotland(at).date(),
        chase_on=None,
        outcome=why,
    )
    facts_changed([row.person_id], at=at)
    return moved


@transaction.atomic
def chase_referral(
    referral: Referral, asked: Asked, *, by: User, principals: Principals, at: datetime
) -> Chase:
    """Somebody asked how it stands. Overwrites nothing the provider says, so it needs no version."""
    row = locked(referral)
    before = Chase.objects.filter(referral=row, reference=asked.reference).first()
    if before is not None:
        if before.said != asked.said:
            raise SentBefore
        return before
    today = in_scotland(at).date()
    if asked.next_on is not None and asked.next_on <= today:
        raise Refused("The next day to ask must be after today.")
    refuse_figures(asked.said)
    unanswered = row.state == Referral.State.OPEN
    usual = policy.asked_again(today, unanswered, row.urgency, row.expected_on)
    next_on = asked.next_on or usual
    changes: dict[str, Any] = {"chase_on": next_on, "chaser": asked.chaser or by}
    if row.state == Referral.State.ACTIVE:
        changes["chase_on"] = asked.next_on  # it is under way: nobody has to ask
    REFERRING.apply("chase", row, held=access.held_on(row, principals), **changes)
    return Chase.objects.create(
        referral=row, reference=asked.reference, at=at, by=by, said=asked.said
    )


def locked(referral: Referral) -> Referral:
    """The row as it is now, locked; the person first, as in every act that ends by asking the rules anew."""
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=referral.person_id)
    rows = Referral.objects.select_for_update(of=("self",))
    return rows.select_related("person", "provider__team").get(pk=referral.pk)


def in_words(row: Referral) -> str:
    """The referral as it stands, as a sentence."""
    marks = (
        f"answered on {day(row.answered_on)}" if row.answered_on else "",
        f"waiting since {day(row.waiting_since)}" if row.waiting_since else "",
        f"started on {day(row.started_on)}" if row.started_on else "",
        f"ended on {day(row.ended_on)}" if row.ended_on else "",
    )
    return ", ".join([row.get_state_display(), *(mark for mark in marks if mark)]) + "."
