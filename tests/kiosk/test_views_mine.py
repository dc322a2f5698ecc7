"""What somebody reads of themselves: their next step, their dates, their people, and who has looked."""

import re
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from icm.clocks.actions import reevaluate
from icm.clocks.models import Due
from icm.core.models import Consultation
from icm.kiosk.queries.looked import SIZE
from icm.policy.roles import Role
from tests import plain
from tests.factories import kiosk, persons

pytestmark = pytest.mark.django_db
STAFF = ["Personal Officer Tester", "Pbsw Tester", "Cbsw Tester"]


def read(browser, page="mine/"):
    """What stands on the page, without its frame."""
    answer = browser.get(f"/kiosk/{page}")
    assert answer.status_code == 200
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.S)[0]
    lines = (
        line.strip() for line in strip_tags(re.sub(r"</(p|h\d|li|a)>", "\n", main)).split("\n")
    )
    return [line for line in lines if line]


def test_the_rules_speak_to_the_person(inside, world):
    reevaluate([world.person.pk], at=persons.NOW)

    lines = read(inside)

    said = set(Due.objects.filter(person=world.person).values_list("evidence__person", flat=True))
    assert lines[0] == "My next step"
    assert lines[1] in said
    assert "After that" in lines
    assert any(line.startswith("Who does it:") for line in lines)
    assert "Change my PIN" in lines


def test_nothing_due_is_said_kindly(inside, world):
    Due.objects.filter(person=world.person).delete()

    lines = read(inside)

    assert "Nothing has to happen for you now. That is fine." in lines
    assert "After that" not in lines


@pytest.mark.parametrize("there_is", [True, False])
def test_the_page_can_be_read_at_eleven(there_is, inside, world):
    reevaluate([world.person.pk] if there_is else [], at=persons.NOW)
    text = " ".join(read(inside))

    assert plain.grade(text, STAFF) <= 6
    assert plain.jargon(text) == {}


def test_my_dates(inside, world):
    reevaluate([world.person.pk], at=persons.NOW)

    lines = read(inside, "dates/")

    assert lines[0] == "My dates"
    assert "The first day you can get parole" in lines
    assert any(line.startswith("What could move it?") for line in lines)
    assert plain.grade(" ".join(lines), STAFF) <= 6
    assert plain.jargon(" ".join(lines)) == {}


@pytest.mark.parametrize(
    ("page", "title", "says"),
    [
        ("people/", "My people", "Personal Officer Tester"),
        ("looked/", "Who has looked at my record", "Your personal officer: read your record."),
    ],
)
def test_pages_of_what_is_on_record_can_be_read_at_eleven(page, title, says, inside, world):
    looks = {"user": world.user(Role.PERSONAL_OFFICER), "page": "casework:plan"}
    Consultation.objects.create(at=persons.NOW, persons=[world.person.pk], **looks)

    lines = read(inside, page)

    assert lines[0] == title
    assert says in lines
    assert plain.grade(" ".join(lines), STAFF) <= 6
    assert plain.jargon(" ".join(lines)) == {}


def test_the_pages_of_who_looked_are_turned(inside, world):
    for days in range(SIZE + 1):
        Consultation.objects.create(
            at=persons.NOW - timedelta(days),
            user=world.user(Role.RECEPTION),
            page="casework:plan",
            persons=[world.person.pk],
        )

    first, second = read(inside, "looked/"), read(inside, "looked/?page=2")

    assert "Older" in first
    assert "Newer" not in first
    assert "Newer" in second
    assert "Older" not in second


def test_reading_ones_own_is_no_consultation(inside, world):
    before = Consultation.objects.count()

    for page in ("mine/", "dates/", "people/", "looked/"):
        read(inside, page)

    assert Consultation.objects.count() == before


def test_another_reads_their_own_only(world, made):
    keeper = world.user(Role.FIRST_LINE_MANAGER, "perth")
    there = made("Hall of Perth", by=keeper, place=world.there)
    kiosk.account(world.person_there, world.user(Role.PERSONAL_OFFICER, "perth"), there)
    Consultation.objects.create(
        at=persons.NOW,
        user=world.user(Role.RECEPTION),
        page="casework:plan",
        persons=[world.person.pk],
    )

    lines = read(kiosk.inside(world.person_there, there), "looked/")

    assert "Nobody has looked at it yet." in lines


def test_somebody_without_a_sentence_reads_when_dates_come(world, made):
    there = made()
    kiosk.account(world.remand, world.user(Role.RESIDENTIAL_OFFICER), there)

    lines = read(kiosk.inside(world.remand, there), "dates/")

    assert "There are no dates for you yet." in lines
    assert any(line.startswith("Most dates come with a sentence.") for line in lines)
