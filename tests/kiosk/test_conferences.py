"""The case conference at a terminal: read, prepared for and consented to by the person, and by nobody else."""

from datetime import timedelta

import pytest

from conferences.models import FamilyConsent, Invitation, Preparation
from conferences.policy.kinds import Kind
from icm.people.models import Person
from icm.policy.roles import Role
from tests.factories import conferences, kiosk, persons

pytestmark = pytest.mark.django_db
HERE = "/kiosk/mine/conference/"
FAMILY = "/kiosk/mine/family/"
RELATIVE = {
    "reference": "f1",
    "name": "Aileen Quern",
    "relation": "my sister",
    "contact": "0141 496 0000",
    "scope": ["dates", "attending"],
}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def organiser(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, organiser):
    made = conferences.fixed(world.person, organiser, kind=Kind.PERIODIC)
    conferences.invited(made, organiser)
    made.refresh_from_db()
    return made


@pytest.fixture
def another(world):
    """Somebody of the other world, at a terminal of theirs."""
    return kiosk.standing_before(world, world.person_there, there=True)


def coming(row, **said):
    return {"reference": "c1", "meeting": row.pk, "attends": "yes"} | said


def test_it_says_when_where_what_for_and_with_whom(inside, row, world):
    said = text(inside.get(HERE))

    assert "Your next plan meeting is on Tuesday 5 January 2027 at 10 am." in said
    assert "Conference room 1" in said
    assert "how your plan goes" in said
    assert world.user(Role.PBSW).display_name() in said
    assert row.why not in said
    assert "You have not said yet if you will come." in said


def test_they_say_that_they_come_and_it_is_their_answer(inside, row, account):
    typed = coming(row, help=["interpreter"], help_words="Polish")
    for _ in range(2):
        assert inside.post(f"{HERE}coming/", typed).headers["Location"] == HERE

    said = Preparation.objects.get()
    assert (said.attends, said.help, said.asked_by) == ("yes", ["interpreter"], account.user)
    assert Invitation.objects.get(party="person").reply == "accepted"
    page = text(inside.get(HERE))
    assert "I will come." in page
    assert "You said this on Saturday 21 November 2026" in page
    assert "Polish" in page


def test_who_sends_a_note_is_led_to_write_it_and_what_was_said_before_stays(inside, row):
    answer = inside.post(f"{HERE}coming/", coming(row, attends="note", help=["reading"]))
    assert answer.headers["Location"] == f"{HERE}raise/"
    inside.post(f"{HERE}raise/", {"reference": "w1", "meeting": row.pk, "wants": "My job."})

    last = Preparation.objects.latest("pk")
    assert (last.attends, last.help, last.wants) == ("note", ["reading"], "My job.")
    assert Invitation.objects.get(party="person").reply == "written"
    assert "My job." in text(inside.get(f"{HERE}raise/"))


def test_staff_read_that_they_wrote_it_themselves(inside, row, signed_in):
    inside.post(f"{HERE}raise/", {"reference": "w1", "meeting": row.pk, "wants": "My job."})

    said = text(signed_in(Role.PERSONAL_OFFICER).get(f"/conferences/{row.pk}/prepare/"))
    assert "My job." in said
    assert "The person, at a terminal" in said


def test_what_is_refused_keeps_the_words(inside, row):
    typed = {"reference": "w1", "meeting": row.pk + 1, "wants": "My job."}
    said = text(inside.post(f"{HERE}raise/", typed))

    assert "Your meeting has changed" in said
    assert "My job." in said
    assert not Preparation.objects.exists()


def test_another_persons_words_are_not_kept_with_this_meeting(another, row):
    answer = another.post(f"{HERE}raise/", {"reference": "w1", "meeting": row.pk, "wants": "x"})

    assert answer.headers["Location"] == HERE
    assert "Tuesday 5 January" not in text(another.get(HERE))
    assert not Preparation.objects.exists()


def test_nothing_is_asked_of_a_day_that_is_over(inside, row):
    type(row).objects.update(starts_at=persons.NOW - timedelta(days=1))

    assert "Staff have not yet said how it went" in text(inside.get(HERE))
    assert inside.get(f"{HERE}coming/").headers["Location"] == HERE


def test_without_one_it_says_when_it_is_due(inside):
    said = text(inside.get(HERE))

    assert "No plan meeting is set yet." in said
    assert "Staff must hold your first plan meeting by" in said
    assert 'href="/kiosk/mine/ask/conference/"' in said


@pytest.mark.parametrize(
    ("who", "words"),
    [("standard", "Your plan is made with your officer"), ("remand", "people with a sentence")],
)
def test_whoever_gets_none_is_told_so_kindly(world, terminal, who, words):
    kiosk.account(getattr(world, who), world.user(Role.RESIDENTIAL_OFFICER), terminal)
    browser = kiosk.inside(getattr(world, who), terminal)

    said = text(browser.get(HERE))
    assert words in said
    assert "Tell your officer" in said


def test_a_consent_waits_for_social_work_and_is_taken_back_at_once(
    inside, row, world, organiser, account
):
    for _ in range(2):
        assert inside.post(f"{FAMILY}add/", RELATIVE).headers["Location"] == FAMILY
    one = FamilyConsent.objects.get()
    assert (one.approved, one.form, one.recorded_by) == (None, "self", account.user)
    assert not one.may_attend
    said = text(inside.get(FAMILY))
    assert "Aileen Quern, my sister" in said
    assert "has not checked this yet" in said
    assert "0141 496 0000" not in said
    FamilyConsent.objects.update(approved=True, looked_at=persons.NOW, looked_by=organiser)
    row.refresh_from_db()
    conferences.invited(row, organiser)
    assert "Aileen Quern" in text(inside.get(HERE))

    for _ in range(2):
        assert inside.post(f"{FAMILY}{one.pk}/stop/").headers["Location"] == FAMILY

    one.refresh_from_db()
    assert not one.stands
    assert Invitation.objects.get(consent=one).withdrawn_at is not None
    assert "Aileen Quern" not in text(inside.get(HERE)) + text(
        inside.get(f"{FAMILY}{one.pk}/stop/")
    )


def test_nobody_consents_to_nothing_or_for_nobody(inside):
    said = text(inside.post(f"{FAMILY}add/", RELATIVE | {"scope": [], "name": ""}))

    assert "Touch at least one answer." in said
    assert "Write this down first." in said
    assert "0141 496 0000" in said
    assert not FamilyConsent.objects.exists()


def test_a_no_of_social_work_is_told_without_its_reason(inside, organiser):
    inside.post(f"{FAMILY}add/", RELATIVE)
    FamilyConsent.objects.update(
        approved=False, approved_why="Not safe.", looked_at=persons.NOW, looked_by=organiser
    )

    said = text(inside.get(FAMILY))
    assert "Aileen Quern cannot be part of this now. Ask your social worker." in said
    assert "Not safe." not in said


def test_that_no_contact_is_allowed_reads_like_any_other_no(inside, organiser):
    """Neither the reason nor that there is such a thing: the words are those of a no of social work."""
    inside.post(f"{FAMILY}add/", RELATIVE)
    looked = {"looked_at": persons.NOW, "looked_by": organiser}
    FamilyConsent.objects.update(approved=False, **looked)
    refused = text(inside.get(FAMILY)).split("<main")[1]
    barred = {"no_contact_at": persons.NOW, "no_contact_by": organiser}
    FamilyConsent.objects.update(approved=True, no_contact_why="An order.", **looked, **barred)

    assert text(inside.get(FAMILY)).split("<main")[1] == refused


def test_nobody_stops_another_persons_consent(inside, another):
    inside.post(f"{FAMILY}add/", RELATIVE)
    one = FamilyConsent.objects.get()

    for ask in (another.get, another.post):
        assert ask(f"{FAMILY}{one.pk}/stop/").status_code == 404
    one.refresh_from_db()
    assert one.stands
    assert "Aileen" not in text(another.get(FAMILY))


@pytest.mark.parametrize("why", ["released", "moved"])
def test_whoever_is_gone_from_here_says_nothing_here_any_more(inside, row, world, why):
    changed = (
        {"released_on": persons.TODAY} if why == "released" else {"establishment": world.there}
    )
    Person.objects.filter(pk=world.person.pk).update(**changed)

    for path, typed in ((f"{HERE}coming/", coming(row)), (f"{FAMILY}add/", RELATIVE)):
        assert inside.post(path, typed).headers["Location"] == "/kiosk/"
    assert not Preparation.objects.exists()
    assert not FamilyConsent.objects.exists()


def test_after_a_move_an_old_date_is_said_to_be_old(world, row, terminal, made):
    there = made("Hall there", by=world.user(Role.FIRST_LINE_MANAGER, "perth"), place=world.there)
    conferences.transferred(world.person, "perth")
    kiosk.account(world.person, world.user(Role.RESIDENTIAL_OFFICER, "perth"), there)
    world.person.refresh_from_db()

    said = text(kiosk.inside(world.person, there).get(HERE))
    assert "Staff set this date before you moved here." in said
