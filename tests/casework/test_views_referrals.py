"""The pages of referrals, as staff and as the service see and use them."""

import pytest
from django.urls import reverse

from casework.models import Chase, Narrative, Referral
from casework.policy.areas import Domain
from icm.core.disclosure import WITHHELD
from icm.core.models import Consultation
from icm.policy.roles import Role
from tests.factories import persons, referrals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY
ON = {"on_day": "21", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def service(world):
    return referrals.provider()


@pytest.fixture
def row(world, officer, service):
    return referrals.referral(world.person, service, officer, days=20)


@pytest.fixture
def as_service(signed_in, service):
    return signed_in(referrals.worker(service))


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def page(client, name, *args, **wanted):
    answer = client.get(url(name, *args), wanted)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def asked(to, **values):
    return {
        "reference": "r1",
        "service": f"{Domain.ACCOMMODATION}:{to.pk}",
        "consent": "given",
        "why": "Nowhere to go.",
        "urgency": "days",
        "origin": "self",
        "disclosure": "person",
    } | values


def test_a_referral_is_made_in_one_page(world, signed_in, officer, service):
    client = signed_in(officer)
    form = page(client, "refer", world.person.pk)

    answer = client.post(
        url("refer", world.person.pk), asked(service, chaser=str(officer.pk)), follow=True
    )

    made = Referral.objects.get()
    assert f'value="accommodation:{service.pk}"' in form
    assert (made.domain, made.consent, made.urgency, made.origin) == (
        "accommodation",
        "given",
        "days",
        "self",
    )
    assert "The referral is made." in answer.content.decode()
    assert service.name in answer.content.decode()


def test_a_referral_sent_twice_is_one(world, signed_in, officer, service):
    client = signed_in(officer)
    sent = asked(service, chaser=str(officer.pk))

    for _ in range(2):
        client.post(url("refer", world.person.pk), sent)

    assert Referral.objects.count() == 1


def test_consent_not_asked_is_kept_as_not_known(world, signed_in, officer, service):
    sent = asked(service, chaser=str(officer.pk), consent="not-asked")

    signed_in(officer).post(url("refer", world.person.pk), sent)

    assert Referral.objects.get().consent == ""


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"disclosure": "team"}, "Why is it kept from them? Enter an answer"),
        ({"consent": ""}, "Do they agree to this referral? Choose an answer"),
        ({"service": ""}, "Which service? Choose an answer"),
        ({"service": "violence:1"}, "Select a valid choice"),
        ({"disclosure": "social work", "ground": "x"}, "Select a valid choice"),
    ],
)
def test_a_refused_referral_keeps_what_was_typed(world, signed_in, officer, service, values, said):
    sent = asked(service, chaser=str(officer.pk), **values)

    answer = signed_in(officer).post(url("refer", world.person.pk), sent)

    assert said in answer.content.decode()
    assert "Nowhere to go." in answer.content.decode()
    assert not Referral.objects.exists()


def test_one_for_the_same_is_refused_with_a_reason(world, signed_in, officer, service, row):
    sent = asked(service, chaser=str(officer.pk))

    answer = signed_in(officer).post(url("refer", world.person.pk), sent)

    assert "it still stands" in answer.content.decode()


def test_what_is_seldom_asked_is_shown_when_it_is_wrong(world, signed_in, officer, service):
    sent = asked(service, chaser=str(officer.pk), disclosure="team")

    answer = signed_in(officer).post(url("refer", world.person.pk), sent)

    assert '<details class="ds_details" open>' in answer.content.decode()


def test_the_persons_page_says_what_is_overdue(world, signed_in, officer, row):
    body = page(signed_in(officer), "referrals", world.person.pk)

    assert "1 of these is overdue" in body
    assert "No answer. It was due on 15 November 2026, 6 days ago." in body
    assert "Local default, not national policy." in body


def test_asking_how_it_stands_is_kept_and_shown(world, signed_in, officer, row):
    client = signed_in(officer)
    sent = {"reference": "c1", "said": "They lost the form.", "chaser": str(officer.pk)}

    client.post(url("chase_referral", world.person.pk, row.pk), sent)

    assert Chase.objects.get().said == "They lost the form."
    body = page(client, "referrals", world.person.pk)
    assert "They lost the form." in body
    assert "Asked once how it stands" in body


def test_withdrawing_ends_it(world, signed_in, officer, row):
    client = signed_in(officer)
    sent = {"version": "1", "why": "He is going home."}

    answer = client.post(url("withdraw_referral", world.person.pk, row.pk), sent, follow=True)

    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "1 referral that ended" in answer.content.decode()


def test_staff_record_the_answer_of_a_service_without_a_team(world, signed_in, officer):
    silent = referrals.provider(role=None)
    row = referrals.referral(world.person, silent, officer)
    client = signed_in(Role.LINKS_CENTRE)
    form = page(client, "record_answer", world.person.pk, row.pk, "wait")
    sent = {"version": "1", "words": "Three months.", **ON}

    client.post(url("record_answer", world.person.pk, row.pk, "wait"), sent)

    row.refresh_from_db()
    assert "When do you expect to start?" in form
    assert (row.state, row.answer, row.waiting_since) == ("waiting", "Three months.", TODAY)


def test_staff_do_not_answer_for_a_service_that_signs_in(world, signed_in, row):
    client = signed_in(Role.LINKS_CENTRE)

    answer = client.get(url("record_answer", world.person.pk, row.pk, "accept"))

    assert answer.status_code == 403


@pytest.mark.parametrize("move", ["withdraw", "chase", "eat"])
def test_what_is_no_answer_has_no_page(as_service, row, move):
    assert as_service.get(url("answer", row.pk, move)).status_code == 404


def test_whoever_works_for_a_service_begins_with_its_list(world, signed_in, as_service, row):
    answer = as_service.get("/", follow=True)

    assert answer.redirect_chain == [(url("referral_list"), 302)]
    assert world.person.number in answer.content.decode()
    assert signed_in(Role.LINKS_CENTRE).get("/").status_code == 200


def test_the_list_says_whom_how_long_and_why(world, as_service, row):
    body = page(as_service, "referral_list")

    for said in (
        f"{world.person.family_name.upper()}, {world.person.given_names}",
        f"{world.person.number}, HMP Barlinnie, A Hall",
        "They have nowhere to go on release.",
        "20 days",
        "1 referral waits longer",
    ):
        assert said in body


def test_a_service_is_told_nothing_else_of_anybody(world, as_service, row):
    """Neither date of birth, sentence, route, risk nor who their officer is, nor their other referrals."""
    other = referrals.referral(
        world.person, referrals.provider(), world.user(Role.PBSW), why="Another matter."
    )
    bodies = page(as_service, "referral_list") + page(as_service, "referral", row.pk)

    for kept in ("1990", "Enhanced", "High", "Another matter.", other.provider.name, "Tester"):
        assert kept not in bodies
    assert as_service.get(reverse("pages:person", args=[world.person.pk])).status_code == 404
    assert as_service.get(url("referrals", world.person.pk)).status_code == 404
    assert as_service.get(url("referral", other.pk)).status_code == 404


def test_what_is_withheld_never_reaches_the_service(world, signed_in, officer):
    service = referrals.provider()
    row = referrals.referral(
        world.person, service, officer, disclosure="team", ground="A source.", why="A debt."
    )
    client = signed_in(referrals.worker(service))
    bodies = page(client, "referral_list") + page(client, "referral", row.pk)

    assert WITHHELD in bodies
    assert "A debt." not in bodies
    assert "A source." not in bodies


def test_every_look_of_a_service_is_kept(world, as_service, row):
    page(as_service, "referral_list")
    page(as_service, "referral", row.pk)
    page(as_service, "answer", row.pk, "accept")

    kept = Consultation.objects.order_by("pk").values_list("page", "persons")
    assert list(kept) == [
        ("casework:referral_list", [world.person.pk]),
        ("casework:referral", [world.person.pk]),
        ("casework:answer", [world.person.pk]),
    ]


def test_a_service_takes_somebody_from_answer_to_outcome(as_service, row):
    steps = (("accept", ""), ("wait", "Full."), ("start", ""), ("close", "A flat."))
    for version, (move, words) in enumerate(steps, start=1):
        assert url("answer", row.pk, move) in page(as_service, "referral", row.pk)
        sent = {"version": str(version), "words": words, **ON}
        answer = as_service.post(url("answer", row.pk, move), sent)
        assert answer.url == url("referral", row.pk)

    row.refresh_from_db()
    assert (row.state, row.answer, row.outcome) == ("closed", "Full.", "A flat.")
    assert "This referral has ended." in page(as_service, "referral", row.pk)


def written(row, **values):
    day = {"on_day": "20", "on_month": "11", "on_year": "2026"}
    sent = {"reference": "n1", "body": "He came to each meeting.", "disclosure": "person"}
    return sent | day | values


def test_a_service_writes_its_own_part_of_the_plan(as_service, row, service):
    assert url("provider_entry", row.pk) not in page(as_service, "referral", row.pk)
    referrals.answered(row, "start", referrals.worker(service), on=TODAY)

    answer = as_service.post(url("provider_entry", row.pk), written(row), follow=True)

    made = Narrative.objects.get()
    assert (made.provider, made.domain, made.role) == (service, row.domain, Role.PROVIDER)
    assert answer.redirect_chain == [(url("referral", row.pk), 302)]
    assert "He came to each meeting." in answer.content.decode()


def test_a_service_sees_its_own_entries_only(world, as_service, row, service):
    referrals.answered(row, "start", referrals.worker(service))
    other = referrals.provider()
    elsewhere = referrals.referral(world.person, other, world.user(Role.PBSW))
    referrals.answered(elsewhere, "start", referrals.worker(other))
    client = as_service
    client.post(url("provider_entry", row.pk), written(row))
    Narrative.objects.create(
        person=world.person,
        reference="x",
        domain=row.domain,
        agency="third-sector",
        provider=other,
        role=Role.PROVIDER,
        author=world.user(Role.PROVIDER),
        on=TODAY,
        body="Theirs alone.",
        written_at=persons.NOW,
    )

    assert "Theirs alone." not in page(client, "referral", row.pk)


def test_a_near_copy_is_pointed_out_and_can_be_kept(as_service, row, service):
    referrals.answered(row, "start", referrals.worker(service))
    text = "He came to each meeting and spoke about his rent, his flat and his sister."
    as_service.post(url("provider_entry", row.pk), written(row, body=text))

    again = as_service.post(url("provider_entry", row.pk), written(row, body=text, reference="n2"))
    kept = written(row, body=text, reference="n2", _anyway="1")
    as_service.post(url("provider_entry", row.pk), kept)

    assert "Nothing is saved yet." in again.content.decode()
    assert Narrative.objects.filter(reference="n2").exists()


def test_checking_words_saves_nothing(as_service, row, service):
    referrals.answered(row, "start", referrals.worker(service))

    answer = as_service.post(url("provider_entry", row.pk), written(row, _check="1"))

    assert answer.status_code == 200
    assert not Narrative.objects.exists()


def test_nothing_is_written_before_the_answer(as_service, row):
    body = page(as_service, "provider_entry", row.pk)
    answer = as_service.post(url("provider_entry", row.pk), written(row))

    assert "Answer the referral first" in body
    assert answer.status_code == 200
    assert not Narrative.objects.exists()


def test_declining_needs_its_reason(as_service, row):
    answer = as_service.post(url("answer", row.pk, "decline"), {"version": "1", **ON})

    assert "Why is it declined? Enter an answer" in answer.content.decode()


def test_a_stale_answer_loses_no_word(as_service, row, service):
    referrals.answered(row, "accept", referrals.worker(service))
    sent = {"version": "1", "words": "We are full.", **ON}

    answer = as_service.post(url("answer", row.pk, "wait"), sent)

    assert "It now says: Accepted" in answer.content.decode()
    assert "We are full." in answer.content.decode()


def test_another_service_cannot_answer(signed_in, row):
    other = signed_in(referrals.worker(referrals.provider()))

    answer = other.post(url("answer", row.pk, "accept"), {"version": "1", "words": "", **ON})

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (404, "open")


def test_a_team_without_a_service_is_told_so(signed_in):
    assert "No service yet" in page(signed_in(Role.NHS), "referral_list")


def test_the_list_of_a_service_is_not_for_others(signed_in, row):
    assert signed_in(Role.PERSONAL_OFFICER).get(url("referral_list")).status_code == 403


def test_whoever_asks_sees_what_is_overdue(world, signed_in, officer, row):
    body = page(signed_in(officer), "chasing")

    assert "1 to ask about today, 1 without an answer in time" in body
    assert "No answer. It was due on" in body
    assert Consultation.objects.get().persons == [world.person.pk]


def test_waits_are_for_those_who_manage_them(signed_in, row):
    body = page(signed_in(Role.FIRST_LINE_MANAGER), "waits")

    assert row.provider.name in body
    assert "fewer than 5 answered" in body
    assert signed_in(Role.PERSONAL_OFFICER).get(url("waits")).status_code == 403
    national = page(signed_in(Role.HQ), "waits")
    assert "All establishments" in national
    assert row.provider.name not in national
    assert row.provider.name in page(signed_in(Role.HQ), "waits", establishment="barlinnie")
    assert "All establishments" in page(signed_in(Role.HQ), "waits", establishment="nowhere")


@pytest.fixture
def another(world, officer, service):
    """One more referral to the service, of somebody the officer knows of."""

    def add():
        of = persons.person()
        made = referrals.referral(of, service, world.user(Role.LINKS_CENTRE))
        Referral.objects.filter(pk=made.pk).update(chaser=world.user(Role.LINKS_CENTRE))

    return add


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("referral_list", None),
        ("chasing", Role.LINKS_CENTRE),
        ("waits", Role.FIRST_LINE_MANAGER),
        ("waits", Role.HQ),
    ],
)
def test_a_list_costs_the_same_for_any_number(
    name, role, world, service, signed_in, another, assert_constant_queries
):
    client = signed_in(role or referrals.worker(service))

    assert_constant_queries(add_row=another, call=lambda: page(client, name))


def test_the_persons_page_costs_the_same_for_any_number(
    world, signed_in, officer, assert_constant_queries
):
    client = signed_in(officer)

    def add():
        made = referrals.referral(world.person, referrals.provider(), officer)
        Chase.objects.create(referral=made, reference="c", at=persons.NOW, by=officer)

    assert_constant_queries(add_row=add, call=lambda: page(client, "referrals", world.person.pk))


def test_the_form_costs_the_same_for_any_number_of_services(
    world, signed_in, officer, assert_constant_queries
):
    client = signed_in(officer)

    assert_constant_queries(
        add_row=referrals.provider, call=lambda: page(client, "refer", world.person.pk)
    )
