"""Conversations: recorded once, read by the team, and known to the clocks where the route was explained."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from casework.actions.talks import Talk, record_conversation
from casework.models import Conversation
from casework.policy.officers import Topic
from casework.queries.talks import conversation_entries, last_talks
from icm.core.access import principals_of
from icm.core.models import Consultation
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons

TALK = Talk(
    reference="talk-1",
    at=persons.days_ago(1),
    topics=(Topic.PLAN, Topic.NEXT),
    explained="What the plan asks of him.",
    understood="partly",
    said="I would rather work outside.",
    again_on=persons.TODAY,
)


@pytest.fixture
def talked(world):
    """``talked(TALK)``: the personal officer records it."""
    officer = world.user(Role.PERSONAL_OFFICER)

    def record(talk=TALK, *, by=officer, person=None):
        who = principals_of(by, at=persons.NOW)
        person = person or world.person
        return record_conversation(person, talk, by=by, principals=who, at=persons.NOW)

    return record


def test_a_conversation_keeps_what_was_said_and_in_which_role(world, talked):
    made = talked()

    assert made.role == Role.PERSONAL_OFFICER
    assert made.topics == ["plan", "next"]
    assert (made.at, made.recorded_at) == (TALK.at, persons.NOW)


def test_the_same_page_sent_twice_is_one_conversation(talked):
    assert talked() == talked()
    assert Conversation.objects.count() == 1


def test_the_same_page_with_other_answers_is_refused(world, talked):
    talked()

    with pytest.raises(SentBefore):
        talked(replace(TALK, said="Nothing."))
    with pytest.raises(SentBefore):
        talked(by=world.user(Role.RESIDENTIAL_OFFICER))
    assert Conversation.objects.get().said == TALK.said


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"at": persons.NOW + timedelta(minutes=1)}, "future"),
        ({"topics": ()}, "what you talked about"),
        ({"topics": ("weather",)}, "not on the list"),
        ({"again_on": persons.days_ago(1).date()}, "later day"),
    ],
)
def test_what_cannot_be_is_refused(talked, changes, why):
    with pytest.raises(Refused, match=why):
        talked(replace(TALK, **changes))
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("role", [Role.HQ, Role.RMT_CHAIR, Role.PAROLE_CO_ORDINATOR])
def test_who_does_not_talk_with_people_records_no_conversation(world, talked, role):
    with pytest.raises(NotAllowed):
        talked(by=world.user(role))


def test_who_broke_glass_records_no_conversation(world, talked):
    with pytest.raises(NotAllowed):
        talked(by=world.user(Role.RESIDENTIAL_OFFICER, "perth"))


def test_having_explained_the_route_is_known_to_the_clocks_once(world, talked):
    talk = replace(TALK, topics=(Topic.ROUTE,))
    made = talked(talk)
    talked(talk)

    told = Event.objects.get(person=world.person, kind=EventKind.ROUTE_TOLD)
    assert (told.on, told.reference) == (TALK.at.date(), f"talk-{made.pk}")


def test_who_does_not_record_the_route_talks_of_it_without_an_event(world, talked):
    talked(replace(TALK, topics=(Topic.ROUTE,)), by=world.user(Role.PBSW))

    assert not Event.objects.filter(kind=EventKind.ROUTE_TOLD).exists()


def test_the_newest_conversation_is_the_last(world, talked):
    talked()
    talked(replace(TALK, reference="older", at=persons.days_ago(9), again_on=None))

    last = last_talks([world.person.pk, world.standard.pk])

    assert list(last) == [world.person.pk]
    assert (last[world.person.pk].on, last[world.person.pk].again_on) == (
        TALK.at.date(),
        persons.TODAY,
    )


def test_entries_say_what_was_explained_and_whether_it_was_understood(world, talked, asking):
    talked()

    (entry,) = conversation_entries(world.person, asking(Role.PBSW))

    assert entry.title == "The action plan; What happens next"
    assert [fact.value for fact in entry.facts] == [
        TALK.explained,
        "In part: go back to it",
        TALK.said,
        "21 November 2026",
    ]


# -- pages ------------------------------------------------------------------------------------------


def url(name, person):
    return reverse(f"casework:{name}", args=[person.pk])


def posted(**values):
    return {
        "reference": "page-1",
        "topics": ["plan"],
        "understood": "yes",
        "on_day": "20",
        "on_month": "11",
        "on_year": "2026",
        "time": "14:05",
        "again": "14",
    } | values


def test_an_officer_records_a_conversation_and_goes_on_with_their_people(world, signed_in):
    answer = signed_in(Role.PERSONAL_OFFICER).post(url("talk", world.person), posted())

    assert answer.headers["Location"] == f"/my-people/#person-{world.person.pk}"
    made = Conversation.objects.get()
    assert made.again_on == persons.TODAY + timedelta(days=13)
    assert made.understood == "yes"


def test_others_are_led_to_the_conversations(world, signed_in):
    answer = signed_in(Role.RESIDENTIAL_OFFICER).post(
        url("talk", world.standard), posted(understood="cannot-tell", again="")
    )

    assert answer.headers["Location"] == url("talks", world.standard)
    made = Conversation.objects.get()
    assert (made.understood, made.again_on) == ("", None)


def test_another_day_must_be_said(world, signed_in):
    officer = signed_in(Role.PERSONAL_OFFICER)

    missing = officer.post(url("talk", world.person), posted(again="day"))
    assert "Day to talk again: enter the day" in missing.content.decode()

    day = {"again_on_day": "24", "again_on_month": "12", "again_on_year": "2026"}
    officer.post(url("talk", world.person), posted(again="day", **day))
    assert Conversation.objects.get().again_on.isoformat() == "2026-12-24"


def test_a_refusal_loses_nothing(world, signed_in):
    answer = signed_in(Role.PERSONAL_OFFICER).post(
        url("talk", world.person), posted(said="I want to see my son.", on_day="21", time="23:59")
    )

    assert "That is in the future" in answer.content.decode()
    assert "I want to see my son." in answer.content.decode()


def test_what_a_link_is_about_is_ticked_and_now_is_filled_in(world, signed_in):
    page = signed_in(Role.PERSONAL_OFFICER).get(url("talk", world.person) + "?about=plan&about=x")

    form = page.context["form"]
    assert form.initial["topics"] == ["plan"]
    assert form.initial["time"] == "10:00"


def test_each_look_at_conversations_and_duties_is_kept(world, signed_in, talked):
    talked()
    client = signed_in(Role.PERSONAL_OFFICER)

    assert "rather work outside" in client.get(url("talks", world.person)).content.decode()
    assert "Keep them motivated" in client.get(url("duties", world.person)).content.decode()
    client.get(url("talk", world.person))

    looked = Consultation.objects.filter(persons=[world.person.pk]).values_list("page", flat=True)
    assert sorted(looked) == ["casework:duties", "casework:talk", "casework:talks"]
