"""What a level above Low does to temporary release: said on the page of the decision, and after it."""

from datetime import date

import pytest
from django.urls import reverse

from icm.policy.checks import Answer
from icm.policy.facts import Facts, Legal, Level
from icm.policy.roles import Role
from risk.policy import release
from tests.factories import persons
from tests.factories.receptions import decided, proposed
from tests.policy.examples import TODAY, life, plain, sentence, serving

ABOVE = [Level.MEDIUM, Level.HIGH]


def answers(facts, level=Level.HIGH):
    return {check.question: check.answer for check in release.effects(facts, level, TODAY)}


@pytest.mark.parametrize("kind", ["life", "olr"])
@pytest.mark.parametrize("level", ABOVE)
def test_above_low_no_consent_to_a_life_prisoner_goes_on(kind, level):
    found = answers(serving(life(kind=kind)), level)

    assert found == {
        release.AT_THIS_LEVEL: Answer.NOT_MET,
        release.LIFE: Answer.MET,
        release.GIVEN: Answer.UNKNOWN,
        release.STANDS: Answer.NOT_MET,
    }


def test_an_order_for_lifelong_restriction_is_said_to_be_taken_as_life():
    checks = release.effects(serving(life(kind="olr")), Level.HIGH, TODAY)

    assert release.LIFELONG in [check.because for check in checks]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(serving(plain("ltp", "2024-03-04", years=6)), id="determinate"),
        pytest.param(serving(sentence("recalled", "2024-03-02", years=6)), id="recalled to a term"),
        pytest.param(Facts(legal=Legal.UNTRIED), id="untried"),
    ],
)
def test_of_nobody_else_consent_is_asked(facts):
    assert answers(facts) == {release.AT_THIS_LEVEL: Answer.NOT_MET}


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(Facts(), id="nothing known"),
        pytest.param(Facts(legal=Legal.SENTENCED), id="no sentence recorded"),
        pytest.param(serving(sentence(None, "2024-03-04")), id="kind not known"),
        pytest.param(serving(sentence("recalled", "2024-03-04")), id="recalled, from what?"),
    ],
)
def test_where_the_sentence_is_not_known_it_says_so(facts):
    found = answers(facts)

    assert found[release.AT_THIS_LEVEL] is Answer.NOT_MET
    assert {found[q] for q in (release.LIFE, release.GIVEN, release.STANDS)} == {Answer.UNKNOWN}
    assert all(check.because.strip() for check in release.effects(facts, Level.HIGH, TODAY))


def test_low_does_nothing_to_it():
    assert release.effects(serving(life()), Level.LOW, TODAY) == ()


@pytest.fixture
def lifer(world):
    row = world.person.sentences.get()
    row.kind, row.punishment_years = "life", 20
    row.imposed_on = row.start_on = date(2020, 1, 6)
    row.save()
    return world.person


@pytest.fixture
def chair(world):
    return world.user(Role.RMT_CHAIR)


@pytest.fixture
def as_chair(signed_in):
    return signed_in(Role.RMT_CHAIR)


def said(answer):
    return answer.content.decode()


def test_the_decision_page_says_it_before_and_after(lifer, chair, as_chair):
    row = proposed(lifer, chair, level=Level.MEDIUM)
    decide = reverse("risk:decide", args=[row.pk])
    typed = {"level": "medium", "reasons": "You work well.", "version": row.version}

    before = said(as_chair.get(decide))
    check = said(as_chair.post(decide, typed))
    as_chair.post(decide, typed | {"_confirmed": "y"})
    after = said(as_chair.get(reverse("risk:decided", args=[row.pk])))

    for page in (before, check, after):
        assert release.STANDS in page
        assert "needs a new application" in page
        assert "No record of it is kept here" in page
        assert "r.134(5)(b)" in page


def test_a_low_level_says_nothing_of_it(lifer, chair, as_chair):
    row = decided(lifer, chair, Level.LOW)

    page = said(as_chair.get(reverse("risk:decided", args=[row.pk])))

    assert release.AT_THIS_LEVEL not in page


def test_the_letter_to_the_person_does_not_speak_of_consent(lifer, chair, as_chair):
    row = decided(lifer, chair)

    assert "consent" not in said(as_chair.get(reverse("risk:letter", args=[row.pk])))
    assert row.level_after == Level.MEDIUM
    assert persons.TODAY == TODAY
