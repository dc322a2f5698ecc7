"""The pages on which staff act on people: what they show, what they do, where they lead."""

from datetime import date

import pytest
from django.urls import reverse

from icm.core.models import BreakGlass, Consultation
from icm.people import actions
from icm.people.models import Allocation, EnteredDate, Event, Movement, Person, Sentence
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals

TODAY = {"on_day": "21", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def at_reception(signed_in):
    return signed_in(Role.RECEPTION)


@pytest.fixture
def co_ordinator(signed_in):
    return signed_in(Role.ICM_CO_ORDINATOR)


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def version(person):
    return Person.objects.get(pk=person.pk).version


def moved(person, **values):
    return {"reference": "r1", "version": version(person), "time": "09:30", **TODAY} | values


# -- movements ------------------------------------------------------------------------------------


def test_transfer_leads_to_the_list_because_the_person_is_out_of_sight(world, at_reception):
    answer = at_reception.post(
        url("transfer", world.person.pk), moved(world.person, to=world.there.pk, hall="C Hall")
    )

    assert answer.status_code == 302
    assert answer.url == reverse("pages:people")
    world.person.refresh_from_db()
    assert (world.person.establishment, world.person.hall) == (world.there, "C Hall")


def test_transfer_offers_where_it_is_planned_to(world, at_reception):
    Person.objects.filter(pk=world.person.pk).update(transfer_to=world.there)

    form = at_reception.get(url("transfer", world.person.pk)).context["form"]

    assert form.initial["to"] == world.there.pk
    assert world.here not in form.fields["to"].queryset


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"time": "25:00"}, "24-hour clock", id="no time of day"),
        pytest.param({"on_day": "22"}, "21 November 2026 or earlier", id="tomorrow"),
        pytest.param({"time": "23:59"}, "in the future", id="later today"),
        pytest.param(
            {"on_day": "29", "on_month": "3", "time": "01:30"}, "clocks went forward", id="no such"
        ),
    ],
)
def test_transfer_at_a_moment_that_cannot_be_is_refused_in_the_form(
    world, at_reception, values, words
):
    answer = at_reception.post(
        url("transfer", world.person.pk), moved(world.person, to=world.there.pk) | values
    )

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Movement.objects.exists()


def test_a_stale_page_shows_what_stands_keeps_what_was_typed_and_can_be_sent_again(
    world, at_reception
):
    page = moved(world.person, to=world.there.pk, hall="Typed Hall", version=0)

    answer = at_reception.post(url("transfer", world.person.pk), page)

    said = answer.content.decode()
    assert "HMP Barlinnie, A Hall, Mainstream" in said
    assert "Typed Hall" in said
    assert 'name="version" value="1"' in said
    again = at_reception.post(url("transfer", world.person.pk), page | {"version": "1"})
    assert again.status_code == 302


def test_plan_transfer_and_relocate_lead_back_to_the_person(world, at_reception):
    plan = at_reception.post(
        url("plan_transfer", world.person.pk),
        {"to": world.there.pk, "version": version(world.person)},
    )
    relocate = at_reception.post(
        url("relocate", world.person.pk),
        {"hall": "D Hall", "location": "nte", "version": version(world.person)},
    )

    assert plan.url == relocate.url == reverse("pages:person", args=[world.person.pk])
    world.person.refresh_from_db()
    assert (world.person.transfer_to, world.person.location) == (world.there, "nte")


def test_relocate_offers_the_units_of_the_establishment(world, at_reception):
    form = at_reception.get(url("relocate", world.person.pk)).context["form"]

    assert [kind for kind, _ in form.fields["location"].choices] == ["mainstream", "nte"]


def test_release_is_recorded(world, at_reception):
    at_reception.post(url("release", world.person.pk), moved(world.person))

    world.person.refresh_from_db()
    assert world.person.released_on == persons.TODAY


# -- events ---------------------------------------------------------------------------------------


def test_what_may_be_recorded_is_offered_by_what_it_is_about(world, signed_in):
    groups = signed_in(Role.PBSW).get(url("record_event", world.person.pk)).context["groups"]

    found = {group.title: [link.text for link in group.links] for group in groups}
    assert found["Social work"] == [
        "Social work induction meeting",
        "Designation letter sent",
        "LS/CMI completed",
    ]
    assert found["Case conferences"] == ["Case conference asked for by the person"]
    assert found["Case conferences held on paper, not in ICM"] == ["Pre-Release case conference"]


def test_every_kind_of_event_has_a_group(world):
    from icm.people.queries.acts import event_choices

    groups = event_choices(world.person, list(EventKind))

    assert sum(len(group.links) for group in groups) == len(EventKind)


def test_recording_a_core_screen_to_the_minute(world, at_reception):
    page = {"reference": "r1", "time": "09:30", "note": "Calm", **TODAY}

    answer = at_reception.post(url("record_kind", world.person.pk, "core-screen"), page)

    assert answer.status_code == 302
    event = Event.objects.get()
    assert (event.at.hour, event.at.minute, event.note) == (9, 30, "Calm")


def test_recording_without_the_time_when_it_is_not_known(world, at_reception):
    at_reception.post(
        url("record_kind", world.person.pk, "core-screen"), {"reference": "r1", **TODAY}
    )

    assert Event.objects.get().at is None


def test_recording_a_plan_may_look_ahead(world, co_ordinator):
    page = {"reference": "r1", "on_day": "3", "on_month": "1", "on_year": "2028"}

    co_ordinator.post(url("record_kind", world.person.pk, "progression-scheduled"), page)

    assert Event.objects.get().on == date(2028, 1, 3)


def test_no_such_kind_of_event_is_not_there(world, at_reception):
    assert at_reception.get(url("record_kind", world.person.pk, "nothing")).status_code == 404


def test_what_was_recorded_by_mistake_can_be_taken_back_from_the_list(world, at_reception):
    at_reception.post(
        url("record_kind", world.person.pk, "core-screen"), {"reference": "r1", **TODAY}
    )
    address = url("withdraw_event", world.person.pk, Event.objects.get().pk)
    listed = at_reception.get(reverse("pages:events", args=[world.person.pk]))
    assert address in listed.content.decode()

    answer = at_reception.post(address, {"why": "Wrong person"})

    assert answer.url == reverse("pages:events", args=[world.person.pk])
    assert not Event.objects.exists()


def test_nobody_takes_back_an_event_of_somebody_else(world, at_reception):
    at_reception.post(
        url("record_kind", world.person.pk, "core-screen"), {"reference": "r1", **TODAY}
    )

    answer = at_reception.get(url("withdraw_event", world.standard.pk, Event.objects.get().pk))

    assert answer.status_code == 404


# -- allocations ----------------------------------------------------------------------------------


def test_allocate_offers_officers_with_how_many_they_look_after(world, signed_in):
    page = signed_in(Role.FIRST_LINE_MANAGER).get(url("allocate", world.standard.pk))

    said = page.content.decode()
    assert "Personal Officer Tester (1 person)" in said
    assert "Personal officer: nobody." in said


def test_allocate_gives_the_person_an_officer(world, signed_in):
    officer = world.user(Role.PERSONAL_OFFICER)

    signed_in(Role.FIRST_LINE_MANAGER).post(
        url("allocate", world.standard.pk),
        {"to": officer.pk, "version": version(world.standard)},
    )

    assert Allocation.objects.get(person=world.standard).user == officer


def test_allocate_in_a_role_that_another_manager_allocates_is_refused(world, signed_in):
    answer = signed_in(Role.FIRST_LINE_MANAGER).get(
        url("allocate", world.person.pk), {"role": Role.PBSW}
    )

    assert answer.status_code == 403


# -- dates ----------------------------------------------------------------------------------------


def test_entering_a_date_shows_what_the_rule_gives_and_keeps_it(world, co_ordinator):
    page = co_ordinator.get(url("enter_date", world.person.pk, "pqd"))
    assert "Computed" in page.content.decode()

    co_ordinator.post(
        url("enter_date", world.person.pk, "pqd"),
        {
            "on_day": "7",
            "on_month": "January",
            "on_year": "2030",
            "why": "The warrant",
            "version": version(world.person),
        },
    )

    entered = EnteredDate.objects.get()
    assert (entered.on, entered.why) == (date(2030, 1, 7), "The warrant")
    shown = co_ordinator.get(url("enter_date", world.person.pk, "pqd")).content.decode()
    assert "Overridden by" in shown
    assert url("withdraw_date", world.person.pk, "pqd") in shown


def test_a_date_that_no_rule_gives_can_be_entered(world, co_ordinator):
    page = co_ordinator.get(url("enter_date", world.standard.pk, "pqd"))

    assert "No rule gives this date" in page.content.decode()


def test_withdrawing_an_entered_date(world, co_ordinator):
    co_ordinator.post(
        url("enter_date", world.person.pk, "pqd"),
        {"on": "2030-01-07", "why": "x", "version": version(world.person)},
    )

    co_ordinator.post(
        url("withdraw_date", world.person.pk, "pqd"),
        {"why": "Misread", "version": version(world.person)},
    )

    assert not EnteredDate.objects.filter(stands=True).exists()


@pytest.mark.parametrize("name", ["enter_date", "withdraw_date"])
def test_no_such_kind_of_date_is_not_there(world, co_ordinator, name):
    assert co_ordinator.get(url(name, world.person.pk, "birthday")).status_code == 404


# -- sentences and details ------------------------------------------------------------------------


def test_the_kinds_of_sentence_lead_to_forms_that_ask_only_what_they_need(world, at_reception):
    life = at_reception.get(url("record_sentence", world.remand.pk, "life")).context["form"]
    short = at_reception.get(url("record_sentence", world.remand.pk, "stp")).context["form"]
    unknown = at_reception.get(url("record_sentence", world.remand.pk, "unknown")).context["form"]

    assert "punishment_years" in life.fields
    assert "term_years" not in life.fields
    assert "punishment_years" not in short.fields
    assert {"term_years", "punishment_years", "recalled_on"} <= set(unknown.fields)


def test_recording_a_sentence_of_which_little_is_known(world, at_reception):
    answer = at_reception.post(
        url("record_sentence", world.remand.pk, "unknown"), {"reference": "r1"}
    )

    assert answer.url == url("sentences", world.remand.pk)
    sentence = Sentence.objects.get(person=world.remand)
    assert (sentence.kind, sentence.term_years, sentence.domestic_abuse) == ("", None, None)


def test_recording_a_sentence_in_full(world, at_reception):
    page = {
        "reference": "r1",
        "imposed_on": "2026-11-20",
        "start_on": "2026-11-20",
        "term_years": "5",
        "extension_months": "24",
        "domestic_abuse": "yes",
        "listed_sexual": "no",
        "court": "High Court",
    }

    at_reception.post(url("record_sentence", world.remand.pk, "extended"), page)

    sentence = Sentence.objects.get(person=world.remand)
    assert (sentence.kind, sentence.extension_months) == ("extended", 24)
    assert (sentence.domestic_abuse, sentence.listed_sexual) == (True, False)


def test_changing_a_sentence_starts_from_what_is_recorded(world, at_reception):
    sentence = world.person.sentences.get()
    Sentence.objects.filter(pk=sentence.pk).update(domestic_abuse=False, recalled_on=persons.TODAY)
    address = url("change_sentence", world.person.pk, sentence.pk, "ltp")
    form = at_reception.get(address).context["form"]
    assert (form.initial["term_years"], form.initial["domestic_abuse"]) == (6, "no")

    at_reception.post(address, {"term_years": "7", "version": version(world.person)})

    sentence.refresh_from_db()
    assert sentence.term_years == 7
    assert sentence.recalled_on == persons.TODAY  # not asked about for this kind, so not touched


def test_changing_the_kind_leaves_nothing_of_the_other_kind(world, at_reception):
    sentence = world.person.sentences.get()

    at_reception.post(
        url("change_sentence", world.person.pk, sentence.pk, "life"),
        {"punishment_years": "12", "version": version(world.person)},
    )

    sentence.refresh_from_db()
    assert (sentence.kind, sentence.term_years, sentence.punishment_years) == ("life", None, 12)


def test_the_kind_as_recorded_is_marked(world, at_reception):
    sentence = world.person.sentences.get()

    page = at_reception.get(url("sentence_kind", world.person.pk, sentence.pk))

    marked = [link.text for link in page.context["choices"] if link.note]
    assert marked == ["Long-term"]


@pytest.mark.parametrize("name", ["sentence_kind", "change_sentence"])
def test_a_sentence_of_somebody_else_is_not_there(world, at_reception, name):
    other = world.standard.sentences.get().pk
    args = [world.person.pk, other] + (["ltp"] if name == "change_sentence" else [])

    assert at_reception.get(url(name, *args)).status_code == 404


def test_no_such_kind_of_sentence_is_not_there(world, at_reception):
    assert at_reception.get(url("record_sentence", world.person.pk, "short")).status_code == 404


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        pytest.param({"kind": "ltp", "term_years": 6, "term_months": 1}, "6 years 1 month", id="l"),
        pytest.param({"kind": "life", "punishment_years": 15}, "Punishment part", id="life"),
        pytest.param({"kind": "extended"}, "Extension", id="extended"),
        pytest.param({"kind": "sro", "supervision_months": 6}, "6 months", id="sro"),
        pytest.param({"kind": "", "terrorism": True}, "Terrorism offence", id="not known"),
        pytest.param({"kind": "stp", "quashed_on": persons.TODAY}, "Quashed on", id="quashed"),
    ],
)
def test_the_sentences_page_says_what_each_kind_needs(world, signed_in, values, shown):
    Sentence.objects.filter(person=world.person).update(term_years=None)
    Sentence.objects.filter(person=world.person).update(**values)

    said = signed_in(Role.PBSW).get(url("sentences", world.person.pk)).content.decode()

    assert shown in said
    assert "Record a sentence" not in said


def test_changing_details_starts_from_what_is_recorded(world, at_reception):
    form = at_reception.get(url("details", world.person.pk)).context["form"]
    assert form.initial["family_name"] == world.person.family_name

    at_reception.post(
        url("details", world.person.pk),
        {
            "family_name": "Changed",
            "given_names": "Name",
            "legal": "sentenced",
            "communication_needs": "Large print",
            "version": version(world.person),
        },
    )

    world.person.refresh_from_db()
    assert (world.person.family_name, world.person.born_on) == ("Changed", None)


# -- break-glass access ---------------------------------------------------------------------------


def test_breaking_glass_leads_to_the_record_and_is_kept(world, signed_in):
    client = signed_in(Role.RESIDENTIAL_OFFICER)

    answer = client.post(
        url("break_glass"),
        {"number": world.person_there.number.lower(), "reason": "A threat was reported"},
    )

    address = reverse("pages:person", args=[world.person_there.pk])
    assert answer.url == address
    assert client.get(address).status_code == 200
    assert Consultation.objects.filter(break_glass=True, page="pages:person").exists()


def test_broken_glass_can_be_given_up_by_whoever_broke_it(world, signed_in):
    client = signed_in(Role.RESIDENTIAL_OFFICER)
    client.post(
        url("break_glass"),
        {"number": world.person_there.number, "reason": "A threat was reported"},
    )
    glass = BreakGlass.objects.get()
    assert url("end_glass", glass.pk) in client.get(url("break_glass")).content.decode()

    assert client.post(url("end_glass", glass.pk)).url == url("break_glass")

    assert client.get(reverse("pages:person", args=[world.person_there.pk])).status_code == 404


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", "Enter an answer"), ("urgent", "at least 10"), ("A threat was reported", "nobody")],
)
def test_breaking_glass_needs_a_reason_and_a_number(world, signed_in, reason, words):
    answer = signed_in(Role.RESIDENTIAL_OFFICER).post(
        url("break_glass"), {"number": "X00", "reason": reason}
    )

    assert words.lower() in answer.content.decode().lower()
    assert not BreakGlass.objects.exists()


def test_the_co_ordinator_reads_who_opened_the_records_of_their_people(world, signed_in):
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    actions.break_glass(
        number=world.person_there.number,
        reason="A threat was reported",
        by=officer,
        principals=principals(officer),
        at=persons.NOW,
    )

    there = signed_in(Role.ICM_CO_ORDINATOR, "perth").get(url("glass_log")).content.decode()
    here = signed_in(Role.ICM_CO_ORDINATOR).get(url("glass_log")).content.decode()

    assert "A threat was reported" in there
    assert "A threat was reported" not in here


def test_every_page_about_a_person_is_kept_in_the_log_of_who_looked(world, at_reception):
    at_reception.get(url("transfer", world.person.pk))
    at_reception.get(url("move", world.person.pk))

    looked = Consultation.objects.values_list("page", "persons")
    assert sorted(looked) == [
        ("people:move", [world.person.pk]),
        ("people:transfer", [world.person.pk]),
    ]
