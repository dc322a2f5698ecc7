"""The estate in the tables: what acts and rules would have made of it, and the command's edges."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from casework.models import (
    ActionPlan,
    ActionSay,
    Answer,
    Ask,
    Chase,
    Conversation,
    CoreScreen,
    DomainRating,
    Narrative,
    PlanAction,
    PlanCopy,
    Provider,
    QualityReading,
    Referral,
    SafetyAlert,
    Sitting,
)
from conferences.models import FamilyConsent, Next
from icm.clocks.actions import reevaluate, sweep
from icm.clocks.models import Due, Waiver
from icm.clocks.queries import explain
from icm.demo.estate.load import Estate, load
from icm.demo.sign_ins import sign_ins
from icm.people import access
from icm.people.actions import settle
from icm.people.models import (
    Absence,
    Allocation,
    EnteredDate,
    Event,
    Movement,
    Person,
    PersonGroupGrant,
    PersonUserGrant,
    Sentence,
    ShiftPattern,
    Unit,
)
from icm.people.policy import own_acts
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import PROVIDING, Role
from risk.models import (
    Assessment,
    ChangeNotice,
    ChangeQuestion,
    Explanation,
    Finding,
    Formulation,
    Mappa,
    MappaStage,
    NeedFound,
    PoliceNotice,
    ProtectiveFactor,
    RiskPlan,
    Scores,
    SupervisionReview,
    YearlyReport,
)
from tests.databases import url_of

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 8, 30, tzinfo=ZoneInfo("Europe/London"))
ESTATE = Estate(people=240, seed=1, on=ON, at=AT, password="!")
OF_A_PERSON = (
    *(Sentence, Movement, Event, EnteredDate, Allocation, SupervisionReview, Waiver),
    *(CoreScreen, SafetyAlert, Referral, Narrative, DomainRating, ActionPlan, Conversation),
    *(Assessment, Explanation, ChangeQuestion, RiskPlan, Mappa, MappaStage, PoliceNotice),
    *(Ask, ActionSay, FamilyConsent),
)
OTHERS = (Answer, Sitting, Chase, PlanAction, QualityReading, Provider, ShiftPattern, Absence)
OTHERS += (Scores, Finding, Formulation, NeedFound, ProtectiveFactor, YearlyReport, ChangeNotice)


class Undone(Exception):
    """Takes the load back."""


def told_apart(row):
    """A row without keys, which a second load does not repeat; events of casework are named after one."""
    kept = {k: v for k, v in row.items() if k not in ("id", "acl") and not k.endswith("_id")}
    if isinstance(row.get("reference"), str):
        kept["reference"] = re.sub(r"-\d+", "", row["reference"])
    return kept


def written():
    rows = {"Person": [told_apart(row) for row in Person.objects.order_by("number").values()]}
    for model in OF_A_PERSON:
        found = model.objects.order_by("person__number", "pk").values()
        rows[model.__name__] = [told_apart(row) for row in found]
    return rows


def test_the_same_seed_writes_the_same_rows(db):
    found = []
    for _ in range(2):
        with pytest.raises(Undone), transaction.atomic():  # noqa: PT012 - the load is taken back inside
            load(Estate(people=60, seed=4, on=ON, at=AT, password="!"))
            found.append(written())
            raise Undone
    assert found[0] == found[1]
    assert len(found[0]["Person"]) == 60
    assert not Person.objects.exists()


@pytest.fixture
def estate(db):
    load(ESTATE)


def test_what_is_stored_is_what_the_acts_would_have_stored(estate):
    def stored():
        people = Person.objects.order_by("pk").values("pk", "legal", "route", "risk_band", "acl")
        return list(people), PersonGroupGrant.objects.count(), PersonUserGrant.objects.count()

    sweep(on=ON)
    before, dues = stored(), list(Due.objects.order_by("pk").values())
    people = Person.objects.select_related(
        "establishment", "transfer_to", "residence", "supervising_authority"
    )
    for person in people[:60]:
        settle(person, at=AT)

    assert stored() == before
    assert list(Due.objects.order_by("pk").values()) == dues


def test_levels_are_those_of_the_last_decided_review(estate):
    for person in Person.objects.all():
        last = person.supervision_reviews.exclude(level_after="").order_by("decided_at").last()
        assert person.supervision_level == last.level_after


def test_everybody_is_seen_by_their_officers_and_nobody_elses(estate):
    for allocation in Allocation.objects.select_related("person")[:100]:
        assert -allocation.user_id in allocation.person.acl
    elsewhere = Allocation.objects.filter(role=Role.PERSONAL_OFFICER).exclude(
        user__groups__team__place=F("person__establishment__slug")
    )
    assert not elsewhere.exists()


def test_what_has_a_page_of_its_own_came_with_a_row_or_from_the_record_system(estate):
    events = Event.objects.filter(kind__in=own_acts.OF_KIND).exclude(recorded_by=None)
    assert events.exists()
    alone = [event.reference for event in events if own_acts.came_with(event.reference) is None]
    assert alone == []


def test_events_were_recorded_by_somebody_who_may(estate):
    for event in (
        Event.objects.exclude(recorded_by=None)
        .select_related("recorded_by")
        .prefetch_related("recorded_by__groups__team")
    ):
        roles = {Role(group.team.role) for group in event.recorded_by.groups.all()}
        may = access.RECORDERS[EventKind(event.kind)]
        if event.reference.startswith("narrative-"):
            may |= PROVIDING  # a service's entry brings the plan up to date too
        assert roles & may


def test_history_is_kept_of_what_was_loaded(estate):
    for model in (Person, *OF_A_PERSON, *OTHERS):
        events = model._meta.get_field("events").related_model
        assert events.objects.filter(pgh_label="insert").count() == model.objects.count()


def test_waivers_set_aside_what_would_be_overdue(estate):
    sweep(on=ON)
    waivers = list(Waiver.objects.values_list("person", "rule"))
    assert waivers
    for person, rule in waivers:
        assert Due.objects.get(person=person, rule=rule).status == "waived"


def test_nobody_on_enhanced_icm_is_without_a_next_conference_or_what_it_waits_for(estate):
    sweep(on=ON)
    enhanced = Person.objects.filter(released_on=None, route=RouteSlug.ENHANCED)
    assert enhanced.count() > 20

    assert list(enhanced.filter(next_conference=None).values_list("number", flat=True)) == []
    stands = Next.objects.filter(person__in=enhanced)
    assert not stands.filter(on=None, waits="").exists()
    assert stands.filter(on=None).exists()
    assert stands.exclude(on=None).exists()
    # And of nobody else: who is released or on another route is conferred about no more.
    assert Next.objects.count() == enhanced.count()


def test_the_national_top_end_is_full(estate):
    for unit in Unit.objects.filter(kind="nte"):
        held = Person.objects.filter(establishment=unit.establishment, location="nte").count()
        assert unit.capacity == held or (unit.capacity is None and not held)


def run(settings, capsys, **options):
    settings.DEMO = options.pop("demo", True)
    call_command("load_estate", **{"people": 30, "on": ON, "verbosity": 1} | options)
    return capsys.readouterr().out


def test_the_command_loads_people_staff_and_what_is_due(db, settings, capsys, monkeypatch):
    monkeypatch.setenv("ICM_DEMO_PASSWORD", "every one of them has this")
    said = run(settings, capsys)

    assert "30 invented people" in said
    assert "every one of them" not in said
    assert Due.objects.filter(person__in=Person.objects.all()).exists()
    user = get_user_model().objects.get(username="coordinator.barlinnie")
    assert user.check_password("every one of them has this")
    assert [label for label, _ in sign_ins()] == [role.label for role in Role]


def test_a_due_list_just_loaded_is_what_an_act_would_make_it(db, settings, capsys):
    run(settings, capsys, verbosity=0)
    before = list(Due.objects.order_by("pk").values())
    reevaluate(list(Person.objects.values_list("pk", flat=True)), at=AT)
    assert list(Due.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
def test_several_processes_leave_what_one_leaves(settings, capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url_of(connection.settings_dict["NAME"]))
    with pytest.raises(Undone), transaction.atomic():  # noqa: PT012 - the load is taken back inside
        run(settings, capsys, people=60, seed=4)
        alone = written()
        raise Undone
    run(settings, capsys, people=60, seed=4, processes=2)

    assert written() == alone
    assert Due.objects.exists()
    assert sweep(on=ON).written == 0


def test_a_database_with_people_is_left_alone_and_that_is_no_failure(db, settings, capsys):
    run(settings, capsys)
    before = written()
    assert "nothing was loaded" in run(settings, capsys, seed=2)
    assert written() == before


def test_outside_a_demonstration_it_asks_for_force(db, settings, capsys):
    with pytest.raises(CommandError, match="ICM_DEMO"):
        run(settings, capsys, demo=False)
    assert not Person.objects.exists()
    run(settings, capsys, demo=False, force=True, no_sweep=True)
    assert Person.objects.count() == 30


def test_a_password_made_up_is_told_once(db, settings, capsys, monkeypatch):
    monkeypatch.delenv("ICM_DEMO_PASSWORD", raising=False)
    said = run(settings, capsys, no_sweep=True)
    password = said.split("Their password: ")[1].split()[0]
    assert get_user_model().objects.get(username="hq").check_password(password)


def test_no_people_is_no_estate(db, settings, capsys):
    with pytest.raises(CommandError, match="at least one"):
        run(settings, capsys, people=0)


def test_some_hold_a_copy_of_their_plan_and_the_clocks_know(db, settings, capsys, monkeypatch):
    run(settings, capsys, people=200, verbosity=0)

    copies = PlanCopy.objects.select_related("document")
    assert copies
    for copy in copies:
        assert bytes(copy.document.content).startswith(b"%PDF")
        assert Event.objects.filter(person=copy.person_id, reference=f"copy-{copy.pk}").exists()
        outcomes = {one.rule: one.status for one in explain(copy.person_id, on=ON)}
        assert outcomes["PLAN-COPY"] == "met"
