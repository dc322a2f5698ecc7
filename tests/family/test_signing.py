"""The way into the window: what each code opens, what guessing gets, and what ends it at once."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from conferences.actions import consents
from icm.core.models import Consultation, Outgoing, SecurityEvent, SecurityKind
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.family import actions, policy
from icm.family.models import MailedCode, Visit, Window
from icm.policy.roles import Role
from tests.factories import family, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW = persons.NOW
HOME = "/family/home/"


def text(answer):
    return answer.content.decode()


def bare(answer):
    """Without what differs at every request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(answer))


def asked(email=family.EMAIL, at=NOW, origin="192.0.2.1"):
    return actions.ask_code(email, origin=origin, at=at).token


def entered(token, code, at=NOW, origin="192.0.2.1"):
    return actions.enter_code(token, code, origin=origin, at=at)


def wrong(code):
    return f"{(int(code) + 1) % 10**policy.CODE_DIGITS:0{policy.CODE_DIGITS}}"


# -- by whom a window is opened, and for whom ---------------------------------------------------------
def test_without_the_look_of_social_work_there_is_no_window(world, coordinator):
    one = family.consented(world.person, coordinator)

    with pytest.raises(Refused, match="social work has looked"):
        family.window(one, coordinator)
    assert not Window.objects.exists()


@pytest.mark.parametrize("role", [Role.PERSONAL_OFFICER, Role.HQ])
def test_only_who_arranges_conferences_opens_one(world, consent, role):
    with pytest.raises(NotAllowed):
        family.window(consent, world.user(role))


def test_two_who_open_it_at_once_do_not_send_two_letters(consent, coordinator):
    family.window(consent, coordinator)

    with pytest.raises(Stale):
        actions.open_window(
            consent,
            "other@home.example",
            version=0,
            by=coordinator,
            principals=principals(coordinator),
            at=NOW,
        )


def test_the_code_of_the_letter_is_kept_nowhere(made):
    kept = [str(value) for value in Window.objects.values().get().values()]

    assert made.code not in " ".join(kept)
    assert len(made.code) == policy.LETTER_LENGTH


def test_a_new_letter_ends_the_code_of_the_one_before(made, consent, coordinator):
    again = family.window(consent, coordinator)

    assert again.code != made.code
    browser = Client()
    browser.post("/family/", {"email": family.EMAIL})
    browser.post("/family/code/", {"code": family.mailed()})
    assert "not the code" in text(browser.post("/family/letter/", {"code": made.code}))
    assert browser.post("/family/letter/", {"code": again.code}).status_code == 302


def test_another_address_shows_out_and_has_to_show_itself_anew(made, browser, consent, coordinator):
    family.window(consent, coordinator, "other@home.example")

    assert browser.get(HOME).headers["Location"] == "/family/"
    assert Window.objects.get().confirmed_at is None
    assert Visit.objects.get(ended=Visit.End.CHANGED)


# -- the code that comes by e-mail --------------------------------------------------------------------
def test_the_first_time_both_codes_are_needed(made):
    browser = Client()
    sent = browser.post("/family/", {"email": f" {family.EMAIL.upper()} "})
    assert sent.headers["Location"] == "/family/code/"
    assert browser.get(HOME).headers["Location"] == "/family/"
    browser.post("/family/code/", {"code": family.mailed()})
    assert browser.get("/family/whose/").headers["Location"] == "/family/letter/"
    assert browser.get(HOME).headers["Location"] == "/family/whose/"
    browser.post("/family/letter/", {"code": made.code.lower()})

    assert browser.get(HOME).status_code == 200


def test_later_the_e_mail_is_enough(made, browser):
    again = Client()
    again.post("/family/", {"email": family.EMAIL})
    again.post("/family/code/", {"code": family.mailed()})

    assert again.get("/family/whose/").headers["Location"] == HOME


def test_an_address_of_nobody_is_told_the_same(made):
    known, other = Client(), Client()
    answers = [
        known.post("/family/", {"email": family.EMAIL}),
        other.post("/family/", {"email": "nobody@home.example"}),
    ]

    assert len({(one.status_code, one.headers["Location"]) for one in answers}) == 1
    pages = [bare(client.get("/family/code/")) for client in (known, other)]
    assert pages[0] == pages[1]
    assert not Outgoing.objects.filter(address="nobody@home.example").exists()
    assert MailedCode.objects.count() == 2


def test_the_letter_with_the_code_names_nobody(made, world):
    asked()

    sent = Outgoing.objects.get()
    for word in (world.person.family_name, world.person.given_names, "Mairi", "prison"):
        assert word not in f"{sent.subject} {sent.body}"


def test_a_code_counts_only_in_the_browser_that_asked(made):
    asked()
    stranger = asked()
    code = family.mailed()  # the second's
    asked()

    with pytest.raises(Refused):
        entered(stranger, family.mailed())  # the third's
    assert entered(stranger, code)


def test_asking_in_somebodys_name_spoils_nothing(made):
    """Neither their code nor their way in: what a stranger does at his place is counted there."""
    mine = asked()
    code = family.mailed()
    for minute in range(30):
        try:
            asked(at=NOW + timedelta(seconds=20 * minute), origin="198.51.100.7")
        except Refused:
            continue

    assert entered(mine, code, at=NOW + timedelta(minutes=11))
    assert asked(at=NOW + timedelta(minutes=11))


def test_guessing_ends_after_five_tries_also_with_the_right_code(made):
    token = asked()
    code = family.mailed()
    for _ in range(policy.CODE_TRIES):
        with pytest.raises(Refused):
            entered(token, wrong(code))

    with pytest.raises(Refused):
        entered(token, code)
    kinds = SecurityEvent.objects.filter(kind=SecurityKind.FAMILY_CODE_WRONG)
    assert kinds.count() == policy.CODE_TRIES + 1


def test_asking_again_and_again_from_one_place_is_slowed_down(made):
    """No more than a few guesses a minute, whatever the address: 5 tries for each code that was sent."""
    sent = 0
    for second in range(3600):
        try:
            asked(at=NOW + timedelta(seconds=second))
        except Refused:
            continue
        sent += 1

    assert sent <= 25


def test_a_code_counts_once_and_for_a_quarter_of_an_hour(made):
    token = asked()
    code = family.mailed()
    late = asked()
    with pytest.raises(Refused):
        entered(late, family.mailed(), at=NOW + policy.CODE_LASTS)

    assert entered(token, code)
    with pytest.raises(Refused):
        entered(token, code)


def test_what_counts_no_longer_is_not_kept(made):
    asked("nobody@home.example")
    asked(at=NOW + timedelta(days=1, minutes=1))

    assert [one.email for one in MailedCode.objects.all()] == [family.EMAIL]


def test_guessing_at_the_letter_is_slowed_down(made):
    begun = entered(asked(), family.mailed())
    wrong_codes = 0
    for second in range(600):
        try:
            actions.confirm(
                begun.visit, "2222222222", origin="192.0.2.1", at=NOW + timedelta(seconds=second)
            )
        except Refused as refusal:
            wrong_codes += "not the code" in str(refusal)

    assert wrong_codes <= 12


def test_a_letter_of_another_mailbox_opens_nothing(made, world, coordinator):
    other = family.window(
        family.shared(world, name="Ann Fraser", relation="Sister"), coordinator, "ann@home.example"
    )
    begun = entered(asked(), family.mailed())

    with pytest.raises(Refused):
        actions.confirm(begun.visit, other.code, origin="192.0.2.1", at=NOW)


def test_a_letter_counts_four_weeks(made):
    begun = entered(asked(), family.mailed())

    with pytest.raises(Refused):
        actions.confirm(begun.visit, made.code, origin="x", at=NOW + policy.LETTER_LASTS)


# -- what ends it -------------------------------------------------------------------------------------
def withdraw(consent, world):
    officer = world.user(Role.PERSONAL_OFFICER)
    consents.withdraw(
        consent, on=persons.TODAY, why="", by=officer, principals=principals(officer), at=NOW
    )


def refuse(consent, world):
    family.approved(consent, world.user(Role.PBSW), found=False)


def forbid(consent, world):
    consent.no_contact_at, consent.no_contact_by = NOW, world.user(Role.PBSW)
    consent.save(update_fields=["no_contact_at", "no_contact_by"])


def release(consent, world):
    world.person.released_on = persons.TODAY
    world.person.save(update_fields=["released_on"])


@pytest.mark.parametrize("ends", [withdraw, refuse, forbid, release])
def test_the_very_next_request_shows_nothing_and_does_not_say_why(ends, consent, world, browser):
    before = browser.get(HOME)
    assert world.person.given_names in text(before)
    ends(consent, world)

    after = browser.get(HOME)

    assert after.status_code == 403
    assert "nothing to see here now" in text(after)
    assert world.person.given_names not in text(after)
    for why in ("withdr", "agreed", "social work", "contact", "released", "consent"):
        assert why not in text(after).lower()


def test_the_answer_is_the_same_whatever_ended_it(world, coordinator):
    said = set()
    for number, ends in enumerate((withdraw, refuse, forbid)):
        email = f"relative{number}@home.example"
        one = family.shared(world, name=f"Relative {number}")
        browser = family.reading(family.window(one, coordinator, email), email)
        ends(one, world)
        said.add(text(browser.get(HOME)).replace(email, "").split("<main")[1].split("</main")[0])

    assert len(said) == 1


def test_left_alone_it_closes(browser, monkeypatch):
    later = NOW + policy.IDLE
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert browser.get("/family/stay/").json() == {"left": 0}
    assert browser.get(HOME).headers["Location"] == "/family/"
    assert Visit.objects.get().ended == Visit.End.IDLE


def test_signing_out_ends_it_and_clears_the_browser(browser):
    left = browser.post("/family/leave/")

    assert left.headers["Clear-Site-Data"]
    assert left.headers["Cache-Control"] == "no-store"
    assert browser.get(HOME).headers["Location"] == "/family/"


def test_looking_is_written_down(browser, consent):
    browser.get(HOME)

    consent.refresh_from_db()
    kept = Consultation.objects.get(user=consent.user)
    assert (kept.page, kept.persons) == ("family:home", [consent.person_id])


def test_one_mailbox_with_two_windows_is_asked_which(world, coordinator, browser):
    other = family.shared(world, there=True)
    keeper = world.user(Role.ICM_CO_ORDINATOR, "perth")
    second = family.window(other, keeper)
    again = Client()
    again.post("/family/", {"email": family.EMAIL})
    again.post("/family/code/", {"code": family.mailed()})
    assert "new letter" in text(again.get("/family/whose/"))
    again.post("/family/letter/", {"code": second.code})

    third = Client()
    third.post("/family/", {"email": family.EMAIL})
    third.post("/family/code/", {"code": family.mailed()})
    page = text(third.get("/family/whose/"))
    assert world.person.given_names in page
    assert world.person_there.given_names in page
    third.post("/family/whose/", {"window": str(second.row.pk)})
    assert world.person_there.given_names in text(third.get(HOME))


def test_no_page_of_staff_opens_with_it(browser):
    assert browser.get("/").status_code == 302
    assert "login" in browser.get("/people/").headers["Location"]
