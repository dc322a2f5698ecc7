"""The schedule is kept: worked out with what is due, told what changed and why, moved by nothing that is fixed."""

from datetime import timedelta

import pytest

from conferences.actions.judging import Judged, judge_next
from conferences.models import Conference, Judgement, Next
from conferences.policy.kinds import Kind
from icm.clocks import actions as clocks
from icm.core.history import events
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import actions as people
from icm.people.models import Event, Person
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role
from tests.factories import conferences, persons, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY, NOW = persons.TODAY, persons.NOW
SOON = TODAY + timedelta(100)


@pytest.fixture
def organiser():
    return staff.user((Role.ICM_CO_ORDINATOR, "barlinnie"))


@pytest.fixture
def person():
    """Enhanced, sentenced and conferred about a year ago, assessed as low."""
    made = persons.person(route=RouteSlug.ENHANCED)
    persons.sentence(made, term_years=14)
    since = Person.objects.get(pk=made.pk).admitted_at.date()
    for kind, value in ((EventKind.LSCMI, "low"), (EventKind.CC_INITIAL, "")):
        _note(made, kind, since + timedelta(3), value)
    clocks.reevaluate([made.pk], at=NOW)
    return made


def _note(person, kind, on, value=""):
    Event.objects.create(
        person=person,
        reference=f"{kind.value}-{on}",
        kind=kind,
        on=on,
        value=value,
        recorded_at=NOW,
    )


def judged(person, by, reference="one", **what):
    wanted = Judged(**{"reference": reference, "kind": Kind.PERIODIC, "why": "As agreed."} | what)
    return judge_next(person, wanted, by=by, principals=principals(by), at=NOW)


def next_of(person):
    return Next.objects.get(person=person)


def test_everybody_on_enhanced_icm_has_a_next_conference_and_nobody_else(person):
    standard = persons.person(route=RouteSlug.STANDARD)
    clocks.reevaluate([person.pk, standard.pk], at=NOW)

    assert [row.person_id for row in Next.objects.all()] == [person.pk]
    assert next_of(person).on or next_of(person).waits


def test_what_is_unchanged_writes_nothing(person):
    written = events(Next).count()

    clocks.reevaluate([person.pk], at=NOW + timedelta(hours=1))
    clocks.sweep(on=TODAY)

    assert events(Next).count() == written == 1


def test_a_change_of_the_facts_proposes_anew_and_says_what_changed_and_why(person, organiser):
    before = next_of(person)
    change = people.Happening(
        reference="change-1", kind=EventKind.FURTHER_OFFENCE, on=TODAY - timedelta(1)
    )
    people.note_events(person, [change], by=organiser, at=NOW)

    after = next_of(person)

    assert (before.changed, after.kind, after.basis) == ("", "event", "rule")
    assert after.changed.startswith(f"It was {before.get_kind_display()} by ")
    assert "CC-EVENT" in after.changed
    assert after.since == TODAY


def test_what_is_fixed_stays_where_it_is_whatever_comes_up(person, organiser):
    row = conferences.fixed(person, organiser, kind=Kind.PERIODIC)
    fixed = next_of(person)
    change = people.Happening(
        reference="change-1", kind=EventKind.FURTHER_OFFENCE, on=TODAY - timedelta(1)
    )
    people.note_events(person, [change], by=organiser, at=NOW)

    after = next_of(person)

    assert (fixed.basis, after.basis, after.on) == ("fixed", "fixed", fixed.on)
    assert Conference.objects.get(pk=row.pk).starts_at == row.starts_at


def test_whoever_left_custody_has_none(person):
    Person.objects.filter(pk=person.pk).update(released_on=TODAY)

    clocks.sweep(on=TODAY)

    assert not Next.objects.exists()


class TestJudgeNext:
    def test_takes_the_place_of_what_was_proposed(self, person, organiser):
        judged(person, organiser, on=SOON)

        row = next_of(person)

        assert (row.basis, row.on, row.kind) == ("judged", SOON, "periodic")
        assert "Judged right on" in " ".join(row.reasons)

    def test_may_name_what_the_next_one_waits_for(self, person, organiser):
        judged(person, organiser, waits="The end of the programme.")

        assert next_of(person).waits

    def test_sent_twice_is_one(self, person, organiser):
        first = judged(person, organiser, on=SOON)

        assert judged(person, organiser, on=SOON) == first
        with pytest.raises(SentBefore):
            judged(person, organiser, on=SOON, why="Another.")

    @pytest.mark.parametrize(
        ("what", "says"),
        [
            ({"on": SOON, "why": ""}, "Say why"),
            ({}, "one of the two"),
            ({"on": SOON, "waits": "A move."}, "one of the two"),
            ({"on": TODAY - timedelta(1)}, "past"),
        ],
    )
    def test_refuses_what_settles_nothing(self, person, organiser, what, says):
        with pytest.raises(Refused, match=says):
            judged(person, organiser, **what)
        assert not Judgement.objects.exists()

    def test_refuses_while_a_date_is_fixed(self, person, organiser):
        conferences.fixed(person, organiser, kind=Kind.PERIODIC)

        with pytest.raises(Refused, match="A date is fixed"):
            judged(person, organiser, on=SOON)

    def test_refuses_for_somebody_not_on_enhanced_icm(self, organiser):
        with pytest.raises(Refused, match="not on Enhanced"):
            judged(persons.person(route=RouteSlug.STANDARD), organiser, on=SOON)

    def test_is_not_for_whoever_arranges_nothing(self, person):
        officer = staff.user((Role.RESIDENTIAL_OFFICER, "barlinnie"))

        with pytest.raises(NotAllowed):
            judged(person, officer, on=SOON)
