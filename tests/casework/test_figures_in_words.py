"""No text of a case that others than social work read tells the figures of an LS/CMI (DISC-SCORE)."""

import pytest

from casework import actions
from casework.actions.referrals import HandOver
from casework.actions.talks import Talk, record_conversation
from casework.models import Chase, Conversation, DomainRating, Narrative, PlanAction, Referral
from casework.policy.areas import Domain, Need
from casework.policy.officers import Topic
from icm.core.access import principals_of
from icm.core.disclosure import Disclosure
from icm.core.refusals import Refused
from icm.people import actions as people
from icm.people.models import Event, Person
from icm.people.policy import DateKind
from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.factories import action_plans, persons, plans, referrals
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
NOW, TODAY = persons.NOW, persons.TODAY
SAID = "His LS/CMI score is 27."
ORDINARY = "He came to 3 sessions of 8 since 4 May 2026, and moved to level 2."


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


def write(of, by, **values):
    return actions.write_narrative(
        of, plans.writing(**values), by=by, principals=principals(by), at=NOW
    )


def rate(of, by, why):
    rating = actions.Rating(
        reference="r", domain=Domain.LEARNING, intervention=Need.SOME, support=None, why=why
    )
    return actions.rate_domain(of, rating, by=by, principals=principals(by), at=NOW)


def talk(of, by, **words):
    talked = Talk(reference="t", at=persons.days_ago(1), topics=(Topic.PLAN,), **words)
    return record_conversation(of, talked, by=by, principals=principals_of(by, at=NOW), at=NOW)


def chase(row, by, said):
    asked = actions.Asked(reference="c", said=said)
    return actions.chase_referral(row, asked, by=by, principals=principals(by), at=NOW)


def refused():
    return pytest.raises(Refused, match="reads like a score")


class TestRefused:
    """Nothing is kept of what was sent."""

    def test_in_an_entry(self, world, officer):
        with refused():
            write(world.person, officer, body=SAID)

    def test_in_where_it_is_from(self, world, officer):
        with refused():
            write(world.person, officer, source=SAID)

    def test_in_what_others_read_instead(self, world, worker):
        with refused():
            write(
                world.person, worker, disclosure=Disclosure.SOCIAL_WORK, gist=SAID, ground="Figures"
            )

    def test_in_an_entry_put_in_other_words(self, world, officer):
        row = write(world.person, officer)
        change = actions.Rewriting(on=row.on, body=SAID, version=row.version)
        with refused():
            actions.change_narrative(
                row, change, by=officer, principals=principals(officer), at=NOW
            )

    def test_in_why_an_entry_is_withdrawn(self, world, officer):
        row = write(world.person, officer)
        with refused():
            actions.withdraw_narrative(
                row, why=SAID, version=row.version, principals=principals(officer), at=NOW
            )

    def test_in_a_rating(self, world, officer):
        with refused():
            rate(world.person, officer, SAID)

    @pytest.mark.parametrize("text", ["explained", "said"])
    def test_in_a_conversation(self, world, officer, text):
        with refused():
            talk(world.person, officer, **{text: SAID})

    def test_in_a_referral(self, world, officer):
        with refused():
            referrals.referral(world.person, referrals.provider(), officer, why=SAID)

    def test_in_what_a_service_reads_instead(self, world, worker):
        with refused():
            referrals.referral(
                world.person,
                referrals.provider(),
                worker,
                disclosure="social work",
                why="Plain.",
                gist=SAID,
                ground="Figures",
            )

    def test_in_a_question_how_it_stands(self, world, officer):
        with refused():
            chase(referrals.referral(world.person, referrals.provider(), officer), officer, SAID)

    @pytest.mark.parametrize("text", ["what", "risk_factor"])
    def test_in_an_action(self, world, officer, text):
        with refused():
            action_plans.action(action_plans.draft(world.person, officer), officer, **{text: SAID})

    def test_in_what_came_of_an_action(self, world, officer):
        plan = action_plans.in_force(world.person, officer)
        with refused():
            action_plans.progress(plan.actions.get(), officer, evidence=SAID)

    @pytest.mark.parametrize("text", ["aims", "family_help"])
    def test_in_the_aims(self, world, officer, text):
        plan = action_plans.draft(world.person, officer)
        words = {"aims": "", "family_help": "", "review_on": None, "version": plan.version}
        texts = actions.Aims(**words | {text: SAID})
        with refused():
            actions.write_aims(plan, texts, principals=principals(officer), at=NOW)

    def test_in_what_they_say_of_the_plan(self, world, officer):
        with refused():
            action_plans.said(action_plans.draft(world.person, officer), officer, words=SAID)

    def test_in_the_note_of_an_event(self, world):
        by = world.user(Role.RESIDENTIAL_OFFICER)
        happening = people.Happening(
            reference="e", kind=EventKind.CORE_SCREEN_PART, on=TODAY, note=SAID
        )
        with refused():
            people.record_event(world.person, happening, by=by, principals=principals(by), at=NOW)

    def test_in_the_note_of_what_another_act_brings(self, world, worker):
        happening = people.Happening(reference="e", kind=EventKind.DESIGNATION, on=TODAY, note=SAID)
        with refused():
            people.note_events(world.person, [happening], by=worker, at=NOW)

    def test_in_why_a_date_is_entered(self, world):
        by = world.user(Role.ICM_CO_ORDINATOR)
        entry = people.Entry(
            kind=DateKind.PQD,
            on=TODAY,
            why=SAID,
            version=Person.objects.get(pk=world.person.pk).version,
        )
        with refused():
            people.enter_date(world.person, entry, by=by, principals=principals(by), at=NOW)


class TestOrdinaryWords:
    def test_are_kept_everywhere(self, world, officer):
        write(world.person, officer, body=ORDINARY, source=ORDINARY)
        rate(world.person, officer, ORDINARY)
        talk(world.person, officer, explained=ORDINARY, said=ORDINARY)
        made = referrals.referral(world.person, referrals.provider(), officer, why=ORDINARY)
        chase(made, officer, ORDINARY)
        action_plans.in_force(world.person, officer, what=ORDINARY)

        assert Narrative.objects.get().body == ORDINARY
        assert DomainRating.objects.get().why == ORDINARY
        assert Conversation.objects.get().said == ORDINARY
        assert Referral.objects.get().why == ORDINARY
        assert Chase.objects.get().said == ORDINARY
        assert PlanAction.objects.get().what == ORDINARY

    def test_a_page_that_was_refused_can_be_sent_again_in_other_words(self, world, officer):
        with refused():
            write(world.person, officer, body=SAID)

        assert write(world.person, officer, body=ORDINARY).body == ORDINARY
        assert Event.objects.filter(kind=EventKind.PLAN_UPDATED).count() == 1


class TestSocialWorkAlone:
    def test_writes_them_for_itself(self, world, worker):
        row = write(
            world.person,
            worker,
            body=SAID,
            disclosure=Disclosure.SOCIAL_WORK,
            gist="How it was assessed.",
            ground="Figures are social work's",
        )

        assert row.body == SAID


class TestWordsThatStandAlready:
    def test_go_along_to_the_next_service(self, world, officer):
        """Whoever was referred before this was looked at is not left behind where a service closes."""
        first, second = referrals.provider(), referrals.provider()
        row = referrals.referral(world.person, first, officer)
        Referral.objects.filter(pk=row.pk).update(why=SAID)
        keeper = world.user(Role.LINKS_CENTRE)

        over = HandOver(to=second, why="No staff.")
        who = principals(keeper)
        closed = actions.close_provider(
            first, on=TODAY, over=over, by=keeper, principals=who, at=NOW
        )

        assert closed.closed_on
        assert Referral.objects.get(provider=second).why == SAID
