"""What people say of the actions of their plan: theirs alone to say, kept with its history, and somebody's work."""

from datetime import timedelta

import pgtrigger
import pytest
from django.template.loader import render_to_string

from casework import access, actions
from casework.models import ActionPlan, ActionSay, Conversation
from casework.queries import action_plan as queries
from casework.queries import copies, officers, plan_history, says
from casework.queries.copies import Head
from icm.core.access import Principals
from icm.core.disclosure import WITHHELD, Audience
from icm.core.history import events
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.policy.roles import Role
from tests import plain
from tests.factories import action_plans as plans
from tests.factories import copies as copying
from tests.factories import persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
AT = persons.NOW


def themselves(person, user):
    return Principals(user_id=user.pk, posts=(), broken_glass={}, person=person.pk)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def plan(world, officer):
    return plans.in_force(world.person, officer, lines=2)


@pytest.fixture
def say(world, plan):
    """``say("disagreed", "Why not here?")``: the person says it of the first action."""
    user = world.outsider

    def said(view="disagreed", words="", *, version=0, row=0, at=AT, who=world.person):
        asking = themselves(who, user)
        one = actions.Say(view=view, words=words, version=version)
        action = queries.rows_of(plan)[row]
        return actions.say_of_action(action, one, by=user, principals=asking, at=at)

    return said


def talk(person, officer, topics, at):
    Conversation.objects.create(
        person=person, reference=f"t{at}", at=at, by=officer, role="personal-officer",
        topics=topics, recorded_at=at,
    )  # fmt: skip


class TestSaying:
    def test_the_same_twice_is_said_once(self, say):
        first = say(words="It is too far.")

        assert say(words="It is too far.") == first
        assert (first.view, first.words, first.version, first.said_at) == (
            "disagreed", "It is too far.", 1, AT,
        )  # fmt: skip

    def test_what_was_said_before_stays_in_the_history(self, say):
        say(words="It is too far.")
        say("agreed", version=1, at=AT + timedelta(days=1))

        forms = events(ActionSay).order_by("pgh_id").values_list("view", "words")
        assert list(forms) == [("disagreed", "It is too far."), ("agreed", "")]

    def test_a_page_of_before_is_refused_and_told_what_stands(self, say):
        say(words="It is too far.")

        with pytest.raises(Stale) as refused:
            say("agreed", version=0)
        assert refused.value.version == 1
        assert "It is too far." in str(refused.value)

    def test_it_is_the_persons_own_plan_or_nobodys(self, world, say):
        with pytest.raises(NotAllowed):
            say(who=world.person_there)
        assert not ActionSay.objects.exists()

    def test_whoever_only_reads_the_plan_says_nothing_of_it(self, world, plan):
        reader = world.user(Role.HQ)
        action = queries.rows_of(plan)[0]
        with pytest.raises(NotAllowed):
            actions.say_of_action(
                action, actions.Say(view="agreed"), by=reader, principals=principals(reader), at=AT
            )

    @pytest.mark.parametrize(("view", "words"), [("", ""), ("agreed", "My score was 25")])
    def test_no_answer_and_figures_are_refused(self, view, words, say):
        with pytest.raises(Refused):
            say(view, words)

    def test_a_plan_that_was_replaced_is_looked_at_again(self, world, officer, plan, say):
        second = plans.draft(world.person, officer)
        plans.said(second, officer)
        plans.agreed(second, officer)

        with pytest.raises(Refused, match="has changed"):
            say()


class TestOfTheWholePlan:
    def send(self, world, plan, view="disagreed", **values):
        sent = {
            "view": view, "words": "No.", "on": persons.TODAY, "ask_again_on": None,
            "version": ActionPlan.objects.get(pk=plan.pk).version,
        } | values  # fmt: skip
        asking = themselves(world.person, world.outsider)
        return actions.record_view(plan, actions.Said(**sent), principals=asking, at=AT)

    def test_they_say_it_themselves_and_the_page_tells(self, world, plan):
        row = self.send(world, plan, "unsure")

        page = queries.plan_page(row, Audience.TEAM, persons.TODAY)
        assert (row.view, row.view_own) == ("unsure", True)
        assert page.view_facts[0].value == "They are not sure"
        assert page.view_facts[0].note.startswith("Entered by themselves on")

    def test_that_they_cannot_answer_is_for_staff_to_say(self, world, plan):
        with pytest.raises(Refused):
            self.send(world, plan, "no-answer", ask_again_on=persons.TODAY)

    def test_a_draft_is_not_theirs_to_answer_yet(self, world, officer, plan):
        with pytest.raises(Refused):
            self.send(world, plans.draft(world.person, officer))

    def test_they_change_nothing_else_of_it(self, world, plan):
        with pytest.raises(NotAllowed):
            actions.write_aims(
                plan,
                actions.Aims(aims="x", family_help="", review_on=None, version=1),
                principals=themselves(world.person, world.outsider),
                at=AT,
            )

    def test_it_asks_for_a_talk_until_there_was_one(self, world, officer, plan):
        self.send(world, plan)
        found = says.against([world.person.pk])
        assert found[world.person.pk].words == "They do not agree with the plan"

        talk(world.person, officer, ["plan"], AT)

        assert says.against([world.person.pk]) == {}

    def test_what_staff_recorded_asks_for_no_second_talk(self, world, officer, plan):
        plans.said(plan, officer, "disagreed")

        assert says.against([world.person.pk]) == {}


class TestReading:
    def test_staff_read_it_beside_the_action(self, plan, say):
        say(words="It is too far.")

        page = queries.plan_page(plan, Audience.TEAM, persons.TODAY)
        facts = {fact.key: fact for fact in page.actions[0].facts}
        assert facts["What they say of it"].value == "They do not agree"
        assert facts["Their words"].value == "It is too far."
        assert (page.actions[1].view, page.actions[1].view_words) == ("", "")

    def test_it_stays_beside_the_action_in_the_next_version_and_says_so(
        self, world, officer, plan, say
    ):
        say()
        second = plans.draft(world.person, officer)
        plans.said(second, officer)
        second = plans.agreed(second, officer)

        page = queries.plan_page(second, Audience.TEAM, persons.TODAY)
        assert page.actions[0].view_on.endswith("of version 1")

    def test_a_past_day_shows_what_they_had_said_by_then(self, world, plan, say):
        def stood(ago, audience=Audience.TEAM):
            on = (AT - timedelta(days=ago)).date()
            return plan_history.plan_on(
                world.person.pk, plan_history.Asking(audience, on, AT + timedelta(days=2))
            )

        def recorded(at):
            """As if what is newest had been kept at that moment."""
            newest = events(ActionSay).latest("pgh_id")
            with pgtrigger.ignore():
                events(ActionSay).filter(pk=newest.pk).update(pgh_created_at=at)

        ActionPlan.objects.filter(pk=plan.pk).update(from_on=(AT - timedelta(days=9)).date())
        say(words="It is too far.", at=AT - timedelta(days=5))
        recorded(AT - timedelta(days=5))
        say("agreed", "Now I know why.", version=1, at=AT)
        recorded(AT)

        told = [
            (row.view, row.view_words) for row, _ in (stood(ago).actions for ago in (6, 5, 1, 0))
        ]
        assert told == [
            ("", ""),
            ("They do not agree", "It is too far."),
            ("They do not agree", "It is too far."),
            ("They agree", "Now I know why."),
        ]
        assert stood(1, Audience.PROVIDER).actions[0].view_words == WITHHELD
        changed = [
            (one.key, one.value)
            for entry in plan_history.changes(stood(1), stood(0))
            for one in entry.facts
        ]
        assert ("What they say of it", "They agree") in changed
        assert ("Their words", "Now I know why.") in changed

    def test_it_stands_on_the_copies_for_staff_and_for_them_and_on_no_other(
        self, world, officer, plan, say
    ):
        say(words="It is too far.")
        head = Head.of(world.person, reader="Somebody", by="Officer", at=AT)
        to = copying.provider()
        copying.referral(world.person, to, officer)

        staff = copies.staff_copy(world.person, head, Audience.TEAM, at=AT)
        theirs = copies.person_copy(world.person, head, at=AT)

        assert staff.actions[0].view == "They do not agree"
        assert theirs.steps[0].view.endswith("that you do not agree with this step.")
        assert theirs.steps[1].view == ""
        assert "It is too far." in render_to_string("documents/staff.html", {"copy": staff})
        assert "It is too far." in render_to_string("documents/person.html", {"copy": theirs})
        service = copies.extract(world.person, to, head)
        assert "too far" not in render_to_string("documents/provider.html", {"copy": service})
        assert plain.too_hard([step.view for step in theirs.steps if step.view]) == {}

    def test_on_their_copy_it_says_where_the_plan_was_changed_after(
        self, world, officer, plan, say
    ):
        say("unsure")
        second = plans.draft(world.person, officer)
        plans.said(second, officer)
        plans.agreed(second, officer)

        head = Head.of(world.person, reader="Somebody", by="Officer", at=AT)
        step = copies.person_copy(world.person, head, at=AT).steps[0]
        assert step.view.endswith("not sure of this step. Your plan was changed after that.")

    def test_a_service_reads_neither_what_they_say_of_the_plan_nor_of_an_action(self, plan, say):
        row = say(words="It is too far.")

        assert access.shown(row, "words", Audience.PROVIDER) == WITHHELD
        assert access.shown(plan, "view_words", Audience.PROVIDER) == WITHHELD
        assert access.shown(row, "words", Audience.PERSON) == "It is too far."


class TestAgainst:
    def test_is_counted_with_the_first_day_and_asks_the_officer(self, world, say):
        say(at=AT - timedelta(days=2))
        say(row=1)

        found = says.against([world.person.pk, world.standard.pk])
        (duty,) = (
            one
            for one in officers.duties_of(world.person.pk, on=persons.TODAY)
            if one.duty == "agrees"
        )
        assert set(found) == {world.person.pk}
        one = found[world.person.pk]
        assert (one.actions, one.since) == (2, persons.TODAY - timedelta(days=2))
        assert "do not agree with 2 actions" in duty.because

    def test_ends_with_a_talk_about_the_plan_and_no_other(self, world, officer, say):
        say()
        talk(world.person, officer, ["plan"], AT - timedelta(days=1))  # before they said it
        talk(world.person, officer, ["family"], AT + timedelta(hours=1))
        assert says.against([world.person.pk])

        talk(world.person, officer, ["plan"], AT + timedelta(hours=2))
        assert says.against([world.person.pk]) == {}

    def test_leaves_out_what_is_done_and_what_they_agree_with(self, officer, plan, say, world):
        say()
        say("unsure", row=1)
        plans.progress(
            queries.rows_of(plan)[0], officer, "not-done", not_done_why="It was not theirs."
        )

        assert says.against([world.person.pk]) == {}
