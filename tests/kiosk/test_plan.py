"""The plan at a terminal: read, and answered, by the person it is for and by nobody else."""

import pytest

from casework.models import ActionPlan, ActionSay
from casework.queries.action_plan import rows_of
from icm.core.disclosure import WITHHELD
from icm.core.models import Consultation
from icm.policy.roles import Role
from tests import plain
from tests.factories import action_plans as plans
from tests.factories import kiosk, persons
from tests.factories.plans import provider
from tests.kiosk.reading import measured, read

pytestmark = pytest.mark.django_db
HERE = "/kiosk/mine/plan/"


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def plan(world, officer):
    """One action of theirs, one of a service, one that is late."""
    made = plans.draft(world.person, officer)
    plans.action(made, officer, what="Fill in the form for a flat")
    plans.action(
        made,
        officer,
        what="Help with a budget",
        theirs=False,
        provider_id=provider(name="Money advice").pk,
    )
    plans.action(made, officer, what="Read one book", target_on=persons.days_ago(3).date())
    plans.said(made, officer)
    return plans.agreed(made, officer)


@pytest.fixture
def another(world):
    """Somebody of the other world, at a terminal of theirs."""
    return kiosk.standing_before(world, world.person_there, there=True)


def say(browser, address, **values):
    return browser.post(
        address, {"view": "disagreed", "words": "It is too far.", "version": 0} | values
    )


def test_it_says_what_they_do_what_others_do_by_when_and_how_far(inside, plan):
    said = read(inside.get(HERE))

    assert "There are 3 things to do in your plan. None is done yet." in said
    mine, others = said.split("What others do for me")
    assert "Fill in the form for a flat You do this." not in mine  # their own needs no saying
    assert "It should be done by Sunday 31 January 2027." in mine
    assert "It should have been done by" in mine
    assert "will do this." in others
    assert "You said on" in others
    assert "I agree" in others


def test_what_is_done_counts(inside, plan, officer):
    plans.progress(rows_of(plan)[0], officer, "done", done_on=persons.TODAY, evidence="He sent it.")

    assert "1 is done." in read(inside.get(HERE))
    said = read(inside.get(f"{HERE}1/"))
    assert "This was done on" in said
    assert "He sent it." in said


def test_one_action_says_what_it_is_for_who_helps_and_by_when(inside, plan):
    said = read(inside.get(f"{HERE}1/"))

    assert "This is about: A place to live. Nowhere to live" in said
    assert "Who does it You do this." in said
    assert "You have not said yet what you think." in said


def test_without_a_plan_it_says_so_and_what_to_do(inside, world, officer):
    plans.draft(world.person, officer)

    said = read(inside.get(HERE))
    assert "You have no plan yet." in said
    assert inside.get(f"{HERE}1/").status_code == 404
    assert inside.get(f"{HERE}say/").headers["Location"] == HERE


def test_what_is_withheld_from_them_is_not_shown(inside, world, officer):
    social_worker = world.user(Role.PBSW)
    made = plans.draft(world.person, social_worker)
    plans.action(
        made,
        social_worker,
        what="Watch his temper",
        disclosure="team",
        ground="It would be read out.",
    )
    plans.said(made, social_worker)
    plans.agreed(made, social_worker)

    for page in (HERE, f"{HERE}1/", f"{HERE}1/say/"):
        said = read(inside.get(page))
        assert WITHHELD in said
        assert "temper" not in said
        assert "read out" not in said


def test_they_disagree_with_an_action_once_however_often_it_is_sent(inside, plan, account):
    first = say(inside, f"{HERE}1/say/")
    say(inside, f"{HERE}1/say/")

    assert first.headers["Location"] == f"{HERE}1/"
    row = ActionSay.objects.get()
    assert (row.view, row.words, row.version, row.said_by) == (
        "disagreed", "It is too far.", 1, account.user,
    )  # fmt: skip
    said = read(inside.get(f"{HERE}1/"))
    assert "I do not agree" in said
    assert "It is too far." in said
    assert "should talk with you about it" in said
    assert ActionPlan.objects.get(pk=plan.pk).state == "agreed"


def test_one_touch_is_enough_and_none_loses_nothing(inside, plan):
    none = say(inside, f"{HERE}1/say/", view="")
    assert "Touch one answer." in read(none)
    assert "It is too far." in read(none)

    say(inside, f"{HERE}1/say/", view="unsure", words="")
    assert ActionSay.objects.get().view == "unsure"


def test_of_the_plan_as_a_whole_they_say_it_themselves(inside, plan):
    page = inside.get(f"{HERE}say/")
    assert page.context["form"]["view"].value() == "agreed"
    version = page.context["form"]["version"].value()

    answer = say(inside, f"{HERE}say/", version=version)

    assert answer.headers["Location"] == HERE
    row = ActionPlan.objects.get(pk=plan.pk)
    assert (row.view, row.view_words, row.view_own) == ("disagreed", "It is too far.", True)
    assert "It is too far." in read(inside.get(HERE))


def test_nobody_else_reads_or_answers_it(another, plan):
    assert another.get(f"{HERE}1/").status_code == 404
    assert say(another, f"{HERE}1/say/").status_code != 200
    assert "Fill in the form" not in read(another.get(HERE))
    assert not ActionSay.objects.exists()


def test_staff_read_what_was_said_and_what_they_typed_is_kept(inside, plan, signed_in, world):
    say(inside, f"{HERE}1/say/")

    page = read(signed_in(Role.PERSONAL_OFFICER).get(f"/people/{world.person.pk}/action-plan/"))
    assert "They do not agree" in page
    assert "It is too far." in page


def test_reading_ones_own_plan_is_no_look_by_staff(inside, plan):
    inside.get(HERE)
    inside.get(f"{HERE}1/")

    assert not Consultation.objects.exists()


@pytest.mark.parametrize("page", ["", "1/", "2/", "3/", "say/", "1/say/"])
def test_it_is_written_for_who_reads_badly(page, inside, plan):
    said = measured(inside.get(f"{HERE}{page}"))

    assert plain.jargon(said) == {}
    assert plain.too_hard([said]) == {}
    assert plain.too_long([said]) == []
