"""The pages of a completed Core Screen: the slip, the reader, the way there and its cost."""

import pytest
from django.urls import reverse, reverse_lazy

from casework.actions import screens
from casework.models import CoreScreen, SafetyAlert
from casework.policy.areas import Area
from icm.people import actions as people
from icm.people.models import Person
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests.core.reading import read
from tests.factories import persons
from tests.factories.screens import begun, completed, doing, needed, provider

pytestmark = pytest.mark.django_db
WORK = reverse_lazy("pages:work")  # the list of deadlines, for everybody


@pytest.fixture
def person(world):
    """Somebody who came in this morning, sentenced: their 72 hours run."""
    made = persons.person(admitted_at=persons.days_ago(0, 8))
    persons.sentence(made)
    people.settle(made, at=persons.NOW)
    return Person.objects.get(pk=made.pk)


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


@pytest.fixture
def as_officer(signed_in):
    return signed_in(Role.RESIDENTIAL_OFFICER)


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def said(answer):
    assert answer.status_code == 200
    return " ".join(read(answer.content.decode()).all("main")[0].text.split())


# -- handing on -----------------------------------------------------------------------------------


@pytest.mark.parametrize("route", list(RouteSlug), ids=str)
def test_the_slip_says_the_route_in_plain_words_and_nothing_they_answered(
    person, officer, as_officer, route
):
    screen = completed(person, officer, needed("money", own_words="Owes rent.", note="Ask again."))
    CoreScreen.objects.filter(pk=screen.pk).update(route=route)

    page = said(as_officer.get(url("route_slip", person.pk, screen.pk)))

    heading = {
        "enhanced": "You are on the Enhanced route",
        "standard": "You are on the Standard route",
        "none": "You do not have a route yet",
        "unknown": "We do not know your route yet",
    }[route]
    assert heading in page
    assert "Owes rent." not in page
    assert "Money" not in page


def test_the_day_they_were_told_is_recorded(person, officer, as_officer):
    screen = completed(person, officer)

    answer = as_officer.post(url("tell_route", person.pk, screen.pk), {"on": "2026-11-21"})

    assert answer.url == url("screen_answers", person.pk, screen.pk)
    page = said(as_officer.get(answer.url))
    assert "Route told to them 21 November 2026" in page
    assert "Record that they were told" not in page


def test_a_route_that_changed_since_is_pointed_out(person, officer, as_officer):
    screen = completed(person, officer)
    CoreScreen.objects.filter(pk=screen.pk).update(route="standard")

    page = said(as_officer.get(url("screen_answers", person.pk, screen.pk)))

    assert "Their route has changed" in page
    assert "It is Enhanced now." in page


def test_the_personal_officer_finds_it_on_their_home_and_reads_it(world, officer, signed_in):
    person = world.person
    screen = completed(
        person,
        officer,
        needed("money", own_words="Owes rent.", urgency="today"),
        needed("housing", referral="accepted"),
    )
    reader, task = signed_in(Role.PERSONAL_OFFICER), url("read_screen", person.pk, screen.pk)
    for home in ("/", WORK):
        assert task in reader.get(home, follow=True).text
        assert task not in signed_in(Role.RESIDENTIAL_OFFICER).get(home).text

    page = said(reader.get(task))
    assert page.index("Money How soon") < page.index("Housing How soon")  # today first
    assert "They accepted help with Housing, but no service was chosen." in page
    answer = reader.post(task)

    assert answer.url == url("screen_answers", person.pk, screen.pk)
    assert [home for home in ("/", WORK) if task in reader.get(home, follow=True).text] == []
    screen.refresh_from_db()
    assert screen.read_by == world.user(Role.PERSONAL_OFFICER)


def test_the_confirmation_names_the_officer_and_what_is_left_to_do(world, officer, as_officer):
    housing = {"referral": "accepted", "provider": provider()}
    screen = completed(
        world.person, officer, needed("housing", **housing), needed("work", referral="accepted")
    )

    page = said(as_officer.get(url("screen_done", world.person.pk, screen.pk)))

    assert "1 referral is made." in page
    assert "They accepted help with Training for work, but nobody was chosen to ask." in page
    assert world.user(Role.PERSONAL_OFFICER).display_name() in page


def test_an_open_screen_has_no_page_of_a_completed_one(person, officer, as_officer):
    screen = begun(person, officer)

    assert as_officer.get(url("screen_answers", person.pk, screen.pk)).status_code == 404


# -- the way there, and its cost ------------------------------------------------------------------


def test_home_and_the_persons_page_lead_straight_to_the_form(person, as_officer, signed_in):
    form = url("screen", person.pk)

    links = signed_in(Role.LINKS_CENTRE).get(reverse("pages:home")).text
    assert f'href="{form}"><strong>Core Screen</strong>' in links
    why = signed_in(Role.FIRST_LINE_MANAGER).get(reverse("pages:why", args=[person.pk])).text
    assert "Do the Core Screen" in why
    assert f'href="{form}"' in as_officer.get(reverse("pages:person", args=[person.pk])).text


def test_the_task_list_costs_the_same_whatever_was_answered(
    person, officer, as_officer, assert_constant_queries
):
    screen = begun(person, officer)
    left = iter(Area)

    assert_constant_queries(
        add_row=lambda: screens.answer_area(
            screen, needed(next(left), provider=None), **doing(officer)
        ),
        call=lambda: as_officer.get(url("screen", person.pk)),
    )


def test_home_costs_the_same_whatever_waits(world, officer, signed_in, assert_constant_queries):
    reader = signed_in(Role.PERSONAL_OFFICER)

    def one_more():
        completed(world.person, officer)
        SafetyAlert.objects.create(
            person=world.person,
            reference=f"a{SafetyAlert.objects.count()}",
            seen_at=persons.NOW,
            seen_by=world.user(Role.PERSONAL_OFFICER),
        )

    assert_constant_queries(add_row=one_more, call=lambda: reader.get(WORK))
