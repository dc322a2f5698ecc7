"""Writing in the plan: as whom, once, near copies, other words, withdrawal; and the two ratings."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework import actions
from casework.models import DomainRating, Narrative, Referral
from casework.policy.areas import Agency, Domain, Need
from casework.queries.likeness import own_repeats, team_repeats
from icm.clocks.models import Due
from icm.core.access import principals_of
from icm.core.disclosure import Disclosure
from icm.core.models import Team
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.people import access
from icm.people.models import Allocation, Event
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import persons, plans, staff

TODAY, NOW = persons.TODAY, persons.NOW
LONG = (
    "He told me on Tuesday that he rings his sister every second day and that she will take him in"
    " when he is out, until the council has a flat for him."
)


def write(person, by, referral=None, at=NOW, **values):
    return actions.write_narrative(
        person,
        plans.writing(**values),
        by=by,
        principals=principals_of(by, at=at),
        at=at,
        referral=referral,
    )


def rewrite(row, by, at=NOW, **values):
    given = {"on": row.on, "body": row.body, "version": row.version, "source": row.source}
    change = actions.Rewriting(**given | values)
    return actions.change_narrative(row, change, by=by, principals=principals_of(by, at=at), at=at)


def withdraw(row, by, why="In the wrong plan", version=None):
    return actions.withdraw_narrative(
        row,
        why=why,
        version=version or row.version,
        principals=principals_of(by, at=NOW),
        at=NOW,
    )


def updates(person):
    return Event.objects.filter(person=person, kind=EventKind.PLAN_UPDATED)


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


class TestWriting:
    @pytest.mark.parametrize(
        ("role", "agency"),
        [
            (Role.PERSONAL_OFFICER, "residential"),
            (Role.PBSW, "pbsw"),
            (Role.ICM_CO_ORDINATOR, "icm"),
            (Role.CBSW, "cbsw"),
            (Role.LINKS_CENTRE, "links"),
        ],
    )
    def test_is_as_those_who_hold_the_person(self, world, role, agency):
        row = write(world.person, world.user(role))

        assert (row.agency, row.role, row.provider) == (agency, role, None)

    def test_is_as_the_personal_officer_where_somebody_holds_several_posts(self, world, officer):
        staff.appoint(
            officer, (Role.RESIDENTIAL_OFFICER, "barlinnie"), (Role.LINKS_CENTRE, "barlinnie")
        )

        assert write(world.person, officer).role == Role.PERSONAL_OFFICER

    @pytest.mark.parametrize(
        "role", [Role.HQ, Role.RECEPTION, Role.RMT_CHAIR, Role.ICM_ADMINISTRATOR]
    )
    def test_is_not_for_those_who_only_read(self, world, role):
        with pytest.raises(NotAllowed):
            write(world.person, world.user(role))

        assert Narrative.objects.count() == 0

    def test_brings_the_plan_up_to_date_at_once(self, world, officer):
        row = write(world.person, officer, on=persons.days_ago(8).date())

        event = updates(world.person).get()
        assert (event.reference, event.on) == (f"narrative-{row.pk}", TODAY)
        assert not Due.objects.filter(person=world.person, rule="CIP-ALL").exists()

    def test_twice_is_once(self, world, officer):
        asked = plans.writing()
        given = {"by": officer, "principals": principals_of(officer, at=NOW), "at": NOW}

        first = actions.write_narrative(world.person, asked, **given)
        assert actions.write_narrative(world.person, asked, **given) == first

        assert (Narrative.objects.count(), updates(world.person).count()) == (1, 1)
        with pytest.raises(SentBefore):
            actions.write_narrative(world.person, replace(asked, body="Else."), **given)

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"body": "  "}, "Write what you want to say"),
            ({"on": persons.days_ago(-1).date()}, "in the future"),
            ({"disclosure": Disclosure.TEAM}, "Say why the person may not read it"),
            ({"disclosure": Disclosure.SOCIAL_WORK, "ground": "Scores"}, "Choose who may read"),
            ({"disclosure": Disclosure.RESTRICTED, "ground": "Source"}, "Choose who may read"),
            ({"disclosure": Disclosure.VICTIM, "ground": "Safety"}, "Choose who may read"),
        ],
    )
    def test_is_refused_with_the_reason(self, world, officer, values, said):
        with pytest.raises(Refused, match=said):
            write(world.person, officer, **values)

        assert updates(world.person).count() == 0

    def test_keeps_gist_and_ground_only_where_something_is_withheld(self, world):
        by = world.user(Role.PBSW)
        texts = {"gist": "Something about family.", "ground": "Third party"}

        held_back = write(world.person, by, disclosure=Disclosure.SOCIAL_WORK, **texts)
        open_to_them = write(world.person, by, **texts)

        assert (held_back.gist, held_back.ground) == tuple(texts.values())
        assert (open_to_them.gist, open_to_them.ground) == ("", "")


class TestNearCopies:
    def test_are_pointed_out_before_anything_is_saved(self, world, officer):
        first = write(world.person, world.user(Role.PBSW), body=LONG)

        with pytest.raises(actions.NearCopy) as found:
            write(world.person, officer, body=LONG.replace("Tuesday", "Friday"))

        assert found.value.earlier == first
        assert 0.8 < found.value.likeness < 1
        assert Narrative.objects.count() == 1

    def test_are_kept_and_counted_where_the_writer_says_so(self, world, officer):
        first = write(world.person, officer, body=LONG)

        again = write(world.person, officer, body=LONG, anyway=True)

        assert (again.like, again.likeness) == (first, 1)
        own = own_repeats(officer.pk, on=TODAY)
        assert (own.entries, own.alike) == (2, 1)
        assert own.words == "1 of 2 entries in the last 90 days"
        assert own_repeats(officer.pk, on=TODAY + timedelta(days=90)).entries == 0
        assert own_repeats(world.user(Role.PBSW).pk, on=TODAY).entries == 0
        assert updates(world.person).count() == 2

    def test_of_a_team_are_counted_together_and_of_few_not_at_all(self, world, officer):
        write(world.person, officer, body=LONG)
        write(world.person, officer, body=LONG, anyway=True)
        others = [world.user(Role.PBSW).pk, world.user(Role.CBSW).pk]

        assert team_repeats([officer.pk, *others], on=TODAY).alike == 1
        assert team_repeats([officer.pk, others[0]], on=TODAY) is None

    def test_what_says_something_else_is_not_one(self, world, officer):
        write(world.person, officer, body=plans.TEXTS[0])

        assert write(world.person, officer, body=plans.TEXTS[1]).like is None

    def test_of_ones_own_about_somebody_else_are_told(self, world, officer):
        Allocation.objects.create(
            person=world.standard, user=officer, role=Role.PERSONAL_OFFICER, from_on=TODAY
        )
        access.sync(world.standard)
        first = write(world.standard, officer, body=LONG)

        with pytest.raises(actions.NearCopy) as found:
            write(world.person, officer, body=LONG)

        assert found.value.earlier == first

    def test_of_a_colleagues_about_somebody_else_are_not(self, world, officer):
        write(world.standard, world.user(Role.RESIDENTIAL_OFFICER), body=LONG)

        assert write(world.person, officer, body=LONG).like is None

    def test_of_what_the_writer_may_not_read_are_not_told(self, world, officer):
        secret = {"disclosure": Disclosure.SOCIAL_WORK, "ground": "Scores"}
        write(world.person, world.user(Role.PBSW), body=LONG, **secret)

        assert write(world.person, officer, body=LONG).like is None

    def test_of_what_was_withdrawn_are_not_told(self, world, officer):
        withdraw(write(world.person, officer, body=LONG), officer)

        assert write(world.person, officer, body=LONG).like is None


class TestChanging:
    def test_is_for_the_author(self, world, officer):
        row = write(world.person, officer)

        with pytest.raises(NotAllowed):
            rewrite(row, world.user(Role.ICM_CO_ORDINATOR), body=LONG)

    def test_keeps_what_stood_before_in_the_history(self, world, officer):
        row = write(world.person, officer)
        before = row.body

        changed = rewrite(row, officer, body=LONG)

        assert (changed.body, changed.version, changed.changed_by) == (LONG, 2, officer)
        assert list(changed.events.order_by("pgh_id").values_list("body", flat=True)) == [
            before,
            LONG,
        ]
        assert updates(world.person).count() == 2

    def test_of_nothing_changes_nothing(self, world, officer):
        row = write(world.person, officer)

        assert rewrite(row, officer).version == 1
        assert updates(world.person).count() == 1

    def test_of_an_older_version_loses_neither_text(self, world, officer):
        row = write(world.person, officer)
        rewrite(row, officer, body=LONG)

        with pytest.raises(actions.StaleWords) as stale:
            rewrite(row, officer, body="I typed this in the other window.")

        assert (stale.value.current, stale.value.version) == (LONG, 2)
        assert Narrative.objects.get().body == LONG

    def test_sent_twice_is_once(self, world, officer):
        row = write(world.person, officer)
        rewrite(row, officer, body=LONG)

        assert rewrite(row, officer, body=LONG).version == 2

    def test_points_out_a_near_copy_but_never_of_itself(self, world, officer):
        row = write(world.person, officer, body=LONG)
        write(world.person, officer, body=plans.TEXTS[0])

        assert rewrite(row, officer, body=LONG.replace("Tuesday", "Friday")).like is None
        with pytest.raises(actions.NearCopy):
            rewrite(row, officer, version=2, body=plans.TEXTS[0])


class TestWithdrawing:
    @pytest.mark.parametrize(
        "role", [Role.PERSONAL_OFFICER, Role.ICM_CO_ORDINATOR, Role.FIRST_LINE_MANAGER]
    )
    def test_is_for_the_author_and_those_who_keep_the_record(self, world, officer, role):
        row = withdraw(write(world.person, officer), world.user(role))

        assert row.withdrawn_why == "In the wrong plan"

    @pytest.mark.parametrize("role", [Role.PBSW, Role.RESIDENTIAL_OFFICER, Role.HQ])
    def test_is_not_for_others(self, world, officer, role):
        row = write(world.person, officer)

        with pytest.raises(NotAllowed):
            withdraw(row, world.user(role))

    def test_takes_back_what_it_did_for_the_clocks(self, world, officer):
        row = rewrite(write(world.person, officer), officer, body=LONG)
        assert updates(world.person).count() == 2

        withdraw(row, officer)

        assert updates(world.person).count() == 0
        assert Due.objects.get(person=world.person, rule="CIP-ALL").status == "unknown"

    def test_twice_is_once_and_needs_its_reason(self, world, officer):
        row = write(world.person, officer)
        with pytest.raises(Refused, match="Say why"):
            withdraw(row, officer, why=" ")
        with pytest.raises(actions.StaleWords):
            withdraw(row, officer, version=7)

        first = withdraw(row, officer)

        assert withdraw(row, officer).withdrawn_at == first.withdrawn_at
        with pytest.raises(NotAllowed):
            withdraw(row, officer, why="Another reason")
        with pytest.raises(NotAllowed):
            rewrite(first, officer, body=LONG)


class TestProviders:
    @pytest.fixture
    def team(self, world):
        """A provider, who works there, and a referral to it."""
        team = Team.objects.get(role=Role.PROVIDER, place="barlinnie")
        provider = plans.provider(Agency.THIRD_SECTOR, team=team)
        worker = world.user(Role.PROVIDER)
        return worker, plans.referral(world.person, provider, world.user(Role.LINKS_CENTRE))

    def test_write_through_a_referral_to_them(self, world, team):
        worker, referral = team

        row = write(world.person, worker, referral)

        assert (row.agency, row.role, row.provider) == (
            "third-sector", Role.PROVIDER, referral.provider,
        )  # fmt: skip
        assert updates(world.person).count() == 1

    def test_write_nothing_without_one(self, world, team):
        worker, referral = team

        for person, through in ((world.person, None), (world.standard, referral)):
            with pytest.raises(NotAllowed):
                write(person, worker, through)
        with pytest.raises(NotAllowed):
            write(world.person, world.user(Role.PROVIDER, "perth"), referral)

    def test_write_in_the_domain_they_were_asked_about(self, world, team):
        worker, referral = team

        with pytest.raises(Refused, match="domain you were asked"):
            write(world.person, worker, referral, domain=Domain.LEARNING)

    @pytest.mark.parametrize("state", [Referral.State.OPEN, Referral.State.DECLINED])
    def test_answer_first(self, world, team, state):
        worker, referral = team
        ended = TODAY if state == Referral.State.DECLINED else None
        Referral.objects.update(state=state, ended_on=ended)

        with pytest.raises(Refused, match="Answer the referral first"):
            write(world.person, worker, referral)

    def test_change_and_withdraw_their_own(self, world, team):
        worker, referral = team
        row = write(world.person, worker, referral)

        row = rewrite(row, worker, body=LONG)
        assert (row.body, row.role) == (LONG, Role.PROVIDER)

        Referral.objects.update(state=Referral.State.WITHDRAWN, ended_on=TODAY)
        with pytest.raises(Refused, match="Answer the referral first"):
            rewrite(row, worker, version=2, body=plans.TEXTS[0])
        assert withdraw(row, worker).withdrawn_at == NOW

    def test_are_told_of_no_near_copy_they_may_not_read(self, world, team):
        worker, referral = team
        write(world.person, world.user(Role.PERSONAL_OFFICER), body=LONG)

        assert write(world.person, worker, referral, body=LONG).like is None


class TestRating:
    def test_stands_beside_the_earlier_ones(self, world, officer):
        first = plans.rating(world.person, officer)
        newest = plans.rating(world.person, world.user(Role.PBSW), intervention=None)

        assert set(DomainRating.objects.all()) == {first, newest}
        assert (newest.intervention, newest.support, newest.agency) == ("", "none", "pbsw")
        assert updates(world.person).count() == 2

    def test_twice_is_once(self, world, officer):
        first = plans.rating(world.person, officer, reference="r")

        assert plans.rating(world.person, officer, reference="r") == first
        with pytest.raises(SentBefore):
            plans.rating(world.person, officer, reference="r", support=Need.SOME)

    def test_of_neither_is_refused(self, world, officer):
        with pytest.raises(Refused, match="at least one"):
            plans.rating(world.person, officer, intervention=None, support=None)

    def test_is_not_for_those_who_only_read(self, world):
        with pytest.raises(NotAllowed):
            plans.rating(world.person, world.user(Role.HQ))
