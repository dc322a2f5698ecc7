"""The schedule is looked at week by week, made anew, pinned, refused, placed by hand, and its dates fixed."""

from datetime import timedelta

import pytest
from django.test import Client

from conferences.actions import scheduling
from conferences.models import Conference, Placing, Run
from icm.people.models import Establishment
from icm.policy.facts import Level, RouteSlug
from icm.policy.roles import Role
from tests.conferences.scheduled import conference_of, keeper_of, room_of
from tests.factories import persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
SCHEDULE = "/conferences/schedule/barlinnie/"


@pytest.fixture
def keeper(settings, monkeypatch):
    settings.REQUIRE_MFA = False
    monkeypatch.setattr("django.utils.timezone.now", lambda: persons.NOW)
    return keeper_of("barlinnie")


@pytest.fixture
def client(keeper):
    made = Client()
    made.force_login(keeper)
    return made


@pytest.fixture
def room(keeper):
    return room_of(keeper)


def made(keeper):
    place = Establishment.objects.get(slug="barlinnie")
    scheduling.order_schedule(place, by=keeper, principals=principals(keeper), at=persons.NOW)
    run = scheduling.take_run(at=persons.NOW)
    scheduling.solve_schedule(run, at=persons.NOW, effort=2.0)


def text(answer):
    return answer.content.decode()


def week_of(placing):
    monday = persons.TODAY - timedelta(days=persons.TODAY.weekday())
    return (placing.starts_at.date() - monday).days // 7


def test_before_any_schedule_the_page_says_so(client, room):
    shown = text(client.get(SCHEDULE))

    assert "None was made yet" in shown
    assert "Nothing is placed in this week." in shown


def test_a_schedule_is_ordered_once_and_shown_when_it_is_there(client, keeper, room):
    conference = conference_of(keeper)
    shown = client.post(f"{SCHEDULE}make/", follow=True)
    client.post(f"{SCHEDULE}make/")
    assert "A schedule is being made" in text(shown)
    assert Run.objects.count() == 1

    run = scheduling.take_run(at=persons.NOW)
    scheduling.solve_schedule(run, at=persons.NOW, effort=2.0)

    placing = Placing.objects.get()
    shown = text(client.get(f"{SCHEDULE}?week={week_of(placing)}"))
    assert conference.person.full_name in shown
    assert "1 of 1 conferences that are due" in shown
    assert "no schedule could place more" in shown
    assert "The best there is" in shown
    assert client.get(f"{SCHEDULE}?week=nonsense").status_code == 200
    assert client.get(f"{SCHEDULE}?week=999").status_code == 200


def test_what_the_night_changed_is_shown_with_its_reason(client, keeper, room):
    conference_of(keeper)
    made(keeper)
    assert "No search of the last week changed anything." in text(client.get(SCHEDULE))
    second = conference_of(keeper)
    made(keeper)

    shown = text(client.get(SCHEDULE))

    assert "It had no place before." in shown
    assert shown.count(second.person.full_name) >= 1


def test_a_failed_search_is_said(client, room):
    Run.objects.create(establishment=room.establishment, asked_at=persons.NOW, state="failed")

    assert "The last search failed" in text(client.get(SCHEDULE))


def test_a_placing_explains_itself_and_is_pinned_and_let_go(client, keeper, room):
    conference_of(keeper)
    made(keeper)
    address = f"/conferences/placings/{Placing.objects.get().pk}/"

    shown = text(client.get(address))
    assert "Speaks for it" in shown
    assert "Community-based social worker: nobody is allocated" in shown
    client.post(f"{address}pin/")
    assert Placing.objects.get().standing == "pinned"
    assert "Let the next search move it" in text(client.get(address))
    client.post(f"{address}unpin/")
    assert Placing.objects.get().standing == "proposed"


def test_a_time_is_refused_with_a_reason_only(client, keeper, room):
    conference_of(keeper)
    made(keeper)
    address = f"/conferences/placings/{Placing.objects.get().pk}/"

    assert "enter an answer" in text(client.post(f"{address}refuse/", {"why": ""})).lower()
    client.post(f"{address}refuse/", {"why": "A visit from far away."})

    assert Placing.objects.get().standing == "refused"
    shown = text(client.get(address))
    assert "A visit from far away." in shown
    assert "Refuse this time" not in shown


def test_what_found_no_place_says_why_and_is_placed_by_hand(client, keeper, room):
    conference = conference_of(keeper, supervision_level=Level.HIGH)
    made(keeper)
    shown = text(client.get(SCHEDULE))
    assert "No secure room is free at any free time." in shown

    said = {"room": room.pk, "on": "2026-12-29", "time": "half past", "minutes": 60}
    address = f"/conferences/{conference.pk}/place/"
    wrong = text(client.post(address, said))
    assert "write it by the 24-hour clock" in wrong
    assert 'value="half past"' in wrong
    client.post(address, said | {"time": "11:00"})

    assert Placing.objects.get().standing == "pinned"
    assert "No secure room is free" not in text(client.get(SCHEDULE))


def test_the_week_offers_what_is_free_and_leads_back_to_it(client, keeper, room):
    conference = conference_of(keeper)
    made(keeper)
    row = Placing.objects.get()
    shown = text(client.get(SCHEDULE))
    on = row.starts_at.date()
    assert f'data-icm-on="{on.isoformat()}"' in shown  # a proposal keeps no hour from anybody
    said = {"room": room.pk, "on": on.isoformat(), "time": "14:00", "minutes": 60}

    answer = client.post(f"/conferences/{conference.pk}/place/", said | {"from": "schedule"})

    assert answer.url == f"{SCHEDULE}?week={week_of(row)}#week"
    pinned = text(client.get(answer.url))
    assert f'data-icm-on="{on.isoformat()}" data-icm-time="14:00"' not in pinned
    assert f'data-icm-on="{on.isoformat()}" data-icm-time="09:30"' in pinned


def test_the_dates_of_a_week_are_fixed_together(client, keeper, room):
    first, second = conference_of(keeper), conference_of(keeper)
    made(keeper)
    rows = list(Placing.objects.order_by("starts_at"))
    assert len({week_of(row) for row in rows}) == 1
    address = f"{SCHEDULE}fix/?week={week_of(rows[0])}"
    page = text(client.get(address))
    assert page.count("checked") == 2

    assert "Tick at least one" in text(client.post(address, {}))
    done = client.post(address, {"placings": [rows[0].pk]}, follow=True)

    assert "One date is fixed." in text(done)
    states = {row.pk: row.state for row in Conference.objects.all()}
    assert states[rows[0].conference_id] == "set"
    assert states[rows[1].conference_id] == "planned"
    assert "Fixed" in text(done)
    assert {first.pk, second.pk} == set(states)


def test_a_date_that_cannot_be_fixed_is_left_with_its_reason(client, keeper, room, monkeypatch):
    conference_of(keeper)
    made(keeper)
    row = Placing.objects.get()
    later = persons.NOW + timedelta(days=14)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    client.force_login(keeper)  # the session of two weeks ago is over
    week = week_of(row) - 2

    answer = client.post(f"{SCHEDULE}fix/?week={week}", {"placings": [row.pk]}, follow=True)

    assert "Not fixed:" in text(answer)
    assert "less than 4 weeks" in text(answer)


def test_whom_the_asker_may_not_know_of_is_not_named(keeper, room):
    """An administrator sees the enhanced; of anybody else only that the room is taken."""
    conference = conference_of(keeper, route=RouteSlug.ENHANCED)
    made(keeper)
    row = Placing.objects.get()
    type(conference.person).objects.filter(pk=conference.person_id).update(acl=[])
    other = Client()
    other.force_login(staff.user((Role.ICM_ADMINISTRATOR, "barlinnie")))

    shown = text(other.get(f"{SCHEDULE}?week={week_of(row)}"))

    assert "Somebody you may not know of" in shown
    assert conference.person.family_name not in shown
    assert other.get(f"/conferences/placings/{row.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [2, 8])
def test_the_page_asks_the_same_however_many(
    client, keeper, room, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        conference_of(keeper)
    made(keeper)
    with django_assert_max_num_queries(24):
        assert client.get(SCHEDULE).status_code == 200
