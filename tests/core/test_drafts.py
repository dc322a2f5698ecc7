"""What somebody was typing when their session ended."""

from datetime import date, timedelta

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path, reverse

from icm.core import drafts
from icm.core.forms import DateParts
from icm.core.models import Draft
from icm.core.refusals import Refused
from icm.core.views import ActionView
from tests.factories import persons, staff

PAGE = "/note/"
TYPED = {
    "text": "Seen on the landing; settled.",
    "on_day": "3",
    "on_month": "march",
    "on_year": "2026",
    "needs": ["housing", "family"],
}
LAYOUT = """{% extends "layouts/task.html" %}
{% block title %}Note{% endblock %}
{% block heading %}{% page_header "Note" %}{% endblock %}
{% block content %}<form method="post">{% csrf_token %}{{ form }}{% button "Save" %}</form>{% endblock %}"""


class Note(forms.Form):
    text = forms.CharField(widget=forms.Textarea)
    on = DateParts(label="Day", required=False)
    needs = forms.MultipleChoiceField(
        choices=[("housing", "Housing"), ("family", "Family"), ("work", "Work")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    password = forms.CharField(required=False)


class WriteNote(ActionView):
    permission_required = "write"
    form_class = Note

    def load(self):
        return staff

    def held(self, record):
        return frozenset({"write"})

    def act(self, record, form):
        if "refuse" in form.cleaned_data["text"]:
            raise Refused("Not now.")

    def next_url(self, record, result):
        return reverse("core:account")

    def render_to_response(self, context, **kwargs):
        page = engines["django"].from_string(LAYOUT)
        return HttpResponse(page.render(context, self.request))


urlpatterns = [path("note/", WriteNote.as_view(), name="note"), path("", include("icm.urls"))]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.REQUIRE_MFA = False


@pytest.fixture
def ann(db, clock):
    return staff.user(username="ann", name="Ann Officer")


@pytest.fixture
def client(ann):
    client = Client()
    client.force_login(ann)
    client.get(PAGE)
    return client


def save(client, page=PAGE, opened=persons.NOW, **fields):
    body = {**(fields or TYPED), "_page": page, "_opened": opened.timestamp()}
    return client.post(reverse("core:draft"), body)


def later(clock, **time):
    clock(persons.NOW + timedelta(**time))


def test_what_is_sent_after_the_end_is_not_done_but_back_in_the_form_afterwards(ann, client, clock):
    later(clock, minutes=15)
    response = client.post(PAGE, TYPED)
    client.force_login(ann)
    page = client.get(PAGE)

    assert response.url == "/account/login/?next=%2Fnote%2F"
    form = page.context["form"]
    assert form["text"].value() == TYPED["text"]
    assert form["on"].value() == ("3", "march", "2026")
    assert form["needs"].value() == ["housing", "family"]
    content = page.content.decode()
    assert "What you typed here until 21 November 2026 at 10:15 was not sent" in content
    assert 'value="housing" aria' in content or "checked" in content


def test_the_person_is_told_that_the_text_is_kept(client, clock):
    later(clock, minutes=15)
    page = client.post(PAGE, TYPED, follow=True)

    assert "What you had typed is kept" in page.content.decode()


def test_the_text_survives_on_the_server_while_one_types(client):
    assert save(client).json() == {"saved": True, "left": 900}

    assert client.get(PAGE).context["form"]["text"].value() == TYPED["text"]


def test_typing_keeps_the_session_alive(client, clock):
    later(clock, minutes=14)
    save(client)
    later(clock, minutes=28)

    assert client.get(PAGE).status_code == 200


def test_what_the_script_saves_too_late_is_kept_all_the_same(ann, client, clock):
    later(clock, minutes=15)
    response = client.post(
        reverse("core:draft"), TYPED, headers={"referer": f"http://testserver{PAGE}"}
    )
    back = Client()
    back.force_login(ann)

    assert response.json() == {"left": 0}
    assert back.get(PAGE).context["form"]["text"].value() == TYPED["text"]


def test_a_sent_form_is_empty_the_next_time(client):
    save(client)
    client.post(PAGE, TYPED)

    assert client.get(PAGE).context["form"]["text"].value() is None
    assert Draft.objects.get().fields == {}


@pytest.mark.parametrize("text", ["", "please refuse"], ids=["not valid", "refused"])
def test_a_form_that_was_not_accepted_keeps_its_text(client, text):
    save(client)
    client.post(PAGE, {"text": text})

    assert client.get(PAGE).context["form"]["text"].value() == TYPED["text"]


def test_a_copy_that_arrives_after_the_form_was_sent_does_not_come_back(client, clock):
    client.post(PAGE, TYPED)
    late = save(client)
    later(clock, minutes=1)
    fresh = save(client, opened=persons.NOW + timedelta(seconds=30))

    assert (late.json()["saved"], fresh.json()["saved"]) == (False, True)


def test_the_text_can_be_given_up(client):
    save(client)
    response = client.post(reverse("core:forget_draft"), {"_page": PAGE})

    assert response.url == PAGE
    assert client.get(PAGE).context["form"]["text"].value() is None


@pytest.mark.parametrize("page", ["https://example.org/", "//example.org", "/\\example.org", ""])
def test_giving_up_leads_nowhere_else(client, page):
    assert client.post(reverse("core:forget_draft"), {"_page": page}).url == reverse("core:account")


def test_nobody_else_sees_the_text(client):
    save(client)
    other = Client()
    other.force_login(staff.user())

    assert other.get(PAGE).context["form"]["text"].value() is None


def test_passwords_and_tokens_are_never_kept(client):
    save(
        client,
        text="x",
        password="secret",
        csrfmiddlewaretoken="t",
        code="123456",
        new_password1="p",
    )

    assert Draft.objects.get().fields == {"text": ["x"]}


def test_a_reference_is_never_kept(client):
    save(client, text="x", reference="A-17/2026")

    assert Draft.objects.get().fields == {"text": ["x"]}


def test_a_character_the_database_cannot_keep_is_left_out_and_nothing_else(client):
    saved = save(client, page=PAGE + "\0", **{"te\0xt": "one\0 two", "pass\0word": "secret"})

    assert saved.json()["saved"] is True
    assert Draft.objects.get().fields == {"text": ["one two"]}
    assert client.get(PAGE).context["form"]["text"].value() == "one two"
    client.post(reverse("core:forget_draft"), {"_page": PAGE + "\0"})
    assert Draft.objects.get().fields == {}


def test_a_text_with_such_a_character_that_arrives_after_the_end_is_kept(ann, client, clock):
    later(clock, minutes=15)
    client.post(PAGE, {"text": "one\0 two"})

    assert Draft.objects.get().fields == {"text": ["one two"]}


def test_a_page_that_shows_no_answers_for_checking_has_none_to_change(client):
    save(client)
    response = client.post(PAGE, TYPED | {"_change": "1"})

    assert response.url == reverse("core:account")


@pytest.mark.parametrize(
    "page",
    [
        "/account/password/change/",
        "/account/login/",
        "https://example.org/",
        "//x",
        "note",
        "/" + "a" * 400,
    ],
)
def test_only_pages_of_ours_that_ask_no_secret_are_kept(client, page):
    assert save(client, page=page).json()["saved"] is False


def test_an_empty_form_and_an_endless_text_are_not_kept(client):
    assert save(client, text="  ").json()["saved"] is False
    assert save(client, text="x" * (drafts.LARGEST + 1)).json()["saved"] is False


def test_one_user_has_so_many_drafts_and_no_more(ann, client, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_PAGES", 3)
    for number in range(5):
        drafts.keep(
            ann.pk,
            f"/note/{number}/",
            {"text": ["x"]},
            opened_at=None,
            at=persons.NOW + timedelta(minutes=number),
        )

    assert sorted(Draft.objects.values_list("page", flat=True)) == [
        "/note/2/",
        "/note/3/",
        "/note/4/",
    ]


def test_a_forged_post_plants_no_text(ann, clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    client.get(PAGE)
    later(clock, minutes=15)
    response = client.post(PAGE, TYPED)

    assert response.status_code == 403
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(("days", "left"), [(30, 1), (31, 0)])
def test_a_text_nobody_came_back_for_is_cleared_after_thirty_days(ann, days, left):
    drafts.keep(ann.pk, PAGE, {"text": ["x"]}, opened_at=None, at=persons.NOW)
    drafts.forget_old(at=persons.NOW + timedelta(days=days))

    assert Draft.objects.count() == left


def test_a_form_without_a_kept_text_says_nothing_of_one(client):
    page = client.get(PAGE)

    assert "was not sent" not in page.content.decode()
    assert page.context["form"]["on"].value() is None
    assert date(2026, 3, 3) not in page.context["form"].initial.values()
