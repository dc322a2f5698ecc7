"""The First Line Manager's pages: load, what is overdue, shifts, absences, who has no officer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework.forms.team import RecordShifts, in_letters
from icm.clocks import actions as clocks
from icm.clocks.models import Due
from icm.core.models import Consultation
from icm.pages.queries import member as member_reading
from icm.pages.queries import team as reading
from icm.people import access
from icm.people.models import Absence, Allocation, ShiftPattern
from icm.policy.roles import Role
from tests.factories import persons, receptions, staff

TEAM = "/team/"
DAYS = {"from_on": "2026-11-23", "until_on": "2026-11-27"}


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def manager(world, signed_in):
    return signed_in(Role.FIRST_LINE_MANAGER)


def page_of(world):
    who = receptions.principals(world.user(Role.FIRST_LINE_MANAGER))
    return reading.team_page(who, "barlinnie", on=persons.TODAY, page=1)


def allocated(officer, **values):
    person = persons.person(**values)
    Allocation.objects.create(
        person=person, user=officer, role=Role.PERSONAL_OFFICER, from_on=persons.TODAY
    )
    access.sync(person)
    return person


def due(person, rule, owner, status="overdue"):
    Due.objects.filter(person=person, rule=rule).delete()
    Due.objects.create(
        person=person, rule=rule, status=status, owner=owner, due_on=persons.TODAY,
        basis="For the test.", staff="For the test.",
    )  # fmt: skip


def test_load_and_what_is_overdue_stand_beside_each_officer(world, officer):
    allocated(officer, released_on=persons.TODAY)
    Due.objects.all().delete()
    due(world.person, "CC-INITIAL-6M", Role.ICM_CASE_CO_ORDINATOR)
    due(world.person, "STAFF-QUARTER", Role.PERSONAL_OFFICER)
    due(world.person, "PSS-6M", Role.RMT_CHAIR, status="due")
    due(world.standard, "PSS-6M", Role.RMT_CHAIR)

    (row,) = page_of(world).officers.rows

    assert (row["people"], row["overdue"], row["theirs"]) == ("1", "2", "1 for the officer")
    assert row["wrote"] == "Nothing on record"


def test_whoever_has_no_officer_is_listed_longest_in_custody_first(world):
    page = page_of(world)

    numbers = [row["number"] for row in page.without.rows]
    assert numbers == [world.standard.number, world.remand.number]
    assert page.persons == (world.standard.pk, world.remand.pk)


def test_a_manager_sees_their_own_establishment_only(world, manager):
    page = manager.get(TEAM).content.decode()

    assert "HMP Barlinnie" in page
    assert manager.get(TEAM + "?place=perth").status_code == 404
    other = world.user(Role.PERSONAL_OFFICER, "perth")
    assert manager.get(reverse("pages:team_member", args=[other.pk])).status_code == 404


def test_a_manager_of_two_establishments_chooses(world, signed_in):
    both = staff.user((Role.FIRST_LINE_MANAGER, "barlinnie"), (Role.FIRST_LINE_MANAGER, "perth"))

    page = signed_in(both).get(TEAM + "?place=perth").content.decode()

    assert "HMP Perth" in page
    assert "?place=barlinnie" in page


def test_allocating_from_here_leads_back_here(world, manager, officer):
    address = reverse("people:allocate", args=[world.standard.pk])
    asked = f"{address}?role=personal-officer&from=team"
    page = manager.get(asked).content.decode()
    assert "(1 person): shifts not recorded" in page
    assert "Nobody is suggested" in page

    answer = manager.post(asked, {"to": officer.pk, "version": world.standard.version})

    assert answer.headers["Location"] == TEAM
    assert Allocation.objects.get(person=world.standard).user == officer


def test_whoever_is_allocated_now_is_chosen_until_another_is(world, manager, officer):
    address = reverse("people:allocate", args=[world.person.pk])
    form = manager.get(address).context["form"]
    assert form.initial["to"] == officer.pk

    manager.post(address, {"to": officer.pk, "version": world.person.version})

    assert Allocation.objects.filter(person=world.person, user=officer, until_on=None).exists()


def test_nobody_else_is_led_to_the_team(world, signed_in):
    asked = reverse("people:allocate", args=[world.person.pk]) + "?role=pbsw&from=team"
    answer = signed_in(Role.PBSW_TEAM_MANAGER).post(
        asked, {"to": "", "version": world.person.version}
    )

    assert answer.headers["Location"] == reverse("pages:person", args=[world.person.pk])


def test_team_costs_the_same_for_any_number(world, manager, assert_constant_queries):
    def add():
        allocated(staff.user((Role.PERSONAL_OFFICER, "barlinnie")))
        persons.person()

    assert_constant_queries(add_row=add, call=lambda: manager.get(TEAM))


def test_a_member_costs_the_same_for_any_number(world, manager, officer, assert_constant_queries):
    address = reverse("pages:team_member", args=[officer.pk])

    assert_constant_queries(add_row=lambda: allocated(officer), call=lambda: manager.get(address))


def test_each_look_is_kept(world, manager, officer):
    manager.get(TEAM)
    manager.get(reverse("pages:team_member", args=[officer.pk]))

    kept = dict(Consultation.objects.values_list("page", "persons"))
    assert kept["pages:team"] == sorted([world.standard.pk, world.remand.pk])
    assert kept["pages:team_member"] == [world.person.pk]


def test_a_members_people_say_when_they_were_last_talked_with(world, officer):
    clocks.sweep(on=persons.TODAY)
    who = receptions.principals(world.user(Role.FIRST_LINE_MANAGER))
    page = member_reading.member_page(officer, who, on=persons.TODAY)

    (row,) = page.people.rows
    assert row["talked"] == row["wrote"] == "Nothing on record"


# -- shifts and absences ----------------------------------------------------------------------------


def address(name, *args):
    return reverse(f"casework:{name}", args=args)


def test_a_manager_records_shifts_as_letters(manager, officer):
    answer = manager.post(
        address("shifts", officer.pk), {"from_on": "2026-11-16", "shifts": "eellDRR nnnrrrd"}
    )

    assert answer.headers["Location"] == reverse("pages:team_member", args=[officer.pk])
    assert ShiftPattern.objects.get().shifts[6:9] == ["rest", "night", "night"]
    again = manager.get(address("shifts", officer.pk))
    assert again.context["form"].initial["shifts"] == "EELLDRR NNNRRRD"
    page = manager.get(TEAM).content.decode()
    assert "Night" in page


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"from_on": "2026-11-17", "shifts": "EELLDRR"}, "the one before it is 16 November 2026"),
        ({"from_on": "2026-11-16", "shifts": "EELLDR"}, "these are 6"),
        ({"from_on": "2026-11-16", "shifts": "EELLDRX"}, "there is no shift X"),
        ({"from_on": "2026-11-16", "shifts": "E" * 63}, "these are 63"),
        ({"from_on": "2026-11-16", "shifts": "  "}, "enter an answer"),
    ],
)
def test_what_is_no_pattern_is_said_with_what_is_wrong(manager, officer, sent, why):
    answer = manager.post(address("shifts", officer.pk), sent)

    assert why in answer.content.decode()
    assert not ShiftPattern.objects.exists()


def test_letters_and_shifts_say_the_same():
    form = RecordShifts({"from_on": "2026-11-16", "shifts": "ELDNRRR" * 2})

    assert form.is_valid()
    assert in_letters(list(form.cleaned_data["shifts"])) == "ELDNRRR ELDNRRR"


def test_an_absence_is_recorded_covered_and_ended(world, manager, officer, signed_in):
    cover = world.user(Role.RESIDENTIAL_OFFICER)
    page = manager.get(address("absence", officer.pk)).content.decode()
    assert "Residential Officer Tester: shifts not recorded" in page
    assert "Nobody yet" in page

    manager.post(
        address("absence", officer.pk), {"from_on": "2026-11-21", "until_on": "2026-11-27"}
    )
    absence = Absence.objects.get()
    assert absence.cover is None
    assert signed_in(cover).get("/my-people/").status_code == 403

    manager.post(address("cover", absence.pk), {"cover": cover.pk})
    theirs = signed_in(cover).get("/my-people/").content.decode()
    assert world.person.number in theirs
    assert "You stand in" in theirs

    assert "They are back" in manager.get(address("end_absence", absence.pk)).content.decode()
    manager.post(address("end_absence", absence.pk))
    assert signed_in(cover).get("/my-people/").status_code == 403


def test_a_refused_absence_loses_nothing(manager, officer):
    manager.post(address("absence", officer.pk), DAYS)
    typed = {"until_on_day": "30", "until_on_month": "11", "until_on_year": "2026"}
    answer = manager.post(address("absence", officer.pk), DAYS | typed)

    page = answer.content.decode()
    assert "away already" in page
    assert 'value="30"' in page


def test_the_team_page_says_who_is_away_and_who_stands_in(world, manager, officer):
    cover = world.user(Role.RESIDENTIAL_OFFICER)
    manager.post(address("absence", officer.pk), DAYS | {"cover": cover.pk})

    (row,) = page_of(world).officers.rows
    assert row["away"] == "Away from 23 November 2026 to 27 November 2026"
    assert row["cover"] == f"Stands in: {cover.display_name()}"
    days = page_of(world).shifts.rows[0]
    assert [days[f"day{number}"] for number in (1, 2, 6, 7)] == [
        "Not recorded", "Away", "Away", "Not recorded",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["shifts", "absence"])
def test_nobody_else_keeps_shifts_and_absences(world, signed_in, officer, name):
    for who in (Role.PERSONAL_OFFICER, Role.ICM_CO_ORDINATOR):
        assert signed_in(who).get(address(name, officer.pk)).status_code == 404
    elsewhere = signed_in(Role.FIRST_LINE_MANAGER, "perth")
    assert elsewhere.post(address(name, officer.pk), DAYS).status_code == 404
    assert not Absence.objects.exists()


def test_an_absence_of_another_establishment_is_not_there(manager, officer, signed_in):
    manager.post(address("absence", officer.pk), DAYS)
    absence = Absence.objects.get()
    elsewhere = signed_in(Role.FIRST_LINE_MANAGER, "perth")

    for name in ("cover", "end_absence"):
        assert elsewhere.post(address(name, absence.pk)).status_code == 404
        assert elsewhere.get(address(name, absence.pk + 1)).status_code == 404
    absence.refresh_from_db()
    assert absence.ended_at is None


def test_the_day_after_the_last_the_page_is_closed_again(world, manager, officer, signed_in, clock):
    cover = world.user(Role.RESIDENTIAL_OFFICER)
    manager.post(
        address("absence", officer.pk),
        {"from_on": "2026-11-21", "until_on": "2026-11-21", "cover": cover.pk},
    )
    assert signed_in(cover).get("/my-people/").status_code == 200

    clock(persons.NOW + timedelta(days=1))

    assert signed_in(cover).get("/my-people/").status_code == 403
