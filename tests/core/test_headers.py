"""What every answer carries, whoever asks for what."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from tests.factories import staff

PUBLIC = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-none/",
    "/account/inactive/",
    "/account/3rdparty/login/cancelled/",
    "/account/3rdparty/login/error/",
    "/healthz",
]
PAGES = [
    "/",
    "/people/",
    "/register/",
    "/establishments/",
    "/account/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/password/change/",
    "/people/1/",
]
ANSWERS = ["/account/logout/", "/account/stay/", "/no/such/page/"]


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.REQUIRE_MFA = False


@pytest.fixture
def officer(db, clock):
    client = Client()
    client.force_login(staff.user())
    return client


def policy(response):
    return {
        name: values.split()
        for name, _, values in (
            part.strip().partition(" ")
            for part in response.headers["Content-Security-Policy"].split(";")
        )
    }


def assert_closed(response):
    headers = response.headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]
    found = policy(response)
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'"]
    assert found["frame-ancestors"] == ["'none'"]
    assert found["base-uri"] == ["'none'"]
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", PUBLIC)
def test_every_public_answer_is_closed(client, db, address):
    assert_closed(client.get(address))


@pytest.mark.parametrize("address", PAGES + ANSWERS)
def test_every_answer_to_somebody_signed_in_is_closed(officer, address):
    assert_closed(officer.get(address))


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_that_leads_to_the_sign_in_page_is_closed(client, db, address):
    response = client.get(address)

    assert response.status_code == 302
    assert_closed(response)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(officer):
    officer.post("/account/stay/")
    cookie = officer.cookies["sessionid"]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_health_check_needs_nobody_and_says_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "Set-Cookie" not in response.headers


def test_the_health_check_fails_without_its_database(client, db, monkeypatch):
    def gone(*args):
        raise OperationalError("secret.example: no route to host")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"not now")


def test_style_sheets_may_be_kept_and_need_nobody(client, db):
    response = client.get("/static/icm.css")

    assert response.status_code == 200
    assert "no-store" not in response.headers["Cache-Control"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response.headers
    response.close()


KEY = "k3Jx9pQw7Lz2Vb8Nc5Rt1Ym4Hs6Gd0Fa-Ue_Io.PqAsDfGhJkLzXcV"


def _run(*command, **environment):
    """A process of its own with these settings and none of the tests'."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ICM_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_deployment_passes_djangos_own_checks():
    command = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = _run(*command, ICM_SECRET_KEY=KEY, ICM_SECURE="1")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_a_key_nothing_starts():
    done = _run("manage.py", "check")

    assert done.returncode != 0
    assert "ICM_SECRET_KEY" in done.stderr


SPEAK = """
import django
django.setup()
from django.test import Client
plain = Client().get("/healthz", headers={"host": "localhost"})
page = Client().get("/account/login/", secure=True, headers={"host": "localhost"})
cookie = page.cookies["__Host-csrftoken"]
print(plain.status_code, plain.url, page.headers["Strict-Transport-Security"], cookie["secure"])
"""


def test_the_outside_provider_and_nobody_else_may_be_sent_a_form():
    say = "import django; django.setup(); from django.conf import settings;"
    say += "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    wired = {
        "ICM_OIDC_NAME": "Directory",
        "ICM_OIDC_SERVER_URL": "https://id.example.org/tenant/v2",
    }
    basic = {"ICM_SECRET_KEY": KEY, "DJANGO_SETTINGS_MODULE": "icm.settings"}

    assert _run("-c", say, **basic).stdout.strip() == """["'self'"]"""
    assert (
        _run("-c", say, **basic, **wired).stdout.strip()
        == """["'self'", 'https://id.example.org']"""
    )


def test_a_deployment_speaks_https_only():
    done = _run(
        "-c", SPEAK, ICM_SECRET_KEY=KEY, ICM_TESTING="1", DJANGO_SETTINGS_MODULE="icm.settings"
    )

    hsts = ["max-age=63072000;", "includeSubDomains;", "preload"]
    assert done.stdout.split() == ["301", "https://localhost/healthz", *hsts, "True"]
