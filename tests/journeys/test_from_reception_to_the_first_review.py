"""Somebody comes in, is screened, gets an officer and a first review; the work lists follow each step."""

from datetime import timedelta

import pytest
from django.urls import reverse

from icm.clocks.models import Due
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import persons
from tests.journeys.walking import submit, typed_day

pytestmark = pytest.mark.django_db
HOME = "pages:home"


def standing(person, rule):
    row = Due.objects.filter(person=person, rule=rule).first()
    return row and row.status


def receive(client, world):
    submit(
        client,
        reverse("risk:receive"),
        number="J-0001",
        family_name="Journey",
        given_names="Jo",
        establishment=str(world.here.pk),
        hall="Reception",
        time="08:30",
        legal="sentenced",
        residence=str(world.council.pk),
        **typed_day("on", persons.TODAY),
    )
    return Person.objects.get(number="J-0001")


def sentence(client, person):
    submit(
        client,
        reverse("people:record_sentence", args=[person.pk, "ltp"]),
        term_years="6",
        **typed_day("imposed_on", persons.TODAY),
        **typed_day("start_on", persons.TODAY),
    )
    person.refresh_from_db()


def review(client, person):
    address = reverse("risk:propose", args=[person.pk])
    fields = client.get(address).context["form"].fields
    notes = {name: "Nothing to note." for name in fields if name.startswith("criterion_")}
    submit(client, address, kind="72h", level="low", **notes)
    proposed = person.supervision_reviews.get(state="proposed")
    decide = reverse("risk:decide", args=[proposed.pk])
    submit(client, decide, level="low", reasons="Steady from the first day.")
    person.refresh_from_db()
    return proposed


def test_from_reception_to_the_first_review(world, signed_in, clock):
    person = receive(signed_in(Role.RECEPTION), world)
    assert person.supervision_level == "high"
    assert standing(person, "PSS-72H") == "due"
    assert standing(person, "CSA-72H") == "unknown"  # nobody has said how long they are here

    sentence(signed_in(Role.ICM_CO_ORDINATOR), person)
    assert person.route == "enhanced"
    assert standing(person, "CSA-72H") == "due"
    assert standing(person, "CC-INITIAL-6M") == "due"
    home = reverse(HOME)
    assert "JOURNEY, Jo" in signed_in(Role.ICM_CO_ORDINATOR).get(home).text
    assert "JOURNEY, Jo" not in signed_in(Role.ICM_CO_ORDINATOR, "perth").get(home).text

    screen = reverse("people:record_kind", args=[person.pk, "core-screen"])
    submit(signed_in(Role.RESIDENTIAL_OFFICER), screen, **typed_day("on", persons.TODAY))
    assert standing(person, "CSA-72H") == "met"

    officer, page = world.user(Role.PERSONAL_OFFICER), reverse("pages:person", args=[person.pk])
    assert signed_in(officer).get(page).status_code == 404
    allocate = reverse("people:allocate", args=[person.pk])
    submit(signed_in(Role.FIRST_LINE_MANAGER), allocate, to=str(officer.pk))
    assert signed_in(officer).get(page).status_code == 200

    clock(persons.NOW + timedelta(days=1))
    chair = signed_in(Role.RMT_CHAIR)
    decided = review(chair, person)
    assert person.supervision_level == "low"
    assert standing(person, "PSS-72H") == "met"
    letter = chair.get(reverse("risk:letter", args=[decided.pk])).text
    assert "Steady from the first day." in letter
