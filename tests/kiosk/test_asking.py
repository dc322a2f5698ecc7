"""A case conference asked for at a terminal: numbered, with a clock, answered there; by the person alone."""

from datetime import timedelta

import pytest

from conferences.actions import requests
from conferences.models import Request
from icm.clocks.models import Due
from icm.core.models import Outgoing
from icm.core.refusals import Refused
from icm.people.models import Person
from icm.policy.roles import Role
from tests import plain
from tests.factories import kiosk, persons
from tests.factories.receptions import principals
from tests.kiosk.reading import measured

pytestmark = pytest.mark.django_db
ASK, ASKED = "/kiosk/mine/ask/conference/", "/kiosk/mine/asked/"
TYPED = {"reference": "r1", "grounds": ["goals", "other"], "why": "I have done the course."}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def decider(world):
    return world.user(Role.ICM_CO_ORDINATOR)


@pytest.fixture
def asked(inside):
    inside.post(ASK, TYPED)
    return Request.objects.get()


def by(user):
    return {"by": user, "principals": principals(user), "at": persons.NOW}


def test_it_has_a_number_an_owner_and_a_last_day(inside, account, world):
    for _ in range(2):
        assert inside.post(ASK, TYPED).headers["Location"] == ASKED

    row = Request.objects.get()
    assert (row.how, row.recorded_by, row.number) == ("self", account.user, 1)
    said = text(inside.get(ASKED))
    for words in (
        "Number 1: a plan meeting",
        "You asked on Saturday 21 November 2026.",
        "I have done a course or reached a goal; Something else",
        "Staff must answer by Saturday 5 December 2026.",
        f"It is with the ICM co-ordinator at {world.here.name}.",
        "I have done the course.",
    ):
        assert words in said


def test_its_clock_runs_as_for_one_that_staff_wrote_down(asked, world):
    due = Due.objects.get(person=world.person, rule="CC-REQUEST")

    assert (due.status, due.due_on) == ("due", persons.TODAY + timedelta(14))


def test_while_it_waits_the_page_says_so_instead_of_asking_again(inside, asked):
    said = text(inside.get(ASK))

    assert "wait for the answer" in said
    assert "<textarea" not in said
    late = text(inside.post(ASK, TYPED | {"reference": "r2", "why": "My other words."}))
    assert "My other words." in late
    assert Request.objects.count() == 1


def test_a_no_comes_back_with_its_reason_and_how_to_challenge_it(inside, asked, decider):
    requests.refuse(asked, why="Your next one is in March.", version=asked.version, **by(decider))

    said = text(inside.get(ASKED))
    assert "Staff said no on Saturday 21 November 2026." in said
    assert "Your next one is in March." in said
    assert "If you do not agree:" in said
    assert "Ombudsman" in said


def test_a_yes_comes_back_and_their_officer_hears_of_it(inside, asked, decider, world):
    requests.agree(asked, why="", version=asked.version, **by(decider))

    assert "Staff said yes" in text(inside.get(ASKED))
    assert "Staff are looking for a day" in text(inside.get("/kiosk/mine/conference/"))
    letter = Outgoing.objects.get(key__startswith="request:")
    assert letter.recipient == world.user(Role.PERSONAL_OFFICER)
    assert world.person.family_name not in letter.body


def test_it_can_be_taken_back_without_saying_why_and_asked_anew(inside, asked, account, world):
    page = f"{ASKED}conference/{asked.pk}/back/"
    assert page in text(inside.get(ASKED))
    assert "nobody has to answer" in text(inside.get(page))

    assert inside.post(page, {"version": asked.version}).headers["Location"] == ASKED

    asked.refresh_from_db()
    assert (asked.state, asked.withdrawn_by, asked.withdrawn_why) == (
        "withdrawn",
        account.user,
        "",
    )
    assert not Due.objects.filter(person=world.person, rule="CC-REQUEST", status="due").exists()
    said = text(inside.get(ASKED))
    assert "This was taken back." in said
    assert page not in said
    inside.post(ASK, TYPED | {"reference": "r2"})
    assert Request.objects.filter(state="waiting").count() == 1


def test_what_is_answered_is_not_taken_back(inside, asked, decider):
    requests.refuse(asked, why="Your next one is in March.", version=asked.version, **by(decider))
    page = f"{ASKED}conference/{asked.pk}/back/"

    assert "does not wait" in text(inside.get(page))
    inside.post(page, {"version": asked.version + 1})

    asked.refresh_from_db()
    assert asked.state == "refused"


def test_nobody_elses_is_taken_back(asked, world):
    another = kiosk.standing_before(world, world.person_there, there=True)
    page = f"{ASKED}conference/{asked.pk}/back/"

    assert another.get(page).status_code == 404
    assert another.post(page, {"version": asked.version}).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_staff_say_why_they_take_one_back(asked, world):
    officer = world.user(Role.PERSONAL_OFFICER)

    with pytest.raises(Refused, match="Say why"):
        requests.withdraw(asked, why="", version=asked.version, **by(officer))


def test_taking_it_back_is_read_at_eleven(inside, asked):
    words = measured(inside.get(f"{ASKED}conference/{asked.pk}/back/"))

    assert plain.grade(words, []) <= plain.HARDEST, words
    assert not plain.jargon(words)


def test_a_late_answer_is_told_honestly(inside, asked, clock, account, terminal):
    clock(persons.NOW + timedelta(days=15))

    said = text(kiosk.inside(account.person, terminal).get(ASKED))
    assert "You should have had an answer by Saturday 5 December 2026. It is late." in said


def test_without_reasons_nothing_is_asked_and_the_words_stay(inside):
    said = text(inside.post(ASK, TYPED | {"grounds": []}))

    assert "Touch at least one answer." in said
    assert "I have done the course." in said
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("who", "words"),
    [("standard", "with no set meetings"), ("remand", "people with a sentence")],
)
def test_whoever_cannot_ask_is_told_before_writing(world, terminal, who, words):
    person = getattr(world, who)
    kiosk.account(person, world.user(Role.RESIDENTIAL_OFFICER), terminal)
    browser = kiosk.inside(person, terminal)

    assert words in text(browser.get(ASK))
    browser.post(ASK, TYPED)
    assert not Request.objects.exists()


def test_another_persons_request_is_neither_shown_nor_in_the_way(asked, world):
    another = kiosk.standing_before(world, world.person_there, there=True)
    assert "I have done the course." not in text(another.get(ASKED))

    another.post(ASK, TYPED)

    asked.refresh_from_db()
    assert Request.objects.exclude(pk=asked.pk).get().person == world.person_there
    assert asked.version == 1


@pytest.mark.parametrize("why", ["released", "moved"])
def test_whoever_is_gone_from_here_asks_nothing_here(inside, world, why):
    changed = (
        {"released_on": persons.TODAY} if why == "released" else {"establishment": world.there}
    )
    Person.objects.filter(pk=world.person.pk).update(**changed)

    assert inside.post(ASK, TYPED).headers["Location"] == "/kiosk/"
    assert not Request.objects.exists()
