"""Setting a new password by e-mail: helps the owner, tells a stranger nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from icm.core.models import Outgoing, SecurityEvent, SecurityKind, User
from tests.factories import persons, staff

NEW = "nine quiet lanterns"
ASK = "/account/password/reset/"


@pytest.fixture(autouse=True)
def quick(settings):
    settings.REQUIRE_MFA = False
    settings.BASE_URL = "https://icm.example.test"


@pytest.fixture
def ann(db, clock):
    user = staff.user(username="ann", name="Ann Officer")
    user.email = "Ann@Example.test"
    user.set_password("seven purple umbrellas")
    user.save()
    return user


def ask(email, client=None, **extra):
    return (client or Client()).post(ASK, {"email": email}, **extra)


def link():
    found = re.search(r"https://icm\.example\.test(/\S+)", Outgoing.objects.latest("pk").body)
    return found.group(1)


def set_new(client=None):
    client = client or Client()
    page = client.get(link(), follow=True)
    return client.post(
        page.context["action_url"], {"password1": NEW, "password2": NEW}, follow=True
    )


@pytest.mark.parametrize("email", ["ann@example.test", "nobody@example.test"])
def test_everybody_is_told_the_same(ann, email):
    response = ask(email)

    assert response.url == reverse("account_reset_password_done")
    assert Client().get(response.url).status_code == 200


def test_only_the_owner_gets_a_letter_and_it_names_nobody(ann):
    ask("ann@example.test")
    ask("nobody@example.test")

    letter = Outgoing.objects.get()
    assert letter.recipient == ann
    assert "Ann" not in letter.subject + letter.body
    assert SecurityEvent.objects.get().kind == SecurityKind.PASSWORD_RESET_ASKED


def test_the_link_sets_a_password_once_and_ends_all_sessions(ann):
    signed_in = Client()
    signed_in.force_login(ann)
    ask("ann@example.test")
    address = link()
    done = set_new()
    again = Client().get(address, follow=True)

    assert done.status_code == 200
    assert User.objects.get(pk=ann.pk).check_password(NEW)
    assert signed_in.get(reverse("core:account")).status_code == 302
    assert "This address no longer works" in again.content.decode()
    assert SecurityEvent.objects.filter(kind=SecurityKind.PASSWORD_RESET).count() == 1


def test_the_link_signs_nobody_in(ann):
    client = Client()
    ask("ann@example.test")
    set_new(client)

    assert client.get(reverse("core:account")).status_code == 302


def test_the_link_works_for_an_hour(ann, monkeypatch):
    ask("ann@example.test")
    real = "django.contrib.auth.tokens.PasswordResetTokenGenerator._now"
    later = (persons.NOW + timedelta(days=3650)).replace(tzinfo=None)
    monkeypatch.setattr(real, lambda self: later)

    assert "This address no longer works" in Client().get(link(), follow=True).content.decode()


def test_the_letter_never_leads_to_a_host_a_stranger_named(ann, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask("ann@example.test", headers={"host": "evil.example"})

    assert "evil" not in Outgoing.objects.get().body


def test_a_closed_account_gets_no_letter(ann):
    User.objects.update(is_active=False)
    ask("ann@example.test")

    assert Outgoing.objects.count() == 0


def test_an_account_without_a_password_gets_no_letter(ann):
    ann.set_unusable_password()
    ann.save()
    response = ask("ann@example.test")

    assert response.url == reverse("account_reset_password_done")
    assert Outgoing.objects.count() == 0


def test_nobody_can_fill_a_colleagues_mailbox(ann):
    for _ in range(10):
        last = ask("ann@example.test")

    assert "Try again in 2 seconds" in last.content.decode()
    assert Outgoing.objects.count() == 3


def test_a_stranger_who_asks_too_often_keeps_nobody_else_from_asking(ann):
    for _ in range(10):
        ask("ann@example.test", REMOTE_ADDR="198.51.100.20")

    assert ask("ann@example.test").status_code == 302


def test_a_weak_password_is_refused_here_too(ann):
    ask("ann@example.test")
    client = Client()
    page = client.get(link(), follow=True)
    weak = {"password1": "short", "password2": "short"}
    response = client.post(page.context["action_url"], weak)

    assert "too short" in response.content.decode()
