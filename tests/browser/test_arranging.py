"""A co-ordinator in a browser: from the work that is due to a conference that everybody it needs is invited to."""

from datetime import date

import pytest
from django.urls import reverse

from icm.clocks import actions as clocks
from icm.people.models import Person, Sentence
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]
RULE = "CC-INITIAL-6M"
MOST = 6  # pages, the due list and the last among them
CORE = ("Icm Case Co Ordinator Tester", "Pbsw Tester", "Cbsw Tester", "The person")


@pytest.fixture
def pages(page):
    """The addresses of the pages that were shown, each as often as it was."""
    shown = []

    def note(answer):
        if answer.request.resource_type == "document" and answer.status == 200:
            shown.append(answer.url)

    page.on("response", note)
    return shown


def test_from_the_due_list_to_everybody_invited_in_six_pages(
    world, page, pages, sign_in, assert_accessible
):
    _due_in_three_weeks(world.person)
    sign_in(world.user(Role.ICM_CASE_CO_ORDINATOR))

    page.goto("/")
    page.click(f"a[href$='/people/{world.person.pk}/why/#{RULE}']")
    page.click(f"#{RULE} >> text=Arrange the conference")
    assert page.is_checked("[name=kind][value=initial]")
    page.fill("[name=why]", "The first of this sentence.")
    page.click("text=Plan it")
    _fix(page)
    assert_accessible(page)
    page.click("text=Invite them")

    assert len(pages) <= MOST, pages
    assert_accessible(page)
    text = page.inner_text("main")
    assert all(name in text for name in CORE)
    assert "Not quorate yet" in text
    assert "has not answered yet" in text
    _everybody_answers(world, page)
    assert "Not quorate yet" not in page.inner_text("main")


def _due_in_three_weeks(person):
    on = date(2026, 6, 10)
    at = persons.NOW.replace(year=on.year, month=on.month, day=on.day)
    Person.objects.filter(pk=person.pk).update(admitted_at=at, arrived_on=on)
    Sentence.objects.filter(person=person).update(imposed_on=on, start_on=on)
    clocks.reevaluate([person.pk], at=persons.NOW)


def _fix(page):
    for part, value in {"day": "12", "month": "1", "year": "2027"}.items():
        page.fill(f"[name=on_{part}]", value)
    page.fill("[name=time]", "10:30")
    page.fill("[name=place]", "Conference room 1")
    page.click("main >> role=button[name='Fix the date']")


def _everybody_answers(world, page):
    """As told by telephone: each from the conference, and back to it."""
    conference = page.url
    for name in CORE:
        page.click(f"main >> role=link[name='{name}']")
        page.click("[name=reply][value=accepted] + label")
        page.click("text=Save the answer")
        assert page.url == conference
    assert reverse("conferences:conference", args=[world.person.conferences.get().pk]) in conference
