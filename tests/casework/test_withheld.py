"""What was withheld from somebody they learn by no other way: not from another form, by another act, or on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework import actions
from casework.actions.alerts import stop_screen
from casework.actions.screens import begin_screen
from casework.models import Narrative, PlanAction, PlanCopy
from casework.policy.copies import Copy
from casework.queries import action_plan, entries, history, plan_history
from casework.queries.alerts import open_alerts
from icm.core.access import principals_of
from icm.core.disclosure import Audience, Disclosure
from icm.core.refusals import NotAllowed
from icm.people import access as people
from icm.people import queries as reading
from icm.people.models import Allocation, Person
from icm.policy.roles import Role
from tests.factories import action_plans, copies, persons, plans
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
SECRET = "The assessment of March says that he blames his former partner for everything he did."
FOR_SOCIAL_WORK = {"disclosure": Disclosure.SOCIAL_WORK, "gist": "Work goes on.", "ground": "x"}
LATER = persons.NOW + timedelta(hours=1)


@pytest.fixture
def social_worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def entry(world, social_worker):
    return plans.entry(world.person, social_worker, body=SECRET, **FOR_SOCIAL_WORK)


def rewrite(row, by, at=persons.NOW, **values):
    words = {"on": row.on, "body": row.body, "source": row.source, "version": row.version}
    asking = {"by": by, "principals": principals(by), "at": at}
    return actions.change_narrative(row, actions.Rewriting(**words | values), **asking)


def withdraw(row, by, at=persons.NOW):
    why, asking = "In the wrong plan", {"principals": principals(by), "at": at}
    return actions.withdraw_narrative(row, why=why, version=row.version, **asking)


def as_read_by(role, world, row):
    """The line of the plan with that entry, as somebody in this role reads it."""
    asking = principals_of(world.user(role), at=persons.NOW)
    person = Person.objects.get(pk=world.person.pk)
    row = entries.of_domain(person, row.domain).get(pk=row.pk)
    return str(entries.narrative(row, entries.reader(person, asking)).entry)


class TestWhoeverMayReadItNoMore:
    """A social worker who wrote for social work alone and is a residential officer now."""

    @pytest.fixture
    def left(self, world, social_worker, entry):
        Allocation.objects.filter(user=social_worker).update(until_on=persons.TODAY)
        people.sync(world.person)
        social_worker.groups.set(world.user(Role.RESIDENTIAL_OFFICER).groups.all())
        return social_worker

    def test_does_not_find_it_in_the_form_for_changing_it(self, entry, left, signed_in):
        address = reverse("casework:change_narrative", args=[entry.person_id, entry.pk])

        assert signed_in(left).get(address).status_code == 403

    def test_does_not_open_it_to_others(self, entry, left):
        with pytest.raises(NotAllowed):
            rewrite(entry, left, disclosure=Disclosure.PERSON)

        assert Narrative.objects.get(pk=entry.pk).disclosure == Disclosure.SOCIAL_WORK

    def test_does_not_withdraw_it(self, entry, left):
        with pytest.raises(NotAllowed):
            withdraw(entry, left)

    def test_who_has_no_sight_of_the_person_withdraws_nothing(self, world, social_worker, left):
        mine = plans.entry(world.person, left, body="He helps in the pantry.")
        left.groups.clear()

        with pytest.raises(NotAllowed):
            withdraw(mine, left)


class TestWhoKeepsTheRecord:
    @pytest.mark.parametrize("role", [Role.FIRST_LINE_MANAGER, Role.ICM_CO_ORDINATOR])
    def test_withdraws_nothing_that_is_withheld_from_them(self, world, entry, role):
        with pytest.raises(NotAllowed):
            withdraw(entry, world.user(role))

    def test_of_social_work_is_its_manager(self, world, entry):
        assert withdraw(entry, world.user(Role.PBSW_TEAM_MANAGER)).withdrawn_at

    def test_of_all_others_is_not(self, world, officer):
        row = plans.entry(world.person, officer)

        with pytest.raises(NotAllowed):
            withdraw(row, world.user(Role.PBSW_TEAM_MANAGER))


def test_that_it_is_nearly_repeated_is_told_to_its_readers_alone(world, social_worker, entry):
    again = plans.entry(world.person, social_worker, body=SECRET)
    assert again.like == entry

    assert "like the entry of" in as_read_by(Role.PBSW, world, again)
    assert "like the entry of" not in as_read_by(Role.FIRST_LINE_MANAGER, world, again)
    assert "like another entry" in as_read_by(Role.FIRST_LINE_MANAGER, world, again)


def test_where_the_writer_has_it_from_is_told_to_its_readers_alone(world, social_worker, officer):
    source = "His former partner, by telephone"
    kept = {"body": SECRET, "source": source, **FOR_SOCIAL_WORK}
    row = plans.entry(world.person, social_worker, **kept)
    told = [
        str(reading.history_entries(world.person, *history.tracked(world.person, asking)))
        for asking in (
            principals_of(world.user(role), at=persons.NOW)
            for role in (Role.PBSW_TEAM_MANAGER, Role.FIRST_LINE_MANAGER)
        )
    ]

    assert source in as_read_by(Role.PBSW, world, row)
    assert source not in as_read_by(Role.PERSONAL_OFFICER, world, row)
    assert source in told[0]
    assert source not in told[1]


class TestActionsWithheldInALaterVersion:
    """Open to the person in the first version, for social work alone in the second."""

    @pytest.fixture
    def plan(self, world, officer, social_worker):
        first = action_plans.draft(world.person, officer)
        action_plans.action(first, officer, what=SECRET)
        action_plans.said(first, officer)
        action_plans.agreed(first, officer, at=persons.days_ago(30))
        second = action_plans.draft(world.person, social_worker)
        (row,) = action_plan.rows_of(second)
        columns = {name: getattr(row, name) for name in actions.Line.__dataclass_fields__}
        kept = columns | FOR_SOCIAL_WORK | {"disclosure": "social work"}
        asking = {"principals": principals(social_worker), "at": persons.NOW}
        actions.change_action(row, actions.Line(**kept), version=row.version, **asking)
        action_plans.said(second, social_worker)
        return action_plans.agreed(second, social_worker, at=persons.days_ago(10))

    @pytest.mark.parametrize(
        ("audience", "reads"), [(Audience.SOCIAL_WORK, SECRET), (Audience.TEAM, "Work goes on.")]
    )
    def test_are_read_on_an_earlier_day_as_they_are_classed_now(self, plan, audience, reads):
        day = persons.days_ago(20).date()
        asking = plan_history.Asking(audience, day, persons.NOW)

        page = plan_history.plan_on(plan.person_id, asking)

        assert (page.number, [row.what for row in page.actions]) == (1, [reads])

    def test_are_not_told_as_what_changed(self, plan):
        before, after = (
            plan_history.plan_on(
                plan.person_id,
                plan_history.Asking(Audience.TEAM, persons.days_ago(ago).date(), persons.NOW),
            )
            for ago in (20, 1)
        )

        assert SECRET not in str(plan_history.changes(before, after))

    def test_are_not_told_by_who_changed_what(self, world, plan):
        def told(role):
            asking = principals_of(world.user(role), at=persons.NOW)
            tables = history.tracked(world.person, asking)
            return str(reading.history_entries(world.person, *tables))

        assert SECRET in told(Role.PBSW_TEAM_MANAGER)
        assert SECRET not in told(Role.FIRST_LINE_MANAGER)
        assert "Work goes on." in told(Role.FIRST_LINE_MANAGER)


class TestCopiesMadeBefore:
    """A copy is what it was when it was made; whether it may be read is asked of the record now."""

    @pytest.fixture
    def row(self, world, social_worker):
        return plans.entry(world.person, social_worker, body=SECRET)

    def opens(self, client, document):
        address = reverse("casework:open_copy", args=[document.person_id, document.pk])
        return client.get(address).status_code

    def test_something_was_withheld_from_its_reader_are_not_opened(
        self, world, officer, social_worker, row, signed_in
    ):
        copy = copies.made(world.person, Copy.PERSON, officer)
        kept = {"disclosure": Disclosure.TEAM, "ground": "Third party"}
        rewrite(row, social_worker, at=LATER, **kept)

        assert self.opens(signed_in(officer), copy) == 403

    def test_something_was_taken_back_are_not_opened(
        self, world, officer, social_worker, row, signed_in
    ):
        plans.entry(world.person, officer)
        copy = copies.made(world.person, Copy.PERSON, officer)
        withdraw(row, social_worker, at=LATER)

        assert self.opens(signed_in(officer), copy) == 403

    def test_an_action_was_withheld_are_not_opened(self, world, officer, social_worker, signed_in):
        first = action_plans.in_force(world.person, officer, what=SECRET)
        copy = copies.made(world.person, Copy.PERSON, officer)
        second = action_plans.draft(world.person, social_worker, at=LATER)
        PlanAction.objects.filter(plan=second).update(disclosure="team", ground="Third party")
        action_plans.said(second, social_worker)
        action_plans.agreed(second, social_worker, at=LATER)

        assert first.number == 1
        assert self.opens(signed_in(officer), copy) == 403

    def test_are_not_opened_by_those_who_may_read_it_no_more(
        self, world, officer, social_worker, row, signed_in
    ):
        copy = copies.made(world.person, Copy.STAFF, officer)
        assert self.opens(signed_in(officer), copy) == 200

        rewrite(row, social_worker, at=LATER, **FOR_SOCIAL_WORK)

        assert self.opens(signed_in(officer), copy) == 403
        assert self.opens(signed_in(Role.PBSW_TEAM_MANAGER), copy) == 200

    def test_once_given_are_opened_to_see_what_was_given(
        self, world, officer, social_worker, row, signed_in
    ):
        copy = copies.made(world.person, Copy.PERSON, officer)
        withdraw(row, social_worker, at=LATER)
        page = reverse("casework:copy", args=[copy.person_id, copy.pk])
        shut = signed_in(officer).get(page).content.decode()

        handing = actions.Handing(actions.THE_PERSON, PlanCopy.How.BY_HAND, LATER.date())
        asking = {"by": officer, "principals": principals(officer), "at": LATER}
        actions.give_copy(copy, handing, **asking)

        assert "Ask for a new one" in shut
        assert "Record that it was given" in shut
        assert self.opens(signed_in(officer), copy) == 200

    def test_anything_else_was_changed_are_opened(
        self, world, officer, social_worker, row, signed_in
    ):
        copy = copies.made(world.person, Copy.PERSON, officer)
        rewrite(row, social_worker, at=LATER, body="He now sees his own part.")

        assert self.opens(signed_in(officer), copy) == 200

    def test_made_after_it_was_withheld_are_opened(
        self, world, officer, social_worker, entry, signed_in
    ):
        copy = copies.made(world.person, Copy.STAFF, officer)
        kept = FOR_SOCIAL_WORK | {"body": "Other words for social work alone."}
        rewrite(entry, social_worker, at=LATER, **kept)

        assert self.opens(signed_in(officer), copy) == 200


def test_an_alert_is_told_to_nobody_who_only_expects_the_person(world):
    """Their case is read where they are held: of a transfer planned the next establishment knows only who comes."""
    at = {"by": world.user(Role.LINKS_CENTRE), "at": persons.NOW}
    at["principals"] = principals(at["by"])
    stop_screen(begin_screen(world.person, **at), **at)
    Person.objects.filter(pk=world.person.pk).update(transfer_to=world.there)
    people.sync(Person.objects.get(pk=world.person.pk))

    def told(place):
        asking = principals(world.user(Role.ICM_CO_ORDINATOR, place))
        return [alert.person for alert in open_alerts(asking, on=persons.TODAY)]

    assert told("barlinnie") == [world.person]
    assert told("perth") == []
