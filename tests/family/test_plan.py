"""The plan at the level that was agreed: open steps in full, of the others no word."""

import pytest

from casework.models import ActionPlan, PlanAction
from icm.family.queries.plan import family_plan
from icm.policy.roles import Role
from tests.factories import action_plans, family, persons

pytestmark = pytest.mark.django_db
PLAN = "/family/plan/"


def text(answer):
    return answer.content.decode()


@pytest.fixture
def plan(world):
    """In force, with a step for everybody and one for each narrower class."""
    officer = world.user(Role.PERSONAL_OFFICER)
    made = action_plans.in_force(world.person, officer)
    PlanAction.objects.filter(plan=made).delete()
    classes = ("open", "person", "team", "social work")
    for line, disclosure in enumerate(classes, start=1):
        PlanAction.objects.create(
            plan=made,
            line=line,
            sequence=line,
            domain="accommodation",
            what=f"A step for {disclosure}",
            gist="" if line < 3 else f"Instead of {disclosure}",
            ground="" if line < 3 else "a ground",
            disclosure=disclosure,
            risk_factor="A factor",
            evidence="A proof",
            theirs=line == 1,
            owner=officer,
            target_on=persons.TODAY,
        )
    ActionPlan.objects.filter(pk=made.pk).update(
        aims="I want a flat.", family_help="Come and visit.", view_words="I do not like it."
    )
    return made


def test_the_open_steps_and_what_they_want(plan, browser, world):
    page = text(browser.get(PLAN))

    for words in ("A step for open", "I want a flat.", "Come and visit.", "with help"):
        assert words in page
    assert "There are 3 more steps" in page


@pytest.mark.parametrize(
    "words",
    [
        *(f"A step for {one}" for one in ("person", "team", "social work")),
        *("Instead of", "a ground", "A factor", "A proof", "I do not like it"),
    ],
)
def test_of_the_others_not_a_word_not_even_what_is_said_instead(plan, browser, words):
    assert words not in text(browser.get(PLAN))


def test_nobody_who_works_there_is_named(plan, browser, world):
    officer = world.user(Role.PERSONAL_OFFICER)

    assert officer.display_name() not in text(browser.get(PLAN))


def test_without_that_consent_there_is_no_such_page(plan, world, coordinator):
    one = family.shared(world, scope=["dates", "attending", "minute"], name="Ann Fraser")
    browser = family.reading(
        family.window(one, coordinator, "ann@home.example"), "ann@home.example"
    )

    assert browser.get(PLAN).status_code == 404
    assert PLAN not in text(browser.get("/family/home/"))


def test_without_a_plan_it_says_so(browser, world):
    assert "has no plan yet" in text(browser.get(PLAN))
    assert PLAN in text(browser.get("/family/home/"))


def test_where_no_step_is_shared_it_says_so(plan, browser):
    PlanAction.objects.filter(plan=plan, disclosure="open").delete()

    assert "steps of the plan are not shared with family" in text(browser.get(PLAN))


def test_as_many_queries_for_many_steps(plan, world, django_assert_num_queries):
    with django_assert_num_queries(2):
        family_plan(world.person, persons.TODAY)
