"""The pages about one person: what they hold, who is written down, what they cost."""

import pytest
from django.urls import reverse

from icm.core.models import Consultation
from icm.people.models import Event
from icm.policy.roles import Role
from tests.factories import persons

pytestmark = pytest.mark.django_db
PAGES = ["person", "why", "events", "history", "consultations"]


def page(client, person, name="person", **query):
    return client.get(reverse(f"pages:{name}", args=[person.pk]), query)


def test_overview_shows_dates_with_their_basis_and_the_picture_with_its_table(world, signed_in):
    answer = page(signed_in(Role.ICM_CO_ORDINATOR), world.person)

    assert answer.status_code == 200
    assert "Parole qualifying date (PQD)" in answer.text
    assert "<svg" in answer.text
    assert "The sentence at a glance" in answer.text


def test_overview_keeps_supervision_apart_from_risk(world, signed_in):
    text = page(signed_in(Role.ICM_CO_ORDINATOR), world.person).text

    assert "It is not an assessment of risk." in text
    assert text.index("Supervision inside the prison") < text.index("Assessed risk")


def test_an_unreadable_sentence_gives_unknowns_and_no_error(world, signed_in):
    person = persons.person(legal="sentenced", route="unknown")
    persons.sentence(person, start_on=None, imposed_on=None, term_years=None, kind="")

    answer = page(signed_in(Role.ICM_CO_ORDINATOR), person)

    assert answer.status_code == 200
    assert "until the warrant is recorded in full" in answer.text


def test_what_waits_for_the_warrant_stands_in_one_place_with_the_act(world, signed_in):
    person = persons.person(legal="sentenced", route="unknown")
    act = reverse("people:sentences", args=[person.pk])

    writer = page(signed_in(Role.ICM_CO_ORDINATOR), person).text
    reader = page(signed_in(Role.RESIDENTIAL_OFFICER), person).text

    assert writer.count("until the warrant is recorded in full</summary>") == 1
    heading = writer.index("until the warrant is recorded in full")
    assert f'<a href="{act}">Record the sentence</a>' in writer[heading : heading + 600]
    assert ">Record the sentence</a>" not in reader
    assert "It can be recorded by: ICM Case Co-ordinator, ICM Co-ordinator" in reader


def test_the_first_thing_is_what_is_next_why_and_whose_it_is(world, signed_in):
    text = page(signed_in(Role.ICM_CO_ORDINATOR), world.person).text
    following = text[text.index("Next:") :]

    assert text.index("Next:") < text.index("What needs doing")
    assert following.index("Who must act:") < following.index("What needs doing")


@pytest.mark.parametrize("name", PAGES)
def test_every_look_is_written_down_before_it_is_shown(world, signed_in, name):
    client = signed_in(Role.ICM_CO_ORDINATOR)

    assert page(client, world.person, name).status_code == 200

    written = Consultation.objects.latest("pk")
    assert (written.page, written.persons) == (f"pages:{name}", [world.person.pk])


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_shown_when_the_look_cannot_be_written_down(world, signed_in, name, monkeypatch):
    client = signed_in(Role.ICM_CO_ORDINATOR)
    client.raise_request_exception = False

    def broken(*args, **kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr("icm.pages.views.person.record_consultation", broken)

    answer = page(client, world.person, name)

    assert answer.status_code == 500
    assert world.person.family_name not in answer.text


@pytest.mark.parametrize(
    "on", ["2020-01-01", "2040-12-31", "0001-01-01", "9999-12-31", "yesterday", "31/02/2026", ""]
)
def test_why_answers_for_any_day_and_any_text(world, signed_in, on):
    answer = page(signed_in(Role.ICM_CO_ORDINATOR), world.person, "why", on=on)

    assert answer.status_code == 200
    assert "This is how things stand on" in answer.text


def test_events_newest_first_with_when_they_were_recorded(world, signed_in):
    for n, day in enumerate((3, 9)):
        Event.objects.create(
            person=world.person, reference=f"e{n}", kind="plan-updated", on=persons.days_ago(day).date(),
            note=f"note {day}", recorded_at=persons.NOW,
        )  # fmt: skip

    text = page(signed_in(Role.ICM_CO_ORDINATOR), world.person, "events").text

    assert text.index("note 3") < text.index("note 9")
    assert "recorded 9 days later" in text


def test_history_tells_what_was_changed_and_from_what(world, signed_in):
    world.person.hall = "Letham"
    world.person.save()

    text = page(signed_in(Role.ICM_CO_ORDINATOR), world.person, "history").text

    assert "Letham" in text
    assert "was A Hall" in text


def test_overview_costs_the_same_for_any_record(world, signed_in, assert_constant_queries):
    client = signed_in(Role.ICM_CO_ORDINATOR)
    numbers = iter(range(1000))

    def add():
        Event.objects.create(
            person=world.person, reference=f"r{next(numbers)}", kind="plan-updated", on=persons.TODAY,
            recorded_at=persons.NOW,
        )  # fmt: skip

    assert_constant_queries(add_row=add, call=lambda: page(client, world.person))


@pytest.mark.parametrize("role", [Role.ICM_CO_ORDINATOR, Role.PERSONAL_OFFICER])
def test_overview_costs_at_most_twelve_queries(
    world, signed_in, django_assert_max_num_queries, role
):
    client = signed_in(role)
    assert page(client, world.person).status_code == 200

    with django_assert_max_num_queries(12):
        page(client, world.person)


def test_why_leads_to_the_act_that_answers_the_rule(world, signed_in):
    assert (
        "Do the Core Screen" in page(signed_in(Role.RESIDENTIAL_OFFICER), world.person, "why").text
    )
    assert "Do the Core Screen" not in page(signed_in(Role.PBSW), world.person, "why").text


def test_nothing_is_asked_of_a_day_on_which_the_person_was_not_in_custody(world, signed_in):
    text = page(signed_in(Role.ICM_CO_ORDINATOR), world.person, "why", on="2020-01-01").text

    assert "Nothing is known for that day" in text
    assert "Staff must" not in text


def test_nothing_is_next_for_somebody_released(world, signed_in):
    text = page(signed_in(Role.HQ), world.released).text

    assert "Nothing needs doing now." in text
    assert "Next:" not in text
