"""Whom to confer about next: the list by how pressing it is, one person with every reason, judging it otherwise."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.models import Judgement, Next
from icm.clocks import actions as clocks
from icm.core.models import Consultation
from icm.people import access
from icm.policy.facts import RouteSlug
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY
LIST = "conferences:next_list"


def somebody(**values):
    made = persons.person(route=RouteSlug.ENHANCED, **values)
    persons.sentence(made, term_years=10)
    access.sync(made)
    return made


@pytest.fixture
def person(world):
    persons.sentence(world.person, term_years=10)
    clocks.reevaluate([world.person.pk], at=persons.NOW)
    return world.person


def listed(client, **asked):
    answer = client.get(reverse(LIST), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def put(person, **values):
    Next.objects.update_or_create(
        person=person,
        defaults={
            "kind": "periodic",
            "basis": "proposed",
            "priority": "first",
            "on": TODAY + timedelta(30),
            "reasons": ["A reason of its own."],
            "since": TODAY,
        }
        | values,
    )


def test_the_page_says_which_by_when_and_every_reason(world, person, signed_in):
    shown = signed_in(world.user(Role.PERSONAL_OFFICER)).get(
        reverse("conferences:next", args=[person.pk])
    )
    text = shown.content.decode()

    assert "Initial" in text
    assert "CC-INITIAL-6M: Within 6 months of sentence" in text
    assert "Judge it otherwise" not in text
    assert Consultation.objects.filter(persons__contains=[person.pk]).exists()


def test_the_numbers_of_a_proposal_are_shown_as_local_defaults(world, person, signed_in):
    put(person)

    text = (
        signed_in(world.user(Role.ICM_CO_ORDINATOR))
        .get(reverse("conferences:next", args=[person.pk]))
        .content.decode()
    )

    assert "very high 6 months, high 9 months" in text
    assert "not national policy" in text


def test_somebody_on_standard_icm_has_none(world, signed_in):
    answer = signed_in(world.user(Role.ICM_CO_ORDINATOR)).get(
        reverse("conferences:next", args=[world.standard.pk])
    )

    assert "no next case conference is kept" in answer.content.decode()


def test_judging_it_otherwise_shows_the_judgement_with_its_reason(world, person, signed_in):
    client = signed_in(world.user(Role.ICM_CO_ORDINATOR))
    by = TODAY + timedelta(20)
    said = {"kind": "periodic", "on": by.isoformat(), "waits": "", "why": "The course ends early."}
    address = reverse("conferences:judge", args=[person.pk])

    answer = client.post(address, said | {"reference": "r1"}, follow=True)

    text = answer.content.decode()
    assert Judgement.objects.get().on == by
    assert "The course ends early." in text
    assert "Professional judgement" in text
    assert "What changed" in text


def test_what_it_waits_for_stands_in_the_words_of_whoever_judged(world, person, signed_in):
    client = signed_in(world.user(Role.ICM_CO_ORDINATOR))
    said = {"kind": "periodic", "waits": "The end of your course.", "why": "It ends in March."}
    address = reverse("conferences:judge", args=[person.pk])

    text = client.post(address, said | {"reference": "r1"}, follow=True).content.decode()

    assert text.count("The end of your course.") == 2
    assert "What the decision names" not in text


def test_nothing_is_arranged_or_judged_once_a_date_is_fixed(world, person, signed_in):
    put(person, basis="fixed")

    text = (
        signed_in(world.user(Role.ICM_CO_ORDINATOR))
        .get(reverse("conferences:next", args=[person.pk]))
        .content.decode()
    )

    assert "Date fixed" in text
    assert "Judge it otherwise" not in text


def test_what_is_refused_loses_nothing_typed(world, person, signed_in):
    client = signed_in(world.user(Role.ICM_CO_ORDINATOR))
    said = {"kind": "periodic", "waits": "", "why": "Kept words.", "reference": "r1"}

    text = client.post(reverse("conferences:judge", args=[person.pk]), said).content.decode()

    assert "one of the two" in text
    assert "Kept words." in text


class TestTheList:
    @pytest.fixture
    def three(self, person):
        late, low = somebody(given_names="Late"), somebody(given_names="Low")
        put(person, basis="decided")
        put(late, on=TODAY - timedelta(3), kind="event")
        put(low, on=None, waits="Release.", priority="minimal")
        return person, late, low

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, "111"),
            ({"when": "late"}, "010"),
            ({"when": "waiting"}, "001"),
            ({"when": "dated"}, "100"),
            ({"priority": "minimal"}, "001"),
            ({"kind": "event"}, "010"),
            ({"basis": "decided"}, "100"),
            ({"establishment": "nowhere"}, "111"),
        ],
        ids=str,
    )
    def test_is_filtered_by_what_stands_in_the_address(self, world, three, signed_in, asked, found):
        text = listed(signed_in(world.user(Role.ICM_CO_ORDINATOR)), **asked)

        there = [str(int(reverse("conferences:next", args=[one.pk]) in text)) for one in three]
        assert "".join(there) == found

    def test_the_most_pressing_come_first(self, world, three, signed_in):
        text = listed(signed_in(world.user(Role.ICM_CO_ORDINATOR)))

        places = [text.index(reverse("conferences:next", args=[one.pk])) for one in three]
        assert places[1] < places[0] < places[2]
        assert "3 days late" in text

    def test_costs_the_same_for_two_as_for_ten(self, world, three, signed_in):
        client = signed_in(world.user(Role.ICM_CO_ORDINATOR))
        listed(client)
        with CaptureQueriesContext(connection) as few:
            listed(client)
        for _ in range(8):
            put(somebody())
        with CaptureQueriesContext(connection) as many:
            listed(client)

        assert len(few) == len(many)

    @pytest.mark.parametrize("role", [Role.LINKS_CENTRE, Role.RECEPTION])
    def test_is_not_for_whoever_does_not_read_of_conferences(self, world, signed_in, role):
        assert signed_in(world.user(role)).get(reverse(LIST)).status_code == 403

    def test_shows_nobody_of_another_establishment(self, world, three, signed_in):
        text = listed(signed_in(world.user(Role.ICM_CO_ORDINATOR, "perth")))

        assert not any(reverse("conferences:next", args=[one.pk]) in text for one in three)
