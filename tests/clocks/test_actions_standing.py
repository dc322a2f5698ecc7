"""The due list: the sweep and the re-evaluation after an act write the same, and nothing where nothing differs."""

import json
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from icm.clocks import actions, queries
from icm.clocks.actions import rows, standing
from icm.clocks.models import Due
from icm.core.facts import facts_changed
from icm.people.models import Event, Person
from icm.policy.facts import EventKind
from icm.policy.rules import Status
from tests.factories import persons, population

TODAY, NOW = persons.TODAY, persons.NOW
FIELDS = [*(name.removesuffix("_id") for name in rows.COLUMNS)]


def due_list():
    return set(map(repr, Due.objects.order_by("person", "rule").values_list(*FIELDS)))


def stamps():
    """The transaction that wrote each row: it changes with any write, also one that changes no value."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text, xmax::text, ctid::text FROM clocks_due ORDER BY id")
        return cursor.fetchall()


def events():
    return Due._meta.get_field("events").related_model.objects.count()


def let_go(other):
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10_000))
def test_sweep_and_reevaluate_agree_for_any_population(world, seed):
    with transaction.atomic():
        people = population.mixed(12, seed=seed, by=world.outsider)
        actions.sweep(on=TODAY)
        swept = due_list()
        Due.objects.all().delete()
        everybody = Person.objects.values_list("pk", flat=True)
        actions.reevaluate(everybody, at=NOW)

        assert due_list() == swept
        assert len(swept) > len(people)
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_sweeping_again_writes_no_row_and_no_history(world):
    population.mixed(20, seed=3, by=world.outsider)
    first = actions.sweep(on=TODAY)
    before, kept = stamps(), events()

    again = actions.sweep(on=TODAY)
    actions.reevaluate(Person.objects.values_list("pk", flat=True), at=NOW)

    assert first.written == len(before) == kept
    assert (again.people, again.written, again.removed) == (first.people, 0, 0)
    assert stamps() == before
    assert events() == kept


def test_an_act_changes_what_is_due_in_its_own_transaction(world):
    actions.sweep(on=TODAY)
    before = Due.objects.get(person=world.person, rule="CSA-72H")

    Event.objects.create(
        person=world.person, reference="E", kind=EventKind.CORE_SCREEN, on=TODAY, recorded_at=NOW
    )
    facts_changed([world.person.pk], at=NOW)

    after = Due.objects.get(person=world.person, rule="CSA-72H")
    assert (before.status, after.status) == (Status.OVERDUE, Status.MET_LATE)
    assert after.pk == before.pk
    assert after.met_on == TODAY


def test_what_no_longer_applies_goes_and_its_history_stays(world):
    actions.sweep(on=TODAY)
    rule = "CSA-72H"
    assert Due.objects.filter(person=world.standard, rule=rule).exists()
    kept = Due._meta.get_field("events").related_model.objects.filter(
        person=world.standard, rule=rule
    )

    Person.objects.filter(pk=world.standard.pk).update(legal="untried")
    world.standard.sentences.all().delete()
    actions.reevaluate([world.standard.pk], at=NOW)

    assert not Due.objects.filter(person=world.standard, rule=rule).exists()
    assert list(kept.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]


def test_nothing_is_due_for_whoever_was_released(world):
    actions.sweep(on=TODAY)
    assert not Due.objects.filter(person=world.released).exists()

    Person.objects.filter(pk=world.person.pk).update(released_on=TODAY)
    swept = actions.sweep(on=TODAY)

    assert swept.removed > 0
    assert not Due.objects.filter(person=world.person).exists()


def test_reevaluate_removes_what_was_due_for_whoever_was_released(world):
    actions.reevaluate([world.person.pk], at=NOW)
    Person.objects.filter(pk=world.person.pk).update(released_on=TODAY)

    actions.reevaluate([world.person.pk], at=NOW)

    assert not Due.objects.filter(person=world.person).exists()


def test_reevaluate_leaves_everybody_else_alone(world):
    actions.sweep(on=TODAY)
    others = Due.objects.exclude(person=world.person).count()

    actions.reevaluate([world.person.pk], at=NOW + timedelta(days=400))

    assert Due.objects.exclude(person=world.person).count() == others


def test_only_what_applies_and_what_asks_for_something_is_stored(world):
    actions.sweep(on=TODAY)

    for person in (world.person, world.standard, world.remand):
        wanted = {o.rule for o in queries.explain(person.pk, on=TODAY) if rows.is_stored(o)}
        stored = Due.objects.filter(person=person)
        assert set(stored.values_list("rule", flat=True)) == wanted
        assert not stored.filter(status=Status.NOT_APPLICABLE).exists()


def test_evidence_holds_what_was_applied(world):
    actions.reevaluate([world.person.pk], at=NOW)

    found = Due.objects.get(person=world.person, rule="PSS-72H").evidence

    assert found["law"] == "2011-11-01"
    assert "Prison" in found["sources"][0][0]
    assert found["inputs"]
    assert found["person"]
    assert len(json.dumps(found)) < 2000


def test_checks_name_their_source_by_number(world):
    outcomes = queries.explain(world.person.pk, on=TODAY)
    with_checks = [outcome for outcome in outcomes if outcome.checks]
    assert with_checks

    for outcome in with_checks:
        found = json.loads(rows.evidence(outcome))
        for check, kept in zip(outcome.checks, found["checks"], strict=True):
            assert found["sources"][kept[4]][1] == check.source.section


def test_the_newest_assessed_band_ranks_a_person(world):
    def rank():
        actions.reevaluate([world.person.pk], at=NOW)
        return set(Due.objects.filter(person=world.person).values_list("risk_rank", flat=True))

    assert rank() == {0}
    Person.objects.filter(pk=world.person.pk).update(risk_band="low")
    assert rank() == {2}
    for days, band in ((9, "very-high"), (2, "medium"), (1, "")):
        Event.objects.create(
            person=world.person,
            reference=f"L{days}",
            kind=EventKind.LSCMI,
            on=persons.days_ago(days).date(),
            value=band,
            recorded_at=NOW,
        )
    assert rank() == {3}


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """What happens when two are at it, or one is cut short."""

    def test_two_sweeps_do_not_run_at_once(self, world):
        other = connections.create_connection("default")
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [standing.SWEEP])

        with pytest.raises(actions.Busy):
            actions.sweep(on=TODAY)

        let_go(other)
        assert actions.sweep(on=TODAY).people > 0

    def test_a_sweep_cut_short_keeps_its_batches_and_the_next_completes_it(
        self, world, monkeypatch
    ):
        monkeypatch.setattr(standing, "BATCH", 2)
        actions.sweep(on=TODAY)
        whole = due_list()
        Due.objects.all().delete()

        def power_cut(_):
            raise SystemExit

        with pytest.raises(SystemExit):
            actions.sweep(on=TODAY, progress=power_cut)
        part = due_list()
        actions.sweep(on=TODAY)

        assert part < whole
        assert part
        assert due_list() == whole

    def test_an_act_waits_for_whoever_writes_the_same_person_and_for_nobody_else(self, world):
        other = connections.create_connection("default")
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT FROM people_person WHERE id = %s FOR NO KEY UPDATE", [world.person.pk]
            )

        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '200ms'")
        with pytest.raises(OperationalError, match="lock timeout"):
            actions.reevaluate([world.person.pk], at=NOW)
        actions.reevaluate([world.standard.pk], at=NOW)
        other.rollback()
        other.close()

        actions.reevaluate([world.person.pk], at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
        assert Due.objects.filter(person=world.person).exists()

    def test_more_people_than_a_batch_are_worked_out_in_one_act(self, world, monkeypatch):
        monkeypatch.setattr(standing, "BATCH", 1)

        actions.reevaluate([world.person.pk, world.standard.pk], at=NOW)

        assert Due.objects.values("person").distinct().count() == 2
