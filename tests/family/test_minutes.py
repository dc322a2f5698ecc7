"""The notes that were given to a relative: read as family may read them, and said to be wrong by them alone."""

from datetime import timedelta

import pytest

from conferences import access, actions
from conferences.actions import issuing, objecting
from conferences.models import Issue, Objection, Receipt
from conferences.policy.kinds import Party
from conferences.policy.minutes import Section, Words
from conferences.queries import issues
from icm.core.refusals import NotAllowed
from icm.family.queries import windows
from icm.policy.roles import Role
from tests.factories import family, minutes, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
LIST = "/family/minutes/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def writer(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def given(world, writer, made, browser, clock):
    """Issued to all who were there, the relative among them, with a part for each class."""
    row = minutes.to_hold(world.person, writer)
    row.refresh_from_db()
    guest = actions.Guest(Party.FAMILY, consent=made.row.consent)
    known = {"by": writer, "principals": principals(writer)}
    actions.invite(row, [guest], version=row.version, at=minutes.MEETING.starts_at, **known)
    row = minutes.hold(row, writer)
    parts = minutes.whole() | {
        Section.FAMILY: Words(body="She said that he tries."),
        Section.SHARED: Words(body="Open to family.", disclosure="open"),
        Section.PERSON: Words(body="For the person alone.", disclosure="person"),
        Section.ANNEX: Words(body="A secret.", disclosure="social work", ground="Safety."),
    }
    worker = world.user(Role.PBSW)
    decided = minutes.decided(disclosure="open")
    minute = minutes.keep(row, worker, parts=parts, decisions=[decided], actions=[])
    minutes.sign(row, writer, minute.version)
    issuing.issue(row, number=1, at=minutes.AFTER, **known)
    clock(minutes.AFTER)
    return Issue.objects.get(invitation__consent=made.row.consent)


@pytest.fixture
def reader(given):
    """Signed in that day."""
    return family.again()


def of(given, page=""):
    return f"{LIST}{given.pk}/{page}"


def wrong(browser, given, words="He was not there.", reference="w1"):
    return browser.post(of(given, "wrong/"), {"words": words, "reference": reference})


def test_without_notes_it_says_so(browser):
    assert "no notes for you yet" in text(browser.get(LIST))


def test_the_notes_as_family_may_read_them(given, reader):
    assert "have not opened them yet" in text(reader.get(LIST))

    page = text(reader.get(of(given)))

    assert "Open to family." in page
    assert "The programme goes on." in page
    assert f"{given.edition.minute.conference.person.given_names}: Was there." in page
    assert given.edition.minute.conference.person.family_name not in page
    for kept_back in ("For the person alone.", "A secret.", "Safety."):
        assert kept_back not in page
    assert Receipt.objects.filter(issue=given).exists()
    assert "have not opened them yet" not in text(reader.get(LIST))


def test_what_is_wrong_reaches_staff_and_the_answer_comes_back(given, reader, world, writer, clock):
    assert wrong(reader, given).status_code == 302
    assert wrong(reader, given).status_code == 302  # sent twice is once

    told = Objection.objects.get()
    assert (told.words, told.disclosure) == ("He was not there.", "team")
    assert "Staff must answer by" in text(reader.get(of(given)))
    objecting.settle(
        told,
        objecting.Verdict(agreed=False, why="The list shows it.", version=told.version),
        by=writer,
        principals=principals(writer),
        at=minutes.AFTER,
    )
    page = text(reader.get(of(given)))
    assert "Staff do not agree" in page
    assert "The list shows it." in page


def test_after_fourteen_days_it_is_too_late(given, clock):
    clock(minutes.AFTER + timedelta(days=15))
    reader = family.again()

    assert reader.get(of(given, "wrong/")).headers["Location"] == of(given)
    assert "was over on" in text(reader.get(of(given)))
    assert wrong(reader, given).status_code == 302
    assert not Objection.objects.exists()


def test_nothing_to_say_is_said(given, reader):
    assert "Write this down first" in text(wrong(reader, given, words=""))
    assert not Objection.objects.exists()


@pytest.mark.parametrize("page", ["", "wrong/"])
def test_what_was_given_to_others_is_not_there(given, reader, page):
    """Neither the person's own notes nor those of a member of staff."""
    for other in Issue.objects.exclude(pk=given.pk):
        assert reader.get(of(other, page)).status_code == 404


def test_another_relative_reads_nothing_of_it(given, world, clock):
    clock(persons.NOW)
    by = world.user(Role.ICM_CO_ORDINATOR)
    other = family.window(family.shared(world, name="Ann Fraser"), by, "ann@home.example")
    family.reading(other, "ann@home.example")
    clock(minutes.AFTER)
    browser = family.again("ann@home.example")

    assert browser.get(of(given)).status_code == 404
    assert wrong(browser, given).status_code == 404
    assert not Objection.objects.exists()


def test_without_that_consent_there_are_no_such_pages(given, made, reader):
    made.row.consent.scope = ["dates", "attending"]
    made.row.consent.save(update_fields=["scope"])

    for address in (LIST, of(given), of(given, "wrong/")):
        assert reader.get(address).status_code == 404
    assert wrong(reader, given).status_code == 404


@pytest.mark.parametrize(
    "ended",
    [
        {"withdrawn_at": persons.NOW, "withdrawn_on": persons.TODAY},
        {"approved": False},
        {"no_contact_at": persons.NOW},
        {"scope": ["dates", "attending"]},
    ],
)
def test_what_ends_sharing_ends_saying_what_is_wrong(given, made, ended):
    """Asked by the act itself, whatever led to it."""
    one = given.invitation
    user = one.consent.user_id
    assert access.is_relatives_minute(one, user)
    assert not access.is_relatives_minute(one, user + 1)

    for name, value in ended.items():
        setattr(one.consent, name, value)

    assert not access.is_relatives_minute(one, user)
    with pytest.raises(NotAllowed):
        objecting.tell(
            given,
            objecting.Said(reference="w1", words="Wrong.", disclosure="team", on=minutes.ON),
            by=one.consent.user,
            principals=windows.principals_of(one.consent),
            at=minutes.AFTER,
        )


def test_their_own_notes_open_nothing_else_of_what_is_kept_for_staff(given, made):
    """Neither remarks on comments, nor the list of minutes of whoever signs in to the staff's pages."""
    user = given.invitation.consent.user

    assert not access.is_own(given.invitation, user)
    assert not issues.issues_of(user.pk).exists()
