"""The nightly guard over the estate: it finds what was changed behind the acts' back, stops it, corrects nothing."""

import random
from datetime import timedelta

import pytest

from icm.clocks import queries as clocks
from icm.people.models import Event, Person
from icm.policy.roles import Role
from risk import actions
from risk.models import Assessment, Finding, Scores
from tests.factories import assessments, persons
from tests.factories.assessments import FIGURES

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY
NIGHT = persons.NOW + timedelta(hours=17)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def done(world, worker):
    return assessments.done(world.person, worker, days=3)


def standing(person):
    return {one.rule: one for one in clocks.explain(person.pk, on=TODAY)}["LSCMI-6M"]


def test_guard_leaves_alone_what_agrees(done):
    assert actions.guard(at=NIGHT) == actions.Guarded(1, 0)
    done.refresh_from_db()
    assert (done.stopped, done.version) == (False, 2)


def test_guard_stops_what_was_changed_past_the_acts(world, done):
    Scores.objects.filter(assessment=done).update(total=31)

    assert actions.guard(at=NIGHT) == actions.Guarded(1, 1)

    done.refresh_from_db()
    finding = Finding.objects.get()
    assert (done.stopped, done.band, done.scores.total) == (True, "high", 31)
    assert (finding.kind, finding.seen, finding.seen_at) == ("total", "night", NIGHT)
    assert standing(world.person).status != "met"
    assert Person.objects.get(pk=world.person.pk).risk_band == ""


def test_guard_twice_finds_it_once(done):
    Scores.objects.filter(assessment=done).update(total=31)
    actions.guard(at=NIGHT)
    done.refresh_from_db()
    version = done.version

    assert actions.guard(at=NIGHT + timedelta(1)) == actions.Guarded(1, 0)
    done.refresh_from_db()
    assert (Finding.objects.count(), done.version) == (1, version)


def test_guard_tells_other_values_under_the_same_finding(done):
    Scores.objects.filter(assessment=done).update(total=31)
    actions.guard(at=NIGHT)
    Scores.objects.filter(assessment=done).update(total=32)
    actions.guard(at=NIGHT)

    assert Finding.objects.get().said == "The total is 32"


def test_guard_does_not_let_go_what_nobody_has_settled(done):
    Scores.objects.filter(assessment=done).update(total=31)
    actions.guard(at=NIGHT)
    Scores.objects.filter(assessment=done).update(total=20)
    actions.guard(at=NIGHT)

    done.refresh_from_db()
    assert done.stopped
    assert Finding.objects.filter(settled_at=None).count() == 1


def test_guard_takes_the_level_back_to_the_one_before(world, worker):
    assessments.done(
        world.person,
        worker,
        days=20,
        band="medium",
        figures={**FIGURES, "history": 3, "total": 19},
    )
    later = assessments.done(world.person, worker, days=3)
    Scores.objects.filter(assessment=later).update(total=31)

    actions.guard(at=NIGHT)

    assert Person.objects.get(pk=world.person.pk).risk_band == "medium"
    assert Event.objects.filter(person=world.person, kind="lscmi").count() == 1


def test_guard_finds_every_corruption_seeded_among_many_and_nothing_else(world, worker):
    chance = random.Random(22)
    rows = [assessments.done(world.person, worker, days=days) for days in range(29, -1, -1)]
    spoilt = chance.sample(rows, 12)
    for number, row in enumerate(spoilt):
        scores, mine = Scores.objects.filter(assessment=row), Assessment.objects.filter(pk=row.pk)
        spoil = (
            lambda scores=scores: scores.update(total=chance.randint(21, 60)),
            lambda scores=scores: scores.update(substances=9),
            lambda mine=mine: mine.update(band=chance.choice(["low", "medium", "very-high"])),
            lambda mine=mine: mine.update(override=chance.choice(["up", "down"])),
        )
        spoil[number % len(spoil)]()

    done = actions.guard(at=NIGHT)

    assert (done.looked_at, done.stopped) == (30, 12)
    stopped = set(Assessment.objects.filter(stopped=True).values_list("pk", flat=True))
    assert stopped == {row.pk for row in spoilt}


def test_guard_reads_in_one_pass(world, worker, assert_constant_queries):
    days = iter(range(29, -1, -1))
    assert_constant_queries(
        add_row=lambda: assessments.done(world.person, worker, days=next(days)),
        call=lambda: actions.guard(at=NIGHT),
    )


@pytest.mark.parametrize("change", [{"band": "severe"}, {"override": "side"}])
def test_guard_stops_a_word_that_names_nothing(done, change):
    Assessment.objects.filter(pk=done.pk).update(**change)

    assert actions.guard(at=NIGHT).stopped == 1
    assert "no such level or override" in Finding.objects.get(kind="word").found
