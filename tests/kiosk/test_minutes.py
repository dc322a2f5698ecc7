"""The minute at a terminal: read as the person may read it, and said to be wrong by them and by nobody else."""

from datetime import timedelta

import pytest

from conferences.actions import issuing, objecting
from conferences.models import Conference, Issue, Objection, Receipt
from conferences.policy.minutes import Section, Words
from icm.policy.roles import Role
from tests.factories import kiosk, minutes
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
LIST = "/kiosk/mine/minutes/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def writer(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def given(world, writer, clock, terminal):
    """Issued to the person, with an annex that is withheld from them; they stand before the terminal that day."""
    row = minutes.hold(minutes.to_hold(world.person, writer), writer)
    annex = Words(body="A secret.", disclosure="social work", ground="Safety.")
    parts = minutes.whole() | {Section.ANNEX: annex}
    todo = minutes.todo(writer)
    worker = world.user(Role.PBSW)  # nobody writes what they may not read
    made = minutes.keep(row, worker, parts=parts, decisions=[minutes.decided()], actions=[todo])
    minutes.sign(row, writer, made.version)
    issuing.issue(row, number=1, by=writer, principals=principals(writer), at=minutes.AFTER)
    clock(minutes.AFTER)
    return Issue.objects.get(invitation__party="person")


@pytest.fixture
def reader(given, account, terminal):
    return kiosk.inside(account.person, terminal)


@pytest.fixture
def another(world, given):
    """Somebody of the other world, at a terminal of theirs."""
    return kiosk.standing_before(world, world.person_there, there=True)


def page(issue, act=""):
    return f"{LIST}{issue.pk}/{act}"


def test_they_read_it_without_what_is_withheld_and_that_is_kept(reader, given, account):
    assert "You have not opened them yet." in text(reader.get(LIST))

    said = text(reader.get(page(given)))

    for words in ("The programme goes on.", "You: Was there.", "Why: They take part well."):
        assert words in said
    assert "A secret." not in said
    assert "Some words are kept back from you." in said
    assert "You can say what is wrong until Tuesday 19 January 2027." in said
    receipt = Receipt.objects.get()
    assert (receipt.issue, receipt.by, receipt.how) == (given, account.user, "opened")
    assert "You have not opened them yet." not in text(reader.get(LIST))


def test_what_they_say_is_wrong_is_told_once_with_its_clock(reader, given, account):
    typed = {"reference": "w1", "words": "I was not there."}
    for _ in range(2):
        assert reader.post(page(given, "wrong/"), typed).headers["Location"] == page(given)

    one = Objection.objects.get()
    assert (one.kind, one.made_by, one.disclosure) == ("notice", account.user, "person")
    said = text(reader.get(page(given)))
    assert "I was not there." in said
    assert "Staff must answer by Tuesday 19 January 2027." in said


def test_a_late_answer_is_said_to_be_late(reader, given, clock, world, terminal, account):
    reader.post(page(given, "wrong/"), {"reference": "w1", "words": "I was not there."})
    clock(minutes.AFTER + timedelta(days=15))

    said = text(kiosk.inside(account.person, terminal).get(page(given)))
    assert "It is late. Ask your officer." in said


def test_the_answer_comes_back_and_the_newer_notes_are_shown(reader, given, writer, world):
    reader.post(page(given, "wrong/"), {"reference": "w1", "words": "I was not there."})
    one = Objection.objects.get()
    said = objecting.Verdict(agreed=True, why="You are right.", version=one.version)
    by = {"by": writer, "principals": principals(writer), "at": minutes.AFTER}
    objecting.settle(one, said, **by)
    assert "The new notes are not ready yet." in text(reader.get(page(given)))

    row = Conference.objects.get(pk=given.edition.minute.conference_id)
    minutes.sign(row, writer, row.minute.version)
    issuing.issue(row, number=2, **by)

    old = text(reader.get(page(given)))
    newer = Issue.objects.get(edition__number=2, invitation__party="person")
    assert "have put it right" in old
    assert "You are right." in old
    assert f'href="{page(newer)}"' in old
    assert text(reader.get(LIST)).count("Read the notes") == 1
    assert f'href="{page(newer)}"' in text(reader.get(LIST))


def test_what_they_think_is_passed_on_also_after_the_time_to_say_what_is_wrong(
    reader, given, clock, account, terminal
):
    clock(minutes.AFTER + timedelta(days=15))
    late = kiosk.inside(account.person, terminal)
    assert late.get(page(given, "wrong/")).headers["Location"] == page(given)
    late.post(page(given, "wrong/"), {"reference": "w1", "words": "Wrong."})
    assert not Objection.objects.exists()

    late.post(page(given, "comment/"), {"reference": "c1", "words": "They did not hear me."})

    assert Objection.objects.get().kind == "comment"
    said = text(late.get(page(given)))
    assert "was over on Tuesday 19 January 2027" in said
    assert "They did not hear me." in said


def test_a_figure_is_refused_and_the_words_stay(reader, given):
    said = text(
        reader.post(page(given, "wrong/"), {"reference": "w1", "words": "My LS/CMI score is 27."})
    )

    assert "Do not write the number of a score." in said
    assert "My LS/CMI score is 27." in said
    assert not Objection.objects.exists()


@pytest.mark.parametrize("act", ["", "wrong/", "comment/"])
def test_another_person_neither_reads_it_nor_says_anything_of_it(another, given, act):
    typed = {"reference": "w1", "words": "Wrong."}

    assert another.get(page(given, act)).status_code == 404
    if act:
        assert another.post(page(given, act), typed).status_code == 404
    assert "There are no notes for you yet." in text(another.get(LIST))
    assert not Objection.objects.exists()
    assert not Receipt.objects.exists()


def test_the_edition_of_another_reader_is_not_theirs(reader, given):
    other = Issue.objects.exclude(pk=given.pk).first()

    assert reader.get(page(other)).status_code == 404


def test_whoever_moved_away_reads_nothing_here(reader, given, world):
    type(world.person).objects.filter(pk=world.person.pk).update(establishment=world.there)

    assert reader.get(page(given)).headers["Location"] == "/kiosk/"
    assert not Receipt.objects.exists()
