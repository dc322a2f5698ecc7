"""Whoever has not answered is asked again once a stage, however often and however interrupted that runs."""

from datetime import datetime, timedelta

import pytest

from conferences import actions
from conferences.actions import chasing
from conferences.models import Conference, Invitation
from conferences.policy import chasing as policy
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from icm.clocks import tasks
from icm.core import outbox
from icm.core.models import Outgoing
from icm.policy.roles import Role
from tests.factories import conferences, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
DAYS = 45  # from today to the conference of these tests


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def row(world, organiser):
    return conferences.fixed(world.person, organiser, kind="periodic")


@pytest.fixture
def one(row, organiser, worker):
    made = actions.invite(
        row,
        [actions.Guest(Party.PBSW, worker), actions.Guest(Party.PERSON)],
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )
    return made[0]


def chase(before):
    """As many days before the conference."""
    day = timedelta(days=DAYS - before)
    return chasing.chase(on=persons.TODAY + day, at=persons.NOW + day)


def chasers():
    return Outgoing.objects.filter(key__startswith="conference-chase:")


class TestStages:
    @pytest.mark.parametrize(
        ("before", "stage"),
        [(22, None), (21, 21), (15, 21), (14, 14), (8, 14), (7, 7), (2, 2), (0, 2), (-1, None)],
    )
    def test_chasers_the_newest_that_has_come(self, before, stage):
        held_on = persons.TODAY + timedelta(days=DAYS)

        assert policy.stage(held_on, persons.TODAY, held_on - timedelta(days=before)) == stage

    def test_none_that_came_before_they_were_asked(self):
        held_on = persons.TODAY + timedelta(days=10)

        assert policy.stage(held_on, persons.TODAY, persons.TODAY) is None
        assert policy.stage(held_on, persons.TODAY, held_on - timedelta(days=7)) == 7


def test_asked_again_once_a_stage_and_by_no_name(one, row, worker):
    for before in (22, 21, 21, 20, 14, 13, 7, 2, 1):
        chase(before)

    assert chasers().count() == 4
    assert set(chasers().values_list("recipient", flat=True)) == {worker.pk}
    letter = chasers().first()
    assert letter.subject == "ICM: a case conference waits for your answer"
    for word in (row.person.family_name, row.person.number, "eriodic", "Conference room"):
        assert word not in letter.subject + letter.body


def test_whoever_answered_is_left_alone(one, worker):
    said = actions.Answer(reply=Reply.ACCEPTED, version=one.version)
    actions.answer(one, said, by=worker, principals=principals(worker), at=persons.NOW)

    chase(14)
    assert not chasers().exists()


def test_a_moved_date_is_asked_about_anew(one, row, organiser, worker):
    chase(21)
    said = actions.Answer(reply=Reply.ACCEPTED, version=one.version)
    actions.answer(one, said, by=worker, principals=principals(worker), at=persons.NOW)
    here = Conference.objects.get(pk=row.pk)
    actions.move(
        here,
        conferences.sitting(days=DAYS + 7, why="A clash."),
        version=here.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW + timedelta(days=DAYS - 21),
    )

    chase(14 - 7)
    assert chasers().count() == 2


def test_nobody_who_is_not_invited_any_more_and_nothing_cancelled(one, row, organiser):
    Invitation.objects.filter(pk=one.pk).update(withdrawn_at=persons.NOW)
    assert chase(14) == 0
    Invitation.objects.filter(pk=one.pk).update(withdrawn_at=None)
    Conference.objects.filter(pk=row.pk).update(state="cancelled")
    assert chase(14) == 0


def test_one_that_dies_half_way_leaves_nothing_half_done(one, row, organiser, monkeypatch):
    actions.invite(
        Conference.objects.get(pk=row.pk),
        [actions.Guest(Party.CASE_CO_ORDINATOR, organiser)],
        version=row.version,
        by=organiser,
        principals=principals(organiser),
        at=persons.NOW,
    )

    def die(letters, *, at):
        outbox.post(list(letters)[:1], at=at)
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(chasing, "post", die)
        with pytest.raises(SystemExit):
            chase(14)
    assert not chasers().exists()

    chase(14)
    chase(14)

    assert chasers().count() == 2


def test_the_morning_asks_once_and_does_again_what_was_not_finished(one, clock, monkeypatch):
    day = (persons.NOW + timedelta(days=DAYS - 14)).date()

    def at(hour):
        return datetime(day.year, day.month, day.day, hour, 30, tzinfo=persons.LONDON)

    clock(at(7))

    def die(**_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(tasks.conferences, "chase", die)
        with pytest.raises(SystemExit):
            tasks.keep_time()
    assert not chasers().exists()

    for hour in (8, 9, 10):
        clock(at(hour))
        tasks.keep_time()

    assert chasers().count() == 1
