"""A review of the supervision level, from proposal to acknowledgement."""

from datetime import date, timedelta

import pytest

from icm.clocks.models import Due
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Person
from icm.policy.facts import Level
from icm.policy.roles import Role
from risk import actions
from risk.models import SupervisionReview
from tests.factories import persons, staff
from tests.factories.receptions import criteria, decided, noticed, principals, proposed, received

YESTERDAY, TOMORROW = (persons.TODAY + timedelta(days=n) for n in (-1, 1))


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


@pytest.fixture
def low(world):
    """Somebody at Low, so that a higher level needs notice first."""
    Person.objects.filter(pk=world.standard.pk).update(supervision_level=Level.LOW)
    world.standard.refresh_from_db()
    return world.standard


def step(act, review, by, **values):
    details = {"version": review.version} | values
    return act(review, **details, principals=principals(by), at=persons.NOW)


def decide(review, by, level=Level.MEDIUM, **values):
    details = {"level": level, "reasons": "Good conduct.", "version": review.version} | values
    decision = actions.Decision(**details)
    return actions.decide(review, decision, by=by, principals=principals(by), at=persons.NOW)


def represent(review, by, words, on=persons.TODAY):
    heard = actions.Representation(words=words, on=on, version=review.version)
    return actions.represent(review, heard, by=by, principals=principals(by), at=persons.NOW)


# -- proposing ------------------------------------------------------------------------------------


def test_propose_keeps_the_level_before_and_the_notes(world, officer):
    review = proposed(world.standard, officer, criteria=criteria(" Quiet on the wing. "))

    assert (review.level_before, review.proposed_level) == (Level.HIGH, Level.MEDIUM)
    assert set(review.criteria.values()) == {"Quiet on the wing."}
    assert (review.establishment, review.proposed_by) == (world.here, officer)


def test_propose_of_the_review_that_is_due_keeps_its_last_day(world, officer):
    person = received(world.user(Role.RECEPTION))

    review = proposed(person, officer, kind="72h")

    assert review.due_on == date(2026, 11, 24)


def test_propose_twice_with_one_reference_is_one_review(world, officer):
    first = proposed(world.standard, officer, reference="same")

    assert proposed(world.standard, officer, reference="same") == first
    assert SupervisionReview.objects.count() == 1


@pytest.mark.parametrize(
    "values",
    [{"level": Level.LOW}, {"kind": "72h"}, {"criteria": criteria("Much to note.")}],
)
def test_propose_does_not_drop_other_answers_with_one_reference(world, officer, values):
    proposed(world.standard, officer, reference="same")

    with pytest.raises(Refused, match="sent with other answers"):
        proposed(world.standard, officer, reference="same", **values)

    assert SupervisionReview.objects.get().proposed_level == Level.MEDIUM


@pytest.mark.parametrize(
    ("before", "level", "needed"),
    [
        pytest.param(Level.HIGH, Level.LOW, False, id="lowered"),
        pytest.param(Level.LOW, Level.HIGH, True, id="raised"),
        pytest.param("", Level.MEDIUM, None, id="level before not recorded"),
    ],
)
def test_propose_asks_whether_notice_is_needed(world, officer, before, level, needed):
    Person.objects.filter(pk=world.standard.pk).update(supervision_level=before)

    assert proposed(world.standard, officer, level=level).notice_needed is needed


def test_propose_to_keep_a_life_prisoner_past_the_punishment_part_needs_notice(world, officer):
    sentence = world.person.sentences.get()
    sentence.kind, sentence.punishment_years = "life", 10
    sentence.imposed_on = sentence.start_on = date(2010, 1, 4)
    sentence.save()

    assert proposed(world.person, officer, level=Level.HIGH).notice_needed is True


def test_propose_refuses_a_second_open_review(world, officer):
    proposed(world.standard, officer)

    with pytest.raises(Refused, match="open already"):
        proposed(world.standard, officer)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"criteria": {}}, "seriousness of the offence", id="no notes"),
        pytest.param({"criteria": criteria(" ")}, "Every criterion", id="empty notes"),
        pytest.param({"kind": "reception"}, "on reception", id="reception"),
    ],
)
def test_propose_refuses_and_changes_nothing(world, officer, values, words):
    with pytest.raises(Refused, match=words):
        proposed(world.standard, officer, **values)

    assert not SupervisionReview.objects.exists()


def test_propose_refuses_for_somebody_released(world, officer):
    Person.objects.filter(pk=world.standard.pk).update(released_on=persons.TODAY)

    with pytest.raises(Refused, match="not in custody"):
        proposed(world.standard, officer)


def test_propose_refuses_a_lower_level_for_the_untried(world, officer):
    with pytest.raises(Refused, match="Untried"):
        proposed(world.remand, officer)


def test_propose_is_not_for_everybody(world):
    with pytest.raises(NotAllowed):
        proposed(world.standard, world.user(Role.RECEPTION))


# -- deciding -------------------------------------------------------------------------------------


def test_decide_assigns_the_level_for_written_reasons(world, chair, officer):
    review = decide(proposed(world.standard, officer), chair)

    world.standard.refresh_from_db()
    assert world.standard.supervision_level == Level.MEDIUM
    assert (review.state, review.level_after, review.decided_by) == ("decided", "medium", chair)
    assert (review.reasons, review.decided_at) == ("Good conduct.", persons.NOW)


def test_decide_meets_the_72_hour_review(world, chair):
    person = received(world.user(Role.RECEPTION))

    decided(person, chair, kind="72h")

    assert Due.objects.get(person=person, rule="PSS-72H").status == "met"


def test_decide_refuses_without_the_notice_that_is_needed(low, chair, officer):
    review = proposed(low, officer, level=Level.HIGH)

    with pytest.raises(Refused, match="Rule 21"):
        decide(review, chair, Level.HIGH)

    review.refresh_from_db()
    low.refresh_from_db()
    assert (review.state, low.supervision_level) == ("proposed", Level.LOW)


def test_decide_after_the_notice(low, chair, officer):
    review = proposed(low, officer, level=Level.HIGH)
    review = noticed(review, chair)

    assert decide(review, chair, Level.HIGH).level_after == Level.HIGH


def test_decide_asks_rule_21_of_the_level_decided(low, chair, officer):
    review = proposed(low, officer, level=Level.LOW)

    with pytest.raises(Refused, match="Rule 21"):
        decide(review, chair, Level.MEDIUM)


def test_decide_may_end_below_the_notice(low, chair, officer):
    review = proposed(low, officer, level=Level.HIGH)
    review = noticed(review, chair)

    assert decide(review, chair, Level.LOW).level_after == Level.LOW


def test_decide_does_not_go_beyond_the_notice(low, chair, officer):
    review = proposed(low, officer, level=Level.MEDIUM)
    review = noticed(review, chair)

    with pytest.raises(Refused, match="The notice was of Medium"):
        decide(review, chair, Level.HIGH)


def test_decide_refuses_a_level_the_untried_cannot_have(world, chair, officer):
    review = proposed(world.remand, officer, level=Level.HIGH)

    with pytest.raises(Refused, match="Untried"):
        decide(review, chair, Level.LOW)


def test_decide_refuses_a_stale_page_and_says_what_stands(world, chair, officer):
    review = proposed(world.standard, officer)
    represent(review, officer, "I work well.")

    with pytest.raises(Stale, match="Medium proposed, their views are recorded"):
        decide(review, chair)


def test_decide_twice_is_refused(world, chair, officer):
    review = decide(proposed(world.standard, officer), chair)

    with pytest.raises(Refused, match="already decided"):
        decide(review, chair)


def test_decide_is_for_the_chair(world, officer):
    review = proposed(world.standard, officer)

    with pytest.raises(NotAllowed):
        decide(review, officer)

    world.standard.refresh_from_db()
    assert world.standard.supervision_level == Level.HIGH


def test_withdraw_leaves_the_level(world, officer):
    review = step(actions.withdraw, proposed(world.standard, officer), officer, why="Too early")

    world.standard.refresh_from_db()
    assert (review.state, review.withdrawn_why) == ("withdrawn", "Too early")
    assert world.standard.supervision_level == Level.HIGH


# -- what passes between the prison and the person ------------------------------------------------


def test_notify_is_for_the_chair(low, officer):
    with pytest.raises(NotAllowed):
        step(actions.notify, proposed(low, officer, level=Level.HIGH), officer, reasons="A phone.")


def test_represent_again_stands_below_what_was_said_before(world, officer, chair):
    review = proposed(world.standard, officer)
    review = represent(review, officer, "First", on=YESTERDAY)
    review = represent(review, chair, "Second")

    assert review.representations == (
        "20 November 2026, recorded by Residential Officer Tester:\nFirst\n\n"
        f"21 November 2026, recorded by {chair.display_name()}:\nSecond"
    )
    assert review.representations_on == YESTERDAY


def test_withdraw_after_the_notice_is_for_the_proposer_and_whoever_decides(low, chair, officer):
    other = staff.user((Role.FIRST_LINE_MANAGER, "barlinnie"))
    review = noticed(proposed(low, officer, level=Level.HIGH), chair, heard=False)

    with pytest.raises(NotAllowed, match="Notice has been given"):
        step(actions.withdraw, review, other, why="Mistake")

    assert step(actions.withdraw, review, officer, why="Mistake").state == "withdrawn"


def test_withdraw_after_the_notice_by_whoever_decides(low, chair, officer):
    review = noticed(proposed(low, officer, level=Level.HIGH), chair, heard=False)

    assert step(actions.withdraw, review, chair, why="Mistake").state == "withdrawn"


def test_tell_ask_answer_acknowledge(world, chair, officer):
    review = decided(world.standard, chair)

    review = step(actions.tell, review, officer, on=persons.TODAY)
    review = step(actions.ask_documents, review, officer, on=persons.TODAY)
    review = step(
        actions.answer_documents, review, chair, given_on=persons.TODAY, withheld="Third party"
    )
    review = step(actions.acknowledge, review, officer, on=persons.TODAY)

    assert review.told_on == review.acknowledged_on == persons.TODAY
    assert review.documents_requested_on == review.documents_given_on == persons.TODAY
    assert review.documents_withheld == "Third party"


def test_tell_meets_the_rule_that_asks_for_it(world, chair, officer):
    review = decided(world.standard, chair)
    assert Due.objects.get(person=world.standard, rule="PSS-NOTICE-DOWN").status == "unknown"

    step(actions.tell, review, officer, on=persons.TODAY)

    assert not Due.objects.filter(person=world.standard, rule="PSS-NOTICE-DOWN").exists()


@pytest.mark.parametrize(
    ("act", "values", "words"),
    [
        pytest.param(actions.tell, {"on": TOMORROW}, "future", id="told tomorrow"),
        pytest.param(actions.tell, {"on": YESTERDAY}, "before the decision", id="told yesterday"),
        pytest.param(actions.ask_documents, {"on": TOMORROW}, "future", id="asked tomorrow"),
        pytest.param(actions.acknowledge, {"on": TOMORROW}, "future", id="acknowledged tomorrow"),
        pytest.param(actions.acknowledge, {"on": persons.TODAY}, "told", id="not told"),
    ],
)
def test_days_that_cannot_be_are_refused(world, chair, officer, act, values, words):
    review = decided(world.standard, chair)

    with pytest.raises(Refused, match=words):
        step(act, review, officer, **values)

    review.refresh_from_db()
    assert (review.version, review.told_on, review.acknowledged_on) == (2, None, None)


def test_represent_in_the_future_is_refused(world, officer):
    review = proposed(world.standard, officer)

    with pytest.raises(Refused, match="future"):
        represent(review, officer, "x", on=TOMORROW)


def test_acknowledge_before_being_told_is_refused(world, chair, officer):
    review = step(actions.tell, decided(world.standard, chair), officer, on=persons.TODAY)

    with pytest.raises(Refused, match="before they were told"):
        step(actions.acknowledge, review, officer, on=YESTERDAY)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"given_on": None, "withheld": ""}, "Say when", id="nothing said"),
        pytest.param({"given_on": TOMORROW, "withheld": ""}, "future", id="given tomorrow"),
    ],
)
def test_answer_documents_refuses(world, chair, officer, values, words):
    review = step(actions.ask_documents, decided(world.standard, chair), officer, on=persons.TODAY)

    with pytest.raises(Refused, match=words):
        step(actions.answer_documents, review, chair, **values)


def test_answer_documents_may_withhold_all_with_a_ground(world, chair, officer):
    review = step(actions.ask_documents, decided(world.standard, chair), officer, on=persons.TODAY)

    review = step(actions.answer_documents, review, chair, given_on=None, withheld="Security")

    assert (review.documents_given_on, review.documents_withheld) == (None, "Security")


@pytest.mark.parametrize(
    ("last", "words"),
    [
        pytest.param("asked", "documents asked for", id="asked"),
        pytest.param("given", "documents given", id="given"),
        pytest.param("withheld", "documents withheld", id="withheld"),
        pytest.param("told", "told in writing on 21 November 2026", id="told"),
    ],
)
def test_a_stale_page_is_told_how_far_the_review_is(world, chair, officer, last, words):
    review = decided(world.standard, chair)
    old = review.version
    if last == "told":
        step(actions.tell, review, officer, on=persons.TODAY)
    else:
        review = step(actions.ask_documents, review, officer, on=persons.TODAY)
    if last == "given":
        step(actions.answer_documents, review, chair, given_on=persons.TODAY, withheld="")
    if last == "withheld":
        step(actions.answer_documents, review, chair, given_on=None, withheld="Security")

    with pytest.raises(Stale, match=words):
        step(actions.acknowledge, review, officer, on=persons.TODAY, version=old)


def test_a_stale_page_is_told_of_notice_withdrawal_and_acknowledgement(low, chair, officer):
    review = noticed(proposed(low, officer, level=Level.HIGH), chair, heard=False)
    step(actions.withdraw, review, officer, why="Mistake")

    with pytest.raises(Stale, match="notice given on 21 November 2026, withdrawn"):
        step(actions.withdraw, review, officer, why="Mistake", version=1)


def test_a_stale_page_is_told_of_an_acknowledgement(world, chair, officer):
    review = step(actions.tell, decided(world.standard, chair), officer, on=persons.TODAY)
    step(actions.acknowledge, review, officer, on=persons.TODAY)

    with pytest.raises(Stale, match="acknowledged"):
        step(actions.acknowledge, review, officer, on=persons.TODAY)
