"""Social work's lists: who is late and why, what falls due, what the team gets done; and the people of each council."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from icm.clocks.models import Due
from icm.core.models import Consultation
from icm.pages.queries import community as by_council
from icm.pages.queries import social_work as reading
from icm.people import access
from icm.people.models import Absence, Allocation, LocalAuthority, Person
from icm.policy.roles import Role
from risk.policy.workload import Late
from tests.factories import assessments, persons, receptions, staff

TEAM, COMMUNITY = "/social-work/", "/social-work/community/"
LONG_AGO = persons.TODAY - timedelta(days=400)


@pytest.fixture
def manager(world):
    return world.user(Role.PBSW_TEAM_MANAGER)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


def page_of(manager, why="", page=1):
    who = receptions.principals(manager)
    return reading.social_work_page(who, "barlinnie", why, on=persons.TODAY, page=page)


def lscmi(person, *, days, status="overdue", rule="LSCMI-6M"):
    """An LS/CMI due so many days ago."""
    Due.objects.filter(person=person, rule__startswith="LSCMI").delete()
    return Due.objects.create(
        person=person, rule=rule, status=status, owner=Role.PBSW,
        due_on=persons.TODAY - timedelta(days=days), basis="Within six months.", staff="For the test.",
    )  # fmt: skip


def given_to(worker, person, since=LONG_AGO, role=Role.PBSW):
    Person.objects.filter(pk=person.pk).update(arrived_on=LONG_AGO)
    Allocation.objects.update_or_create(
        person=person, role=role, until_on=None, defaults={"user": worker, "from_on": since}
    )
    access.sync(person)


def reasons(page):
    return {row["why"]: row["people"] for row in page.reasons.rows}


def test_what_is_late_says_since_when_and_whose_it_is(world, manager, worker):
    given_to(worker, world.person)
    lscmi(world.person, days=30)

    (row,) = page_of(manager).late.rows

    assert (row["age"], row["worker"]) == ("30 days late", worker.display_name())
    assert row["reason"] == Late.NOT_KNOWN.label
    assert row["url"] == reverse("pages:person", args=[world.person.pk])


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda w, s: None, Late.NOT_KNOWN, id="no reason on record"),
        pytest.param(
            lambda w, s: Allocation.objects.filter(person=w.person).delete(),
            Late.NOBODY,
            id="nobody allocated",
        ),
        pytest.param(
            lambda w, s: Absence.objects.create(
                user=s,
                from_on=persons.TODAY,
                until_on=persons.TODAY,
                recorded_at=persons.NOW,
                recorded_by=s,
            ),
            Late.AWAY,
            id="away",
        ),
        pytest.param(
            lambda w, s: Person.objects.filter(pk=w.person.pk).update(arrived_on=persons.TODAY),
            Late.CAME_LATE,
            id="came late",
        ),
        pytest.param(
            lambda w, s: given_to(s, w.person, since=persons.TODAY),
            Late.NEW_WORKER,
            id="new worker",
        ),
        pytest.param(
            lambda w, s: (assessments.asked(w.person, s), lscmi(w.person, days=30)),
            Late.ASKED,
            id="asked for",
        ),
        pytest.param(
            lambda w, s: (assessments.contradicting(w.person, s), lscmi(w.person, days=30)),
            Late.STOPPED,
            id="contradicts itself",
        ),
    ],
)
def test_why_it_is_late_is_read_from_the_record(world, manager, worker, make, reason):
    given_to(worker, world.person)
    lscmi(world.person, days=30)
    make(world, worker)

    page = page_of(manager)

    assert reasons(page) == {reason.label: "1"}
    assert [row["reason"] for row in page_of(manager, why=reason.value).late.rows] == [reason.label]


def test_of_two_rules_that_an_assessment_answers_one_person_is_late_once(world, manager, worker):
    given_to(worker, world.person)
    first = lscmi(world.person, days=50)
    first.pk, first.rule, first.due_on = None, "LSCMI-BEFORE-INITIAL", persons.TODAY
    first.save()

    (row,) = page_of(manager).late.rows

    assert row["age"] == "50 days late"


def test_capacity_is_what_waits_at_the_pace_of_late(world, manager, worker):
    given_to(worker, world.person)
    assessments.done(world.person, worker, days=3)
    lscmi(world.person, days=-20, status="due", rule="LSCMI-REPEAT")

    page = page_of(manager)

    said = {fact.key: fact.value for fact in page.facts}
    assert said["Late"] == "0"
    assert said["Due in the next 12 weeks"] == "1"
    assert said["Done in the last 12 weeks"] == "1"
    assert said["Capacity"] == "12 weeks of work for 12 weeks"
    row = next(row for row in page.workers.rows if row["name"] == worker.display_name())
    assert (row["people"], row["late"], row["due"], row["done"]) == ("1", "0", "1", "1")
    assert [bar.parts for bar in page.coming.bars] == [(0, 0), (0, 1), (0, 0), (0, 0)]


def test_without_a_pace_capacity_is_not_known(world, manager):
    (fact,) = [fact for fact in page_of(manager).facts if fact.key == "Capacity"]

    assert fact.unknown
    assert fact.note == "None was done, so no pace can be told."


def test_who_has_no_social_worker_is_counted_beside_the_team(world, manager):
    lscmi(world.person, days=30)
    Allocation.objects.filter(person=world.person).delete()

    rows = {row["name"]: row["late"] for row in page_of(manager).workers.rows}

    assert rows["Nobody allocated"] == "1"


def test_a_manager_sees_their_own_establishment_and_opening_it_is_recorded(
    world, manager, worker, signed_in
):
    given_to(worker, world.person)
    lscmi(world.person, days=30)
    client = signed_in(Role.PBSW_TEAM_MANAGER)

    assert world.person.number in client.get(TEAM).content.decode()
    assert client.get(TEAM + "?place=perth").status_code == 404
    assert client.get(TEAM + "?why=laziness").status_code == 404
    looked = Consultation.objects.filter(page="pages:social_work").last()
    assert looked.persons == [world.person.pk]


@pytest.mark.parametrize("role", [Role.PBSW, Role.ICM_CO_ORDINATOR, Role.CBSW_TEAM_MANAGER])
def test_the_teams_page_is_for_its_manager_alone(world, signed_in, role):
    assert signed_in(role).get(TEAM).status_code == 403


def many(number, worker):
    for _ in range(number):
        one = persons.person(route="enhanced")
        given_to(worker, one)
        lscmi(one, days=30)


@pytest.mark.parametrize("read", ["team", "community"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_people(
    world, manager, worker, read
):
    who = receptions.principals(manager)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            if read == "team":
                page_of(manager)
            else:
                by_council.community_page(who, "", page=1)
        return len(caught)

    many(2, worker)
    few = queries()
    many(8, worker)
    assert queries() == few


def glasgow(person, **values):
    council = LocalAuthority.objects.get(slug="glasgow-city")
    Person.objects.filter(pk=person.pk).update(supervising_authority=council, **values)
    person.refresh_from_db()
    access.sync(person)


def test_the_people_of_a_council_with_both_sides_levels(world):
    glasgow(world.person)
    theirs = staff.user((Role.CBSW_TEAM_MANAGER, "glasgow-city"))
    cbsw = staff.user((Role.CBSW, "glasgow-city"))
    given_to(cbsw, world.person, role=Role.CBSW)
    assessments.done(world.person, world.user(Role.PBSW), days=5)

    page = by_council.community_page(receptions.principals(theirs), "", page=1)

    row = next(row for row in page.people.rows if row["number"] == world.person.number)
    assert page.name == "Glasgow City"
    assert row["worker"] == cbsw.display_name()
    assert row["prison"] == "High"
    assert row["community"] == "None on record"


def test_of_what_is_stopped_no_level_is_listed(world):
    glasgow(world.person)
    theirs = staff.user((Role.CBSW_TEAM_MANAGER, "glasgow-city"))
    assessments.contradicting(world.person, world.user(Role.PBSW), days=5)

    page = by_council.community_page(receptions.principals(theirs), "", page=1)

    (row,) = [row for row in page.people.rows if row["number"] == world.person.number]
    assert row["prison"] == "Stopped until social work has settled it"


def test_no_review_of_the_supervision_level_stands_beside_a_level_of_risk(world):
    glasgow(world.person)
    theirs = staff.user((Role.CBSW_TEAM_MANAGER, "glasgow-city"))
    Due.objects.filter(person=world.person).delete()
    for rule, days in (("PSS-12M", 300), ("LSCMI-REPEAT", 10)):
        Due.objects.create(
            person=world.person, rule=rule, status="overdue", due_on=persons.TODAY - timedelta(days),
            basis="For the test.", staff="For the test.",
        )  # fmt: skip

    page = by_council.community_page(receptions.principals(theirs), "", page=1)

    (row,) = [row for row in page.people.rows if row["number"] == world.person.number]
    assert row["next"] == "LS/CMI repeated every year"


def test_another_council_is_not_found_and_no_social_work_no_page(world, signed_in):
    client = signed_in(staff.user((Role.CBSW_TEAM_MANAGER, "glasgow-city")))
    glasgow(world.person)

    assert client.get(COMMUNITY).status_code == 200
    assert client.get(COMMUNITY + "?authority=fife").status_code == 404
    assert signed_in(Role.PERSONAL_OFFICER).get(COMMUNITY).status_code == 403


def test_a_manager_is_led_to_allocating_and_others_are_not(world, signed_in):
    glasgow(world.person)
    address = reverse("people:allocate", args=[world.person.pk])
    manager = signed_in(staff.user((Role.CBSW_TEAM_MANAGER, "glasgow-city")))

    assert address in manager.get(COMMUNITY).content.decode()
    assert address not in signed_in(Role.HQ).get(COMMUNITY).content.decode()


def test_what_waits_past_a_page_is_turned_to(world, manager, worker):
    many(51, worker)

    assert len(page_of(manager).late.rows) == 50
    assert len(page_of(manager, page=2).late.rows) == page_of(manager).pages.total - 50
