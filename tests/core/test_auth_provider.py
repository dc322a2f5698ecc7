"""Signing in through an outside OpenID Connect provider, here a small one of our own."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from icm.core.models import SecurityEvent, SecurityKind, User
from tests.factories import staff

CLIENT = "icm"


class Provider(ThreadingHTTPServer):
    """Answers the four questions a relying party asks. ``person`` is who it says has signed in."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.person = {"sub": "42", "email": "ann@example.test", "email_verified": True}
        self.asked = []

    @property
    def configuration(self):
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    @property
    def token(self):
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "exp": time.time() + 60,
            "sub": self.person["sub"],
        }
        id_token = jwt.encode(claims, "x" * 32, algorithm="HS256")
        return {"access_token": "a", "token_type": "Bearer", "id_token": id_token}


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        pages = {"/.well-known/openid-configuration": "configuration", "/userinfo": "person"}
        self._say(getattr(self.server, pages[self.path]))

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(parse_qs(asked))
        self._say(self.server.token)

    def _say(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = Provider()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.REQUIRE_MFA = False
    settings.OIDC_NAME = "Staff directory"
    app = {
        "provider_id": "provider",
        "name": "Staff directory",
        "client_id": CLIENT,
        "secret": "secret",
        "settings": {"server_url": server.address},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ann(db, clock):
    user = staff.user(username="ann")
    User.objects.filter(pk=user.pk).update(email="Ann@Example.test")
    return user


def come_back(client=None, query=""):
    """Press the button, sign in over there, come back."""
    client = client or Client()
    there = client.post(f"/account/oidc/provider/login/{query}")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    return client, client.get(f"/account/oidc/provider/login/callback/?code=c&state={state}")


def is_in(client):
    return client.get(reverse("core:account")).status_code == 200


def test_the_sign_in_page_offers_the_provider_where_there_is_one(db, client, provider, settings):
    offered = client.get("/account/login/").content.decode()
    settings.OIDC_NAME = ""

    assert "Sign in with Staff directory" in offered
    assert "Staff directory" not in client.get("/account/login/").content.decode()


def test_without_configuration_there_is_no_such_page(db, client):
    assert client.post("/account/oidc/provider/login/").status_code == 404


def test_a_verified_address_opens_the_account_that_has_it(ann, provider):
    client, response = come_back()

    assert (response.status_code, response.url) == (302, reverse("pages:home"))
    assert is_in(client)
    kinds = SecurityEvent.objects.filter(user=ann).values_list("kind", flat=True)
    assert set(kinds) == {SecurityKind.PROVIDER_LINKED, SecurityKind.SIGNED_IN}
    assert provider.asked[0]["code_verifier"]


def test_once_linked_the_person_is_known_whatever_their_address(ann, provider):
    come_back()
    provider.person["email"] = "new.name@example.test"
    client, _ = come_back()

    assert is_in(client)
    assert SocialAccount.objects.get().user == ann


@pytest.mark.parametrize(
    "said",
    [
        {"email": "stranger@example.test"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email": ""},
    ],
    ids=["unknown", "not verified", "not verified, said in a string", "none"],
)
def test_nobody_else_gets_in_and_no_account_is_made(ann, provider, said):
    provider.person |= said
    client, response = come_back()

    assert response.url == reverse("account_login")
    assert "there is no ICM account for you" in client.get(response.url).content.decode()
    assert not is_in(client)
    assert User.objects.count() == 1
    assert SecurityEvent.objects.get().kind == SecurityKind.SIGN_IN_REFUSED


def test_an_address_that_two_accounts_share_opens_neither(ann, provider):
    other = staff.user()
    User.objects.filter(pk=other.pk).update(email="ann@example.test")

    assert not is_in(come_back()[0])


def test_a_closed_account_stays_closed(ann, provider):
    come_back()
    User.objects.update(is_active=False)
    client, response = come_back()

    assert response.url == reverse("account_inactive")
    assert not is_in(client)


def test_whoever_finds_an_open_screen_cannot_link_an_identity_of_their_own(ann, provider):
    client = Client()
    client.force_login(ann)
    provider.person |= {"sub": "666", "email": "intruder@example.test"}
    _, response = come_back(client, "?process=connect")

    assert response.url == reverse("account_login")
    assert SocialAccount.objects.count() == 0


def test_an_answer_nobody_asked_for_opens_nothing(ann, provider):
    client = Client()
    response = client.get("/account/oidc/provider/login/callback/?code=c&state=made-up")

    assert response.status_code == 401
    assert "You are not signed in" in response.content.decode()
    assert not is_in(client)


def test_who_stops_over_there_is_told_that_nothing_changed(ann, provider):
    client = Client()
    there = client.post("/account/oidc/provider/login/")
    state = parse_qs(urlsplit(there.url).query)["state"][0]
    response = client.get(
        f"/account/oidc/provider/login/callback/?error=access_denied&state={state}", follow=True
    )

    assert "You stopped at your organisation’s sign-in" in response.content.decode()


def test_a_second_factor_is_asked_for_here_too(ann, provider, settings):
    settings.REQUIRE_MFA = True
    client, _ = come_back()

    assert client.get(reverse("core:account")).url == reverse("mfa_index")


def test_the_page_before_leaving_is_one_of_ours(db, client, provider):
    page = client.get("/account/oidc/provider/login/")

    assert "You will be taken to Staff directory" in page.content.decode()
