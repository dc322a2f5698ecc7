"""Signing in with user name and password, and what guessing meets."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from icm.core.auth import attempts, policy
from icm.core.models import SecurityEvent, SecurityKind, SignInAttempt, User
from tests.factories import persons, staff

PASSWORD = "seven purple umbrellas"
HERE, ELSEWHERE = "192.0.2.10", "198.51.100.20"
SIGN_IN = "/account/login/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_MFA = False


@pytest.fixture
def ann(db, clock):
    user = staff.user(username="ann.officer", name="Ann Officer")
    user.set_password(PASSWORD)
    user.save()
    return user


def enter(client, name, password, *, at=HERE, **headers):
    fields = {"login": name, "password": password}
    return client.post(SIGN_IN, fields, REMOTE_ADDR=at, headers=headers or None)


def guess(name, *, at, address=HERE):
    """A wrong try from a browser nobody knows, without the page."""
    return attempts.begin(attempts.Try(attempts.PASSWORD, name, address), at=at)


def problem(response):
    found = re.search(r'error-summary__list">\s*<li>(.*?)</li>', response.content.decode(), re.S)
    return found.group(1) if found else ""


def kinds(user=None):
    return list(
        SecurityEvent.objects.filter(user=user).order_by("pk").values_list("kind", flat=True)
    )


def test_the_right_password_leads_to_ones_work(ann, client):
    response = enter(client, "ann.officer", PASSWORD)

    assert (response.status_code, response.url) == (302, reverse("pages:home"))
    assert client.get(reverse("core:account")).status_code == 200
    assert kinds(ann) == [SecurityKind.SIGNED_IN]


def test_signing_in_leads_back_to_the_page_asked_for(ann, client):
    asked = client.get(reverse("core:account"))
    response = client.post(
        asked.url, {"login": "ann.officer", "password": PASSWORD, "next": "/account/"}
    )

    assert asked.url == f"{SIGN_IN}?next=%2Faccount%2F"
    assert response.url == "/account/"


def test_signing_in_never_leads_to_another_site(ann, client):
    fields = {"login": "ann.officer", "password": PASSWORD, "next": "https://example.org/"}

    assert client.post(SIGN_IN, fields).url == reverse("pages:home")


@pytest.mark.parametrize("name", ["ann.officer", "nobody.here"])
def test_a_wrong_name_and_a_wrong_password_are_told_the_same(ann, client, name):
    response = enter(client, name, "not the password")

    assert problem(response) == "The user name or the password is not right."


@pytest.mark.parametrize("name", ["ann.officer", "nobody.here"])
def test_a_wrong_name_costs_as_much_hashing_as_a_wrong_password(ann, client, name, monkeypatch):
    ann.set_password(PASSWORD)
    ann.save()
    hashed = []
    for method in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, method)

        def counted(self, *args, real=real):
            hashed.append(real.__name__)
            return real(self, *args)

        monkeypatch.setattr(Argon2PasswordHasher, method, counted)
    enter(client, name, "not the password")

    assert len(hashed) == 1


def test_passwords_are_kept_as_argon2id_which_costs_a_guesser_memory_and_time(ann, real_hashes):
    ann.set_password(PASSWORD)

    assert ann.password.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert ann.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["ann.officer", "nobody.here"])
def test_from_the_third_failure_on_one_is_told_how_long_to_wait(ann, client, name):
    said = [problem(enter(client, name, "wrong")) for _ in range(4)]

    wrong = "The user name or the password is not right."
    assert said[:2] == [wrong, wrong]
    assert said[2] == f"{wrong} Wait 2 seconds before you try again."
    assert said[3] == "Too many wrong tries. Nothing was checked this time. Try again in 2 seconds."


def test_while_one_waits_even_the_right_password_is_not_looked_at(ann, client, clock):
    for _ in range(3):
        enter(client, "ann.officer", "wrong")
    too_soon = enter(client, "ann.officer", PASSWORD)
    clock(persons.NOW + timedelta(seconds=2))
    in_time = enter(client, "ann.officer", PASSWORD)

    assert (too_soon.status_code, in_time.status_code) == (200, 302)
    assert kinds(ann) == [
        SecurityKind.SIGN_IN_FAILED,
        SecurityKind.SIGN_IN_FAILED,
        SecurityKind.SIGN_IN_FAILED,
        SecurityKind.MADE_TO_WAIT,
        SecurityKind.SIGNED_IN_AFTER_FAILURES,
    ]


def test_a_success_starts_the_count_afresh(ann, client):
    for _ in range(2):
        enter(client, "ann.officer", "wrong")
    enter(client, "ann.officer", PASSWORD)
    client.logout()
    client.cookies.clear()

    assert [problem(enter(client, "ann.officer", "wrong")) for _ in range(2)] == [
        "The user name or the password is not right."
    ] * 2


def test_every_spelling_of_a_name_counts_as_the_same_account(ann, client):
    for name in ("ann.officer", "ANN.OFFICER", " Ann.Officer "):
        last = enter(client, name, "wrong")

    assert "Wait 2 seconds" in problem(last)


def test_whoever_guesses_at_one_address_never_keeps_the_owner_out_at_another(ann, clock):
    denied = 0
    for round_ in range(100):
        clock(persons.NOW + timedelta(seconds=round_))
        guess("ann.officer", at=persons.NOW + timedelta(seconds=round_), address=ELSEWHERE)
        denied += enter(Client(), "ann.officer", PASSWORD, at=HERE).status_code != 302

    assert denied == 0


def test_a_neighbour_at_the_same_address_never_keeps_the_owner_out_of_a_known_browser(ann, clock):
    own = Client()
    enter(own, "ann.officer", PASSWORD)
    denied = 0
    for round_ in range(20):
        clock(persons.NOW + timedelta(seconds=round_))
        for _ in range(5):
            guess("ann.officer", at=persons.NOW + timedelta(seconds=round_))
        own.post(reverse("account_logout"))
        denied += enter(own, "ann.officer", PASSWORD).status_code != 302

    assert denied == 0


def test_a_known_browser_is_slowed_down_like_any_other(ann):
    own = Client()
    enter(own, "ann.officer", PASSWORD)
    own.post(reverse("account_logout"))

    assert "Wait 2 seconds" in [problem(enter(own, "ann.officer", "wrong")) for _ in range(3)][2]


def test_a_mark_made_up_or_of_another_account_makes_no_browser_known(ann):
    other = staff.user(username="ben")
    other.set_password(PASSWORD)
    other.save()
    browser = Client()
    enter(browser, "ben", PASSWORD)
    browser.post(reverse("account_logout"))
    forged = Client()
    forged.cookies["icm_known"] = "eyJhIjoiYiJ9:1:forged"
    for client in (browser, forged, Client()):
        last = enter(client, "ann.officer", "wrong")

    assert "Wait 2 seconds" in problem(last)


def test_guessing_at_many_accounts_from_one_address_is_slowed_down_and_noticed(ann, clock):
    for number in range(policy.CROWD_TRIES - 1):
        guess(f"staff.{number}", at=persons.NOW)
    filled = enter(Client(), "one.more", "wrong")
    refused = enter(Client(), "one.more", "wrong")
    earlier = enter(Client(), "staff.7", "wrong")
    clock(persons.NOW + timedelta(seconds=5))
    again = enter(Client(), "one.more", "wrong")

    assert "Wait 5 seconds" in problem(filled)
    assert "Try again in 5 seconds" in problem(refused)
    assert "Try again in 5 seconds" in problem(earlier)
    assert "Nothing was checked" not in problem(again)
    assert SecurityEvent.objects.filter(kind=SecurityKind.ADDRESS_MADE_TO_WAIT).count() == 1


def test_no_crowd_keeps_somebody_out_who_did_not_fail_there(ann, clock):
    for number in range(policy.CROWD_TRIES * 3):
        guess(f"staff.{number}", at=persons.NOW)

    assert enter(Client(), "ann.officer", PASSWORD).status_code == 302


def test_in_a_crowd_one_slip_costs_a_few_seconds_however_long_it_stays(ann, clock):
    for number in range(policy.CROWD_TRIES * 3):
        guess(f"staff.{number}", at=persons.NOW)
    enter(Client(), "ann.officer", "slip")
    for number in range(policy.CROWD_TRIES):
        guess(f"more.{number}", at=persons.NOW + timedelta(seconds=4))
    clock(persons.NOW + timedelta(seconds=5))

    assert enter(Client(), "ann.officer", PASSWORD).status_code == 302


def test_asking_for_links_leaves_the_bucket_of_the_passwords_empty(ann):
    asked = [attempts.Try(attempts.RESET, f"{n}@example.test", HERE) for n in range(61)]
    let_through = [attempts.begin(one, at=persons.NOW).may for one in asked]
    guesses = [guess(f"staff.{number}", at=persons.NOW) for number in range(policy.CROWD_TRIES - 1)]

    assert let_through == [True] * policy.CROWD_TRIES + [False]
    assert not any(standing.crowded for standing in guesses)


def test_many_right_passwords_from_one_address_make_nobody_wait(db):
    for number in range(policy.CROWD_TRIES * 2):
        attempt = attempts.Try(attempts.PASSWORD, f"staff.{number}", HERE)
        assert attempts.begin(attempt, at=persons.NOW).may
        attempts.succeeded(attempt, at=persons.NOW)


def test_a_forwarding_header_is_believed_only_behind_our_own_proxies(ann, settings):
    for number in range(3):
        headers = {"x-forwarded-for": f"203.0.113.{number}"}
        lied = enter(Client(), "ann.officer", "wrong", **headers)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        headers = {"x-forwarded-for": f"198.18.0.9, 203.0.113.{number}"}
        forwarded = enter(Client(), "ann.officer", "wrong", **headers)

    assert "Wait 2 seconds" in problem(lied)
    assert "Wait" not in problem(forwarded)


def test_what_is_kept_of_failures_names_nobody(ann, client):
    enter(client, "ann.officer", "wrong")

    kept = "".join(SignInAttempt.objects.values_list("key", flat=True))
    kept += "".join(SecurityEvent.objects.values_list("origin", flat=True))
    assert "ann" not in kept
    assert HERE not in kept


def test_a_closed_account_is_told_so_only_with_its_password(ann, client):
    User.objects.filter(pk=ann.pk).update(is_active=False)

    assert problem(enter(client, "ann.officer", "wrong")).startswith(
        "The user name or the password"
    )
    assert enter(client, "ann.officer", PASSWORD).url == reverse("account_inactive")
    assert kinds(ann)[-1] == SecurityKind.SIGN_IN_REFUSED


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_request_login_code"])
def test_there_is_no_way_to_make_an_account_or_change_its_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_program_asking_for_json_gets_the_page_as_everybody_does(ann, client):
    response = enter(client, "ann.officer", "wrong", accept="application/json")

    assert response.headers["Content-Type"].startswith("text/html")


def test_nothing_about_signing_in_needs_the_broker(ann, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert "redis" not in str(settings.CACHES).lower()
    assert enter(client, "ann.officer", PASSWORD).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_tries_sent_at_the_same_moment_are_all_counted():
    attempt = attempts.Try(attempts.PASSWORD, "ann", HERE)
    let_through = []

    def guess():
        try:
            let_through.append(attempts.begin(attempt, at=persons.NOW).may)
        finally:
            connection.close()

    threads = [Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(let_through) == [False] * 9 + [True] * 3
