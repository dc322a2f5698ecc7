"""What the record of risk withholds, tried by somebody who is not cleared for it."""

from datetime import date

import pytest
from django.urls import reverse

from icm.core.access import principals_of
from icm.core.refusals import NotAllowed
from icm.people import access as people_access
from icm.people import queries as people
from icm.policy.roles import Role
from risk import access, actions
from risk.models import Formulation
from risk.queries import history
from tests.factories import assessments, persons
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


def told(entries):
    return "\n".join(
        " ".join((e.title, e.text, *(f"{f.key} {f.value} {f.note}" for f in e.facts)))
        for e in entries
    )


def history_for(world, role):
    asking = principals_of(world.user(role), at=persons.NOW)
    return told(people.history_entries(world.person, *history.tracked(world.person, asking)))


class TestWhyAnOutcomeWasCorrected:
    """The reason argues with the figures."""

    WHY = "The total was typed as 27 instead of 20."

    @pytest.fixture
    def corrected(self, world, worker):
        row = assessments.done(world.person, worker, days=3)
        sent = assessments.result(version=row.version, done_on=row.done_on)
        return actions.correct_assessment(
            row, sent, why=self.WHY, by=worker, principals=principals(worker), at=persons.NOW
        )

    @pytest.mark.parametrize(
        "role", [Role.ICM_CO_ORDINATOR, Role.FIRST_LINE_MANAGER, Role.HQ, Role.RMT_CHAIR]
    )
    def test_is_told_to_nobody_who_may_not_read_them(self, world, corrected, role):
        assert self.WHY not in history_for(world, role)

    def test_is_told_to_social_work(self, world, corrected):
        assert self.WHY in history_for(world, Role.PBSW_TEAM_MANAGER)


class TestWhoWentToWorkElsewhere:
    """An allocation that nobody ended gives no figures where its holder has no post any more."""

    @pytest.fixture
    def stopped(self, world, worker):
        return assessments.contradicting(world.person, worker, days=3)

    def test_a_social_worker_reads_no_figures_of_people_left_behind(self, world, stopped, worker):
        there = world.user(Role.PBSW, "perth").groups.get()
        worker.groups.set([there])

        assert not access.scored(principals(worker)).filter(pk=stopped.pk).exists()

    def test_nor_of_people_who_were_moved(self, world, stopped, worker):
        world.person.establishment = world.there
        world.person.save(update_fields=["establishment"])
        people_access.sync(world.person)

        assert -worker.pk in world.person.acl
        assert not access.scored(principals(worker)).filter(pk=stopped.pk).exists()

    def test_a_community_social_worker_keeps_theirs(self, world, stopped):
        community = world.user(Role.CBSW)

        assert access.scored(principals(community)).filter(pk=stopped.pk).exists()


class TestWordsKeptFromPsychology:
    """A formulation of psychology's assessment whose parts are for others."""

    @pytest.fixture
    def row(self, world, worker):
        made = assessments.asked_of_psychology(world.person, worker)
        Formulation.objects.create(
            assessment=made,
            summary="We talked.",
            pattern="canary-pattern",
            disclosure="social work",
            gist="Part is withheld.",
            withheld_why="canary-why",
            written_at=persons.NOW,
            written_by=worker,
        )
        return made

    def test_are_not_in_its_form(self, world, row, signed_in):
        client = signed_in(world.user(Role.PSYCHOLOGY))

        answer = client.get(reverse("risk:psychology_words", args=[row.pk]))

        assert "canary" not in answer.content.decode()

    def test_are_not_written_over_unread(self, world, row):
        asking = world.user(Role.PSYCHOLOGY)
        words = actions.Formulated(summary="Mine.", pattern="Mine.")
        with pytest.raises(NotAllowed):
            actions.write_formulation(
                row, words, version=1, by=asking, principals=principals(asking), at=persons.NOW
            )
        assert Formulation.objects.get().pattern == "canary-pattern"


class TestDatesBeyondReason:
    def test_a_promise_at_the_end_of_the_calendar_breaks_nothing(self, world, signed_in):
        psychology = world.user(Role.PSYCHOLOGY)
        row = assessments.asked_of_psychology(world.person, world.user(Role.RMT_CHAIR))
        assessments.promised(row, psychology, TODAY, date(9999, 12, 31))
        assessments.told(row, psychology)

        assert (
            signed_in(world.user(Role.ICM_CO_ORDINATOR))
            .get(reverse("pages:why", args=[world.person.pk]))
            .status_code
            == 200
        )
