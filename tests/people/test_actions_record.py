"""Events, dates entered by hand, allocations."""

from datetime import date, timedelta
from itertools import count

import pytest

from icm.clocks.models import Due
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import access, actions
from icm.people.models import Allocation, EnteredDate, Event, Person
from icm.people.policy import DateKind, own_acts
from icm.policy.facts import EventKind, Legal
from icm.policy.roles import Role
from tests.factories import persons, staff
from tests.factories.receptions import principals

_NUMBERS = count(1)


def record(person, by, kind=EventKind.CORE_SCREEN, **values):
    happening = actions.Happening(
        **{"reference": f"event-{next(_NUMBERS)}", "kind": kind, "on": persons.TODAY} | values
    )
    return actions.record_event(person, happening, by=by, principals=principals(by), at=persons.NOW)


def note(person, by, kind, **values):
    """As an act does that has more to say of it, or an earlier release did by hand."""
    happening = actions.Happening(
        **{"reference": f"noted-{next(_NUMBERS)}", "kind": kind, "on": persons.TODAY} | values
    )
    return actions.note_events(person, [happening], by=by, at=persons.NOW)[0]


def allocate(person, to, by, role=Role.PERSONAL_OFFICER, version=None):
    choice = actions.Choice(role=role, to=to, version=version or person.version)
    return actions.allocate(person, choice, by=by, principals=principals(by), at=persons.NOW)


def enter(person, by, on=date(2030, 1, 7), why="The warrant", **values):
    entry = actions.Entry(
        **{"kind": DateKind.PQD, "on": on, "why": why, "version": person.version} | values
    )
    return actions.enter_date(person, entry, by=by, principals=principals(by), at=persons.NOW)


# -- events ---------------------------------------------------------------------------------------


def test_record_event_meets_what_was_due(world):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    at = world.person.admitted_at + timedelta(hours=5)

    event = record(world.person, officer, on=at.date(), at=at, note="Settled in")

    assert (event.recorded_by, event.recorded_at) == (officer, persons.NOW)
    assert Due.objects.get(person=world.person, rule="CSA-72H").status == "met"


def test_record_event_twice_with_one_reference_is_one_event(world):
    officer = world.user(Role.RESIDENTIAL_OFFICER)

    first = record(world.person, officer, reference="same")
    again = record(world.person, officer, reference="same")

    assert again == first
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"kind": EventKind.LEARNER_REPORTS}, id="another kind"),
        pytest.param({"on": persons.days_ago(1).date()}, id="another day"),
        pytest.param({"at": persons.days_ago(0, 8)}, id="another time"),
        pytest.param({"note": "typed again"}, id="another note"),
    ],
)
def test_record_event_does_not_drop_other_answers_with_one_reference(world, values):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    record(world.person, officer, reference="same")

    with pytest.raises(Refused, match="sent with other answers"):
        record(world.person, officer, reference="same", **values)

    assert Event.objects.get().note == ""


def test_an_assessment_noted_keeps_its_band_on_the_person(world):
    note(world.person, world.user(Role.PBSW), EventKind.LSCMI, value="high")

    world.person.refresh_from_db()
    assert world.person.risk_band == "high"


def test_record_event_may_plan_progression_ahead(world):
    co_ordinator = world.user(Role.ICM_CO_ORDINATOR)

    planned = record(
        world.person, co_ordinator, EventKind.PROGRESSION_SCHEDULED, on=date(2028, 1, 3)
    )

    assert planned.on == date(2028, 1, 3)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        pytest.param(
            EventKind.LEARNER_REPORTS, {"on": date(2026, 11, 22)}, "future", id="a day ahead"
        ),
        pytest.param(
            EventKind.CORE_SCREEN,
            {"at": persons.NOW + timedelta(minutes=1)},
            "future",
            id="a minute ahead",
        ),
        pytest.param(
            EventKind.CORE_SCREEN, {"on": date(2026, 1, 1)}, "admitted", id="before admission"
        ),
        pytest.param(
            EventKind.CORE_SCREEN,
            {"on": persons.days_ago(30).date(), "at": persons.days_ago(30, 8)},
            "admitted",
            id="an hour before admission",
        ),
        pytest.param(EventKind.LEARNER_REPORTS, {"value": "high"}, "level", id="a band for a plan"),
    ],
)
def test_record_event_refuses_and_changes_nothing(world, kind, values, words):
    with pytest.raises(Refused, match=words):
        record(world.person, world.user(Role.ICM_CO_ORDINATOR), kind, **values)

    assert not Event.objects.exists()


def test_an_assessment_is_not_noted_without_its_band(world):
    with pytest.raises(Refused, match="level"):
        note(world.person, world.user(Role.PBSW), EventKind.LSCMI)


@pytest.mark.parametrize("kind", own_acts.OF_KIND)
def test_record_event_refuses_what_has_a_page_of_its_own(world, kind):
    roles = [role for role in access.RECORDERS[kind] if access.RECORD in access.VERBS.get(role, ())]

    for role in roles:
        with pytest.raises(Refused, match=f"on the page “{own_acts.OF_KIND[kind].title}”"):
            record(world.person, world.user(role), kind)

    assert not Event.objects.exists()


def test_record_event_lets_nothing_pass_for_what_came_with_a_row(world):
    with pytest.raises(Refused, match="sent with other answers"):
        record(world.person, world.user(Role.RESIDENTIAL_OFFICER), reference="screen-1")

    assert not Event.objects.exists()


def test_record_event_believes_a_core_screen_where_the_admission_is_not_known(world):
    Person.objects.filter(pk=world.person.pk).update(admitted_at=None)

    assert record(world.person, world.user(Role.RECEPTION), on=date(2020, 1, 1)).pk


@pytest.mark.parametrize(
    ("role", "kind"),
    [(Role.PBSW, EventKind.CORE_SCREEN), (Role.RESIDENTIAL_OFFICER, EventKind.LSCMI)],
)
def test_record_event_is_for_those_who_do_it(world, role, kind):
    with pytest.raises(NotAllowed):
        record(world.person, world.user(role), kind, value="")


def test_record_event_refuses_who_may_only_look(world):
    with pytest.raises(NotAllowed):
        record(world.person, world.user(Role.HQ))


def test_withdraw_event_takes_it_back_and_keeps_the_reason(world):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    event = record(world.person, officer)
    key = event.pk

    actions.withdraw_event(
        event, why="Wrong person", principals=principals(officer), at=persons.NOW
    )

    assert not Event.objects.exists()
    kept = Event.events.rel.related_model.objects.get(pgh_label="delete")
    assert (kept.id, kept.pgh_context["why"]) == (key, "Wrong person")
    assert Due.objects.get(person=world.person, rule="CSA-72H").met_on is None


@pytest.mark.parametrize(
    ("earlier", "band"),
    [pytest.param([], "", id="the only one"), pytest.param(["low"], "low", id="another is left")],
)
def test_the_band_of_a_withdrawn_assessment_goes_with_it(world, earlier, band):
    worker = world.user(Role.PBSW)
    for value in earlier:
        note(world.person, worker, EventKind.LSCMI, value=value, on=persons.days_ago(5).date())
    event = note(world.person, worker, EventKind.LSCMI, value="high")

    actions.withdraw_event(event, why="Not theirs", principals=principals(worker), at=persons.NOW)

    world.person.refresh_from_db()
    assert world.person.risk_band == band


def test_a_band_that_came_without_an_assessment_stays(world):
    Person.objects.filter(pk=world.person.pk).update(risk_band="medium")
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    event = record(world.person, officer)

    actions.withdraw_event(event, why="Twice", principals=principals(officer), at=persons.NOW)

    world.person.refresh_from_db()
    assert world.person.risk_band == "medium"


def test_withdraw_event_is_for_those_who_may_record_it(world):
    event = record(world.person, world.user(Role.RESIDENTIAL_OFFICER))
    worker = world.user(Role.PBSW)

    with pytest.raises(NotAllowed):
        actions.withdraw_event(event, why="x", principals=principals(worker), at=persons.NOW)

    assert Event.objects.exists()


def test_withdraw_event_leaves_what_the_record_system_sent(world):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    event = record(world.person, officer)
    Event.objects.update(recorded_by=None)
    event.refresh_from_db()

    with pytest.raises(Refused, match="record system"):
        actions.withdraw_event(event, why="x", principals=principals(officer), at=persons.NOW)


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        ("explained-4", "Assessments"),
        ("assessment-4-told-2", "Assessments"),
        ("rosh-4-2026-11-21", "Assessments"),
        ("answered-4", "Significant changes"),
        ("risk-plan-4-rma", "Risk plan"),
        ("police-notice-4", "MAPPA"),
        ("narrative-4-2", "Plan"),
        ("plan-4-updated", "Action plan"),
        ("screen-4-part-1", "Core Screen"),
    ],
)
def test_withdraw_event_leaves_what_came_with_a_row(world, reference, title):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    event = note(world.person, officer, EventKind.CORE_SCREEN, reference=reference)

    with pytest.raises(Refused, match=f"on the page “{title}”"):
        actions.withdraw_event(event, why="x", principals=principals(officer), at=persons.NOW)

    assert Event.objects.exists()


def test_withdraw_event_refuses_who_may_only_look(world):
    event = record(world.person, world.user(Role.RESIDENTIAL_OFFICER))

    with pytest.raises(NotAllowed):
        actions.withdraw_event(
            event, why="x", principals=principals(world.user(Role.HQ)), at=persons.NOW
        )


# -- allocations ----------------------------------------------------------------------------------


@pytest.fixture
def manager(world):
    return world.user(Role.FIRST_LINE_MANAGER)


@pytest.fixture
def colleague(world):
    return staff.user((Role.PERSONAL_OFFICER, "barlinnie"))


def test_allocate_ends_the_standing_officer_and_starts_the_new(world, manager, colleague, asking):
    allocate(world.person, colleague, manager)

    old = Allocation.objects.get(person=world.person, user=world.user(Role.PERSONAL_OFFICER))
    assert old.until_on == persons.TODAY
    assert world.person not in access.visible_to(asking(Role.PERSONAL_OFFICER))
    assert world.person in access.visible_to(principals(colleague))


def test_allocate_to_nobody_only_ends(world, manager):
    assert allocate(world.person, None, manager) is None

    rows = Allocation.objects.filter(person=world.person, role=Role.PERSONAL_OFFICER)
    assert not rows.filter(until_on__isnull=True).exists()


def test_allocate_is_known_to_the_rules_at_once(world, manager, colleague):
    record(world.standard, world.user(Role.RESIDENTIAL_OFFICER))
    before = Due.objects.get(person=world.standard, rule="CSA-REUSE").settle

    allocate(world.standard, colleague, manager)

    after = Due.objects.get(person=world.standard, rule="CSA-REUSE").settle
    assert ("after one is allocated" in before, "after one is allocated" in after) == (True, False)


@pytest.mark.parametrize(
    "posts",
    [
        pytest.param([(Role.PERSONAL_OFFICER, "perth")], id="officer elsewhere"),
        pytest.param([(Role.RESIDENTIAL_OFFICER, "barlinnie")], id="another role"),
    ],
)
def test_allocate_refuses_who_does_not_hold_the_role_here(world, manager, posts):
    with pytest.raises(Refused, match="does not hold"):
        allocate(world.person, staff.user(*posts), manager)

    assert Allocation.objects.filter(person=world.person, until_on__isnull=True).count() == 3


def test_allocate_refuses_the_same_again(world, manager):
    with pytest.raises(Refused, match="already"):
        allocate(world.person, world.user(Role.PERSONAL_OFFICER), manager)


def test_allocate_is_for_the_manager_of_that_staff(world, manager):
    with pytest.raises(NotAllowed, match="team manager"):
        allocate(world.person, world.user(Role.PBSW), manager, role=Role.PBSW)


def test_allocate_by_the_councils_manager_looks_at_the_council(world):
    worker = staff.user((Role.CBSW, "glasgow-city"))
    stranger = staff.user((Role.CBSW, "fife"))
    manager = world.user(Role.CBSW_TEAM_MANAGER)

    allocate(world.person, worker, manager, role=Role.CBSW)
    world.person.refresh_from_db()

    with pytest.raises(Refused, match="does not hold"):
        allocate(world.person, stranger, manager, role=Role.CBSW)


def test_allocate_refuses_a_stale_page(world, manager, colleague):
    with pytest.raises(Stale, match="Personal officer: Personal Officer Tester"):
        allocate(world.person, colleague, manager, version=9)


def test_a_stale_page_is_told_of_nobody(world, manager, colleague):
    with pytest.raises(Stale, match="Personal officer: nobody"):
        allocate(world.standard, colleague, manager, version=9)


# -- dates ----------------------------------------------------------------------------------------


@pytest.fixture
def co_ordinator(world):
    return world.user(Role.ICM_CO_ORDINATOR)


def test_enter_date_keeps_what_the_rule_gives(world, co_ordinator):
    entered = enter(world.person, co_ordinator)

    assert (entered.on, entered.by, entered.stands) == (date(2030, 1, 7), co_ordinator, True)
    assert entered.overrides is not None
    assert entered.overrides != entered.on


def test_enter_date_again_replaces_the_earlier_and_keeps_the_rules_date(world, co_ordinator):
    first = enter(world.person, co_ordinator)
    world.person.refresh_from_db()

    second = enter(world.person, co_ordinator, on=date(2030, 2, 4))

    assert EnteredDate.objects.get(stands=True) == second
    assert second.overrides == first.overrides


def test_enter_date_where_no_rule_gives_one(world, co_ordinator):
    entered = enter(world.standard, co_ordinator)

    assert entered.overrides is None


def test_enter_date_of_the_same_changes_nothing(world, co_ordinator):
    first = enter(world.person, co_ordinator)
    world.person.refresh_from_db()

    assert enter(world.person, co_ordinator) == first
    assert EnteredDate.objects.count() == 1


def test_withdraw_date_brings_the_rules_date_back(world, co_ordinator):
    enter(world.person, co_ordinator)
    world.person.refresh_from_db()
    gone = actions.Withdrawal(kind=DateKind.PQD, why="Misread", version=world.person.version)

    actions.withdraw_date(
        world.person, gone, by=co_ordinator, principals=principals(co_ordinator), at=persons.NOW
    )

    assert not EnteredDate.objects.filter(stands=True).exists()
    assert EnteredDate.objects.get(on=None).why == "Misread"


def test_withdraw_date_refuses_where_none_is_entered(world, co_ordinator):
    gone = actions.Withdrawal(kind=DateKind.PQD, why="Misread", version=1)

    with pytest.raises(Refused, match="No date"):
        actions.withdraw_date(
            world.person, gone, by=co_ordinator, principals=principals(co_ordinator), at=persons.NOW
        )


@pytest.mark.parametrize("entered", [True, False])
def test_a_stale_date_page_is_told_what_stands(world, co_ordinator, entered):
    if entered:
        enter(world.person, co_ordinator)

    with pytest.raises(Stale, match="7 January 2030" if entered else "no date entered"):
        enter(world.person, co_ordinator, on=date(2031, 1, 1), version=9)


def test_enter_date_is_not_for_everybody(world):
    with pytest.raises(NotAllowed):
        enter(world.person, world.user(Role.RESIDENTIAL_OFFICER))


def test_legal_status_is_not_touched_by_a_date(world, co_ordinator):
    enter(world.remand, co_ordinator)

    world.remand.refresh_from_db()
    assert world.remand.legal == Legal.UNTRIED
