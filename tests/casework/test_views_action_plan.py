"""The pages of the action plan: what they show, what they do, where they lead."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework.models import ActionPlan, PlanAction, Referral
from casework.queries.action_plan import plan_draft, plan_in_force, rows_of
from icm.core.models import Consultation
from icm.policy.roles import Role
from tests.factories import action_plans as plans
from tests.factories import persons
from tests.factories.plans import provider

TODAY = persons.TODAY


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def person(world):
    return world.person


@pytest.fixture
def client(signed_in):
    return signed_in(Role.PERSONAL_OFFICER)


def url(name, person, *args):
    return reverse(f"casework:{name}", args=[person.pk, *args])


def said(answer):
    return answer.content.decode()


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def line(**values):
    return {
        "reference": "a1",
        "what": "Go to the housing advice",
        "domain": "accommodation",
        "risk_factor": "Nowhere to live",
        "theirs": "on",
        "owner": "",
        "provider": "",
        "disclosure": "person",
        "gist": "",
        "ground": "",
        **day("target_on", plans.TARGET),
    } | values


class TestPlan:
    def test_without_one_offers_to_begin_it(self, person, client):
        page = said(client.get(url("action_plan", person)))

        assert "There is no action plan yet" in page
        assert "Begin the plan" in page

    def test_shows_their_aims_first_then_the_actions_in_order(self, person, officer, client):
        plans.in_force(person, officer, lines=2)
        ActionPlan.objects.update(aims="I want a house of my own.", family_help="Drive him home.")

        page = said(client.get(url("action_plan", person)))

        aims, first = page.index("I want a house of my own."), page.index("Fill in housing form")
        assert aims < first < page.index("It suits me.") < page.index("Drive him home.")
        assert "Addresses: Nowhere to live" in page
        assert "31 January 2027" in page
        assert "They agree" in page

    def test_marks_what_is_late_with_a_word(self, person, officer, client):
        plans.in_force(person, officer, target_on=TODAY - timedelta(days=1))

        page = said(client.get(url("action_plan", person)))

        assert 'data-status="overdue"' in page
        assert "The target date has passed." in page

    def test_prompts_to_go_back_by_a_day_and_says_when_that_has_passed(
        self, person, officer, client, clock, signed_in
    ):
        plans.in_force(person, officer, view="no-answer")
        assert "Go back to them by 28 November 2026" in said(client.get(url("action_plan", person)))

        clock(persons.days_ago(-8))

        page = said(signed_in(Role.PERSONAL_OFFICER).get(url("action_plan", person)))
        assert "Overdue: go back and ask" in page
        assert url("plan_view", person, 1) in page

    def test_shows_a_draft_where_none_is_in_force_and_both_where_one_is(
        self, person, officer, client
    ):
        draft = plans.draft(person, officer)
        plans.action(draft, officer, what="Only drafted")
        assert "Only drafted" in said(client.get(url("action_plan", person)))
        plans.said(draft, officer)
        plans.agreed(draft, officer)
        plans.action(plans.draft(person, officer), officer, what="Not yet")

        page = said(client.get(url("action_plan", person)))

        assert "A new version is being drafted" in page
        assert "Only drafted" in page
        assert "Not yet" not in page

    def test_offers_nothing_to_change_to_those_who_only_read(self, person, officer, signed_in):
        plans.in_force(person, officer, view="no-answer")

        page = said(signed_in(Role.HQ).get(url("action_plan", person)))

        assert "Fill in housing form" in page
        assert "Record how" not in page
        assert "Draft a new version" not in page
        assert "Record what they say" not in page

    def test_is_a_look_that_is_kept(self, person, client):
        client.get(url("action_plan", person))

        assert Consultation.objects.get().page == "casework:action_plan"

    def test_stands_in_the_navigation_of_the_case(self, person, client):
        assert url("action_plan", person) in said(
            client.get(reverse("pages:person", args=[person.pk]))
        )


class TestDrafting:
    def test_a_plan_is_made_step_by_step_checked_and_put_in_force(self, person, client):
        for _ in range(2):
            answer = client.post(url("start_plan_draft", person))
            assert answer.url == url("plan_draft", person)
        texts = {
            "aims": "A job.",
            "family_help": "",
            "version": 1,
            **day("review_on", plans.TARGET),
        }
        client.post(url("plan_aims", person), texts)
        for _ in range(2):
            assert client.post(url("add_plan_action", person), line()).status_code == 302
        words = {"view": "agreed", "words": "Good.", "version": 2, **day("on", TODAY)}
        client.post(url("plan_view", person, 1), words)
        page = client.get(url("put_in_force", person))
        assert "Go to the housing advice" in said(page)
        assert plan_in_force(person.pk) is None

        sent = {"version": page.context["form"]["version"].value()}
        for _ in range(2):
            answer = client.post(url("put_in_force", person), sent)
            assert answer.url == url("plan_in_force", person)

        made = plan_in_force(person.pk)
        assert (made.aims, made.view, len(rows_of(made))) == ("A job.", "agreed", 1)
        done = said(client.get(answer.url))
        assert "The plan is in force" in done
        assert url("copies", person) in done
        assert "Pbsw Tester, Prison-based social worker" in done

    def test_what_is_missing_is_listed_with_the_way_to_mend_it(self, person, officer, client):
        draft = plans.draft(person, officer)
        row = plans.action(draft, officer, theirs=False, target_on=None)

        page = said(client.get(url("put_in_force", person)))

        assert "Action 1: Nobody is named who does it." in page
        assert "Action 1: It has no target date." in page
        assert url("change_plan_action", person, row.line) in page
        assert "Put the plan in force</button>" not in page

    def test_sent_all_the_same_it_is_refused_and_stays_a_draft(self, person, officer, client):
        draft = plans.draft(person, officer)
        plans.action(draft, officer, target_on=None)
        stamp = client.get(url("put_in_force", person)).context["form"]["version"].value()

        page = said(client.post(url("put_in_force", person), {"version": stamp}))

        assert "The plan cannot be put in force yet." in page
        assert plan_draft(person.pk)

    def test_changed_since_it_was_checked_it_is_shown_again(self, person, officer, client):
        draft = plans.draft(person, officer)
        plans.action(draft, officer)
        plans.said(draft, officer)
        stamp = client.get(url("put_in_force", person)).context["form"]["version"].value()
        plans.action(draft, officer, what="Slipped in")

        answer = client.post(url("put_in_force", person), {"version": stamp})

        assert "Somebody else changed this record" in said(answer)
        assert "Slipped in" in said(answer)
        assert plan_in_force(person.pk) is None
        again = {"version": answer.context["form"]["version"].value()}
        assert client.post(url("put_in_force", person), again).status_code == 302

    def test_an_action_is_changed_and_removed(self, person, officer, client):
        row = plans.action(plans.draft(person, officer), officer)
        change = url("change_plan_action", person, row.line)
        assert 'value="Nowhere to live"' in said(client.get(change))

        client.post(change, line(version=1, what="Another thing", owner=str(officer.pk)))
        row.refresh_from_db()
        assert (row.what, row.owner) == ("Another thing", officer)

        remove = url("remove_plan_action", person, row.line)
        assert "Another thing" in said(client.get(remove))
        for _ in range(2):
            assert client.post(remove, {"version": 2}).url == url("plan_draft", person)
        assert not PlanAction.objects.exists()

    def test_a_stale_change_keeps_both_texts(self, person, officer, client):
        row = plans.action(plans.draft(person, officer), officer)
        change = url("change_plan_action", person, row.line)
        client.post(change, line(version=1, what="Theirs"))

        page = said(client.post(change, line(version=1, what="Mine")))

        assert "It now says: “Theirs”" in page
        assert "Mine</textarea>" in page

    @pytest.mark.parametrize(
        ("values", "error"),
        [
            pytest.param({"what": ""}, "What is to be done? Enter an answer", id="nothing"),
            pytest.param({"domain": ""}, "Which part of the plan is it for?", id="no domain"),
            pytest.param({"disclosure": "team"}, "Why is it withheld?", id="no ground"),
            pytest.param({"gist": "Talks"}, "choose who may not", id="a gist of what is open"),
            pytest.param({"owner": "0"}, "Which member of staff?", id="somebody else"),
            pytest.param(
                day("start_on", plans.TARGET + timedelta(days=1)),
                "before it starts",
                id="ends first",
            ),
            pytest.param({"disclosure": "social work"}, "Who may read", id="not theirs to write"),
        ],
    )
    def test_what_is_wrong_with_an_action_is_said(self, person, officer, client, values, error):
        plans.draft(person, officer)

        page = said(client.post(url("add_plan_action", person), line(**values)))

        assert error in page
        assert not PlanAction.objects.exists()

    def test_actions_are_moved_by_buttons(self, person, officer, client):
        draft = plans.draft(person, officer)
        one, two = (plans.action(draft, officer).line for _ in range(2))
        order = url("order_plan_actions", person)
        assert f'value="{two},{one}"' in said(client.get(order))

        for _ in range(2):
            assert client.post(order, {"lines": f"{two},{one}"}).url == order

        assert [row.line for row in rows_of(draft)] == [two, one]
        assert client.post(order, {"lines": "x"}).status_code == 200

    def test_pages_of_a_draft_are_not_there_without_one(self, person, client):
        for name in ("plan_draft", "plan_aims", "add_plan_action", "put_in_force"):
            assert client.get(url(name, person)).status_code == 404
        assert client.get(url("plan_in_force", person)).status_code == 404
        assert client.get(url("plan_view", person, 1)).status_code == 404

    def test_a_withheld_action_is_neither_shown_nor_changed_by_others(self, world, person, client):
        social_worker = world.user(Role.PBSW)
        row = plans.action(
            plans.draft(person, social_worker),
            social_worker,
            what="Score 23",
            disclosure="social work",
            gist="Work on anger",
            ground="Scores.",
        )

        page = said(client.get(url("plan_draft", person)))

        assert "Work on anger" in page
        assert "Score 23" not in page
        assert "somebody who may read it can change it" in page
        for name in ("change_plan_action", "remove_plan_action"):
            assert client.get(url(name, person, row.line)).status_code == 403
            assert client.post(url(name, person, row.line), line(version=1)).status_code == 403


class TestView:
    def test_could_not_answer_needs_a_day_to_go_back(self, person, officer, client):
        plans.draft(person, officer)
        sent = {"view": "no-answer", "version": 1, **day("on", TODAY)}

        refused = said(client.post(url("plan_view", person, 1), sent))
        assert "They could not answer: give the day" in refused

        later = day("ask_again_on", TODAY + timedelta(days=3))
        answer = client.post(url("plan_view", person, 1), sent | later)
        assert answer.url == url("plan_draft", person)
        assert plan_draft(person.pk).ask_again_on == TODAY + timedelta(days=3)

    def test_of_the_plan_in_force_leads_back_to_it(self, person, officer, client):
        plans.in_force(person, officer, view="no-answer")
        page = client.get(url("plan_view", person, 1))
        assert "They could not answer" in said(page)
        version = page.context["form"]["version"].value()

        sent = {"view": "disagreed", "words": "No.", "version": version, **day("on", TODAY)}
        answer = client.post(url("plan_view", person, 1), sent)

        assert answer.url == url("action_plan", person)
        assert plan_in_force(person.pk).view == "disagreed"


class TestProgress:
    @pytest.fixture
    def row(self, person, officer):
        made = plans.in_force(person, officer, provider_id=provider().pk)
        return rows_of(made)[0]

    def test_is_recorded(self, person, client, row):
        sent = {"status": "done", "evidence": "Seen.", "version": 1, **day("done_on", TODAY)}

        answer = client.post(url("plan_progress", person, row.line), sent)

        assert answer.url == url("action_plan", person)
        assert "Seen." in said(client.get(answer.url))

    @pytest.mark.parametrize(
        ("status", "error"),
        [("done", "It is done: give the day."), ("not-done", "It was not done: say why.")],
    )
    def test_lacking_its_day_or_reason_is_said(self, person, client, row, status, error):
        sent = {"status": status, "version": 1}

        assert error in said(client.post(url("plan_progress", person, row.line), sent))

    def test_the_provider_of_an_action_gets_a_referral(self, person, client, row):
        refer = url("refer_plan_action", person, row.line)
        assert refer in said(client.get(url("action_plan", person)))

        for _ in range(2):
            assert client.post(refer, {"consent": "given"}).url == url("action_plan", person)

        assert Referral.objects.get().why == row.what
        page = said(client.get(url("action_plan", person)))
        assert "Open, made on 21 November 2026" in page
        assert refer not in page

    def test_of_no_plan_in_force_is_not_there(self, world, client):
        assert client.get(url("plan_progress", world.standard, 1)).status_code in (403, 404)


class TestHistory:
    def test_a_day_is_asked_for_and_shown(self, person, officer, client):
        plans.in_force(person, officer)

        asked = client.get(url("plan_day", person), day("on", TODAY))

        assert "This is the plan of 21 November 2026" in said(asked)
        assert "Fill in housing form" in said(asked)
        assert "Version 1" in said(asked)

    def test_a_day_before_any_plan_says_so(self, person, officer, client):
        plans.in_force(person, officer)

        page = said(client.get(url("plan_day", person), day("on", TODAY - timedelta(days=1))))

        assert "No plan was in force on that day" in page

    def test_what_was_known_then_can_be_asked_for(self, person, officer, client):
        plans.in_force(person, officer)
        known = day("known", TODAY - timedelta(days=1))

        page = said(client.get(url("plan_day", person), day("on", TODAY) | known))

        assert "as it was known at the end of 20 November 2026" in page
        assert "No plan was in force on that day" in page

    @pytest.mark.parametrize("name", ["plan_day", "plan_changes"])
    def test_a_day_that_is_none_is_left_out_and_said_so(self, person, client, name):
        wrong = {
            f"{box}_{part}": "99" for box in ("on", "since") for part in ("day", "month", "year")
        }

        answer = client.get(url(name, person), wrong)

        assert answer.status_code == 200
        assert "That day was not understood" in said(answer)

    def test_what_changed_is_told_between_two_days_whichever_is_first(
        self, person, officer, client
    ):
        plans.in_force(person, officer)
        days = day("since", TODAY) | day("until", TODAY - timedelta(days=9))

        page = said(client.get(url("plan_changes", person), days))

        assert "Between 12 November 2026 and 21 November 2026" in page
        assert "No plan was in force on 12 November 2026." in page
        assert "Added" in page

    def test_nothing_changed_says_so(self, person, client):
        page = said(client.get(url("plan_changes", person)))

        assert "Nothing changed" in page
        assert "No plan was in force on either day." in page

    def test_the_days_shown_stand_in_the_boxes(self, person, client):
        for name, box, on in (
            ("plan_day", "on", TODAY),
            ("plan_changes", "since", TODAY - timedelta(days=91)),
            ("plan_changes", "until", TODAY),
        ):
            page = said(client.get(url(name, person)))
            assert f'name="{box}_day" id="id_{box}_day" value="{on.day}"' in page
