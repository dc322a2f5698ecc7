"""The end of a sitting, with the form left part done or completed, and the referrals that follow from either."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from casework import access
from casework.actions.referrals import Ask, open_referrals
from casework.actions.screens import (
    close,
    event,
    held_person,
    held_screen,
    note,
    open_sitting,
    part_done,
)
from casework.models import Answer, CoreScreen, Provider, Referral, Sitting
from casework.policy.areas import AREAS, DOMAIN_OF, Area, Urgency
from casework.workflow import SCREENING, Screening
from icm.core.access import Principals
from icm.core.models import User
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused
from icm.people import actions as people
from icm.people import policy
from icm.people.models import Allocation, Person
from icm.people.queries.facts import person_facts
from icm.policy.calendar import in_scotland
from icm.policy.facts import EventKind
from icm.policy.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why a sitting ends before the form is done, and when somebody goes on. ``fit``: could they take it in?"""

    why: str
    again_on: date | None = None
    fit: bool | None = None


@transaction.atomic
def end_sitting(
    screen: CoreScreen, ending: Ending, *, by: User, principals: Principals, at: datetime
) -> Sitting:
    """Stop before the form is done. What is urgent is on record and referred at once; the rest waits."""
    person = held_person(screen.person)
    row = held_screen(screen)
    access.require(person, principals, access.SCREEN)
    sitting = open_sitting(row)
    if sitting is None:
        last = row.sittings.order_by("-number").first()
        if last is not None and (last.ended_why, last.again_on) == (ending.why, ending.again_on):
            return last
        raise Refused("This sitting has ended already.")
    today = in_scotland(at).date()
    if not ending.why:
        raise Refused("Say why it ends here.")
    if ending.again_on is not None and ending.again_on < today:
        raise Refused("The day to go on is past.")
    close(sitting, why=ending.why, at=at, fit=ending.fit, again_on=ending.again_on)
    part_done(person, sitting, by=by, at=at)
    urgent = [answer for answer in row.answers.select_related("provider") if is_urgent(answer)]
    if urgent:
        note(person, *_needs(row, urgent, today), by=by, at=at)
        refer_accepted(row, urgent, by=by, principals=principals, at=at)
    return sitting


@transaction.atomic
def complete_screen(
    screen: CoreScreen,
    *,
    competent: bool,
    understood: bool | None,
    by: User,
    principals: Principals,
    at: datetime,
) -> CoreScreen:
    """Declare it done. The events, the referrals, the route and the officer's task follow in the same transaction."""
    person = held_person(screen.person)
    row = held_screen(screen)
    role = access.role_with(person, principals, access.SCREEN)
    if row.state == Screening.COMPLETED and row.completed_by_id == by.pk:
        return row
    sitting, answers = _under_way(row), list(row.answers.select_related("provider"))
    if reason := _why_not(row, answers, competent):
        raise Refused(reason)
    on = in_scotland(at).date()
    row = SCREENING.apply(
        "complete",
        row,
        held=access.held(person, principals),
        completed_at=at,
        completed_by=by,
        completed_role=role.value,
        competent=True,
        understood=understood,
        route=_route(person, on),
        version=row.version + 1,
    )
    close(sitting, why="", at=at, fit=True)
    done = replace(event(row, "", EventKind.CORE_SCREEN, on), at=at)
    note(person, done, *_needs(row, filter(is_urgent, answers), on), by=by, at=at)
    refer_accepted(row, answers, by=by, principals=principals, at=at)
    post(_to_officer(row), at=at)
    return row


def _under_way(row: CoreScreen) -> Sitting:
    if row.state != Screening.OPEN:
        raise Refused(f"Not possible: this Core Screen is {row.get_state_display().lower()}.")
    sitting = open_sitting(row)
    if sitting is None:
        raise Refused("This sitting has ended. Start another sitting to complete the form.")
    return sitting


def _why_not(row: CoreScreen, answers: Iterable[Answer], competent: bool) -> str:
    answered = {answer.area for answer in answers}
    left = [a.label for a in AREAS.at(in_scotland(row.begun_at).date()) if a not in answered]
    if left:
        return f"Not done yet: {', '.join(left)}."
    return "" if competent else "Tick the declaration to complete it."


def _route(person: Person, on: date) -> str:
    return policy.route(next(person_facts([person.pk], on=on)).facts, on).slug.value


def _needs(row: CoreScreen, urgent: Iterable[Answer], on: date) -> Iterator[people.Happening]:
    """Each need that cannot wait, with the domain in which help is asked for, and where they declined help, that too.

    What cannot wait and is of no domain is met by whatever help was asked for.
    """
    for answer in urgent:
        area = Area(answer.area)
        domain = "" if area is Area.IMMEDIATE else DOMAIN_OF.at(on)[area].value
        yield replace(event(row, f"-need-{area}", EventKind.IMMEDIATE_NEED, on), value=domain)
        if answer.referral == Answer.Choice.DECLINED:
            declined = event(row, f"-declined-{area}", EventKind.REFERRAL_DECLINED, on)
            yield replace(declined, value=domain)


def is_urgent(answer: Answer) -> bool:
    """A need that has to be met today, in whichever area it came up."""
    return answer.need == Answer.Found.NEED and (
        answer.urgency == Urgency.TODAY or answer.area == Area.IMMEDIATE
    )


def refer_accepted(
    row: CoreScreen,
    answers: Iterable[Answer],
    *,
    by: User,
    principals: Principals,
    at: datetime,
) -> list[Referral]:
    """The referrals the person accepted, each once; what stands with the same service already is not made again."""
    on = in_scotland(at).date()
    made = Referral.objects.filter(person=row.person)
    known = set(made.filter(screen=row).values_list("reference", flat=True))
    standing = set(made.filter(ended_on__isnull=True).values_list("provider_id", "domain"))
    asks = []
    for answer in answers:
        provider = answer.provider
        if answer.referral != Answer.Choice.ACCEPTED or provider is None:
            continue
        ask = _ask(row, answer, provider, DOMAIN_OF.at(on)[Area(answer.area)].value)
        closed = provider.closed_on is not None and provider.closed_on <= on
        if closed or ask.reference in known or (provider.pk, ask.domain) in standing:
            continue
        standing.add((provider.pk, ask.domain))
        asks.append(ask)
    return open_referrals(row.person, asks, by=by, principals=principals, at=at) if asks else []


def _ask(row: CoreScreen, answer: Answer, provider: Provider, domain: str) -> Ask:
    """In the person's own words: the form says that these go with the referral."""
    return Ask(
        reference=f"screen-{row.pk}-{answer.area}-{provider.pk}",
        provider=provider,
        domain=domain,
        origin=Referral.Origin.SCREEN.value,
        area=answer.area,
        screen=row,
        urgency=answer.urgency,
        consent=Referral.Consent.GIVEN.value,
        why=answer.own_words,
        quoted=True,
    )


def _to_officer(row: CoreScreen) -> list[Letter]:
    """A line to the personal officer, naming nobody. Without one, it waits on the list of whoever is allocated."""
    standing = Allocation.objects.filter(
        person=row.person, role=Role.PERSONAL_OFFICER, until_on__isnull=True, user__is_active=True
    ).exclude(user__email="")
    address = (
        f"{settings.BASE_URL}{reverse('casework:screen_answers', args=[row.person_id, row.pk])}"
    )
    return [
        Letter.naming_nobody(
            key=f"screen-read:{row.pk}:{user}",
            recipient=user,
            subject="ICM: a Core Screen waits for you to read it",
            words=f"Somebody you work with has had their Core Screen. Read it: {address}",
        )
        for user in standing.values_list("user_id", flat=True)
    ]
