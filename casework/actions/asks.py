"""The person asks for something; staff answer; what nobody answers in time their manager is told of."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from casework import access
from casework.models import Ask
from casework.policy.asks import ESCALATE_TO, ONE_AT_A_TIME, Part, Wanted, answer_by
from casework.workflow import ASKING, Asking
from icm.core.access import Principals
from icm.core.models import Team, User
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused, Stale, same
from icm.core.wording import refuse_figures
from icm.people.models import Person
from icm.policy.calendar import in_scotland
from icm.policy.wording import READS_LIKE_A_SCORE, why_not_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What they ask for. ``reference``: sent twice it is asked once; ``part`` is what is wrong, where something is."""

    reference: str
    wanted: Wanted
    words: str = ""
    part: str = ""


@transaction.atomic
def ask(person: Person, need: Need, *, by: User, principals: Principals, at: datetime) -> Ask:
    """It has a number from now on, and a day by which somebody answers."""
    access.require(person, principals, access.ASK)
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    sent = {"wanted": need.wanted.value, "words": need.words, "part": need.part}
    before = Ask.objects.filter(person=row, reference=need.reference).first()
    if before is not None:
        return same(before, sent)
    _refuse(row, need)
    return Ask.objects.create(
        person=row,
        reference=need.reference,
        number=Ask.objects.filter(person=row).count() + 1,
        asked_at=at,
        asked_by=by,
        answer_by=answer_by(need.wanted, _day(at)),
        **sent,
    )


@transaction.atomic
def finish(
    row: Ask, *, answer: str, version: int, by: User, principals: Principals, at: datetime
) -> Ask:
    """What they asked for is done: they read what."""
    here = _owed(row, version, answer)
    return _apply("finish", here, principals, answer=answer, answered_at=at, answered_by=by)


@transaction.atomic
def refuse(
    row: Ask, *, answer: str, version: int, by: User, principals: Principals, at: datetime
) -> Ask:
    """It is not done: they read why, and how to challenge it."""
    here = _owed(row, version, answer)
    return _apply("refuse", here, principals, answer=answer, answered_at=at, answered_by=by)


@transaction.atomic
def withdraw(row: Ask, *, version: int, principals: Principals, at: datetime) -> Ask:
    """They do not want it any more. By whom is in the history: nobody takes it back but they themselves."""
    return _apply("withdraw", _locked(row, version), principals, withdrawn_at=at)


@transaction.atomic
def escalate(*, on: date, at: datetime) -> int:
    """Tell the managers of what is overdue, in one letter a day each. How many managers.

    Nobody is told twice of the same; after a move, or where somebody takes the post over, whoever owes it now is told.
    Where there is nobody to tell nothing is marked as told, and the next day looks again.
    """
    late = Ask.objects.select_for_update(of=("self",)).filter(
        state=Asking.WAITING, answer_by__lt=on
    )
    teams = _managers(on)
    told: Counter[int] = Counter()
    rows = []
    for row in late.select_related("person__establishment").order_by("pk"):
        new = _who_owe(row.person, teams) - set(row.escalated_to)
        told.update(new)
        if new:
            row.escalated_at, row.escalated_to = at, [*row.escalated_to, *sorted(new)]
            rows.append(row)
    Ask.objects.bulk_update(rows, ["escalated_at", "escalated_to"], batch_size=500)
    post((_letter(user, told[user], on) for user in sorted(told)), at=at)
    return len(told)


def _managers(on: date) -> dict[str, dict[int, set[int]]]:
    """By place and team, whoever is told."""
    teams = Team.objects.filter(role=ESCALATE_TO.at(on), group__user__is_active=True)
    found: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for place, group, user in teams.values_list("place", "group", "group__user"):
        found[place][group].add(user)
    return found


def _who_owe(person: Person, teams: dict[str, dict[int, set[int]]]) -> set[int]:
    """Those of where they are who may know of them."""
    here = teams.get(person.establishment.slug, {}) if person.establishment else {}
    return {user for group, users in here.items() if group in person.acl for user in users}


def _letter(user: int, number: int, on: date) -> Letter:
    """The message names nobody."""
    what = "A request waits" if number == 1 else f"{number} requests wait"
    return Letter.naming_nobody(
        f"asks-late:{user}:{on.isoformat()}",
        user,
        "ICM: what somebody asked for is not answered",
        f"{what} for an answer longer than was promised. Sign in to see whose it is:"
        f" {settings.BASE_URL}{reverse('casework:asks')}",
    )


def _refuse(person: Person, need: Need) -> None:
    """The person reads these sentences at the terminal."""
    if need.wanted is Wanted.CORRECTION and need.part not in set(Part):
        raise Refused("Touch the part that is wrong.")
    if need.wanted is Wanted.CORRECTION and not need.words:
        raise Refused("Say what is wrong.")
    if why_not_in_words(need.words):
        raise Refused(READS_LIKE_A_SCORE)
    waiting = Ask.objects.filter(person=person, wanted=need.wanted, state=Asking.WAITING)
    if need.wanted in ONE_AT_A_TIME and waiting.exists():
        raise Refused("You have asked for this. Please wait for the answer.")


def _owed(row: Ask, version: int, answer: str) -> Ask:
    here = _locked(row, version)
    if not answer:
        raise Refused("Write the answer: the person reads it at the terminal.")
    refuse_figures(answer)
    return here


def _apply(what: str, row: Ask, principals: Principals, **changes: Any) -> Ask:
    held = access.held(row.person, principals)
    moved = ASKING.apply(what, row, held=held, version=row.version + 1, **changes)
    moved.person = row.person
    return moved


def _locked(row: Ask, version: int) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",)).select_related("person__establishment")
    here = rows.get(pk=row.pk)
    if here.version != version:
        raise Stale(current=f"{Asking(here.state).label}.", version=here.version)
    return here


def _day(at: datetime) -> date:
    return in_scotland(at).date()
