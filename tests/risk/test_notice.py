"""Rule 21: the notice, the day it was handed over, the time to answer it, and no decision before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from icm.core.refusals import NotAllowed, Refused
from icm.people.models import Person
from icm.policy.facts import Level
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk import actions, queries
from risk.models import SupervisionReview
from risk.policy.hearing import DAYS_TO_ANSWER, last_day
from tests.factories import persons
from tests.factories.receptions import decided, noticed, principals, proposed
from tests.policy.examples import day, outcome_of, review
from tests.risk.test_policy_notices import FIRST, admitted

DAYS = DAYS_TO_ANSWER.at(persons.TODAY)
LAST = persons.TODAY + timedelta(days=DAYS)


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


@pytest.fixture
def officer(world):
    return world.user(Role.RESIDENTIAL_OFFICER)


@pytest.fixture
def as_chair(signed_in):
    return signed_in(Role.RMT_CHAIR)


@pytest.fixture
def raise_to_high(world, officer):
    """Somebody at Low for whom High is proposed: rule 21 asks for notice."""
    Person.objects.filter(pk=world.standard.pk).update(supervision_level=Level.LOW)
    world.standard.refresh_from_db()
    return proposed(world.standard, officer, level=Level.HIGH)


def step(act, row, by, at=persons.NOW, **values):
    return act(row, **{"version": row.version} | values, principals=principals(by), at=at)


def decide(row, by, level=Level.HIGH, days=0):
    decision = actions.Decision(level=level, reasons="You had a phone.", version=row.version)
    at = persons.NOW + timedelta(days=days)
    return actions.decide(row, decision, by=by, principals=principals(by), at=at)


def represent(row, by, on=persons.TODAY, at=persons.NOW, **values):
    heard = actions.Representation(**{"words": "", "on": on, "version": row.version} | values)
    return actions.represent(row, heard, by=by, principals=principals(by), at=at)


def url(name, row):
    return reverse(f"risk:{name}", args=[row.pk])


def said(answer):
    return answer.content.decode()


# -- written, and handed over ---------------------------------------------------------------------


def test_a_notice_that_is_written_is_not_yet_given(raise_to_high, chair):
    row = step(actions.notify, raise_to_high, chair, reasons="A phone.")

    assert (row.notice_reasons, row.notice_on) == ("A phone.", None)
    with pytest.raises(Refused, match="record the day it was handed over"):
        decide(row, chair, days=60)


def test_a_notice_can_be_changed_until_it_is_handed_over(raise_to_high, chair, officer):
    row = step(actions.notify, raise_to_high, chair, reasons="A fone.")
    row = step(actions.notify, row, chair, reasons="A phone.")
    row = step(actions.give, row, officer, on=persons.TODAY)

    assert (row.notice_reasons, row.notice_on) == ("A phone.", persons.TODAY)
    with pytest.raises(Refused, match="has been given"):
        step(actions.notify, row, chair, reasons="Something else.")


@pytest.mark.parametrize(
    ("days", "words"),
    [pytest.param(1, "future", id="tomorrow"), pytest.param(-1, "proposed", id="yesterday")],
)
def test_it_was_not_handed_over_on_a_day_that_cannot_be(raise_to_high, chair, days, words):
    row = step(actions.notify, raise_to_high, chair, reasons="A phone.")

    with pytest.raises(Refused, match=words):
        step(actions.give, row, chair, on=persons.TODAY + timedelta(days=days))

    row.refresh_from_db()
    assert row.notice_on is None


def test_nothing_is_handed_over_before_it_is_written(raise_to_high, chair):
    with pytest.raises(Refused, match="written first"):
        step(actions.give, raise_to_high, chair, on=persons.TODAY)


def test_handing_over_is_recorded_by_staff_who_work_with_the_person(world, raise_to_high, chair):
    row = step(actions.notify, raise_to_high, chair, reasons="A phone.")

    with pytest.raises(NotAllowed):
        step(actions.give, row, world.user(Role.RECEPTION), on=persons.TODAY)


def test_the_day_is_the_day_it_was_handed_over_not_the_day_of_the_record(raise_to_high, chair):
    row = step(actions.notify, raise_to_high, chair, reasons="A phone.")

    later = persons.NOW + timedelta(days=3)
    row = step(actions.give, row, chair, at=later, on=persons.TODAY + timedelta(days=1))

    assert row.notice_on == persons.TODAY + timedelta(days=1)


# -- the time to answer ---------------------------------------------------------------------------


def test_the_days_to_answer_are_a_local_default_and_say_so():
    source = DAYS_TO_ANSWER.source(persons.TODAY)

    assert source.is_local
    assert "end was not read" in source.section
    assert last_day(date(2026, 11, 21)) == date(2026, 11, 21) + timedelta(days=DAYS)


@pytest.mark.parametrize(
    ("days", "open_"),
    [
        pytest.param(0, False, id="the day it was given"),
        pytest.param(DAYS, False, id="the last day"),
        pytest.param(DAYS + 1, True, id="the day after it"),
    ],
)
def test_no_decision_before_the_last_day_is_over(raise_to_high, chair, days, open_):
    row = noticed(raise_to_high, chair, heard=False)

    if open_:
        assert decide(row, chair, days=days).level_after == Level.HIGH
    else:
        with pytest.raises(Refused, match="they have until"):
            decide(row, chair, days=days)
        row.refresh_from_db()
        assert row.state == "proposed"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"words": "It was not mine."}, id="representations"),
        pytest.param({"nothing": True}, id="nothing to say"),
    ],
)
def test_an_answer_on_record_opens_the_decision(raise_to_high, chair, answer):
    row = represent(noticed(raise_to_high, chair, heard=False), chair, **answer)

    assert decide(row, chair).level_after == Level.HIGH


def test_what_was_said_before_the_notice_is_no_answer_to_it(raise_to_high, chair):
    row = represent(raise_to_high, chair, words="Please no.", on=date(2026, 11, 20))
    row = noticed(row, chair, heard=False)

    with pytest.raises(Refused, match="they have until"):
        decide(row, chair)
    assert decide(represent(row, chair, words="As I said."), chair).level_after == Level.HIGH


def test_a_level_that_needs_no_notice_waits_for_nothing(raise_to_high, chair):
    row = noticed(raise_to_high, chair, heard=False)

    assert decide(row, chair, Level.LOW).level_after == Level.LOW


def test_nothing_to_say_is_kept_with_who_recorded_it_and_is_no_representation(raise_to_high, chair):
    row = represent(noticed(raise_to_high, chair, heard=False), chair, nothing=True)

    assert row.representations == (
        f"21 November 2026, recorded by {chair.display_name()}:\nThey have nothing to say about it."
    )
    assert (row.representations_on, row.answered_on) == (None, persons.TODAY)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({}, id="neither"),
        pytest.param({"words": "  "}, id="spaces"),
        pytest.param({"words": "Something", "nothing": True}, id="both"),
    ],
)
def test_an_answer_is_one_or_the_other(raise_to_high, chair, values):
    row = noticed(raise_to_high, chair, heard=False)

    with pytest.raises(Refused, match="nothing to say"):
        represent(row, chair, **values)


def test_the_rule_says_by_when_they_can_answer_and_that_the_day_is_local():
    given = {"notice_on": day("2026-11-16"), "reasons": True, "before": "medium"}
    open_ = review("governor", proposed_on=day("2026-11-16"), proposed_level=Level.HIGH, **given)

    outcome = outcome_of("PSS-NOTICE-UP", admitted(FIRST, open_))

    until = f"{16 + DAYS} November 2026"
    assert outcome.status is Status.MET
    assert until in outcome.staff
    assert until in outcome.person
    assert "end was not read" in outcome.stands_on


# -- the pages ------------------------------------------------------------------------------------


def test_the_notice_has_a_last_day_before_and_after_it_is_handed_over(
    raise_to_high, chair, as_chair
):
    row = step(actions.notify, raise_to_high, chair, reasons="A phone.")
    last = queries.hearing(row, persons.TODAY).until

    written = said(as_chair.get(url("letter", row)))
    step(actions.give, row, chair, on=persons.TODAY)
    given = said(as_chair.get(url("letter", row)))

    assert (
        f"If you are given this letter on 21 November 2026, you have until <strong>{last}"
        in written
    )
    assert f"{DAYS} days after that day" in written
    assert f"You were given this letter on 21 November 2026. You have until <strong>{last}" in given
    for page in (written, given):
        assert "not a national rule" in page


def test_the_page_of_the_review_says_the_last_day_and_that_it_is_local(
    raise_to_high, chair, as_chair
):
    row = noticed(raise_to_high, chair, heard=False)

    answer = as_chair.get(url("review", row))

    facts = {fact.key: fact for fact in answer.context["page"].notice}
    assert facts["Notice handed over"].value == "21 November 2026"
    assert facts["Last day for their views"].value == "28 November 2026"
    assert "Local default" in said(answer)
    steps = {found.title: found for found in answer.context["page"].steps}
    assert "28 November 2026" in steps["Decide the level"].locked


def test_the_decision_page_says_until_when_it_waits_and_offers_no_form(
    raise_to_high, chair, as_chair
):
    row = noticed(raise_to_high, chair, heard=False)

    page = said(as_chair.get(url("decide", row)))

    assert "they have until 28 November 2026 to answer it" in page
    assert "Check before deciding" not in page


def test_handing_over_asks_for_the_day_and_none_in_the_future(raise_to_high, chair, as_chair):
    row = step(actions.notify, raise_to_high, chair, reasons="A phone.")

    page = said(as_chair.get(url("give", row)))
    late = as_chair.post(url("give", row), {"on": "2026-11-22", "version": row.version})

    assert "On which day was the notice handed over?" in page
    assert "Local default" in page
    assert late.status_code == 200
    row.refresh_from_db()
    assert row.notice_on is None


def test_the_form_takes_that_they_have_nothing_to_say(raise_to_high, chair, as_chair):
    row = noticed(raise_to_high, chair, heard=False)
    typed = {"on": "2026-11-21", "version": row.version}

    neither = as_chair.post(url("represent", row), typed)
    nothing = as_chair.post(url("represent", row), typed | {"nothing": "on"})

    assert "say that they have nothing to say" in said(neither)
    assert nothing.status_code == 302
    row.refresh_from_db()
    assert row.answered_on == persons.TODAY


# -- what it is called, and what comes next -------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "level", "proposal", "decision"),
    [
        ("low", "high", "Raise to High", "Raised to High"),
        ("medium", "medium", "Keep at Medium", "Kept at Medium"),
        ("medium", "low", "Lower to Low", "Lowered to Low"),
        ("", "medium", "Set at Medium", "Set at Medium"),
    ],
)
def test_a_review_is_called_by_what_it_proposes(before, level, proposal, decision):
    row = SupervisionReview(kind="12m", level_before=before, proposed_level=level)
    assert queries.title(row) == proposal
    row.state, row.level_after, row.proposed_level = "decided", level, "high"
    assert queries.title(row) == decision


def test_the_page_of_a_review_is_titled_by_what_it_proposes(raise_to_high, as_chair):
    page = said(as_chair.get(url("review", raise_to_high)))

    assert "<title>Raise to High" in " ".join(page.split()).replace("<title> ", "<title>")


def test_the_letter_says_when_the_next_review_is_in_the_rules_own_words(world, chair, as_chair):
    first = decided(world.standard, chair, kind="72h")

    page = said(as_chair.get(url("letter", first)))

    assert "Staff must look again at your level by 21 May 2027." in page


def test_the_letter_of_a_low_level_has_no_next_review(world, chair, as_chair):
    low = decided(world.standard, chair, Level.LOW, kind="72h")

    page = said(as_chair.get(url("letter", low)))

    assert "Staff must look again" not in page
    assert "Staff can look at your level again at any time" in page


def test_an_older_letter_printed_again_says_what_it_said(world, chair, as_chair):
    first = decided(world.standard, chair, kind="72h")
    decided(world.standard, chair, Level.LOW)
    SupervisionReview.objects.filter(pk=first.pk).update(
        decided_at=persons.days_ago(5), proposed_at=persons.days_ago(5)
    )

    page = said(as_chair.get(url("letter", first)))

    assert "Staff must look again at your level by 16 May 2027." in page
