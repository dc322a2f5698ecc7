"""The action plan as it is read: now, on any day, between two days; for each audience; at a fixed price."""

from datetime import datetime, timedelta

import pgtrigger
import pytest

from casework import actions
from casework.models import ActionPlan, PlanAction
from casework.queries import action_plan as queries
from casework.queries import late_actions
from casework.queries import plan_draft as drafts
from casework.queries import plan_history as history
from icm.core.disclosure import WITHHELD, Audience
from icm.policy.roles import Role
from tests.factories import action_plans as plans
from tests.factories import persons
from tests.factories.plans import provider
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY, NOW = persons.TODAY, persons.NOW
TEAM = Audience.TEAM


def day(ago):
    return TODAY - timedelta(days=ago)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def recorded():
    """``recorded(model, at)``: everything newly kept of that table was recorded at that moment."""
    done = {}

    def move(model: type, at: datetime) -> None:
        kept = model._meta.get_field("events").related_model
        with pgtrigger.ignore():
            kept.objects.filter(pk__gt=done.get(model, 0)).update(pgh_created_at=at)
        done[model] = max(kept.objects.values_list("pk", flat=True), default=0)

    return move


@pytest.fixture
def story(world, officer, recorded):
    """Version 1 thirty days ago, a step twenty days ago, version 2 ten days ago: one out, one in, one changed."""

    def at(ago):
        for model in (ActionPlan, PlanAction):
            recorded(model, persons.days_ago(ago, hour=12))

    asking = {"principals": principals(officer), "at": NOW}
    first = plans.draft(world.person, officer)
    kept = plans.action(first, officer, what="Go to the course", theirs=False, owner_id=officer.pk)
    plans.action(first, officer, what="See the bank")
    plans.said(first, officer)
    first = plans.agreed(first, officer, at=persons.days_ago(30))
    at(30)
    plans.progress(kept, officer, evidence="Enrolled.")
    at(20)
    second = plans.draft(world.person, officer)
    texts = {"aims": "A trade.", "family_help": "", "review_on": None}
    actions.write_aims(second, actions.Aims(**texts, version=1), **asking)
    changed, gone = queries.rows_of(second)
    line = plans.line(what="Go to the course", target_on=persons.days_ago(-60).date())
    actions.change_action(changed, line, version=1, **asking)
    actions.remove_action(gone, version=1, **asking)
    plans.action(second, officer, what="Join the choir")
    plans.said(second, officer, "no-answer")
    second = plans.agreed(second, officer, at=persons.days_ago(10))
    at(10)
    return world.person


def stood(person, ago, audience=TEAM, known=None):
    known_at = history.end_of(day(known)) if known is not None else None
    return history.plan_on(person.pk, history.Asking(audience, day(ago), NOW, known_at))


class TestNow:
    def test_who_does_it_and_how_it_stands_are_in_words(self, world, officer):
        to = provider(name="Choir")
        made = plans.in_force(
            world.person, officer, owner_id=officer.pk, provider_id=to.pk, target_on=day(1)
        )

        (row,) = queries.plan_page(made, TEAM, TODAY).actions

        assert row.who == f"They do it themselves, {officer.display_name()}, Choir"
        assert (row.status, row.late, row.target) == ("Not started", True, "20 November 2026")
        assert row.to_refer

    def test_what_an_audience_is_not_cleared_for_is_told_by_its_gist(self, world, officer):
        social_worker = world.user(Role.PBSW)
        draft = plans.draft(world.person, social_worker)
        withheld = {"disclosure": "social work", "ground": "Scores."}
        plans.action(draft, social_worker, what="Score 23", gist="Work on anger", **withheld)
        plans.action(draft, social_worker, what="Score 31", **withheld)
        plans.action(draft, social_worker, what="Staff watch him", disclosure="team", ground="x")

        def read(audience):
            page = queries.plan_page(draft, audience, TODAY)
            return [(row.what, row.cleared) for row in page.actions]

        assert read(Audience.SOCIAL_WORK) == [
            ("Score 23", True), ("Score 31", True), ("Staff watch him", True),
        ]  # fmt: skip
        assert read(TEAM) == [
            ("Work on anger", False), (WITHHELD, False), ("Staff watch him", True),
        ]  # fmt: skip
        assert [what for what, _ in read(Audience.PERSON)] == ["Work on anger", WITHHELD, WITHHELD]

    def test_staff_who_read_a_withheld_action_are_told_what_the_person_reads(self, world, officer):
        draft = plans.draft(world.person, officer)
        withheld = {"disclosure": "team", "gist": "Staff help you", "ground": "x"}
        plans.action(draft, officer, what="Staff watch him", **withheld)
        plans.action(draft, officer)

        first, second = queries.plan_page(draft, TEAM, TODAY).actions
        (theirs, _) = queries.plan_page(draft, Audience.PERSON, TODAY).actions

        assert first.facts[0].value == "Staff help you"
        assert "do not read it out" in first.facts[0].note
        assert (second.instead, theirs.instead) == ("", "")

    def test_costs_the_same_for_any_number_of_actions(
        self, world, officer, assert_constant_queries
    ):
        draft = plans.draft(world.person, officer)

        assert_constant_queries(
            add_row=lambda: plans.action(
                draft, officer, owner_id=officer.pk, provider_id=provider().pk
            ),
            call=lambda: queries.plan_page(queries.plan_draft(world.person.pk), TEAM, TODAY),
        )

    def test_a_day_to_go_back_that_has_passed_is_overdue(self, world, officer):
        made = plans.in_force(world.person, officer, view="no-answer")
        due = persons.days_ago(-7).date()

        assert not queries.plan_page(made, TEAM, due).ask_again_late
        assert queries.plan_page(made, TEAM, due + timedelta(days=1)).ask_again_late


class TestDraft:
    def page(self, plan, audience=TEAM):
        rows = queries.rows_of(plan)
        return drafts.draft_page(
            plan, rows, queries.page_of(plan, rows, audience, TODAY), audience, TODAY
        )

    def test_each_gap_leads_to_where_it_is_mended(self, world, officer):
        draft = plans.draft(world.person, officer)
        plans.action(draft, officer)
        row = plans.action(draft, officer, theirs=False, target_on=None)

        gaps = self.page(draft).gaps

        base = f"/people/{world.person.pk}/action-plan/"
        assert [gap.href for gap in gaps] == [
            f"{base}1/view/",
            f"{base}actions/{row.line}/change/",
            f"{base}actions/{row.line}/change/",
        ]
        assert gaps[1].text == "Action 2: Nobody is named who does it."

    def test_a_gap_names_no_action_to_whom_it_is_withheld_from(self, world, officer):
        draft = plans.draft(world.person, officer)
        withheld = {"disclosure": "social work", "gist": "Work on anger", "ground": "Scores."}
        plans.action(draft, world.user(Role.PBSW), what="Score 23", target_on=None, **withheld)

        text = str(self.page(draft).gaps)

        assert "Score 23" not in text
        assert "Work on anger" in text

    def test_where_an_action_can_go(self, world, officer):
        draft = plans.draft(world.person, officer)
        one, two, three = (plans.action(draft, officer).line for _ in range(3))

        first, middle, last = drafts.moves(queries.plan_page(draft, TEAM, TODAY))

        assert (first.up, first.down) == ("", f"{two},{one},{three}")
        assert middle.up == f"{two},{one},{three}"
        assert (last.up, last.down) == (f"{one},{three},{two}", "")

    def test_staff_are_those_who_may_know_of_the_person_and_write(self, world):
        groups = dict(drafts.staff_choices(world.person)[1:])

        named = {int(key) for rows in groups.values() for key, _ in rows}
        first = [int(key) for key, _ in groups["Allocated to them"]]
        assert first[0] == world.user(Role.CBSW).pk
        assert world.user(Role.LINKS_CENTRE).pk in named
        assert world.user(Role.PERSONAL_OFFICER, "perth").pk not in named
        assert world.user(Role.HQ).pk not in named

    def test_whoever_an_action_names_already_does_not_drop_out(self, world):
        left = world.user(Role.LINKS_CENTRE, "perth")
        choices = drafts.staff_choices(world.person)

        assert drafts.with_named(choices, left.pk, "Left Tester")[-1] == (
            "Named now", [(str(left.pk), "Left Tester")],
        )  # fmt: skip
        here = world.user(Role.LINKS_CENTRE)
        assert drafts.with_named(choices, here.pk, "x") == choices
        assert drafts.with_named(choices, None, "") == choices

    def test_providers_are_those_open_to_the_person(self, world):
        here = provider(establishment=world.here)
        provider(establishment=world.there)
        council = provider(authority=world.council)
        provider(authority=world.council_there)
        provider(closed_on=TODAY)
        anywhere = provider()

        keys = [int(key) for key, _ in drafts.provider_choices(world.person) if key]

        assert sorted(keys) == sorted([here.pk, council.pk, anywhere.pk])

    def test_nobody_is_offered_a_class_they_may_not_read(self):
        assert "social work" not in dict(drafts.reader_choices(TEAM))
        assert "social work" in dict(drafts.reader_choices(Audience.SOCIAL_WORK))


class TestHistory:
    def test_each_day_shows_the_version_of_that_day_as_it_stood(self, story):
        assert stood(story, 31) is None
        assert [row.what for row in stood(story, 30).actions] == [
            "Go to the course",
            "See the bank",
        ]
        assert [row.what for row in stood(story, 10).actions] == [
            "Go to the course", "Join the choir",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("ago", "status", "evidence"),
        [
            pytest.param(21, "Not started", "", id="the day before the step"),
            pytest.param(20, "Under way", "Enrolled.", id="the day of the step"),
            pytest.param(11, "Under way", "Enrolled.", id="the last day of the version"),
            pytest.param(10, "Under way", "Enrolled.", id="carried into the next"),
        ],
    )
    def test_progress_is_shown_as_it_had_been_recorded_by_that_day(
        self, story, ago, status, evidence
    ):
        row = stood(story, ago).actions[0]

        assert (row.status, row.evidence) == (status, evidence)

    def test_what_was_recorded_later_of_a_day_stands_beside_it(self, story, officer, recorded):
        plan = queries.plan_in_force(story.pk)
        row = queries.rows_of(plan)[0]
        plans.progress(row, officer, "done", done_on=day(8), evidence="Certificate.")
        recorded(PlanAction, persons.days_ago(2))

        then = stood(story, 5).actions[0]
        assert then.status == "Under way"
        assert then.note.startswith("Done on 13 November 2026: recorded only on 19 November")
        assert stood(story, 5, known=3).actions[0].note == ""
        assert stood(story, 1).actions[0].status == "Done"

    def test_what_was_known_then_is_told_from_what_is_known_now(self, story):
        assert stood(story, 10, known=11) is None or stood(story, 10, known=11).number == 1
        assert stood(story, 10).number == 2

    def test_a_plan_recorded_only_later_is_shown_with_what_is_not_known_left_so(
        self, world, officer, recorded
    ):
        made = plans.in_force(world.person, officer)
        ActionPlan.objects.filter(pk=made.pk).update(from_on=day(40), view_on=day(5))
        recorded(ActionPlan, persons.days_ago(3))
        recorded(PlanAction, persons.days_ago(3))

        page = stood(world.person, 20)

        (row,) = page.actions
        assert (row.status, page.view) == ("Not known", "")
        assert row.note.startswith("Recorded here only on 18 November")

    def test_a_version_replaced_on_its_own_day_never_stood_at_the_end_of_one(self, world, officer):
        plans.in_force(world.person, officer)
        second = plans.draft(world.person, officer)
        plans.said(second, officer)
        plans.agreed(second, officer)

        assert stood(world.person, 0).number == 2

    def test_is_rendered_for_its_reader(self, world, recorded):
        plans.in_force(
            world.person,
            world.user(Role.PBSW),
            what="Score 23",
            disclosure="social work",
            gist="Work on anger",
            ground="Scores.",
        )

        assert [row.what for row in stood(world.person, 0).actions] == ["Work on anger"]
        seen = stood(world.person, 0, Audience.SOCIAL_WORK)
        assert [row.what for row in seen.actions] == ["Score 23"]

    def test_costs_the_same_for_any_number_of_actions(
        self, world, officer, assert_constant_queries
    ):
        made = plans.in_force(world.person, officer)

        def one_more():
            ActionPlan.objects.filter(pk=made.pk).update(state="draft", agreed_at=None)
            plans.action(made, officer, owner_id=officer.pk, provider_id=provider().pk)
            ActionPlan.objects.filter(pk=made.pk).update(state="agreed", agreed_at=NOW)

        assert_constant_queries(add_row=one_more, call=lambda: stood(world.person, 0))

    def test_versions_are_listed_newest_first(self, story):
        table = history.versions_table(story.pk)

        assert [(row["number"], row["from_on"], row["until"], row["actions"]) for row in table.rows] == [
            ("Version 2", "From 11 November 2026", "still in force", "2"),
            ("Version 1", "From 22 October 2026", "until 11 November 2026", "2"),
        ]  # fmt: skip


class TestChanges:
    def between(self, person, since, until, audience=TEAM):
        return history.changes(stood(person, since, audience), stood(person, until, audience))

    def test_lines_added_removed_and_changed_are_told_field_by_field(self, story, officer):
        plan, changed, added, removed = self.between(story, 30, 10)

        assert [(fact.key, fact.value, fact.note) for fact in plan.facts] == [
            ("Version", "2", "was: 1"),
            ("Their aims", "A trade.", "was empty"),
            ("What they say of it", "They could not answer", "was: They agree"),
            ("Ask again on", "28 November 2026", "was empty"),
        ]
        assert (changed.title, changed.when) == ("Go to the course", "Changed")
        assert [(fact.key, fact.value, fact.note) for fact in changed.facts] == [
            ("Who does it", "They do it themselves", f"was: {officer.display_name()}"),
            ("Target date", "20 January 2027", "was: 31 January 2027"),
            ("How it stands", "Under way", "was: Not started"),
            ("Evidence", "Enrolled.", "was empty"),
        ]
        assert (added.title, added.when) == ("Join the choir", "Added")
        assert (removed.title, removed.when) == ("See the bank", "Removed")

    def test_nothing_changed_between_a_day_and_itself(self, story):
        assert self.between(story, 15, 15) == ()

    def test_from_no_plan_nothing_is_called_empty(self, story):
        plan, *_ = self.between(story, 400, 10)

        assert {fact.note for fact in plan.facts} == {""}

    def test_from_no_plan_every_line_is_added(self, story):
        entries = self.between(story, 40, 30)

        assert [entry.when for entry in entries] == ["", "Added", "Added"]

    def test_a_change_of_a_withheld_text_is_told_only_to_its_readers(self, world, recorded):
        social_worker = world.user(Role.PBSW)
        withheld = {"disclosure": "social work", "gist": "Work on anger", "ground": "Scores."}
        plans.in_force(world.person, social_worker, what="Score 23", **withheld)
        recorded(PlanAction, persons.days_ago(9))
        recorded(ActionPlan, persons.days_ago(9))
        before = {who: stood(world.person, 0, who) for who in (TEAM, Audience.SOCIAL_WORK)}
        draft = plans.draft(world.person, social_worker)
        (row,) = queries.rows_of(draft)
        line = plans.line(what="Score 31", risk_factor=row.risk_factor, **withheld)
        asking = {"principals": principals(social_worker), "at": NOW}
        actions.change_action(row, line, version=1, **asking)
        plans.said(draft, social_worker)
        plans.agreed(draft, social_worker)

        told = {
            who: history.changes(page, stood(world.person, 0, who)) for who, page in before.items()
        }

        assert "Score" not in str(told[TEAM])
        assert "was: Score 23" in str(told[Audience.SOCIAL_WORK])


class TestLateActions:
    def test_are_counted_with_the_first_of_their_dates(self, world, officer):
        plans.in_force(world.person, officer, lines=2, target_on=day(3))

        found = late_actions.late_actions([world.person.pk, world.standard.pk], TODAY)

        assert found == {world.person.pk: late_actions.LateActions(2, day(3))}
        assert found[world.person.pk].words.startswith("2 actions")
        assert late_actions.late_actions([world.person.pk], day(3)) == {}

    def test_leave_out_what_is_finished_or_only_drafted(self, world, officer):
        made = plans.in_force(world.person, officer, target_on=day(3))
        plans.draft(world.person, officer)
        assert late_actions.late_actions([world.person.pk], TODAY)[world.person.pk].number == 1

        plans.progress(queries.rows_of(made)[0], officer, "not-done", not_done_why="Course closed.")

        assert late_actions.late_actions([world.person.pk], TODAY) == {}
