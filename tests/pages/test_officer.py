"""My people: who is in it, what each needs next, and that it costs the same for any number."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import ActionPlan, ActionSay, Conversation, CoreScreen, Narrative
from icm.clocks import actions as clocks
from icm.core.models import Consultation
from icm.pages.queries import officer as reading
from icm.people import access
from icm.people import actions as people
from icm.people.models import Allocation, Person
from icm.policy.roles import Role
from tests.casework.test_talks import TALK
from tests.factories import action_plans, persons, receptions, staff

MY_PEOPLE = "/my-people/"


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


def allocated(officer, **values):
    person = persons.person(**values)
    Allocation.objects.create(
        person=person, user=officer, role=Role.PERSONAL_OFFICER, from_on=persons.TODAY
    )
    access.sync(person)
    return person


def page_of(user):
    return reading.my_people(receptions.principals(user), on=persons.TODAY, page=1)


def screened(person, by, days=2):
    return CoreScreen.objects.create(
        person=person,
        reference="s",
        questions="2026",
        state="completed",
        begun_at=persons.days_ago(days),
        begun_by=by,
        completed_at=persons.days_ago(days),
        completed_by=by,
        competent=True,
    )


def wrote(person, by, days=3, **values):
    return Narrative.objects.create(
        **{
            "person": person,
            "reference": f"n{days}",
            "domain": "accommodation",
            "agency": "residential",
            "role": Role.PERSONAL_OFFICER,
            "author": by,
            "on": persons.days_ago(days).date(),
            "body": "He asked about a flat.",
            "written_at": persons.days_ago(days),
        }
        | values
    )


def test_an_officer_sees_their_people_and_nobody_else(world, officer):
    released = allocated(officer, released_on=persons.TODAY)

    assert [one.pk for one in page_of(officer).people] == [world.person.pk]
    assert released.pk not in page_of(officer).persons


def test_who_stands_in_sees_them_too_and_for_whom(world, officer):
    residential = world.user(Role.RESIDENTIAL_OFFICER)
    manager = receptions.principals(world.user(Role.FIRST_LINE_MANAGER))
    leave = people.Leave(from_on=persons.TODAY, until_on=persons.TODAY, cover=residential)
    people.record_absence(officer, leave, by=officer, principals=manager, at=persons.NOW)

    page = page_of(residential)

    assert [(one.pk, one.cover) for one in page.people] == [
        (world.person.pk, officer.display_name())
    ]
    assert page.covering == (officer.display_name(),)


def test_who_went_to_work_elsewhere_has_left_their_people_behind(world, officer):
    assert [one.pk for one in page_of(officer).people] == [world.person.pk]

    officer.groups.set(world.user(Role.PERSONAL_OFFICER, "perth").groups.all())

    assert page_of(officer).people == ()


def test_what_is_the_officers_own_comes_first_then_what_is_late(world, officer):
    clocks.sweep(on=persons.TODAY)
    screened(world.person, officer)

    (one,) = page_of(officer).people

    assert [step.title for step in one.next] == ["Read their Core Screen"]
    assert len(one.steps) >= 2
    more = len(one.steps) + one.more
    assert one.folded.startswith(f"{world.person.full_name}: {more} more things to do")


def test_a_day_to_go_back_is_shown_when_it_comes_near(world, officer):
    person = allocated(officer)
    plan = ActionPlan.objects.create(
        person=person,
        number=1,
        state="agreed",
        view="no-answer",
        view_on=persons.days_ago(9).date(),
        ask_again_on=persons.TODAY + timedelta(days=8),
        review_on=persons.TODAY + timedelta(days=80),
        drafted_at=persons.days_ago(9),
        drafted_by=officer,
        agreed_at=persons.days_ago(9),
        agreed_by=officer,
    )

    def steps():
        (row,) = [one for one in page_of(officer).people if one.pk == person.pk]
        return [step.title for step in (*row.next, *row.steps)]

    assert steps() == []
    plan.ask_again_on = persons.TODAY + timedelta(days=7)
    plan.save()
    assert steps() == ["Go back: what do they say to the plan?"]
    plan.view = "agreed"
    plan.save()
    assert steps() == []


@pytest.mark.parametrize(("days", "shown"), [(8, []), (7, ["Talk with them again"])])
def test_a_day_to_talk_again_is_shown_when_it_comes_near(world, officer, days, shown):
    from casework.actions.talks import record_conversation

    person = allocated(officer)
    talk = replace(TALK, again_on=persons.TODAY + timedelta(days=days))
    who = receptions.principals(officer)
    record_conversation(person, talk, by=officer, principals=who, at=persons.NOW)

    (row,) = [one for one in page_of(officer).people if one.pk == person.pk]

    assert [step.title for step in row.next] == shown


def test_the_last_entry_and_conversation_are_said_or_said_to_be_missing(world, officer):
    facts = {fact.key: fact.value for fact in page_of(officer).people[0].facts}
    assert facts["Last entry"] == facts["Last conversation"] == "None on record"

    assert page_of(officer).people[0].lately == "No conversation on record; no entry on record."

    wrote(world.person, officer)
    assert page_of(officer).people[0].lately.endswith("last entry 3 days ago.")
    facts = {fact.key: fact for fact in page_of(officer).people[0].facts}

    assert facts["Last entry"].value.endswith("Social care: accommodation")
    assert facts["Last entry"].age == "3 days ago"


def test_a_read_core_screen_or_one_of_an_earlier_stay_is_no_task(world, officer):
    screen = screened(world.person, officer, days=31)
    assert page_of(officer).unread == 0  # before they came in

    CoreScreen.objects.filter(pk=screen.pk).update(completed_at=persons.days_ago(2))
    assert page_of(officer).unread == 1

    CoreScreen.objects.filter(pk=screen.pk).update(read_at=persons.NOW)
    assert page_of(officer).unread == 0


def test_my_people_costs_the_same_for_any_number(
    world, officer, assert_constant_queries, signed_in
):
    client = signed_in(officer)

    def add():
        person = allocated(officer)
        wrote(person, officer)
        screened(person, officer)

    assert_constant_queries(add_row=add, call=lambda: client.get(MY_PEOPLE))


def test_home_of_an_officer_is_their_people_and_the_work_list_stays_a_page(world, signed_in):
    client = signed_in(Role.PERSONAL_OFFICER)

    assert client.get("/").headers["Location"] == MY_PEOPLE
    assert client.get(reverse("pages:work")).status_code == 200
    assert client.get("/?state=overdue").status_code == 200  # a bookmark of the list still works


def test_everybody_else_begins_with_the_work_list(world, signed_in):
    assert signed_in(Role.FIRST_LINE_MANAGER).get("/").status_code == 200


def test_each_look_is_kept_with_everybody_shown(world, officer, signed_in):
    other = allocated(officer)
    signed_in(officer).get(MY_PEOPLE)

    kept = Consultation.objects.get(page="pages:my_people")
    assert kept.persons == sorted([world.person.pk, other.pk])


def test_writing_and_talking_are_one_page_from_the_list(world, officer, signed_in):
    client = signed_in(officer)
    page = client.get(MY_PEOPLE).content.decode()

    for name in ("write", "talk"):
        address = reverse(f"casework:{name}", args=[world.person.pk])
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_an_officer_without_people_is_told_whom_to_ask(world, signed_in):
    alone = staff.user((Role.PERSONAL_OFFICER, "barlinnie"))

    assert "Nobody is allocated to you" in signed_in(alone).get(MY_PEOPLE).content.decode()


def test_five_fifty_and_five_hundred_people_cost_the_same(world, officer, signed_in):
    client = signed_in(officer)
    client.get(MY_PEOPLE)  # warms what is read once a process
    costs = []
    for number in (5, 50, 500):
        made = Person.objects.bulk_create(
            Person(
                number=f"L{number}{one:04}",
                family_name=f"Large{one}",
                given_names="Number",
                establishment=world.here,
                admitted_at=persons.days_ago(30),
                route="standard",
            )
            for one in range(number - Allocation.objects.filter(user=officer).count())
        )
        Allocation.objects.bulk_create(
            Allocation(person=one, user=officer, role=Role.PERSONAL_OFFICER, from_on=persons.TODAY)
            for one in made
        )
        access.sync_all(made)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(MY_PEOPLE)
        assert page.context["page"].pages.total == number
        costs.append(len(captured))

    assert costs[0] == costs[1] == costs[2]


def test_a_disagreement_is_the_officers_until_they_talked_of_the_plan(world, officer):
    plan = action_plans.in_force(world.person, officer)
    ActionSay.objects.create(
        person=world.person, plan=plan, line=1, view="disagreed",
        said_at=persons.days_ago(2), said_by=world.outsider,
    )  # fmt: skip
    title = "They do not agree with an action of the plan"

    (one,) = page_of(officer).people
    (step,) = (step for step in (*one.next, *one.steps) if step.title == title)
    assert step.href.endswith("?about=plan")

    Conversation.objects.create(
        person=world.person, reference="t", at=persons.NOW, by=officer, role="personal-officer",
        topics=["plan"], recorded_at=persons.NOW,
    )  # fmt: skip
    (one,) = page_of(officer).people
    assert title not in [step.title for step in (*one.next, *one.steps)]
