"""Each kind of case conference, from the facts that ask for it to the minute, and to the conference after it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.urls import reverse

from conferences.actions.judging import Judged, judge_next
from conferences.models import Conference
from conferences.policy.kinds import Kind
from icm.people import actions as people
from icm.people.policy import DateKind
from icm.policy.facts import EventKind, SentenceKind
from icm.policy.roles import Role
from tests.factories import assessments, persons
from tests.factories.receptions import principals
from tests.journeys.conferring import CO_ORDINATOR, MEETING, Conferring
from tests.journeys.walking import typed_day

pytestmark = pytest.mark.django_db
LONG_AGO = date(2024, 4, 1)
NEXT_ON = date(2027, 7, 5)


@dataclass(frozen=True)
class Case:
    """What rule asks for it by which day, after which facts."""

    rule: str
    due_on: date
    before: object


def assessed(one):
    assessments.done(one.person, one.story.world.user(Role.PBSW), days=3)


def later_in_the_sentence(one):
    """The Initial is long past, with the LS/CMI there."""
    one.sentenced_on(LONG_AGO)
    one.person.refresh_from_db()
    assessments.done(one.person, one.story.world.user(Role.PBSW), days=900)
    one.happened(EventKind.CC_INITIAL, days=880)


def an_initial_without_assessment(one):
    one.happened(EventKind.CC_INITIAL, days=10)
    assessed(one)


def judged_right(one):
    later_in_the_sentence(one)
    one.work_out()
    by = one.story.world.user(CO_ORDINATOR)
    said = Judged(
        reference="j", kind=Kind.PERIODIC, why="The course ends then.", on=date(2027, 1, 15)
    )
    judge_next(one.person, said, by=by, principals=principals(by), at=persons.NOW)


def a_relapse(one):
    later_in_the_sentence(one)
    one.happened(EventKind.CHANGE, days=4, value="relapse")


def entered(kind, on):
    def enter(one):
        later_in_the_sentence(one)
        one.person.refresh_from_db()
        by = one.story.world.user(CO_ORDINATOR)
        entry = people.Entry(
            kind=kind, on=on, why="By letter of the Board.", version=one.person.version
        )
        people.enter_date(one.person, entry, by=by, principals=principals(by), at=persons.NOW)

    return enter


def to_move_on(one):
    later_in_the_sentence(one)
    days = (persons.TODAY - date(2028, 1, 15)).days
    one.happened(EventKind.PROGRESSION_SCHEDULED, days=days)


def recalled(one):
    on = persons.TODAY - timedelta(10)
    one.sentenced_on(on, kind=SentenceKind.RECALLED, recalled_on=on)


def back_in_closed(one):
    later_in_the_sentence(one)
    one.happened(EventKind.BACK_IN_CLOSED, days=5)


def asked_and_agreed(one):
    later_in_the_sentence(one)
    one.happened(EventKind.CC_ASKED, days=9)
    one.happened(EventKind.CC_AGREED, days=2)


def within(days, of):
    return persons.TODAY - timedelta(of) + timedelta(days)


CASES = {
    Kind.INITIAL: Case("CC-INITIAL-6M", date(2027, 4, 22), assessed),
    Kind.FOLLOW_UP: Case("CC-FOLLOWUP-LSCMI", within(42, 3), an_initial_without_assessment),
    Kind.PERIODIC: Case("CC-PERIODIC", date(2027, 1, 15), judged_right),
    Kind.EVENT: Case("CC-EVENT", within(42, 4), a_relapse),
    Kind.PREPAROLE: Case("CC-PREPAROLE", date(2027, 1, 7), entered(DateKind.PQD, date(2027, 4, 1))),
    Kind.PREPROGRESSION: Case("CC-PREPROG-12M", date(2027, 1, 15), to_move_on),
    Kind.PRERELEASE: Case(
        "CC-PRERELEASE", date(2027, 1, 12), entered(DateKind.RELEASE, date(2027, 4, 12))
    ),
    Kind.RECALL: Case("CC-RECALL-6W", within(42, 10), recalled),
    Kind.RETURN: Case("CC-RETURN", within(42, 5), back_in_closed),
    Kind.REQUESTED: Case("CC-REQUEST", within(42, 2), asked_and_agreed),
}


@pytest.mark.parametrize("kind", CASES, ids=str)
def test_from_what_asks_for_it_to_the_next_one(story, kind):
    case = CASES[kind]
    one = Conferring(story, kind, case.rule)
    case.before(one)
    one.work_out()
    assert (story.standing(case.rule), story.due_on(case.rule)) == ("due", case.due_on)

    one.invite(one.arrange())
    assert story.standing("CC-INVITE-4W") == "met"
    one.answer()
    one.minute(one.hold(**what_comes_next(kind)))

    # What the rule asks for next is the day decided now; of any other kind it is done.
    if kind is Kind.PERIODIC:
        assert (story.standing(case.rule), story.due_on(case.rule)) == ("due", NEXT_ON)
    else:
        assert story.standing(case.rule) == "met"
    the_next_stands(one)


def what_comes_next(kind):
    if kind is Kind.PRERELEASE:
        return {"next_kind": ""}
    if kind is Kind.REQUESTED:
        words = {"next_when": "Once the course is finished.", "next_why": "There is little else."}
        return {"next_kind": "periodic", **words}
    return {
        "next_kind": "periodic",
        "next_why": "The course ends in June.",
        **typed_day("next_on", NEXT_ON),
    }


def the_next_stands(one):
    """The day that was decided, or what is waited for; nobody is left without one or the other."""
    story, stands = one.story, one.next
    assert stands.on or stands.waits
    if one.kind is Kind.PRERELEASE:
        assert story.standing("CC-PERIODIC") is None
    elif one.kind is Kind.REQUESTED:
        page = story.home(CO_ORDINATOR).go(reverse("conferences:next", args=[one.person.pk]))
        assert "Once the course is finished." in page.text
    else:
        assert story.due_on("CC-PERIODIC") == NEXT_ON
        planned = Conference.objects.get(person=one.person, state="planned")
        assert (planned.kind, planned.due_on) == ("periodic", NEXT_ON)


def test_a_recall_is_never_taken_for_an_initial(story):
    one = Conferring(story, Kind.RECALL, "CC-RECALL-6W")
    recalled(one)
    one.work_out()
    address = reverse("conferences:plan", args=[one.person.pk])

    walker = story.home(CO_ORDINATOR).go(f"{address}?kind=initial")
    walker.refused("Plan it", kind="initial", why="They came in last week.")

    assert not Conference.objects.exists()


def test_an_initial_without_the_assessment_is_held_only_with_its_follow_up_dated(story):
    one = Conferring(story, Kind.INITIAL, "CC-INITIAL-6M")
    one.work_out()
    one.invite(one.arrange())
    one.answer()
    story.later(days=(MEETING.date() - persons.TODAY).days, hours=3)
    chair = one.page(CO_ORDINATOR).follow("Record that it was held")

    chair.refused(**what_comes_next(Kind.INITIAL))
    assert "held without it only where a Follow-up is agreed" in chair.text
    chair.send(
        next_kind="follow-up", next_why="The LS/CMI is late.", **typed_day("next_on", NEXT_ON)
    )

    assert (story.standing("CC-FOLLOWUP-LSCMI"), story.due_on("CC-FOLLOWUP-LSCMI")) == (
        "due",
        NEXT_ON,
    )
