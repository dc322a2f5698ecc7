"""The acts on an action plan: what they do, what they refuse, and that sending twice is harmless."""

from datetime import date

import pytest

from casework import actions
from casework.actions.plan_standing import stamp
from casework.models import ActionPlan, PlanAction, Referral
from casework.queries.action_plan import rows_of
from icm.core.models import Outgoing
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.people.models import Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import action_plans as plans
from tests.factories import persons
from tests.factories.plans import provider
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
AT = persons.NOW


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def asking_(officer):
    return {"principals": principals(officer), "at": AT}


@pytest.fixture
def draft(world, officer):
    return plans.draft(world.person, officer)


def lines(plan):
    return [row.line for row in rows_of(plan)]


class TestDraft:
    def test_the_first_is_version_one_and_empty(self, draft, officer):
        assert (draft.number, draft.state, draft.drafted_by) == (1, "draft", officer)
        assert lines(draft) == []

    def test_beginning_twice_is_one_draft(self, world, draft, officer):
        assert plans.draft(world.person, officer) == draft

    def test_a_new_version_copies_texts_and_actions_under_the_same_lines(
        self, world, officer, asking_
    ):
        first = plans.draft(world.person, officer)
        texts = actions.Aims(
            aims="A job.", family_help="Her mum.", review_on=date(2027, 2, 1), version=1
        )
        actions.write_aims(first, texts, **asking_)
        one, two = (plans.action(first, officer) for _ in range(2))
        plans.said(first, officer)
        first = plans.agreed(first, officer)

        second = plans.draft(world.person, officer)

        assert (second.number, second.aims, second.family_help) == (2, "A job.", "Her mum.")
        assert second.review_on == date(2027, 2, 1)
        assert (second.view, second.view_on) == ("", None)
        assert lines(second) == [one.line, two.line]
        assert [row.what for row in rows_of(second)] == [one.what, two.what]
        assert ActionPlan.objects.get(pk=first.pk).state == "agreed"

    def test_is_not_for_everybody_who_may_look(self, world):
        with pytest.raises(NotAllowed):
            plans.draft(world.person, world.user(Role.HQ))
        with pytest.raises(NotAllowed):
            plans.draft(world.person, world.user(Role.PERSONAL_OFFICER, "perth"))
        assert not ActionPlan.objects.exists()


class TestAims:
    def write(self, plan, asking_, **values):
        sent = {"aims": "A flat.", "family_help": "", "review_on": None, "version": 1} | values
        return actions.write_aims(plan, actions.Aims(**sent), **asking_)

    def test_are_written_once_however_often_they_are_sent(self, draft, asking_):
        self.write(draft, asking_)
        again = self.write(draft, asking_)

        assert (again.aims, again.version) == ("A flat.", 2)

    def test_written_over_somebody_elses_are_refused_with_both(self, draft, asking_):
        self.write(draft, asking_)

        with pytest.raises(Stale) as refusal:
            self.write(draft, asking_, aims="A dog.")

        assert "A flat." in str(refusal.value)

    def test_a_review_in_the_past_is_refused(self, draft, asking_):
        with pytest.raises(Refused, match="has passed"):
            self.write(draft, asking_, review_on=date(2026, 11, 20))


class TestActions:
    def add(self, plan, asking_, reference="a", **values):
        return actions.add_action(plan, plans.line(**values), reference=reference, **asking_)

    def test_are_added_at_the_end_and_once(self, draft, asking_):
        first = self.add(draft, asking_, what="One")
        second = self.add(draft, asking_, "b", what="Two")

        assert self.add(draft, asking_, "b", what="Two") == second
        assert [row.pk for row in rows_of(draft)] == [first.pk, second.pk]

    def test_the_same_page_with_another_text_is_refused(self, draft, asking_):
        self.add(draft, asking_, what="One")

        with pytest.raises(SentBefore):
            self.add(draft, asking_, what="Another")

    def test_may_wait_for_an_owner_and_a_date_while_they_are_drafted(self, draft, asking_):
        made = self.add(draft, asking_, theirs=False, target_on=None)

        assert (made.target_on, made.owner) == (None, None)

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            pytest.param({"what": " "}, "Say what", id="says nothing"),
            pytest.param({"start_on": date(2027, 2, 1)}, "before the start", id="ends first"),
            pytest.param(
                {"disclosure": "team"}, "why it is withheld", id="withheld without ground"
            ),
        ],
    )
    def test_refused(self, draft, asking_, values, said):
        with pytest.raises(Refused, match=said):
            self.add(draft, asking_, **values)
        assert lines(draft) == []

    def test_nobody_writes_what_they_may_not_read(self, draft, asking_):
        with pytest.raises(NotAllowed, match="withheld from you"):
            self.add(draft, asking_, disclosure="social work", ground="Scores.")

    def test_are_changed_and_the_same_change_twice_is_one(self, draft, asking_):
        made = self.add(draft, asking_)
        wanted = plans.line(what="Something else", target_on=None)

        changed = actions.change_action(made, wanted, version=1, **asking_)
        again = actions.change_action(made, wanted, version=1, **asking_)

        assert (changed.what, changed.target_on, changed.version) == ("Something else", None, 2)
        assert again.version == 2

    def test_two_changes_at_once_keep_both_texts(self, draft, asking_):
        made = self.add(draft, asking_)
        actions.change_action(made, plans.line(what="Mine"), version=1, **asking_)

        with pytest.raises(Stale) as refusal:
            actions.change_action(made, plans.line(what="Yours"), version=1, **asking_)

        assert "“Mine”" in str(refusal.value)
        assert refusal.value.version == 2

    def test_a_change_of_an_impossible_kind_is_refused(self, draft, asking_):
        made = self.add(draft, asking_)

        with pytest.raises(Refused, match="Say what"):
            actions.change_action(made, plans.line(what=""), version=1, **asking_)

    def test_are_removed_once_and_stay_in_the_history(self, draft, asking_):
        made = self.add(draft, asking_)
        key = made.pk

        actions.remove_action(made, version=1, **asking_)
        actions.remove_action(PlanAction(pk=key, plan=draft), version=1, **asking_)

        assert lines(draft) == []
        kept = PlanAction._meta.get_field("events").related_model
        assert kept.objects.filter(pgh_obj_id=key, pgh_label="delete").exists()

    def test_changed_meanwhile_are_not_removed(self, draft, asking_):
        made = self.add(draft, asking_)
        actions.change_action(made, plans.line(what="Mine"), version=1, **asking_)

        with pytest.raises(Stale):
            actions.remove_action(made, version=1, **asking_)

    def test_a_change_of_what_was_removed_is_refused(self, draft, asking_):
        made = self.add(draft, asking_)
        gone = PlanAction(pk=made.pk, plan=draft)
        actions.remove_action(made, version=1, **asking_)

        with pytest.raises(Refused, match="removed"):
            actions.change_action(gone, plans.line(), version=1, **asking_)

    def test_are_put_in_order_and_twice_is_the_same_order(self, draft, asking_):
        one, two, three = (self.add(draft, asking_, str(n)).line for n in range(3))

        for _ in range(2):
            actions.reorder(draft, [two, three, one], **asking_)

        assert lines(draft) == [two, three, one]

    def test_an_order_of_other_actions_is_refused(self, draft, asking_):
        one = self.add(draft, asking_).line

        with pytest.raises(Refused, match="meanwhile"):
            actions.reorder(draft, [one, 99], **asking_)

    def test_withheld_from_the_asker_are_theirs_neither_to_change_nor_to_remove(
        self, world, draft, asking_
    ):
        social_worker = world.user(Role.PBSW)
        row = plans.action(
            draft, social_worker, disclosure="social work", gist="Work on anger", ground="Scores."
        )

        with pytest.raises(NotAllowed):
            actions.change_action(row, plans.line(), version=1, **asking_)
        with pytest.raises(NotAllowed):
            actions.remove_action(row, version=1, **asking_)


class TestView:
    def test_is_recorded_on_the_draft_and_on_the_plan_in_force(self, world, officer, draft):
        plans.action(draft, officer)
        plans.said(draft, officer, "no-answer")
        made = plans.agreed(draft, officer)

        later = plans.said(made, officer, "disagreed", words="Not the course.")

        assert (later.view, later.view_words) == ("disagreed", "Not the course.")
        assert later.ask_again_on is None

    def test_sent_twice_is_once(self, draft, officer):
        first = plans.said(draft, officer)

        assert plans.said(draft, officer, version=1).version == first.version

    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            pytest.param({"view": ""}, "agree, disagree", id="says nothing"),
            pytest.param({"on": date(2026, 11, 22)}, "future", id="tomorrow"),
            pytest.param(
                {"view": "no-answer", "ask_again_on": None}, "goes back", id="never again"
            ),
            pytest.param(
                {"view": "no-answer", "ask_again_on": date(2026, 11, 20)},
                "has passed",
                id="too late",
            ),
        ],
    )
    def test_refused(self, draft, officer, values, reason):
        with pytest.raises(Refused, match=reason):
            plans.said(draft, officer, **values)

    def test_somebody_elses_record_is_not_written_over(self, draft, officer):
        plans.said(draft, officer, words="Yes.")

        with pytest.raises(Stale, match="“Yes"):
            plans.said(draft, officer, words="No.", version=1)

    def test_of_a_replaced_version_is_refused(self, world, officer):
        old = plans.in_force(world.person, officer)
        new = plans.draft(world.person, officer)
        plans.said(new, officer)
        plans.agreed(new, officer)

        with pytest.raises(Refused, match="replaced"):
            plans.said(old, officer, "disagreed")


class TestPutInForce:
    def test_takes_the_place_of_the_plan_before_it_in_one_step(self, world, officer):
        old = plans.in_force(world.person, officer)
        new = plans.draft(world.person, officer)
        plans.said(new, officer)

        made = plans.agreed(new, officer)

        old.refresh_from_db()
        assert (old.state, old.until_on, old.superseded_at) == ("superseded", persons.TODAY, AT)
        assert (made.state, made.from_on, made.agreed_at) == ("agreed", persons.TODAY, AT)
        assert made.agreed_by == officer

    def test_tells_the_rules_by_two_events_once(self, world, officer):
        made = plans.in_force(world.person, officer)

        actions.put_in_force(made, seen=0, by=officer, principals=principals(officer), at=AT)

        kinds = Event.objects.filter(person=world.person).values_list("kind", flat=True)
        assert sorted(kinds) == sorted([EventKind.PLAN_AGREED.value, EventKind.PLAN_UPDATED.value])

    def test_tells_those_who_look_after_them_and_those_named_but_nobodys_name(self, world, officer):
        owner = world.user(Role.LINKS_CENTRE)

        plans.in_force(world.person, officer, owner_id=owner.pk)

        letters = Outgoing.objects.filter(key__startswith="plan:")
        told = set(letters.values_list("recipient_id", flat=True))
        assert told == {owner.pk, world.user(Role.PBSW).pk, world.user(Role.CBSW).pk}
        assert all(world.person.family_name not in f"{row.subject}{row.body}" for row in letters)

    def test_names_every_action_without_owner_or_target_date(self, world, officer, draft):
        plans.action(draft, officer)
        plans.action(draft, officer, theirs=False)
        plans.action(draft, officer, target_on=None)
        plans.said(draft, officer)

        with pytest.raises(Refused) as refusal:
            plans.agreed(draft, officer)

        assert "Action 2: Nobody is named" in str(refusal.value)
        assert "Action 3: It has no target date." in str(refusal.value)
        assert "Action 1" not in str(refusal.value)
        draft.refresh_from_db()
        assert draft.state == "draft"
        assert not Event.objects.filter(person=world.person).exists()

    @pytest.mark.parametrize("doer", ["owner_id", "provider_id", "theirs"])
    def test_staff_a_provider_or_the_person_will_do(self, officer, draft, doer):
        who = {"owner_id": officer.pk, "provider_id": provider().pk, "theirs": True}
        plans.action(draft, officer, **{"theirs": False, doer: who[doer]})
        plans.said(draft, officer)

        assert plans.agreed(draft, officer).state == "agreed"

    def test_what_was_changed_since_it_was_checked_is_not_put_in_force(self, officer, draft):
        plans.action(draft, officer)
        plans.said(draft, officer)
        draft.refresh_from_db()
        seen = stamp(draft, rows_of(draft))
        plans.action(draft, officer)

        with pytest.raises(Stale) as refusal:
            actions.put_in_force(
                draft, seen=seen, by=officer, principals=principals(officer), at=AT
            )

        assert refusal.value.version == stamp(draft, rows_of(draft))

    def test_a_replaced_version_does_not_come_back(self, world, officer):
        old = plans.in_force(world.person, officer)
        new = plans.draft(world.person, officer)
        plans.said(new, officer)
        plans.agreed(new, officer)

        with pytest.raises(Refused, match="Begin a new draft"):
            plans.agreed(old, officer)

    def test_the_plan_in_force_changes_only_through_a_new_draft(self, world, officer, asking_):
        made = plans.in_force(world.person, officer)
        (row,) = rows_of(made)

        for act in (
            lambda: actions.add_action(made, plans.line(), reference="x", **asking_),
            lambda: actions.change_action(row, plans.line(), version=1, **asking_),
            lambda: actions.remove_action(row, version=1, **asking_),
            lambda: actions.reorder(made, [row.line], **asking_),
            lambda: actions.write_aims(
                made, actions.Aims(aims="x", family_help="", review_on=None, version=1), **asking_
            ),
        ):
            with pytest.raises(Refused, match="Begin a new draft"):
                act()
        assert [old.what for old in rows_of(made)] == [row.what]


class TestProgress:
    @pytest.fixture
    def row(self, world, officer):
        return rows_of(plans.in_force(world.person, officer))[0]

    def test_is_recorded_on_the_plan_in_force_and_taken_over_by_a_draft(self, world, officer, row):
        draft = plans.draft(world.person, officer)

        done = plans.progress(row, officer, "done", done_on=persons.TODAY, evidence="Letter seen.")

        assert (done.status, done.done_on, done.evidence) == ("done", persons.TODAY, "Letter seen.")
        (copied,) = rows_of(draft)
        assert (copied.status, copied.evidence) == ("done", "Letter seen.")

    def test_of_a_line_taken_out_of_the_draft_stays_out(self, world, officer, row, asking_):
        draft = plans.draft(world.person, officer)
        (copied,) = rows_of(draft)
        actions.remove_action(copied, version=1, **asking_)

        plans.progress(row, officer)

        assert lines(draft) == []

    def test_twice_is_once(self, officer, row):
        first = plans.progress(row, officer, evidence="Seen.")

        assert plans.progress(row, officer, evidence="Seen.", version=1).version == first.version

    def test_a_reason_and_a_day_stand_only_where_they_belong(self, officer, row):
        made = plans.progress(row, officer, "under-way", not_done_why="?", done_on=persons.TODAY)

        assert (made.not_done_why, made.done_on) == ("", None)

    @pytest.mark.parametrize(
        ("status", "values", "reason"),
        [
            pytest.param("not-done", {}, "why it was not done", id="no reason"),
            pytest.param("done", {}, "on which day", id="no day"),
            pytest.param("done", {"done_on": date(2026, 11, 22)}, "future", id="tomorrow"),
            pytest.param("asleep", {}, "how it stands", id="no such state"),
        ],
    )
    def test_refused(self, officer, row, status, values, reason):
        with pytest.raises(Refused, match=reason):
            plans.progress(row, officer, status, **values)

    def test_two_at_once_keep_both_texts(self, officer, row):
        plans.progress(row, officer, evidence="One.")

        with pytest.raises(Stale, match="Under way"):
            plans.progress(row, officer, evidence="Two.", version=1)

    def test_of_a_draft_is_refused(self, officer, draft):
        row = plans.action(draft, officer)

        with pytest.raises(Refused, match="plan in force"):
            plans.progress(row, officer)

    def test_is_not_for_those_who_only_read(self, world, row):
        with pytest.raises(NotAllowed):
            plans.progress(row, world.user(Role.CBSW))


class TestReferral:
    def refer(self, row, by, consent="given"):
        return actions.refer_action(row, consent=consent, by=by, principals=principals(by), at=AT)

    @pytest.fixture
    def row(self, world, officer):
        made = plans.in_force(world.person, officer, provider_id=provider().pk, owner_id=officer.pk)
        return rows_of(made)[0]

    def test_opens_one_that_carries_the_action_and_is_chased_by_its_owner(self, officer, row):
        made = self.refer(row, officer)
        again = self.refer(row, officer)

        assert made == again
        assert (made.origin, made.why, made.domain) == ("plan", row.what, row.domain)
        assert made.chaser == officer
        assert PlanAction.objects.get(pk=row.pk).referral == made

    def test_is_taken_over_by_a_draft(self, world, officer, row):
        draft = plans.draft(world.person, officer)

        made = self.refer(row, officer)

        assert [copied.referral for copied in rows_of(draft)] == [made]

    def test_joins_one_that_stands_there_already_for_the_same(self, world, officer, row):
        ask = actions.Ask(reference="r", provider=row.provider, domain=row.domain)
        before = actions.open_referral(
            world.person, ask, by=officer, principals=principals(officer), at=AT
        )

        assert self.refer(row, officer) == before
        assert Referral.objects.count() == 1

    def test_needs_a_provider_and_a_plan_in_force(self, world, officer, draft):
        row = plans.action(draft, officer, provider_id=provider().pk)
        with pytest.raises(Refused, match="in force"):
            self.refer(row, officer)
        plans.said(draft, officer)
        bare = plans.action(draft, officer)
        plans.agreed(draft, officer)
        with pytest.raises(Refused, match="No provider"):
            self.refer(bare, officer)

    def test_of_a_withheld_action_is_for_those_who_may_read_it(self, world, officer):
        social_worker = world.user(Role.PBSW)
        made = plans.in_force(
            world.person,
            social_worker,
            provider_id=provider().pk,
            disclosure="social work",
            ground="Scores.",
        )

        with pytest.raises(NotAllowed):
            self.refer(rows_of(made)[0], officer)
