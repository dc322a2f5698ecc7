"""A mixed population, made through the tables: every kind of sentence, half-known people, reviews, events, waivers.

The same seed gives the same people, so that two evaluations of them can be compared.
"""

from datetime import timedelta
from random import Random

from icm.clocks.models import Waiver
from icm.core.models import User
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person
from icm.policy.facts import EventKind, Legal, Level, RouteSlug, SentenceKind
from icm.policy.roles import Role
from risk.models import SupervisionReview
from tests.factories import persons

KINDS = [None, *SentenceKind]
WAIVABLE = ["PSS-72H", "CSA-72H", "LSCMI-6M", "CC-INITIAL-6M"]


def mixed(number: int, *, seed: int, by: User) -> list[Person]:
    """So many people; ``by`` is whoever entered what had to be entered by somebody."""
    random = Random(seed)
    return [_person(random, by) for _ in range(number)]


def _person(random: Random, by: User) -> Person:
    days = random.choice([0, 1, 3, 4, 20, 200, 1500])
    made = persons.person(
        random.choice(["barlinnie", "perth"]),
        admitted_at=random.choice([None, persons.days_ago(days)]),
        legal=random.choice(["", *Legal]),
        route=random.choice(["", *RouteSlug]),
        risk_band=random.choice(["", "low", "very-high"]),
        released_on=random.choice([None, None, None, persons.TODAY, persons.days_ago(-9).date()]),
    )
    for _ in range(random.choice([0, 1, 1, 2])):
        _sentence(random, made, days)
    for number in range(random.randrange(6)):
        _event(random, made, number, days)
    if random.random() < 0.5:
        _review(random, made, days)
    if random.random() < 0.3:
        _officer(random, made, by, days)
    if random.random() < 0.3:
        _by_hand(random, made, by)
    return made


def _sentence(random: Random, of: Person, days: int) -> None:
    kind = random.choice(KINDS)
    persons.sentence(
        of,
        kind or "",
        start_on=random.choice([None, persons.days_ago(days).date()]),
        term_years=random.choice([None, 1, 3, 4, 12]),
        punishment_years=random.choice([None, 9]) if kind is SentenceKind.LIFE else None,
        extension_months=random.choice([None, 24]) if kind is SentenceKind.EXTENDED else None,
        quashed_on=random.choice([None, None, None, persons.TODAY]),
    )


def _event(random: Random, of: Person, number: int, days: int) -> None:
    kind = random.choice(list(EventKind))
    happened = persons.days_ago(random.randrange(-3, days + 1))
    Event.objects.create(
        person=of,
        reference=f"E{number}",
        kind=kind,
        on=happened.date(),
        at=random.choice([None, happened]),
        value=random.choice(["low", "high"]) if kind is EventKind.LSCMI else "",
        recorded_at=happened,
    )
    if number == 0:
        Movement.objects.create(
            person=of, reference="M", kind="transfer", at=happened, recorded_at=happened
        )


def _review(random: Random, of: Person, days: int) -> None:
    proposed = persons.days_ago(random.randrange(days + 1), hour=8)
    decided = random.choice([None, proposed + timedelta(days=random.randrange(3))])
    SupervisionReview.objects.create(
        person=of,
        reference="R",
        kind=random.choice(SupervisionReview.Kind.values),
        state="decided" if decided else "proposed",
        proposed_level=random.choice(list(Level)),
        proposed_at=proposed,
        decided_at=decided,
        level_after=random.choice(list(Level)) if decided else "",
        criteria={"offence": "noted", "conduct": ""},
        reasons=random.choice(["", "Because."]),
    )


def _officer(random: Random, of: Person, by: User, days: int) -> None:
    Allocation.objects.create(
        person=of,
        user=by,
        role=Role.PERSONAL_OFFICER,
        from_on=persons.days_ago(days).date(),
        until_on=random.choice([None, persons.TODAY]),
    )


def _by_hand(random: Random, of: Person, by: User) -> None:
    EnteredDate.objects.create(
        person=of,
        kind="pqd",
        on=persons.days_ago(-400).date(),
        why="Warrant.",
        by=by,
        at=persons.NOW,
    )
    due_on = random.choice([None, persons.days_ago(-3).date()])
    Waiver.objects.create(
        person=of,
        rule=random.choice(WAIVABLE),
        due_on=due_on,
        until_on=None if due_on else persons.days_ago(-30).date(),
        why="Agreed.",
        by=by,
        at=persons.NOW,
    )
