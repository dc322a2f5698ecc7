"""The minute as the person gets it on paper: notes of their plan meeting, in words they can read."""

import pytest

from conferences.actions import issuing, objecting
from conferences.actions.objecting import Said
from conferences.actions.printing import order_minute
from conferences.models import FamilyConsent, Invitation, Issue
from conferences.policy import family_notes, notes
from conferences.policy.holding import Came
from conferences.policy.kinds import Kind, Party
from conferences.policy.minutes import Section
from conferences.views import prints
from icm.core.models import Document
from icm.policy.calendar import in_words
from icm.policy.roles import Role
from tests import plain
from tests.core.reading import read
from tests.factories import minutes
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db

WRONG = Said(reference="n1", words="I never said that.", disclosure="person", on=minutes.ON)


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


def paper(given, by):
    known = {"by": by, "principals": principals(by), "at": minutes.AFTER}
    document = Document.objects.get(pk=order_minute(given, reference="x", **known).pk)
    return read(prints.minute(document, minutes.AFTER)).all("body")[0]


@pytest.fixture
def given(world, keeper):
    edition = minutes.signed(world.person, keeper)
    row = edition.minute.conference
    issuing.issue(row, number=1, by=keeper, principals=principals(keeper), at=minutes.AFTER)
    return {one.audience: one for one in Issue.objects.select_related("invitation")}


def test_the_person_reads_notes_of_a_plan_meeting(given, keeper):
    found = paper(given["person"], keeper)
    said = " ".join(found.text.split())

    assert "Notes of your plan meeting" in said
    assert "Printed for you on" in said
    assert "Your officer" in said
    assert "What has happened before Said of pattern." in said
    assert f"Version 1, from {in_words(minutes.ON)}" in said
    assert "You have 14 days from the day you get this." in said
    assert "To look at how your plan goes" in said
    assert plain.jargon(said) == {}


def test_what_they_said_to_be_wrong_stands_with_it(given, keeper):
    known = {"by": keeper, "principals": principals(keeper), "at": minutes.AFTER}
    objecting.tell(given["person"], WRONG, **known)

    said = " ".join(paper(given["person"], keeper).text.split())

    assert "What was said about these notes What was said, " in said
    assert "I never said that." in said


def test_whoever_works_with_them_reads_it_as_it_is_kept(given, keeper):
    said = " ".join(paper(given["team"], keeper).text.split())

    assert "Minute of a case conference" in said
    assert "Risk: pattern" in said
    assert "core member" in said


def test_a_family_member_reads_notes_of_somebody_elses_plan_meeting(world, keeper):
    edition = minutes.signed(world.person, keeper)
    row = edition.minute.conference
    known = {"recorded_at": minutes.AFTER, "recorded_by": keeper}
    consent = FamilyConsent.objects.create(
        person=world.person, reference="f", name="Una", relation="Sister", scope=["minute"],
        form="written", given_on=minutes.ON, approved=True, approved_why="Known.",
        looked_at=minutes.AFTER, looked_by=keeper, **known,
    )  # fmt: skip
    guest = Invitation.objects.create(
        conference=row, party="family", name="Una", consent=consent, came="attended",
        sent_at=minutes.AFTER, sent_by=keeper,
    )  # fmt: skip
    one = Issue.objects.create(
        edition=edition, invitation=guest, audience="family", at=minutes.AFTER, by=keeper
    )

    said = " ".join(paper(one, keeper).text.split())

    assert "Notes of a plan meeting" in said
    assert "To look at how the plan goes" in said
    assert "Their officer" in said
    for words in ("Your officer", "Minute of a case conference", "core member", "Said of pattern"):
        assert words not in said
    assert plain.jargon(said) == {}


def test_there_are_plain_words_for_all_of_ours():
    assert set(notes.KINDS) == set(Kind)
    assert set(notes.PARTIES) == set(Party)
    assert set(notes.CAME) == set(Came)
    assert set(notes.SECTIONS) == set(Section)


def test_the_words_are_few_and_none_is_of_the_office():
    every = [*notes.KINDS.values(), *notes.PARTIES.values(), *notes.CAME.values()]
    every += notes.SECTIONS.values()
    for_family = (family_notes.KINDS, family_notes.PARTIES, family_notes.SECTIONS)
    every += [text for words in for_family for text in words.values()]

    assert {text: found for text in every if (found := plain.jargon(text))} == {}
    assert plain.too_hard([" ".join(f"{text}." for text in every)]) == {}


def test_what_people_wrote_stays_as_it_is():
    assert notes.plainly("guest", "Personal officer, core member") == "Your officer"
    assert notes.plainly("guest", "My friend Bob, core member") == "My friend Bob, core member"
    assert notes.plainly("came", "") == ""
    assert family_notes.for_family("guest", "Family member") == "Family or a friend"
    assert (
        family_notes.for_family("guest", "The person, core member") == "The meeting is about them"
    )
    assert family_notes.for_family("guest", "My friend Bob") == "My friend Bob"
    assert notes.as_written("came", "By video") == "By video"
