"""Asking one's officer at a terminal: a number, a day, who has it, and the answer; by the person alone."""

from datetime import timedelta

import pytest

from casework.actions import asks as actions
from casework.models import Ask
from casework.policy.asks import Wanted
from icm.core.access import principals_of
from icm.kiosk.queries.asks import own_wishes
from icm.policy.roles import Role
from tests import plain
from tests.factories import persons
from tests.factories.asks import asked
from tests.kiosk.reading import measured, read

pytestmark = pytest.mark.django_db
TALK, COPY, WRONG = (f"/kiosk/mine/ask/{one}/" for one in ("talk", "copy", "wrong"))
ASKED = "/kiosk/mine/asked/"
TYPED = {
    TALK: {"reference": "t", "words": "I want to talk about home."},
    COPY: {"reference": "c"},
    WRONG: {"reference": "w", "part": "dates", "words": "My end date is too late."},
}


@pytest.mark.parametrize("page", TYPED)
def test_each_is_asked_with_a_touch_and_stands_on_a_page_of_its_own(page, inside, world):
    answer = inside.post(page, TYPED[page])

    row = Ask.objects.get(person=world.person)
    assert answer.headers["Location"] == f"{ASKED}{row.pk}/"
    words = read(inside.get(answer.headers["Location"]))
    assert "Number A1" in words
    assert world.user(Role.PERSONAL_OFFICER).display_name() in words
    assert TYPED[page].get("words", "") in words
    assert "Number A1" in read(inside.get(ASKED))


def test_asked_twice_it_waits_once_and_the_words_are_not_lost(inside, account):
    inside.post(TALK, TYPED[TALK])

    again = inside.post(TALK, TYPED[TALK] | {"reference": "anew", "words": "It is urgent."})

    assert Ask.objects.count() == 1
    assert "It is urgent." in read(again)


def test_a_correction_needs_the_part_and_words(inside, account):
    words = read(inside.post(WRONG, {"reference": "w", "part": "", "words": ""}))

    assert "Touch one answer." in words
    assert not Ask.objects.exists()


def test_nobody_elses_is_there(inside, world):
    row = asked(world.person_there, world.outsider)

    for page in (f"{ASKED}{row.pk}/", f"{ASKED}{row.pk}/back/"):
        assert inside.get(page).status_code == 404
    assert inside.post(f"{ASKED}{row.pk}/back/", {"version": 1}).status_code == 404


def test_it_can_be_taken_back_and_asked_anew(inside, account):
    inside.post(TALK, TYPED[TALK])
    row = Ask.objects.get()

    inside.post(f"{ASKED}{row.pk}/back/", {"version": row.version})
    assert "You took this back." in read(inside.get(f"{ASKED}{row.pk}/"))
    inside.post(TALK, TYPED[TALK] | {"reference": "anew"})
    assert Ask.objects.filter(state="waiting").count() == 1


def test_a_late_answer_is_said_to_be_late_and_only_who_was_told_is_named(world):
    row = asked(world.person, world.outsider)
    late = row.answer_by + timedelta(days=1)

    ((_, wish),) = own_wishes(world.person, late)
    assert "It is late." in " ".join(wish.stands)
    assert "Nobody else has been told yet." in " ".join(wish.stands)

    actions.escalate(on=late, at=persons.NOW)
    ((_, wish),) = own_wishes(world.person, late)
    assert "We told the boss of the officers" in " ".join(wish.stands)


def test_the_answer_and_how_to_challenge_a_no_come_back(inside, world):
    officer = world.user(Role.PERSONAL_OFFICER)
    row = asked(world.person, world.outsider, Wanted.COPY)
    actions.refuse(
        row,
        answer="Your plan is not made yet.",
        version=1,
        by=officer,
        principals=principals_of(officer, at=persons.NOW),
        at=persons.NOW,
    )

    words = read(inside.get(f"{ASKED}{row.pk}/"))
    assert "Your plan is not made yet." in words
    assert "You can make a complaint." in words


def test_every_page_is_read_at_eleven(inside, world):
    row = asked(world.person, world.outsider, Wanted.CORRECTION, part="plan", words="It is old.")
    officer = world.user(Role.PERSONAL_OFFICER).display_name()

    for page in (TALK, COPY, WRONG, f"{ASKED}{row.pk}/", f"{ASKED}{row.pk}/back/"):
        words = measured(inside.get(page))
        assert plain.grade(words, [officer]) <= plain.HARDEST, (page, words)
        assert not plain.jargon(words)
