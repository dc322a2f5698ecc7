"""A Core Screen from its first sitting to its reader."""

from datetime import date, timedelta

import pytest

from casework.actions import completing, handing_on, screens
from casework.actions.completing import Ending
from casework.models import Answer, Referral
from casework.policy import screen_form
from casework.policy.areas import Area
from icm.clocks.models import Due
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people import actions as people
from icm.people.models import Event, Person
from icm.policy.dated import Dated, Since
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.screens import (
    answered,
    begun,
    completed,
    doing,
    found,
    needed,
    provider,
)

TOMORROW = persons.TODAY + timedelta(days=1)
LATER = persons.NOW + timedelta(hours=2)


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


@pytest.fixture
def reception(world):
    return world.user(Role.RECEPTION)


@pytest.fixture
def new(world):
    """Somebody who came in this morning, sentenced: their 72 hours run."""
    person = persons.person(admitted_at=persons.days_ago(0, 8))
    persons.sentence(person)
    people.settle(person, at=persons.NOW)
    return Person.objects.get(pk=person.pk)


def kinds(person):
    return sorted(Event.objects.filter(person=person).values_list("kind", flat=True))


def state(person, rule):
    row = Due.objects.filter(person=person, rule=rule).first()
    return row and row.status


def end(screen, by, at=persons.NOW, **values):
    ending = Ending(**{"why": "Shaking, could not follow.", "fit": False} | values)
    return completing.end_sitting(screen, ending, **doing(by, at))


def complete(screen, by, at=persons.NOW, **values):
    declared = {"competent": True, "understood": True} | values
    return completing.complete_screen(screen, **declared, **doing(by, at))


# -- sittings -------------------------------------------------------------------------------------


def test_begin_screen_opens_a_screen_and_a_sitting_with_the_role(new, reception):
    screen = begun(new, reception)

    sitting = screen.sittings.get()
    assert (sitting.number, sitting.by, sitting.role) == (1, reception, "reception")
    assert screen.questions == "2026-1"


def test_begin_screen_again_changes_nothing(new, reception):
    assert begun(new, reception) == begun(new, reception, LATER)

    assert new.core_screens.get().sittings.count() == 1


def test_somebody_else_goes_on_in_a_sitting_of_their_own(new, reception, officer):
    begun(new, reception)
    begun(new, officer, LATER)

    first, second = new.core_screens.get().sittings.order_by("number")
    assert (first.ended_at, first.ended_why) == (LATER, screens.TAKEN_OVER)
    assert (second.by, second.role, second.ended_at) == (officer, "residential-officer", None)


def test_a_sitting_left_open_ends_when_the_next_day_begins_another(new, reception):
    begun(new, reception)
    begun(new, reception, persons.NOW + timedelta(days=1))

    assert new.core_screens.get().sittings.count() == 2


def test_begin_screen_is_not_for_social_work(new, world):
    with pytest.raises(NotAllowed):
        begun(new, world.user(Role.PBSW))


def test_nobody_is_screened_after_release(new, reception):
    Person.objects.filter(pk=new.pk).update(released_on=persons.TODAY)

    with pytest.raises(Refused, match="released"):
        begun(new, reception)


def test_end_sitting_keeps_why_and_when_and_asks_for_another(new, reception):
    sitting = end(begun(new, reception), reception, again_on=TOMORROW)

    sitting.refresh_from_db()
    assert (sitting.fit, sitting.again_on, sitting.ended_at) == (False, TOMORROW, persons.NOW)
    assert kinds(new) == ["core-screen-part"]
    assert state(new, "CSA-DISTRESS") == "unknown"
    assert state(new, "CSA-72H") == "due"
    assert Event.objects.get(person=new).note == ""


def test_end_sitting_twice_is_once(new, reception):
    screen = begun(new, reception)

    assert end(screen, reception) == end(screen, reception, LATER)
    assert kinds(new) == ["core-screen-part"]
    with pytest.raises(Refused, match="ended already"):
        end(screen, reception, why="Something else.")


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"why": ""}, "Say why"), ({"again_on": date(2026, 11, 20)}, "past")],
    ids=["no reason", "a day that is past"],
)
def test_end_sitting_refuses(new, reception, values, reason):
    with pytest.raises(Refused, match=reason):
        end(begun(new, reception), reception, **values)


def test_what_is_urgent_is_referred_though_the_form_is_not_done(new, reception):
    service = provider()
    screen = begun(new, reception)
    urgent = {"referral": "accepted", "provider": service}
    screens.answer_area(screen, needed(Area.IMMEDIATE, **urgent), **doing(reception))
    screens.answer_area(screen, needed(Area.HOUSING, **urgent), **doing(reception))

    end(screen, reception)

    assert [row.area for row in new.referrals.all()] == ["immediate"]
    assert kinds(new) == ["core-screen-part", "immediate-need", "referral"]


# -- answers --------------------------------------------------------------------------------------


def test_answer_area_is_saved_by_itself_and_again_changes_nothing(new, officer):
    screen = begun(new, officer)
    said = needed(Area.HOUSING, own_words="The flat is gone.")

    one = screens.answer_area(screen, said, **doing(officer))
    two = screens.answer_area(screen, said, **doing(officer, LATER))

    assert (one.pk, one.version) == (two.pk, two.version)
    assert (two.own_words, two.by, two.answered_at) == ("The flat is gone.", officer, persons.NOW)


def test_two_who_answer_one_area_at_once_lose_neither_text(new, officer, reception):
    screen = begun(new, officer)
    screens.answer_area(screen, needed("money", own_words="Owes rent."), **doing(officer))

    with pytest.raises(Stale) as stale:
        screens.answer_area(screen, needed("money", own_words="Fines."), **doing(reception))

    assert "Owes rent." in str(stale.value)
    assert screen.answers.get().own_words == "Owes rent."
    again = needed("money", own_words="Owes rent. Fines.", version=stale.value.version)
    assert screens.answer_area(screen, again, **doing(reception)).by == reception


def test_a_page_that_knows_of_an_answer_nobody_gave_is_shown_that_there_is_none(new, officer):
    with pytest.raises(Stale, match="nothing") as stale:
        screens.answer_area(begun(new, officer), needed("money", version=3), **doing(officer))

    assert stale.value.version == 0


def test_nothing_is_answered_after_the_sitting_has_ended(new, officer):
    screen = begun(new, officer)
    end(screen, officer)

    with pytest.raises(Refused, match="What you typed is kept"):
        screens.answer_area(screen, found("money"), **doing(officer))


def test_nothing_is_answered_after_completion(new, officer):
    screen = completed(new, officer)

    with pytest.raises(Refused, match="completed"):
        screens.answer_area(screen, needed("money", version=1), **doing(officer))


def test_an_area_the_form_does_not_have_is_refused(new, officer):
    with pytest.raises(Refused, match="does not ask"):
        screens.answer_area(begun(new, officer), found("football"), **doing(officer))


def test_answering_is_for_those_who_screen(new, officer, world):
    screen = begun(new, officer)

    with pytest.raises(NotAllowed):
        screens.answer_area(screen, found("money"), **doing(world.user(Role.HQ)))


def test_a_screen_keeps_its_version_when_the_questions_change(new, officer, monkeypatch):
    before = begun(new, officer)
    (first,) = screen_form.QUESTIONS.history
    changed = screen_form.QuestionSet("2026-2", (), first.value.questions)
    monkeypatch.setattr(
        screen_form,
        "QUESTIONS",
        Dated("CSA-72H", "Questions", first, Since(TOMORROW, changed, first.source)),
    )
    after = persons.NOW + timedelta(days=1)

    begun(new, officer, after)
    answered(before, officer, at=after)
    complete(before, officer, after)
    before.refresh_from_db()

    assert before.questions == "2026-1"
    assert begun(new, officer, after).questions == "2026-2"


# -- completion -----------------------------------------------------------------------------------


def test_complete_screen_sets_state_declaration_and_route(new, officer):
    screen = completed(new, officer)

    assert (screen.state, screen.completed_by, screen.completed_at) == (
        "completed",
        officer,
        persons.NOW,
    )
    assert (screen.completed_role, screen.competent) == ("residential-officer", True)
    assert screen.route == new.route == "enhanced"
    sitting = screen.sittings.get()
    assert (sitting.ended_at, sitting.fit) == (persons.NOW, True)


def test_the_clock_is_met_at_once(new, officer):
    assert state(new, "CSA-72H") == "due"

    completed(new, officer)

    assert state(new, "CSA-72H") == "met"
    assert state(new, "CSA-REUSE") == "unknown"


def test_the_clock_is_met_late_at_once(new, officer):
    completed(new, officer, at=persons.NOW + timedelta(days=4))

    assert state(new, "CSA-72H") == "met late"


def test_complete_screen_twice_is_once(new, officer, world):
    screen = completed(new, officer)

    assert complete(screen, officer, LATER).completed_at == persons.NOW
    assert kinds(new) == ["core-screen"]
    with pytest.raises(Refused, match="completed"):
        complete(screen, world.user(Role.LINKS_CENTRE))


def test_complete_screen_names_what_is_left(new, officer):
    screen = begun(new, officer)
    for area in list(Area)[2:]:
        screens.answer_area(screen, found(area), **doing(officer))

    with pytest.raises(Refused, match="Alcohol or drugs, Mental health"):
        complete(screen, officer)


def test_complete_screen_needs_the_declaration_and_a_sitting(new, officer):
    screen = answered(begun(new, officer), officer)

    with pytest.raises(Refused, match="declaration"):
        complete(screen, officer, competent=False)
    end(screen, officer)
    with pytest.raises(Refused, match="another sitting"):
        complete(screen, officer)


def test_completing_is_for_those_who_screen(new, officer, world):
    screen = answered(begun(new, officer), officer)

    with pytest.raises(NotAllowed, match="not yours to take"):
        completing.complete_screen(
            screen, competent=True, understood=True, **doing(world.user(Role.CBSW))
        )


def test_referrals_open_for_what_was_accepted(new, officer):
    housing, taken = provider(), {"referral": "accepted"}
    screen = completed(
        new,
        officer,
        needed("housing", **taken, provider=housing, own_words="I need a place."),
        needed("money", **taken),
        needed("work"),
    )

    row = Referral.objects.get(person=new)
    assert (row.provider, row.area, row.domain) == (housing, "housing", "accommodation")
    assert (row.origin, row.consent, row.why) == ("screen", "given", "I need a place.")
    assert row.screen == screen
    assert kinds(new) == ["core-screen", "referral"]


def test_one_service_is_asked_once_for_one_domain(new, officer):
    one = {"referral": "accepted", "provider": provider()}
    closed = {"referral": "accepted", "provider": provider(closed_on=persons.TODAY)}

    completed(
        new,
        officer,
        needed("relationships", **one),
        needed("immediate", **one),
        needed("money", **closed),
    )

    assert new.referrals.count() == 1  # both areas open the same domain, and one service is closed


def test_a_referral_made_at_the_first_sitting_is_not_made_again(new, officer):
    taken = {"referral": "accepted", "provider": provider()}
    screen = begun(new, officer)
    screens.answer_area(screen, needed("immediate", **taken), **doing(officer))
    end(screen, officer)
    begun(new, officer, LATER)
    row = screen.answers.get()
    later = needed("immediate", **taken, own_words="Changed since.", version=row.version)
    screens.answer_area(screen, later, **doing(officer, LATER))
    for area in set(Area) - {Area.IMMEDIATE}:
        screens.answer_area(screen, found(area), **doing(officer, LATER))

    complete(screen, officer, LATER)

    assert new.referrals.count() == 1
    assert kinds(new) == ["core-screen", "core-screen-part", "immediate-need", "referral"]
    assert state(new, "CSA-DISTRESS") is None


@pytest.mark.parametrize(
    ("area", "urgency", "urgent"),
    [("housing", "today", True), ("housing", "days", False), ("immediate", "later", True)],
)
def test_an_immediate_need_is_one_for_today_or_one_that_cannot_wait(
    new, officer, area, urgency, urgent
):
    completed(new, officer, needed(area, urgency=urgency))

    assert ("immediate-need" in kinds(new)) is urgent


def test_the_personal_officer_is_written_to_and_nobody_is_named(world, officer):
    screen = completed(world.person, officer)

    letter = Outgoing.objects.get(recipient=world.user(Role.PERSONAL_OFFICER))
    assert letter.key == f"screen-read:{screen.pk}:{letter.recipient_id}"
    assert world.person.family_name not in letter.subject + letter.body
    assert world.person.number not in letter.body


# -- handing on -----------------------------------------------------------------------------------


def test_tell_route_keeps_the_day_and_the_first_day_stands(new, officer):
    screen = completed(new, officer)

    told = handing_on.tell_route(screen, on=persons.TODAY, **doing(officer))
    again = handing_on.tell_route(screen, on=TOMORROW, **doing(officer, LATER))

    assert told.route_told_at == again.route_told_at == persons.NOW
    assert kinds(new) == ["core-screen", "route-told"]


@pytest.mark.parametrize(
    ("days", "reason"), [(1, "future"), (-1, "before the Core Screen")], ids=["later", "before"]
)
def test_tell_route_refuses_other_days(new, officer, days, reason):
    screen = completed(new, officer)

    on = persons.TODAY + timedelta(days=days)
    with pytest.raises(Refused, match=reason):
        handing_on.tell_route(screen, on=on, **doing(officer))


def test_tell_route_waits_for_completion(new, officer):
    with pytest.raises(Refused, match="not completed"):
        handing_on.tell_route(begun(new, officer), on=persons.TODAY, **doing(officer))


def test_the_personal_officer_reads_it_once(world, officer):
    screen = completed(world.person, officer)
    reader = world.user(Role.PERSONAL_OFFICER)
    assert state(world.person, "CSA-REUSE") == "unknown"

    handing_on.read_screen(screen, **doing(reader))
    read = handing_on.read_screen(screen, **doing(reader, persons.NOW + timedelta(days=2)))

    assert (read.read_at, read.read_by) == (persons.NOW, reader)
    assert kinds(world.person) == ["core-screen", "core-screen-read"]
    assert state(world.person, "CSA-REUSE") is None


def test_reading_is_the_personal_officers_alone(world, officer):
    screen = completed(world.person, officer)

    with pytest.raises(NotAllowed):
        handing_on.read_screen(screen, **doing(world.user(Role.FIRST_LINE_MANAGER)))


def test_reading_waits_for_completion(world, officer):
    with pytest.raises(Refused, match="not completed"):
        handing_on.read_screen(
            begun(world.person, officer), **doing(world.user(Role.PERSONAL_OFFICER))
        )


# -- giving it up ---------------------------------------------------------------------------------


def test_abandon_screen_keeps_what_was_answered_and_frees_the_way(new, officer):
    screen = begun(new, officer)
    screens.answer_area(screen, found("money"), **doing(officer))
    asking = {key: value for key, value in doing(officer).items() if key != "by"}

    gone = screens.abandon_screen(screen, why="Begun by mistake.", **asking)
    again = screens.abandon_screen(screen, why="Begun by mistake.", **asking)

    assert gone.state == again.state == "abandoned"
    assert Answer.objects.filter(screen=screen).count() == 1
    assert screen.sittings.get().ended_at == persons.NOW
    assert kinds(new) == []
    assert begun(new, officer, LATER) != screen


def test_abandon_screen_between_two_sittings(new, officer):
    screen = begun(new, officer)
    end(screen, officer)
    asking = {key: value for key, value in doing(officer).items() if key != "by"}

    assert screens.abandon_screen(screen, why="Begun by mistake.", **asking).state == "abandoned"


def test_abandon_screen_says_why(new, officer):
    screen = begun(new, officer)
    asking = {key: value for key, value in doing(officer).items() if key != "by"}

    with pytest.raises(Refused):
        screens.abandon_screen(screen, why="", **asking)


def test_complete_screen_notes_a_need_in_its_domain_and_what_was_declined(new, officer):
    urgent = {"urgency": "today"}
    completed(
        new,
        officer,
        needed("housing", **urgent, referral="declined"),
        needed("immediate", **urgent, referral="not-offered"),
    )

    noted = new.happenings.filter(kind__in=["immediate-need", "referral-declined"])
    assert set(noted.values_list("kind", "value")) == {
        ("immediate-need", ""),
        ("immediate-need", "accommodation"),
        ("referral-declined", "accommodation"),
    }
