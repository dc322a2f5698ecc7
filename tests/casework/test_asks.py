"""What somebody asks for: numbered, answered by a day, told to a manager where it is not; read by whoever may."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from casework.actions import asks
from casework.models import Ask
from casework.policy.asks import Wanted, answer_by, is_late
from casework.queries.asks import asks_page, own_ask, own_asks, owner_of, waiting_asks
from icm.core.access import principals_of
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.pages.queries.officer import my_people
from icm.people.models import Allocation
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.asks import asked, own
from tests.factories.conferences import transferred

WRONG = {"words": "My house number is 4.", "part": "details"}


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def waiting(world):
    return asked(world.person, world.outsider, words="I want to talk about home.")


def answered(row, by, act=asks.finish, answer="We talked on Monday.", version=None):
    asking = principals_of(by, at=persons.NOW)
    version = row.version if version is None else version
    return act(row, answer=answer, version=version, by=by, principals=asking, at=persons.NOW)


@pytest.mark.parametrize(
    ("wanted", "last"),
    [
        (Wanted.TALK, date(2026, 12, 29)),  # Christmas and Boxing Day stand between
        (Wanted.COPY, date(2026, 12, 31)),
        (Wanted.CORRECTION, date(2027, 1, 11)),
    ],
)
def test_the_days_for_an_answer_are_working_days(wanted, last):
    assert answer_by(wanted, date(2026, 12, 22)) == last
    assert not is_late(last, last)
    assert is_late(last, last + timedelta(days=1))


def test_each_has_a_number_a_day_and_an_owner(world, officer, waiting):
    second = asked(world.person, world.outsider, Wanted.CORRECTION, reference="two", **WRONG)

    assert [waiting.name, second.name] == ["A1", "A2"]
    assert waiting.answer_by == answer_by(Wanted.TALK, persons.TODAY)
    assert owner_of(world.person) == officer.display_name()


def test_without_an_officer_the_managers_there_owe_it_and_nowhere_nobody_is_known(world):
    Allocation.objects.filter(person=world.person).update(until_on=persons.TODAY)
    assert owner_of(world.person) == f"First Line Manager, {world.here.name}"

    world.person.establishment = None
    assert owner_of(world.person) == ""


def test_sent_twice_it_is_asked_once(world, waiting):
    assert asked(world.person, world.outsider, words=waiting.words) == waiting
    with pytest.raises(SentBefore):
        asked(world.person, world.outsider, words="Something else.")
    assert Ask.objects.count() == 1


def test_one_talk_at_a_time_and_as_many_corrections_as_there_are_errors(world, waiting):
    with pytest.raises(Refused, match="wait for the answer"):
        asked(world.person, world.outsider, reference="two")
    for reference in ("three", "four"):
        asked(world.person, world.outsider, Wanted.CORRECTION, reference=reference, **WRONG)
    assert Ask.objects.filter(wanted="correction").count() == 2


@pytest.mark.parametrize(
    "said", [{}, {"part": "details"}, {"words": "x"}, {"part": "x", "words": "x"}]
)
def test_a_correction_says_what_is_wrong(world, said):
    with pytest.raises(Refused):
        asked(world.person, world.outsider, Wanted.CORRECTION, **said)


def test_nobody_asks_for_somebody_else(world, officer):
    for asking in (own(world.person_there, officer), principals_of(officer, at=persons.NOW)):
        with pytest.raises(NotAllowed):
            asks.ask(
                world.person,
                asks.Need(reference="x", wanted=Wanted.COPY),
                by=officer,
                principals=asking,
                at=persons.NOW,
            )


def test_the_answer_comes_back_to_the_person(world, officer, waiting):
    answered(waiting, officer)

    (told,) = own_asks(world.person, persons.TODAY)
    assert (told.row.state, told.answer) == ("done", "We talked on Monday.")
    assert own_ask(world.person_there, waiting.pk, persons.TODAY) is None


def test_a_no_says_how_to_challenge_it(world, officer, waiting):
    answered(waiting, officer, asks.refuse, "I am not on that hall any more.")

    (told,) = own_asks(world.person, persons.TODAY)
    assert told.challenge


def test_an_answer_has_words_without_figures_and_is_given_once(officer, waiting):
    for answer in ("", "Your LS/CMI total score is 27."):
        with pytest.raises(Refused):
            answered(waiting, officer, answer=answer)
    done = answered(waiting, officer)
    with pytest.raises(Stale):
        answered(waiting, officer, asks.refuse)
    with pytest.raises(Refused):
        answered(done, officer, asks.refuse)


def test_they_alone_take_it_back(world, officer, waiting):
    with pytest.raises(NotAllowed):
        asks.withdraw(
            waiting, version=1, principals=principals_of(officer, at=persons.NOW), at=persons.NOW
        )
    asks.withdraw(waiting, version=1, principals=own(world.person, world.outsider), at=persons.NOW)
    assert asked(world.person, world.outsider, reference="anew").name == "A2"


def test_what_is_overdue_is_told_to_the_manager_once_and_names_nobody(world, waiting):
    last = waiting.answer_by
    assert asks.escalate(on=last, at=persons.NOW) == 0
    for _ in range(2):
        asks.escalate(on=last + timedelta(days=1), at=persons.NOW)

    (letter,) = Outgoing.objects.all()
    assert letter.recipient == world.user(Role.FIRST_LINE_MANAGER)
    for word in (world.person.family_name, world.person.number, "talk", waiting.words):
        assert word not in letter.subject + letter.body
    waiting.refresh_from_db()
    assert waiting.escalated_at == persons.NOW


def test_after_a_move_the_manager_there_is_told_once_too(world, waiting):
    late = waiting.answer_by + timedelta(days=1)
    asks.escalate(on=late, at=persons.NOW)
    transferred(world.person, world.there.slug)

    for days in (1, 1, 2):
        at = persons.NOW + timedelta(days=days)
        asks.escalate(on=late + timedelta(days=days), at=at)

    there = world.user(Role.FIRST_LINE_MANAGER, "perth")
    letters = Outgoing.objects.order_by("pk").values_list("recipient", flat=True)
    assert list(letters) == [world.user(Role.FIRST_LINE_MANAGER).pk, there.pk]
    waiting.refresh_from_db()
    assert waiting.escalated_at == persons.NOW + timedelta(days=1)


def test_whoever_takes_the_post_over_is_told_and_nobody_twice(world, waiting):
    late = waiting.answer_by + timedelta(days=1)
    asks.escalate(on=late, at=persons.NOW)
    before = world.user(Role.FIRST_LINE_MANAGER)
    team = before.groups.get()
    new = world.user(Role.FIRST_LINE_MANAGER, "perth")
    new.groups.add(team)

    assert asks.escalate(on=late, at=persons.NOW) == 1
    assert asks.escalate(on=late, at=persons.NOW) == 0
    assert Outgoing.objects.filter(recipient=new).count() == 1


def test_what_was_answered_meanwhile_is_told_to_nobody(world, officer, waiting):
    late = waiting.answer_by + timedelta(days=1)
    asks.escalate(on=late, at=persons.NOW)
    answered(waiting, officer)
    transferred(world.person, world.there.slug)

    assert asks.escalate(on=late, at=persons.NOW) == 0


def test_telling_costs_the_same_for_any_number(world, assert_constant_queries):
    number = iter(range(100))

    def add():
        one = asked(
            world.person, world.outsider, Wanted.CORRECTION, reference=f"c{next(number)}", **WRONG
        )
        Ask.objects.filter(pk=one.pk).update(answer_by=persons.TODAY - timedelta(days=1))

    def again():
        Ask.objects.update(escalated_to=[])
        asks.escalate(on=persons.TODAY, at=persons.NOW)

    assert_constant_queries(add_row=add, call=again)


def test_where_there_is_nobody_to_tell_it_is_not_said_that_somebody_was_told(world, waiting):
    world.user(Role.FIRST_LINE_MANAGER).groups.clear()

    asks.escalate(on=waiting.answer_by + timedelta(days=1), at=persons.NOW)

    waiting.refresh_from_db()
    assert waiting.escalated_at is None


def test_it_is_the_officers_own_work_and_counted_for_the_manager(world, officer, waiting):
    late = waiting.answer_by + timedelta(days=1)
    asking = principals_of(officer, at=persons.NOW)
    manager = principals_of(world.user(Role.FIRST_LINE_MANAGER), at=persons.NOW)

    (one,) = my_people(asking, on=persons.TODAY, page=1).people
    assert "They ask: a talk with their officer" in {s.title for s in (*one.next, *one.steps)}
    assert waiting_asks(asking, persons.TODAY) == (1, 0)
    assert waiting_asks(manager, late) == (0, 1)
    assert asks_page(manager, late, 1).late == 1
    for role in (Role.PBSW, Role.HQ, Role.PROVIDER):
        nobody = principals_of(world.user(role), at=persons.NOW)
        assert asks_page(nobody, late, 1).persons == ()


def test_my_people_and_the_persons_page_lead_to_all_they_asked_for(
    world, officer, waiting, signed_in
):
    browser = signed_in(officer)
    url = reverse("casework:person_asks", args=[world.person.pk])

    mine = browser.get(reverse("pages:my_people")).content.decode()
    overview = browser.get(reverse("pages:person", args=[world.person.pk])).content.decode()

    assert f'href="{url}"' in mine
    assert f'href="{url}"' in overview
    assert browser.get(url).status_code == 200


def test_where_nothing_waits_my_people_says_so(world, officer, waiting):
    answered(waiting, officer)

    (one,) = my_people(principals_of(officer, at=persons.NOW), on=persons.TODAY, page=1).people
    (fact,) = (fact for fact in one.facts if fact.key == "Asked at a terminal")
    assert fact.value == "Nothing waits for an answer"
    assert fact.href == reverse("casework:person_asks", args=[world.person.pk])


def test_ones_own_people_stand_first(world, officer, waiting):
    """Somebody else's is due earlier."""
    other = asked(world.standard, world.outsider, at=persons.days_ago(30))
    officers = principals_of(officer, at=persons.NOW)
    hall = principals_of(world.user(Role.RESIDENTIAL_OFFICER), at=persons.NOW)

    listed = asks_page(hall, persons.TODAY, 1)
    assert [row["ask"] for row in listed.table.rows] == ["A1", "A1"]
    assert listed.table.rows[0]["number"] == world.standard.number
    mine = asks_page(officers, persons.TODAY, 1).table.rows
    assert mine[0]["number"] == world.person.number
    assert other.answer_by < waiting.answer_by


def test_staff_answer_on_a_page_that_loses_nothing(world, officer, waiting, signed_in):
    page = reverse("casework:answer_ask", args=[waiting.pk])
    browser = signed_in(officer)
    sent = {"version": 1, "outcome": "refused", "answer": ""}

    assert "I want to talk about home." in browser.get(page).content.decode()
    browser.post(page, sent | {"outcome": "done", "answer": "We talked."})
    again = browser.post(page, sent | {"answer": "I wrote this too late."}).content.decode()

    waiting.refresh_from_db()
    assert waiting.answer == "We talked."
    assert "I wrote this too late." in again


def test_staff_of_the_other_place_find_nothing(world, waiting, signed_in):
    browser = signed_in(world.user(Role.PERSONAL_OFFICER, "perth"))

    for page in (
        reverse("casework:answer_ask", args=[waiting.pk]),
        reverse("casework:person_asks", args=[world.person.pk]),
    ):
        assert browser.get(page).status_code == 404
