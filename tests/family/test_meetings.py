"""Meetings as a relative reads of them, what they answer, and what they want said there."""

from datetime import timedelta

import pytest

from conferences import actions
from conferences.actions import consents
from conferences.models import Contribution, Invitation
from conferences.policy.contributing import Text
from conferences.policy.kinds import Party
from conferences.queries import contributing
from icm.core.disclosure import Audience
from icm.core.models import Outgoing
from icm.family.queries.meetings import meetings
from icm.policy.roles import Role
from tests.factories import conferences, family, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW
ALL = "/family/meetings/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def row(world, coordinator):
    return conferences.fixed(
        world.person, coordinator, conferences.sitting(by_video=True), kind="periodic"
    )


def invite(row, consent, by):
    row.refresh_from_db()
    guest = actions.Guest(Party.FAMILY, consent=consent)
    made = actions.invite(
        row, [guest], version=row.version, by=by, principals=principals(by), at=NOW
    )
    return made[0]


@pytest.fixture
def invited(row, made, coordinator):
    return invite(row, made.row.consent, coordinator)


def of(page, pk):
    return f"{ALL}{pk}/{page}/"


def answered(browser, invited, reply):
    invited.refresh_from_db()
    sent = browser.post(of("answer", invited.pk), {"reply": reply, "version": invited.version})
    invited.refresh_from_db()
    return sent


# -- when and where -----------------------------------------------------------------------------------
def test_without_a_meeting_it_says_so(browser):
    assert "No meeting is planned now" in text(browser.get(ALL))


def test_a_meeting_with_its_day_and_place(row, browser):
    page = text(browser.get(ALL))

    for words in ("Tuesday 5 January 2027", "10:00 – 11:00", "HMP Barlinnie", "Yes"):
        assert words in page
    assert "Say if you come" not in page  # nobody invited them yet


def test_a_meeting_without_a_day_says_that_one_is_looked_for(world, coordinator, browser):
    conferences.planned(world.person, coordinator)

    assert "Staff are looking for a day" in text(browser.get(ALL))


def test_what_the_meeting_is_about_and_who_comes_is_not_told(row, world, coordinator, browser):
    conferences.invited(row, coordinator)
    page = text(browser.get(ALL))

    officer = world.user(Role.PERSONAL_OFFICER)
    for words in (officer.display_name(), row.why, "eriodic", world.person.number):
        assert words not in page


@pytest.mark.parametrize(
    ("scope", "sees"), [(["dates"], True), (["attending"], False), (["plan", "minute"], None)]
)
def test_no_more_than_was_agreed_to(row, world, coordinator, scope, sees):
    one = family.shared(world, scope, name="Ann Fraser")
    browser = family.reading(
        family.window(one, coordinator, "ann@home.example"), "ann@home.example"
    )

    found = browser.get(ALL)
    if sees is None:
        assert found.status_code == 404
    else:
        assert ("Tuesday 5 January 2027" in text(found)) is sees


def test_a_meeting_called_off_is_said_to_who_was_invited(row, invited, coordinator, browser):
    row.refresh_from_db()
    actions.cancel(
        row,
        why="Not needed.",
        version=row.version,
        by=coordinator,
        principals=principals(coordinator),
        at=NOW,
    )

    assert "will not take place" in text(browser.get(ALL))
    assert browser.get(of("answer", invited.pk)).status_code == 404


# -- coming -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("reply", ["accepted", "video", "cannot"])
def test_they_answer_and_staff_see_it(row, invited, browser, reply, consent):
    assert "Please tell us" in text(browser.get(ALL))

    assert answered(browser, invited, reply).status_code == 302

    consent.refresh_from_db()
    assert (invited.reply, invited.answered_by, invited.answered_for) == (
        reply,
        consent.user,
        row.starts_at,
    )
    assert "You answered:" in text(browser.get(ALL))


def test_who_writes_instead_is_led_to_where_one_writes(invited, browser):
    sent = answered(browser, invited, "written")

    assert sent.headers["Location"] == of("say", invited.pk)


def test_without_video_it_is_not_offered(world, coordinator, made, browser):
    row = conferences.fixed(world.person, coordinator, kind="periodic")
    one = invite(row, made.row.consent, coordinator)

    assert "by video" not in text(browser.get(of("answer", one.pk)))
    assert answered(browser, one, "video").status_code == 200
    assert one.reply == ""


def test_they_can_change_it_and_two_windows_do_not_overwrite_each_other(invited, browser):
    answered(browser, invited, "accepted")
    old = browser.post(of("answer", invited.pk), {"reply": "cannot", "version": 1})
    assert "changed this record" in text(old)
    answered(browser, invited, "cannot")

    assert invited.reply == "cannot"


def test_a_meeting_that_was_moved_asks_anew(row, invited, coordinator, browser):
    answered(browser, invited, "accepted")
    row.refresh_from_db()
    actions.move(
        row,
        conferences.sitting(days=52, why="A room."),
        version=row.version,
        by=coordinator,
        principals=principals(coordinator),
        at=NOW,
    )

    page = text(browser.get(ALL))
    assert "Tuesday 12 January 2027" in page
    assert "Please tell us" in page


def letters():
    return Outgoing.objects.filter(address=family.EMAIL, subject="There is something new")


def test_what_is_new_is_told_to_the_mailbox_and_names_nobody(
    row, browser, made, coordinator, world
):
    one = invite(row, made.row.consent, coordinator)
    row.refresh_from_db()
    when = conferences.sitting(days=52, why="A room.")
    known = {"by": coordinator, "principals": principals(coordinator), "at": NOW}
    actions.move(row, when, version=row.version, **known)

    assert letters().count() == 2
    for sent in letters():
        for word in (world.person.family_name, world.person.given_names, "Mairi", "prison"):
            assert word not in sent.body
    consents.withdraw(
        one.consent,
        on=persons.TODAY,
        why="",
        by=coordinator,
        principals=principals(coordinator),
        at=NOW,
    )
    row.refresh_from_db()
    actions.cancel(row, why="Not needed.", version=row.version, **known)
    assert letters().count() == 2


def test_before_the_letter_was_answered_no_mailbox_is_told(row, made, coordinator):
    invite(row, made.row.consent, coordinator)

    assert not letters().exists()


def test_somebody_elses_invitation_is_not_there(row, invited, world, coordinator):
    other = family.shared(world, name="Ann Fraser")
    browser = family.reading(
        family.window(other, coordinator, "ann@home.example"), "ann@home.example"
    )

    for page in ("answer", "say"):
        assert browser.get(of(page, invited.pk)).status_code == 404
        assert browser.post(of(page, invited.pk), {"reply": "cannot"}).status_code == 404
    invited.refresh_from_db()
    assert invited.reply == ""


def test_consent_to_the_dates_alone_answers_nothing(row, made, coordinator, browser, consent):
    one = invite(row, consent, coordinator)
    consent.scope = ["dates"]
    consent.save(update_fields=["scope"])

    assert browser.get(of("answer", one.pk)).status_code == 404


def test_after_the_day_there_is_nothing_to_answer(row, made, world, coordinator):
    one = invite(row, made.row.consent, coordinator)
    later = row.starts_at + timedelta(days=1)

    assert meetings(made.row.consent, at=later) == ()
    assert Invitation.objects.get(pk=one.pk).reply == ""


# -- what they want said ------------------------------------------------------------------------------
def say(browser, invited, reads="yes", words="He calls me each week.", reference="r1"):
    sent = {"words": words, "reads": reads, "reference": reference}
    return browser.post(of("say", invited.pk), sent)


def test_what_they_write_reaches_the_meeting(invited, browser, consent):
    assert say(browser, invited).status_code == 302
    assert say(browser, invited).status_code == 302  # sent twice is once

    kept = Contribution.objects.get()
    consent.refresh_from_db()
    assert (kept.body, kept.written_by) == ("He calls me each week.", consent.user)
    assert kept.sent_at
    assert "He calls me each week." in text(browser.get(of("say", invited.pk)))


@pytest.mark.parametrize(("reads", "theirs"), [("yes", True), ("no", False)])
def test_the_person_reads_it_only_where_they_said_so(row, invited, browser, reads, theirs):
    say(browser, invited, reads)

    kept = Contribution.objects.get()
    shown = [one.text for one in contributing._texts([kept], Audience.PERSON)]
    assert ("He calls me each week." in shown) is theirs
    staff = [one.text for one in contributing._texts([kept], Audience.TEAM)]
    assert "He calls me each week." in staff


@pytest.mark.parametrize(
    "sent",
    [
        {"words": "", "reads": "yes"},
        {"words": "He is well."},
        {"words": "His LS/CMI score is 27.", "reads": "no"},
    ],
)
def test_what_cannot_be_taken_is_said_and_stays_in_the_form(invited, browser, sent):
    answer = browser.post(of("say", invited.pk), sent | {"reference": "r"})

    assert answer.status_code == 200
    assert not Contribution.objects.exists()
    assert sent["words"] in text(answer)


def test_what_staff_wrote_down_for_them_is_not_shown_to_them(row, invited, browser, world):
    worker = world.user(Role.ICM_CO_ORDINATOR)
    note = contributing_text("Said on the telephone, in confidence.")
    actions.contribute(invited, note, by=worker, principals=principals(worker), at=NOW)

    assert "on the telephone" not in text(browser.get(of("say", invited.pk)))


def contributing_text(body):
    return Text(reference="t", body=body, disclosure="team", ground="Asked for.", sends=True)
