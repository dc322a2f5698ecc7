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


def standing(person, rule):
    row = Due.objects.filter(person=person, rule=rule).first()
    return row and row.status


def test_from_reception_to_the_first_review(world, signed_in, clock):
    reception, officer = signed_in(Role.RECEPTION), signed_in(Role.RESIDENTIAL_OFFICER)
    manager = signed_in(Role.FIRST_LINE_MANAGER)

    submit(
        reception,
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
    person = Person.objects.get(number="J-0001")
    assert person.supervision_level == "high"
    assert standing(person, "PSS-72H") == "due"
    assert standing(person, "CSA-72H") == "unknown"  # nobody has said how long they are here

    submit(
        signed_in(Role.ICM_CO_ORDINATOR),
        reverse("people:record_sentence", args=[person.pk, "ltp"]),
        term_years="6",
        **typed_day("imposed_on", persons.TODAY),
        **typed_day("start_on", persons.TODAY),
    )
    person.refresh_from_db()
    assert person.route == "enhanced"
    assert standing(person, "CSA-72H") == "due"
    assert standing(person, "CC-INITIAL-6M") == "due"

    home = reverse("pages:home")
    assert "JOURNEY, Jo" in signed_in(Role.ICM_CO_ORDINATOR).get(home).text
    assert "JOURNEY, Jo" not in signed_in(Role.ICM_CO_ORDINATOR, "perth").get(home).text

    submit(
        officer,
        reverse("people:record_kind", args=[person.pk, "core-screen"]),
        **typed_day("on", persons.TODAY),
    )
    assert standing(person, "CSA-72H") == "met"

    mine = world.user(Role.PERSONAL_OFFICER)
    assert signed_in(mine).get(reverse("pages:person", args=[person.pk])).status_code == 404
    submit(
        manager,
        reverse("people:allocate", args=[person.pk]),
        to=str(mine.pk),
    )
    assert signed_in(mine).get(reverse("pages:person", args=[person.pk])).status_code == 200

    clock(persons.NOW + timedelta(days=1))
    chair = signed_in(Role.RMT_CHAIR)
    criteria = {
        name: "Nothing to note."
        for name in chair.get(reverse("risk:propose", args=[person.pk])).context["form"].fields
        if name not in ("reference", "version", "kind", "level")
    }
    submit(
        chair,
        reverse("risk:propose", args=[person.pk]),
        kind="72h",
        level="low",
        **criteria,
    )
    review = person.supervision_reviews.get(state="proposed")
    submit(
        chair,
        reverse("risk:decide", args=[review.pk]),
        level="low",
        reasons="Steady from the first day.",
    )
    person.refresh_from_db()
    assert person.supervision_level == "low"
    assert standing(person, "PSS-72H") == "met"
    letter = chair.get(reverse("risk:letter", args=[review.pk])).text
    assert "Steady from the first day." in letter
