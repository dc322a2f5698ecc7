"""How long one stays signed in, and what ends it."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from icm.core.auth import actions
from icm.core.models import SecurityEvent, SecurityKind, User
from tests.factories import persons, staff

PASSWORD = "seven purple umbrellas"
ACCOUNT = "/account/"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36"


@pytest.fixture(autouse=True)
def plain(settings):
    settings.REQUIRE_MFA = False


@pytest.fixture
def ann(db, clock):
    user = staff.user(username="ann", name="Ann Officer")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def entered(ann):
    def enter(agent=CHROME):
        client = Client(headers={"user-agent": agent})
        assert (
            client.post("/account/login/", {"login": "ann", "password": PASSWORD}).status_code
            == 302
        )
        return client

    return enter


def after(clock, **time):
    clock(persons.NOW + timedelta(**time))


def words(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_fourteen_idle_minutes_end_nothing(entered, clock):
    client = entered()
    after(clock, minutes=14)

    assert client.get(ACCOUNT).status_code == 200


def test_fifteen_idle_minutes_lead_to_the_sign_in_page_and_back(ann, entered, clock):
    client = entered()
    after(clock, minutes=15)
    response = client.get(ACCOUNT + "sessions/?page=2")

    assert response.url == "/account/login/?next=%2Faccount%2Fsessions%2F%3Fpage%3D2"
    assert words(response) == ["You were signed out because nothing had been done for 15 minutes."]
    assert Session.objects.filter(session_key=client.cookies["sessionid"].value).count() == 0
    assert SecurityEvent.objects.filter(user=ann, kind=SecurityKind.IDLE_SIGN_OUT).count() == 1


def test_the_sign_in_page_does_not_repeat_what_was_searched_for(entered, clock):
    search = "/people/?q=Macdonald&page=2&q=Iain"
    client = entered()
    after(clock, minutes=15)
    idle, stranger = client.get(search), Client().get(search)

    assert idle.url == stranger.url == "/account/login/?next=%2Fpeople%2F%3Fpage%3D2"
    assert Client().get("/people/?q=Macdonald").url == "/account/login/?next=%2Fpeople%2F"


def test_doing_something_starts_the_fifteen_minutes_afresh(entered, clock):
    client = entered()
    for minutes in (14, 28, 42):
        after(clock, minutes=minutes)
        assert client.get(ACCOUNT).status_code == 200


def test_a_shift_of_twelve_hours_ends_even_a_busy_session(entered, clock):
    client = entered()
    for step in range(1, 73):
        after(clock, minutes=10 * step)
        if client.post(reverse("core:stay")).json()["left"] == 0:
            break

    assert step == 72


def test_looking_how_much_time_is_left_is_not_doing_something(entered, clock):
    client = entered()
    after(clock, minutes=14)
    left = client.get(reverse("core:stay")).json()
    after(clock, minutes=15)

    assert left == {"left": 60}
    assert client.get(reverse("core:stay")).json() == {"left": 0}


def test_staying_signed_in_takes_one_click(entered, clock):
    client = entered()
    after(clock, minutes=14)
    left = client.post(reverse("core:stay")).json()
    after(clock, minutes=28)

    assert left == {"left": 900}
    assert client.get(ACCOUNT).status_code == 200


def test_an_error_page_after_the_end_names_nobody(entered, clock):
    client = entered()
    after(clock, minutes=15)
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "Ann Officer" not in response.content.decode()


def test_being_signed_in_costs_the_session_and_the_user_and_no_further_query(
    entered, clock, django_assert_num_queries
):
    client = entered()
    client.get(ACCOUNT)
    after(clock, seconds=59)

    with django_assert_num_queries(2):
        client.get(reverse("core:stay"))


def test_the_moment_of_last_use_is_written_once_a_minute(entered, clock):
    client = entered()
    written = []
    for seconds in (30, 59, 60, 90, 119, 120):
        after(clock, seconds=seconds)
        with CaptureQueriesContext(connection) as captured:
            client.get(ACCOUNT)
        if any(query["sql"].startswith('UPDATE "django_session"') for query in captured):
            written.append(seconds)

    assert written == [60, 120]


def test_signing_out_needs_a_post(ann, entered):
    client = entered()
    asked = client.get(reverse("account_logout"))
    still_in = client.get(ACCOUNT)
    response = client.post(reverse("account_logout"))

    assert (asked.status_code, still_in.status_code) == (200, 200)
    assert response.url == reverse("account_login")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(ACCOUNT).status_code == 302
    assert SecurityEvent.objects.filter(user=ann, kind=SecurityKind.SIGNED_OUT).count() == 1


def test_a_post_from_another_site_signs_nobody_out(ann):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)

    assert client.post(reverse("account_logout")).status_code == 403
    assert client.get(ACCOUNT).status_code == 200


def test_the_list_shows_where_one_is_signed_in_this_browser_first(entered):
    entered("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    page = entered().get(reverse("usersessions_list")).content.decode()

    assert page.index("Chrome on Windows (this browser)") < page.index("Firefox on Linux")


def test_the_owner_sees_what_happened_to_the_account_lately(ann, entered):
    Client().post("/account/login/", {"login": "ann", "password": "wrong"})
    shown = entered().get(reverse("usersessions_list")).context["happenings"]

    assert [entry.title for entry in shown] == ["Signed in after failures", "Sign-in failed"]


def test_signing_out_everywhere_else_leaves_only_this_browser(ann, entered):
    here, there, elsewhere = entered(), entered(), entered()
    here.post(reverse("usersessions_list"))

    assert [client.get(ACCOUNT).status_code for client in (here, there, elsewhere)] == [
        200,
        302,
        302,
    ]
    assert SecurityEvent.objects.filter(user=ann, kind=SecurityKind.SESSION_ENDED).count() == 1


def test_one_browser_can_be_signed_out(ann, entered):
    here, there, elsewhere = entered(), entered(), entered()
    row = ann.usersession_set.get(session_key=there.cookies["sessionid"].value)
    here.post(reverse("usersessions_list"), {"session": row.pk})

    assert [client.get(ACCOUNT).status_code for client in (here, there, elsewhere)] == [
        200,
        302,
        200,
    ]


@pytest.mark.parametrize("chosen", ["", "x", "9" * 30])
def test_a_browser_that_is_not_in_the_list_cannot_be_signed_out(ann, entered, chosen):
    here, there = entered(), entered()
    here.post(reverse("usersessions_list"), {"session": chosen})

    assert there.get(ACCOUNT).status_code == 200


def test_nobody_can_sign_a_colleague_out(ann, entered):
    row = entered() and ann.usersession_set.get()
    other = Client()
    other.force_login(staff.user())
    other.post(reverse("usersessions_list"), {"session": row.pk})

    assert ann.usersession_set.count() == 1


def test_a_disabled_user_is_refused_at_the_very_next_request(ann, entered, clock):
    one, two = entered(), entered()
    actions.disable_account(ann, at=persons.NOW)
    refused = [one.get(ACCOUNT).status_code, two.get(ACCOUNT).status_code]
    actions.enable_account(User.objects.get(pk=ann.pk), at=persons.NOW)

    assert refused == [302, 302]
    assert [one.get(ACCOUNT).status_code, two.get(ACCOUNT).status_code] == [302, 302]
    assert entered().get(ACCOUNT).status_code == 200


def test_a_user_disabled_by_other_means_is_refused_too(ann, entered):
    client = entered()
    User.objects.filter(pk=ann.pk).update(is_active=False)

    assert client.get(ACCOUNT).status_code == 302
    assert Session.objects.count() == 0


def test_changing_the_password_ends_the_other_sessions_and_tells_the_owner(ann, entered):
    here, there = entered(), entered()
    new = {
        "oldpassword": PASSWORD,
        "password1": "nine quiet lanterns",
        "password2": "nine quiet lanterns",
    }
    here.post(reverse("account_change_password"), new)

    assert [here.get(ACCOUNT).status_code, there.get(ACCOUNT).status_code] == [200, 302]
    assert ann.outgoing_set.get().subject == "Your ICM password was changed"
    assert SecurityEvent.objects.filter(user=ann, kind=SecurityKind.PASSWORD_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("new", "problem"),
    [("short", "too short"), ("password1234", "too common"), ("seven", "too short")],
)
def test_a_weak_password_is_refused(entered, new, problem):
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    response = entered().post(reverse("account_change_password"), fields)

    assert problem in response.content.decode()


def test_what_ran_out_is_cleared_and_the_rest_stays(ann, entered, clock):
    old = entered()
    after(clock, hours=13)
    new = entered()
    done = actions.tidy(at=persons.NOW + timedelta(hours=13))
    again = actions.tidy(at=persons.NOW + timedelta(hours=13))

    keys = set(Session.objects.values_list("session_key", flat=True))
    assert old.cookies["sessionid"].value not in keys
    assert keys == {new.cookies["sessionid"].value}
    assert set(ann.usersession_set.values_list("session_key", flat=True)) == keys
    assert (done["sessions"], again["sessions"]) == (1, 0)


def test_the_script_of_somebody_signed_out_elsewhere_hears_that_no_time_is_left(client, db):
    assert client.get(reverse("core:stay")).json() == {"left": 0}
    assert client.post(reverse("core:draft"), {"text": "x"}).json() == {"left": 0}
