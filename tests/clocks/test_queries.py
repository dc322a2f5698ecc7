"""The facts as true on a day and as known at a moment, and what is made of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from icm.clocks import queries
from icm.clocks.models import Due, Waiver
from icm.clocks.queries.facts import BATCH
from icm.core.access import principals_of
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person
from icm.policy.facts import EventKind, Legal, Level, SentenceKind, Term
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk.models import SupervisionReview
from tests.factories import persons, population, staff

TODAY = persons.TODAY
YESTERDAY = TODAY - timedelta(days=1)


def facts_on(person, day, **more):
    return dict(queries.facts_of([person.pk], on=day, **more))[person.pk]


def event(person, kind, on, **more):
    recorded = more.pop("recorded_at", persons.NOW)
    values = {"reference": f"{kind}{on}", "kind": kind, "on": on, "recorded_at": recorded}
    return Event.objects.create(person=person, **values | more)


def moment_in_the_database():
    """Histories are stamped by the database's clock, which no test sets."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


class TestSentences:
    def test_are_given_as_the_warrant_says(self, db):
        someone = persons.person(admitted_at=persons.days_ago(10))
        persons.sentence(
            someone,
            SentenceKind.LIFE,
            term_years=None,
            punishment_years=9,
            punishment_months=6,
            domestic_abuse=False,
        )

        (found,) = facts_on(someone, TODAY).sentences

        assert found.kind is SentenceKind.LIFE
        assert found.punishment_part == Term(years=9, months=6)
        assert found.term is None
        assert found.domestic_abuse is False
        assert found.listed_sexual is None
        assert found.start_on == date(2026, 11, 11)

    @pytest.mark.parametrize(
        ("quashed_on", "counts"), [(None, True), (TODAY, False), (TODAY + timedelta(days=1), True)]
    )
    def test_count_until_quashed(self, db, quashed_on, counts):
        someone = persons.person()
        persons.sentence(someone, quashed_on=quashed_on)

        assert bool(facts_on(someone, TODAY).sentences) is counts

    def test_imposed_after_the_day_do_not_count_and_leave_the_status_of_the_day_unknown(self, db):
        someone = persons.person(admitted_at=persons.days_ago(10), legal=Legal.SENTENCED)
        persons.sentence(someone, imposed_on=TODAY)

        assert facts_on(someone, TODAY).legal is Legal.SENTENCED
        assert facts_on(someone, YESTERDAY).legal is None
        assert facts_on(someone, YESTERDAY).sentences == ()

    def test_recall_after_the_day_has_not_happened_yet(self, db):
        someone = persons.person()
        persons.sentence(someone, recalled_on=TODAY)

        assert facts_on(someone, TODAY).sentences[0].recalled_on == TODAY
        assert facts_on(someone, YESTERDAY).sentences[0].recalled_on is None


class TestEvents:
    def test_count_from_the_day_they_happened(self, db):
        someone = persons.person()
        event(someone, EventKind.CORE_SCREEN, TODAY)

        assert facts_on(someone, YESTERDAY).events == ()
        assert facts_on(someone, TODAY).first(EventKind.CORE_SCREEN).on == TODAY

    def test_recorded_late_count_for_the_day_they_happened(self, db):
        someone = persons.person()
        event(someone, EventKind.CORE_SCREEN, persons.days_ago(20).date())

        assert facts_on(someone, YESTERDAY).events != ()

    def test_planned_progression_counts_from_the_day_it_was_recorded(self, db):
        someone = persons.person()
        event(someone, EventKind.PROGRESSION_SCHEDULED, date(2027, 5, 1))

        assert facts_on(someone, YESTERDAY).events == ()
        assert facts_on(someone, TODAY).events[0].on == date(2027, 5, 1)

    def test_moments_are_given_by_the_clock_in_scotland(self, db):
        someone = persons.person()
        event(
            someone,
            EventKind.CORE_SCREEN,
            date(2026, 7, 2),
            at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
        )

        assert facts_on(someone, TODAY).events[0].at.isoformat() == "2026-07-02T00:30:00+01:00"


class TestPerson:
    def test_was_admitted_by_the_reception_that_counted_on_the_day(self, db):
        someone = persons.person(admitted_at=persons.days_ago(10))
        earlier = persons.days_ago(900)
        Movement.objects.create(
            person=someone, reference="M1", kind="reception", at=earlier, recorded_at=earlier
        )

        assert facts_on(someone, TODAY).admitted_at == persons.days_ago(10)
        assert facts_on(someone, persons.days_ago(11).date()).admitted_at == earlier
        assert facts_on(someone, persons.days_ago(901).date()).admitted_on is None

    def test_moved_on_is_the_latest_transfer_of_this_stay(self, db):
        someone = persons.person(admitted_at=persons.days_ago(10))
        for days in (20, 8, 2):
            at = persons.days_ago(days)
            Movement.objects.create(
                person=someone, reference=f"M{days}", kind="transfer", at=at, recorded_at=at
            )

        assert facts_on(someone, TODAY).moved_on == persons.days_ago(2).date()
        assert facts_on(someone, persons.days_ago(5).date()).moved_on == persons.days_ago(8).date()
        assert facts_on(someone, persons.days_ago(9).date()).moved_on is None

    def test_is_where_they_are_since_they_arrived_there(self, db):
        someone = persons.person(location="open", arrived_on=YESTERDAY)

        assert facts_on(someone, YESTERDAY).location == "open"
        assert facts_on(someone, persons.days_ago(2).date()).location == ""

    def test_has_an_officer_until_the_day_the_allocation_ends(self, world):
        someone = persons.person()
        officer = world.user(Role.PERSONAL_OFFICER)
        Allocation.objects.create(
            person=someone,
            user=officer,
            role=Role.PERSONAL_OFFICER,
            from_on=YESTERDAY,
            until_on=TODAY,
        )

        assert facts_on(someone, YESTERDAY).officer is True
        assert facts_on(someone, TODAY).officer is False

    def test_has_the_date_that_stands_with_who_and_why(self, db):
        someone = persons.person()
        by = staff.user(name="Ann Baker")
        for on, stands in ((date(2027, 1, 1), False), (date(2027, 2, 2), True)):
            EnteredDate.objects.create(
                person=someone, kind="pqd", on=on, why="Recalculated.", by=by, at=persons.NOW, stands=stands,
                overrides=date(2027, 1, 3),
            )  # fmt: skip

        (found,) = facts_on(someone, TODAY).dates

        assert (found.on, found.basis, found.by, found.why) == (
            date(2027, 2, 2),
            "overridden",
            "Ann Baker",
            "Recalculated.",
        )


class TestReviews:
    @pytest.fixture
    def reviewed(self, db):
        someone = persons.person()
        SupervisionReview.objects.create(
            person=someone,
            reference="R1",
            kind="72h",
            state="decided",
            proposed_level=Level.MEDIUM,
            proposed_at=persons.days_ago(5),
            decided_at=persons.days_ago(3),
            level_before=Level.HIGH,
            level_after=Level.MEDIUM,
            criteria={"offence": "noted", "conduct": "noted", "charges": " "},
            reasons="Settled.",
            notice_on=persons.days_ago(4).date(),
        )
        return someone

    def test_are_decided_from_the_day_of_the_decision(self, reviewed):
        (then,) = facts_on(reviewed, persons.days_ago(4).date()).reviews
        (now,) = facts_on(reviewed, TODAY).reviews

        assert (then.decided_on, then.level_after, then.reasons) == (None, None, False)
        assert then.notice_on == persons.days_ago(4).date()
        assert (now.decided_on, now.level_after) == (persons.days_ago(3).date(), Level.MEDIUM)
        assert (now.reasons, now.criteria_noted) == (True, 2)

    def test_do_not_count_before_they_were_proposed_nor_once_withdrawn(self, reviewed):
        assert facts_on(reviewed, persons.days_ago(6).date()).reviews == ()

        SupervisionReview.objects.update(state="withdrawn", decided_at=None, level_after="")

        assert facts_on(reviewed, TODAY).reviews == ()


def test_a_waiver_counts_from_its_day_until_it_is_withdrawn(db):
    someone = persons.person()
    Waiver.objects.create(
        person=someone,
        rule="CSA-72H",
        why="In hospital.",
        by=staff.user(name="Ann Baker"),
        at=persons.days_ago(5),
        withdrawn_at=persons.days_ago(2),
    )

    counted = [
        facts_on(someone, persons.days_ago(days).date()).waivers != () for days in (6, 5, 3, 2, 0)
    ]

    assert counted == [False, True, True, False, False]
    (found,) = facts_on(someone, persons.days_ago(5).date()).waivers
    assert (found.rule, found.by, found.why) == ("CSA-72H", "Ann Baker", "In hospital.")


def test_facts_of_many_come_by_key_and_cost_the_same_for_any_number(world, assert_constant_queries):
    def read():
        keys = list(Person.objects.order_by("-pk").values_list("pk", flat=True))
        assert [key for key, _ in queries.facts_of(keys, on=TODAY)] == sorted(keys)

    assert_constant_queries(
        add_row=lambda: population.mixed(1, seed=1, by=world.outsider), call=read
    )


def test_facts_of_more_people_than_a_batch_are_read_batch_by_batch(db):
    with CaptureQueriesContext(connection) as captured:
        assert list(queries.facts_of(range(-BATCH - 1, 0), on=TODAY)) == []

    assert len(captured) == 10


@pytest.mark.django_db(transaction=True)
def test_facts_as_known_earlier_are_those_the_database_held_then(world):
    someone = persons.person(admitted_at=persons.days_ago(10))
    made = persons.sentence(someone, term_years=6)
    before = moment_in_the_database()
    made.term_years = 4
    made.save()
    event(someone, EventKind.CORE_SCREEN, persons.days_ago(9).date())
    Allocation.objects.create(
        person=someone, user=world.outsider, role=Role.PERSONAL_OFFICER, from_on=YESTERDAY
    )

    then, now = facts_on(someone, TODAY, known_at=before), facts_on(someone, TODAY)

    assert (then.sentences[0].term.years, then.events, then.officer) == (6, (), False)
    assert (now.sentences[0].term.years, len(now.events), now.officer) == (4, 1, True)
    made.delete()
    assert facts_on(someone, TODAY, known_at=moment_in_the_database()).sentences == ()
    assert list(queries.facts_of([someone.pk], on=TODAY, known_at=persons.days_ago(9999))) == []


class TestExplain:
    def test_gives_every_rule_for_somebody_in_custody(self, world):
        found = {outcome.rule: outcome for outcome in queries.explain(world.person.pk, on=TODAY)}

        assert found["PSS-72H"].status is Status.OVERDUE
        assert len(found) >= 25

    def test_answers_for_a_past_day_as_things_stood(self, world):
        day = world.person.admitted_at.date()

        found = {outcome.rule: outcome for outcome in queries.explain(world.person.pk, on=day)}

        assert found["PSS-72H"].status is Status.DUE

    def test_gives_nothing_for_somebody_released_or_not_known(self, world):
        assert queries.explain(world.released.pk, on=TODAY) == ()
        assert queries.explain(world.released.pk, on=persons.days_ago(9).date()) != ()
        assert queries.explain(0, on=TODAY) == ()


class TestDueList:
    @pytest.fixture(autouse=True)
    def dues(self, world):
        for person in (world.person, world.person_there):
            for rule, status in (("A", "overdue"), ("B", "due"), ("C", "unknown"), ("D", "met")):
                Due.objects.create(person=person, rule=rule, status=status)

    def test_open_dues_are_what_still_asks_for_something(self):
        assert set(queries.open_dues().values_list("rule", flat=True)) == {"A", "B", "C"}

    def test_overdue_persons_are_those_the_asker_may_know_of(self, world):
        here = principals_of(world.user(Role.ICM_CO_ORDINATOR), at=persons.NOW)
        outside = principals_of(world.outsider, at=persons.NOW)

        assert list(queries.telling(here).overdue_persons()) == [{"person": world.person.pk}]
        assert list(queries.telling(outside).overdue_persons()) == []
