"""The minute: kept by one, overwritten unseen by nobody, its actions straight in the plan."""

import pytest

from casework.models import ActionPlan, PlanAction
from conferences.models import Agreed, Decision, Minute, Part
from conferences.policy.minutes import Section, Words
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.policy.roles import Role
from tests.factories import conferences, minutes

pytestmark = pytest.mark.django_db
SCORE = "The total score is 31."


@pytest.fixture
def keeper(world):
    return world.user(Role.ICM_CASE_CO_ORDINATOR)


@pytest.fixture
def row(world, keeper):
    return minutes.to_hold(world.person, keeper)


def parts(text, section=Section.NEEDS, **values):
    return {section: Words(body=text, **values)}


def test_a_minute_is_begun_with_the_first_words_and_sending_it_twice_changes_nothing(row, keeper):
    first = minutes.keep(row, keeper, parts=parts("Work."), decisions=[minutes.decided()])
    again = minutes.keep(row, keeper, 1, parts=parts("Work."), decisions=[minutes.decided()])

    assert (first.version, again.version, again.state) == (2, 2, "draft")
    part = Part.objects.get()
    assert (part.section, part.body, part.written_by) == ("needs", "Work.", keeper)
    assert Decision.objects.get().why == "They take part well."


def test_two_keepers_never_overwrite_each_other_unseen(world, row, keeper):
    worker = world.user(Role.PBSW)
    minutes.keep(row, keeper, parts=parts("Work."))
    minutes.keep(row, worker, 2, parts=parts("Work and a home."))

    with pytest.raises(Stale, match="Work and a home"):
        minutes.keep(row, keeper, 2, parts=parts("Work only."))
    assert Part.objects.get().body == "Work and a home."
    minutes.keep(row, keeper, 2, parts=parts("Shared.", Section.SHARED))  # another part: no clash
    minutes.keep(row, keeper, 4, parts=parts("Work only."))
    assert Part.objects.get(section="needs").body == "Work only."


def test_whoever_does_not_keep_minutes_is_refused(world, row):
    with pytest.raises(NotAllowed):
        minutes.keep(row, world.user(Role.PERSONAL_OFFICER), parts=parts("Work."))
    assert not Minute.objects.exists()


def test_a_conference_without_a_date_has_no_minute(world, keeper):
    planned = conferences.planned(world.person, keeper, kind="periodic")

    with pytest.raises(Refused, match="with a date"):
        minutes.keep(planned, keeper, parts=parts("Work."))
    assert not Minute.objects.exists()


@pytest.mark.parametrize(
    "kept",
    [
        {"parts": parts(SCORE)},
        {"parts": parts("Kept.", Section.ANNEX, disclosure="team", gist=SCORE, ground="Safety")},
        {"decisions": [minutes.decided(why=SCORE)]},
    ],
)
def test_figures_of_an_assessment_are_refused(row, keeper, kept):
    with pytest.raises(Refused, match="reads like a score"):
        minutes.keep(row, keeper, **kept)
    assert not Minute.objects.exists()


def test_what_is_withheld_needs_its_ground(row, keeper):
    with pytest.raises(Refused, match="why it is withheld"):
        minutes.keep(row, keeper, parts=parts("Kept.", Section.ANNEX, disclosure="team"))

    minutes.keep(
        row, keeper, parts=parts("Kept.", Section.ANNEX, disclosure="team", ground="Safety")
    )
    assert Part.objects.get().disclosure == "team"


def test_nobody_writes_over_what_they_may_not_read(world, row, keeper):
    kept = parts("For us.", Section.ANNEX, disclosure="social work", ground="Scores")
    minutes.keep(row, world.user(Role.PBSW), parts=kept)

    with pytest.raises(NotAllowed, match="withheld from you"):
        minutes.keep(row, keeper, 2, parts=parts("Mine.", Section.ANNEX))
    assert Part.objects.get().body == "For us."


def test_a_decision_is_changed_and_taken_out(row, keeper):
    minutes.keep(row, keeper, decisions=[minutes.decided(), minutes.decided("d2", what="Other.")])
    changed = minutes.keep(row, keeper, 2, decisions=[minutes.decided(why="New evidence.")])
    assert Decision.objects.get(reference="d1").why == "New evidence."

    minutes.keep(row, keeper, changed.version, decisions=[minutes.decided("d2", what="", why="")])
    assert Decision.objects.get().reference == "d1"


def test_a_rationale_without_a_decision_is_refused(row, keeper):
    with pytest.raises(Refused, match="say what was decided"):
        minutes.keep(row, keeper, decisions=[minutes.decided(what="")])
    assert not Decision.objects.exists()


def test_an_action_goes_straight_into_the_plan_once(world, row, keeper):
    minutes.keep(row, keeper, actions=[minutes.todo(keeper)])
    minutes.keep(row, keeper, 1, actions=[minutes.todo(keeper)])

    plan = ActionPlan.objects.get(person=world.person)
    action = PlanAction.objects.get(plan=plan)
    assert (plan.state, action.owner, action.target_on) == (
        "draft",
        keeper,
        minutes.todo(keeper).by_on,
    )
    assert Agreed.objects.get().line == action.line


@pytest.mark.parametrize(
    ("values", "because"),
    [
        ({"owner_id": None}, "who does it"),
        ({"by_on": None}, "by which day"),
        ({"by_on": minutes.ON.replace(year=2026)}, "has passed"),
    ],
)
def test_an_action_without_owner_or_date_is_refused_with_all_that_came_with_it(
    row, keeper, values, because
):
    with pytest.raises(Refused, match=because):
        minutes.keep(row, keeper, parts=parts("Work."), actions=[minutes.todo(keeper, **values)])
    assert not ActionPlan.objects.exists()
    assert not Part.objects.exists()
