"""Second factors: being led to one, using one, losing one."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from icm.core.auth import second_factor
from icm.core.auth.sealed import opened, sealed
from icm.core.models import SecurityEvent, SecurityKind
from tests.factories import staff

PASSWORD = "seven purple umbrellas"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
INDEX = "/account/2fa/"


@pytest.fixture(autouse=True)
def quick(settings):
    settings.REQUIRE_MFA = True
    cache.clear()  # codes already used are remembered there


@pytest.fixture
def ann(db, clock):
    user = staff.user(username="ann", name="Ann Officer")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def with_app(ann):
    TOTP.activate(ann, KEY)
    return ann


def code(key=KEY, step=0):
    """What an app with this key shows now, or a step before or after."""
    return format_hotp_value(hotp_value(key, list(yield_hotp_counters_from_time())[1 + step]))


def password(client=None):
    client = client or Client()
    return client, client.post("/account/login/", {"login": "ann", "password": PASSWORD})


def answer(client, typed):
    return client.post(reverse("mfa_authenticate"), {"code": typed})


def kinds(user):
    return list(
        SecurityEvent.objects.filter(user=user).order_by("pk").values_list("kind", flat=True)
    )


def enter(user):
    client, _ = password()
    assert answer(client, code()).status_code == 302
    cache.clear()
    return client


@pytest.mark.parametrize(
    "page", ["pages:home", "core:account", "usersessions_list", "account_change_password"]
)
def test_without_a_second_factor_every_page_leads_to_setting_one_up(ann, page):
    client, _ = password()
    response = client.get(reverse(page), follow=True)

    assert response.redirect_chain == [(INDEX, 302)]
    assert "You need at least one of these two before you can use ICM." in response.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
    ],
)
def test_the_pages_to_set_one_up_and_to_sign_out_stay_open(ann, page):
    client, _ = password()

    assert client.get(reverse(page), follow=True).status_code == 200
    assert INDEX not in [url for url, _ in client.get(reverse(page), follow=True).redirect_chain]


def test_where_it_is_not_required_nobody_is_led_anywhere(ann, settings):
    settings.REQUIRE_MFA = False
    client, _ = password()

    assert client.get(reverse("core:account")).status_code == 200


def test_setting_up_an_app_opens_everything_and_gives_recovery_codes(
    ann, django_capture_on_commit_callbacks
):
    client, _ = password()
    client.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, "next": "/account/2fa/totp/activate/"},
    )
    key = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("mfa_activate_totp"), {"code": code(key)}, follow=True)

    assert response.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert len(response.context["unused_codes"]) == 10
    assert client.get(reverse("core:account")).status_code == 200
    assert SecurityKind.SECOND_FACTOR_ADDED in kinds(ann)
    assert ann.outgoing_set.get().subject == "An authenticator app was added to your ICM account"


def test_recovery_codes_are_shown_once(ann):
    client, _ = password()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    TOTP.activate(ann, KEY)
    RecoveryCodes.activate(ann)
    first = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    second = client.get(reverse("mfa_view_recovery_codes"))

    assert len(first) == 10
    assert set(second.context["unused_codes"]) == {"****"}


def test_changing_second_factors_asks_for_the_password_again(with_app):
    client = enter(with_app)

    assert client.get(reverse("mfa_deactivate_totp")).url.startswith("/account/reauthenticate/")


def test_the_password_alone_opens_nothing(with_app):
    client, response = password()

    assert response.url == reverse("mfa_authenticate")
    assert client.get(reverse("core:account")).status_code == 302
    assert kinds(with_app) == []


def test_password_and_code_open_the_account(with_app):
    client, _ = password()
    response = answer(client, code())

    assert response.status_code == 302
    assert client.get(reverse("core:account")).status_code == 200
    assert kinds(with_app) == [SecurityKind.SIGNED_IN]


def test_a_code_works_once_for_as_long_as_it_would_be_taken(with_app):
    used = code(step=1)
    for client in (password()[0], password()[0]):
        answer(client, used)
        # What allauth itself remembers is gone after one step; the code would still be taken in the next.
        cache.delete(TOTP(Authenticator.objects.get())._get_used_cache_key(used))

    assert client.get(reverse("core:account")).status_code == 302


def test_wrong_codes_make_one_wait_there_and_nowhere_else(with_app):
    client, _ = password()
    pages = [answer(client, "000000").content.decode() for _ in range(4)]
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    password(elsewhere)

    assert "Wait 2 seconds before you try again" in pages[2]
    assert "Too many wrong tries" in pages[3]
    assert answer(elsewhere, code()).status_code == 302


def test_the_right_password_again_does_not_wipe_out_the_wrong_codes(with_app):
    client, _ = password()
    for _ in range(3):
        answer(client, "000000")
    again, _ = password()

    assert "Too many wrong tries" in answer(again, code()).content.decode()


def test_a_recovery_code_opens_the_account_once_and_is_written_down(with_app):
    codes = RecoveryCodes.activate(with_app).generate_codes()
    client, _ = password()
    other, _ = password()

    assert answer(client, codes[0]).status_code == 302
    assert answer(other, codes[0]).status_code == 200
    assert SecurityKind.RECOVERY_CODE_USED in kinds(with_app)


def test_removing_it_ends_other_sessions_tells_the_owner_and_leads_back_to_setting_one_up(
    with_app, clock
):
    here, there = enter(with_app), enter(with_app)
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    here.post(reverse("mfa_deactivate_totp"))

    assert there.get(reverse("core:account")).status_code == 302
    assert here.get(reverse("core:account")).url == INDEX
    assert SecurityKind.SECOND_FACTOR_REMOVED in kinds(with_app)
    assert (
        with_app.outgoing_set.get().subject
        == "The authenticator app was removed from your ICM account"
    )


def test_whether_somebody_has_one_is_asked_once_a_session(with_app, django_assert_num_queries):
    client = enter(with_app)
    client.get(reverse("core:stay"))

    with django_assert_num_queries(2):
        client.get(reverse("core:stay"))


def test_the_secrets_are_sealed_in_the_database(with_app):
    stored = Authenticator.objects.get().data["secret"]

    assert KEY not in stored
    assert get_adapter().decrypt(stored) == KEY


def test_a_sealed_secret_opens_with_an_earlier_key_still_listed(settings):
    before = sealed("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key, for tests alone, of more than fifty characters"

    assert opened(before) == "secret"


def test_only_what_proves_somebody_each_time_counts_as_a_second_factor(ann):
    RecoveryCodes.activate(ann)
    client, _ = password()

    assert client.get(reverse("core:account")).url == INDEX
    assert Authenticator.Type.RECOVERY_CODES not in second_factor.TYPES
