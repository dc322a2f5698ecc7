"""PSS-NOT-RISK: a supervision level is shown nowhere beside or like an assessment of risk."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from icm.people.models import Person
from icm.policy.roles import Role
from risk.models import Assessment
from tests.architecture import house
from tests.factories import persons
from tests.factories.managing import in_force, kept
from tests.factories.receptions import noticed, proposed

BOTH = {"pages/person.html", "pages/components.html"}  # in places of their own, as shown below
LEVEL = re.compile(r"class=\"icm_level|supervised at|Supervision level: ")
RISK = re.compile(r"class=\"icm_risk|Very high|very-high")


@pytest.fixture
def person(world):
    """At Medium, with an LS/CMI that ended in very high."""
    Person.objects.filter(pk=world.person.pk).update(
        supervision_level="medium", risk_band="very-high"
    )
    Assessment.objects.create(
        person=world.person,
        reference="a",
        tool="lscmi",
        purpose="admission",
        side="prison",
        state="done",
        done_on=persons.TODAY,
        band="very-high",
    )
    worker = world.user(Role.PBSW)
    in_force(world.person, worker)
    kept(world.person, worker)
    return Person.objects.get(pk=world.person.pk)


def content(client, name, pk):
    """What the page says for itself: without the banner and the pages of the case."""
    answer = client.get(reverse(name, args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode().partition("<h1")[2]


def pages_with(text):
    return {
        str(path.relative_to(house.ROOT / "templates"))
        for path in house.files("*.html", "templates")
        if text in path.read_text()
    }


def test_only_the_overview_and_the_gallery_show_both():
    level = pages_with("{% supervision_level ")
    risk = pages_with("{% risk_band ")

    assert level & risk == BOTH
    assert level - BOTH == {"risk/reviews.html"}


def test_the_overview_keeps_them_in_two_places_with_another_between(person, signed_in):
    page = content(signed_in(Role.PBSW), "pages:person", person.pk)
    panels = re.findall(r"<section[^>]* id=\"([a-z]+)\"", page)

    assert {"supervision", "risk"} <= set(panels)
    assert abs(panels.index("supervision") - panels.index("risk")) > 1


@pytest.mark.parametrize("role", [Role.PBSW, Role.PERSONAL_OFFICER, Role.RMT_CHAIR, Role.HQ])
@pytest.mark.parametrize("name", ["risk:assessments", "risk:risk_plan", "risk:mappa"])
def test_no_page_about_risk_shows_a_level(person, signed_in, role, name):
    assert not LEVEL.search(content(signed_in(role), name, person.pk))


@pytest.mark.parametrize("name", ["risk:reviews", "risk:propose"])
def test_no_page_about_the_level_shows_risk(person, signed_in, name):
    page = content(signed_in(Role.RMT_CHAIR), name, person.pk)

    assert not RISK.search(page)
    assert "edium" in page


@pytest.mark.parametrize("name", ["risk:review", "risk:letter", "risk:decide", "risk:notify"])
def test_no_step_of_a_review_shows_risk(world, person, signed_in, name):
    chair = world.user(Role.RMT_CHAIR)
    review = proposed(person, chair, level="high")
    if name != "risk:notify":
        review = noticed(review, chair)

    assert not RISK.search(content(signed_in(Role.RMT_CHAIR), name, review.pk))


def test_they_share_neither_a_colour_nor_a_sign():
    css = Path(house.ROOT / "static" / "icm.css").read_text()
    looks = re.findall(r"^\s*([^{}@]+)\{([^{}]*)\}", css, re.MULTILINE)

    colours = {
        kind: {
            found
            for selector, rules in looks
            if f".icm_{kind}" in selector and f".icm_{other}" not in selector
            for found in re.findall(r"var\(--icm-[a-z]+\)|#[0-9a-f]{3,6}", rules)
        }
        for kind, other in (("level", "risk"), ("risk", "level"))
    }

    assert all(colours.values())
    assert colours["level"] & colours["risk"] == set()
