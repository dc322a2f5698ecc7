"""Signing in at terminals: by number and PIN, at home only, slow to guess, and no weapon against anybody."""

from datetime import timedelta

import pytest

from icm.core.models import Outgoing, SecurityEvent, SecurityKind
from icm.core.refusals import NotAllowed, Refused
from icm.kiosk import actions, policy
from icm.kiosk.models import Account, Visit
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.kiosk import OWN
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW, MINUTE = persons.NOW, timedelta(minutes=1)


def tried(terminal, number, pin, at=NOW):
    """Whether the try was let through to the PIN."""
    with pytest.raises(Refused) as refusal:
        actions.sign_in(terminal.row, number, pin, at=at)
    return "Too many wrong tries" not in str(refusal.value)


def test_the_pin_given_is_kept_as_argon2id_and_nowhere_as_it_is(real_hashes, terminal, account):
    assert account.pin.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert actions.sign_in(terminal.row, account.person.number, OWN, at=NOW).visit
    assert OWN not in account.pin
    history = Account._meta.get_field("events").related_model
    assert "pin" not in {field.name for field in history._meta.concrete_fields}


def test_a_right_pin_begins_a_visit(terminal, account):
    begun = actions.sign_in(terminal.row, account.person.number, OWN, at=NOW)

    assert begun.visit.account == account
    assert begun.token not in begun.visit.token
    assert SecurityEvent.objects.filter(kind=SecurityKind.KIOSK_SIGNED_IN).count() == 2


def test_whoever_stood_there_before_is_signed_out(terminal, account, world):
    first = actions.sign_in(terminal.row, account.person.number, OWN, at=NOW).visit
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    pin = actions.give_pin(world.standard, by=officer, principals=principals(officer), at=NOW)
    actions.sign_in(terminal.row, world.standard.number, pin, at=NOW)

    first.refresh_from_db()
    assert first.ended == Visit.End.REPLACED
    assert Visit.objects.filter(ended_at__isnull=True).count() == 1


@pytest.mark.parametrize(("number", "pin"), [("", OWN), ("999999", OWN), (None, "000000")])
def test_what_is_wrong_is_not_said(terminal, account, number, pin):
    typed = account.person.number if number is None else number

    with pytest.raises(Refused, match="The number or the PIN is not right"):
        actions.sign_in(terminal.row, typed, pin, at=NOW)
    assert not Visit.objects.filter(ended_at__isnull=True).exists()


def test_a_terminal_of_another_establishment_does_not_know_the_pin(made, account, world):
    there = made("Perth A", by=world.user(Role.FIRST_LINE_MANAGER, "perth"), place=world.there)

    with pytest.raises(Refused, match="not right"):
        actions.sign_in(there.row, account.person.number, OWN, at=NOW)


def test_a_third_slip_waits_and_the_right_pin_waits_with_it(terminal, account):
    number = account.person.number
    assert all(tried(terminal, number, "000000") for _ in range(3))

    assert not tried(terminal, number, OWN, NOW + MINUTE - timedelta(seconds=1))
    assert actions.sign_in(terminal.row, number, OWN, at=NOW + MINUTE)


def test_a_hundred_tries_at_one_terminal_keep_nobody_out_at_another(made, terminal, account):
    other, number = made("Letham Hall, landing 3"), account.person.number
    for second in range(0, 100 * 60, 60):
        with pytest.raises(Refused):
            actions.sign_in(terminal.row, number, "000000", at=NOW + timedelta(seconds=second))
        begun = actions.sign_in(other.row, number, OWN, at=NOW + timedelta(seconds=second + 1))
        assert begun.visit.account == account


def test_all_terminals_together_allow_ten_guesses_in_an_hour(made, account):
    places = [made(f"Hall {one}") for one in range(8)]
    number = account.person.number
    guesses = sum(
        tried(place, number, f"{second:06d}", NOW + timedelta(seconds=second))
        for second in range(0, 3600, 20)
        for place in places
    )

    # Ten at once, and one for every six minutes of the hour.
    assert guesses <= policy.ACCOUNT_TRIES + timedelta(hours=1) // policy.ACCOUNT_FORGIVES_ONE_EVERY


def test_staff_are_told_once_at_the_fifth(terminal, account):
    at, number = NOW, account.person.number
    for failures in range(1, 8):
        assert tried(terminal, number, "000000", at)
        assert SecurityEvent.objects.filter(kind=SecurityKind.KIOSK_STAFF_TOLD).count() == (
            failures >= policy.STAFF_TOLD_AT
        )
        at += policy.wait_after(failures)

    letters = Outgoing.objects.filter(key__startswith="kiosk-pin:")
    assert letters.count() == 3  # the officer and the two social workers to whom they are allocated
    assert all(account.person.family_name not in f"{row.subject} {row.body}" for row in letters)


def test_a_new_pin_ends_the_visit_the_waiting_and_the_old_pin(terminal, account, world):
    number, officer = account.person.number, world.user(Role.LINKS_CENTRE)
    visit = actions.sign_in(terminal.row, number, OWN, at=NOW).visit
    for _ in range(3):
        tried(terminal, number, "000000")

    pin = actions.give_pin(world.person, by=officer, principals=principals(officer), at=NOW)

    visit.refresh_from_db()
    assert visit.ended == Visit.End.RESET
    with pytest.raises(Refused, match="not right"):
        actions.sign_in(terminal.row, number, OWN, at=NOW)
    assert actions.sign_in(terminal.row, number, pin, at=NOW).visit.account.must_change


def test_who_may_give_a_pin(world, account):
    for role in (Role.PBSW, Role.HQ, Role.RECEPTION):
        user = world.user(role)
        with pytest.raises(NotAllowed):
            actions.give_pin(world.person, by=user, principals=principals(user), at=NOW)


def test_nobody_signs_in_to_the_staff_pages_as_the_person(account, client):
    assert not account.user.is_active
    assert not account.user.has_usable_password()
    answer = client.post("/account/login/", {"login": account.user.username, "password": OWN})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("pin", "why"),
    [("12345", "6 digits"), ("abcdef", "6 digits"), ("111111", "three"), (OWN, "now")],
)
def test_an_own_pin_that_will_not_do_is_refused(terminal, account, pin, why):
    visit = actions.sign_in(terminal.row, account.person.number, OWN, at=NOW).visit

    with pytest.raises(Refused, match=why):
        actions.choose_pin(visit, pin, at=NOW)
