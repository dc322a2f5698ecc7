"""What stands about somebody at a terminal: decisions, their assessment, what they were put forward for."""

from datetime import date

import pytest
from django.urls import reverse

from casework.models import Referral
from conferences.models import Issue
from icm.core.disclosure import WITHHELD
from icm.policy.facts import Band, Level
from icm.policy.roles import Role
from risk import actions as risk
from risk.models import Assessment, SupervisionReview
from risk.policy.assessments import Section, Weight
from tests import plain
from tests.factories import kiosk, outcomes, persons, plans, receptions, referrals
from tests.factories import minutes as kept
from tests.kiosk.reading import measured, read

pytestmark = pytest.mark.django_db
DECISIONS, ASSESSMENT, REFERRALS = (
    f"/kiosk/mine/{page}/" for page in ("decisions", "assessment", "referrals")
)


@pytest.fixture
def another(world):
    """Somebody of the other world, at a terminal of theirs."""
    return kiosk.standing_before(world, world.person_there, there=True)


class TestDecisions:
    @pytest.fixture
    def level(self, world):
        row = receptions.decided(world.person, world.user(Role.RMT_CHAIR), Level.LOW)
        texts = {"reasons": "You have kept to the rules.", "level_before": "medium"}
        SupervisionReview.objects.filter(pk=row.pk).update(**texts, documents_withheld="A source.")
        return row

    def test_a_level_with_its_reasons_and_how_to_challenge_it(self, inside, level):
        said = read(inside.get(DECISIONS))

        assert "Your level: Low" in said
        assert "Staff changed it from Medium to Low." in said
        assert "You have kept to the rules." in said
        assert "You can ask staff to look at your level again at any time." in said
        assert "Scottish Public Services Ombudsman" in said
        assert "may not show you" in said
        assert "A source." not in said

    def test_a_level_that_is_only_proposed_is_no_decision(self, inside, world):
        receptions.proposed(world.person, world.user(Role.RMT_CHAIR), level=Level.LOW)

        assert "No decision about you is kept here yet." in read(inside.get(DECISIONS))

    def test_a_service_that_said_no_with_its_reason(self, inside, world):
        officer = world.user(Role.PERSONAL_OFFICER)
        row = referrals.referral(world.person, referrals.provider(role=None), officer)
        said = {"state": "declined", "answer": "The course is full.", "ended_on": persons.TODAY}
        Referral.objects.filter(pk=row.pk).update(**said)

        told = read(inside.get(DECISIONS))
        assert f"No from {row.provider.name}" in told
        assert "The course is full." in told
        assert "You can ask to be put forward again." in told

    def test_nobody_elses(self, another, level):
        assert "You have kept to the rules." not in read(another.get(DECISIONS))

    def test_it_is_written_for_who_reads_badly(self, inside, level):
        _is_plain(measured(inside.get(DECISIONS)))

    def test_without_any_it_is_plain_too(self, inside):
        _is_plain(measured(inside.get(DECISIONS)))


class TestDecisionsOfMinutes:
    def test_what_the_minute_says_to_them_and_nothing_withheld(self, inside, world):
        chair = world.user(Role.ICM_CASE_CO_ORDINATOR)
        edition = kept.signed(world.person, chair)
        assert "At your plan meeting" not in read(inside.get(DECISIONS))  # not issued yet
        edition.content["decisions"] = [
            {"body": "You go on the course.", "why": "It helps you.", "disclosure": "person",
             "gist": "", "ground": ""},
            {"body": "Watch his mail.", "why": "A tip.", "disclosure": "restricted",
             "gist": "", "ground": "x"},
        ]  # fmt: skip
        edition.save(update_fields=["content"])
        guest = edition.minute.conference.invitations.get(party="person")
        issue = Issue.objects.create(
            edition=edition, invitation=guest, audience="person", at=persons.NOW, by=chair
        )

        answer = inside.get(DECISIONS)
        notes = reverse("kiosk:minute", args=[issue.pk])
        assert f'href="{notes}"' in answer.content.decode()
        assert "It helps you." in read(inside.get(notes))
        told = read(answer)
        assert "You go on the course." in told
        assert "It helps you." in told
        assert "mail" not in told
        assert "A tip." not in told


class TestAssessment:
    @pytest.fixture
    def social_worker(self, world):
        return world.user(Role.PBSW)

    @pytest.fixture
    def done(self, world, social_worker):
        row = outcomes.lscmi(world.person, social_worker, Band.HIGH)
        outcomes.formulated(row, social_worker)
        found = outcomes.profile(
            (Section.SUBSTANCES, Weight.CONSIDERABLE),
            (Section.LEISURE, Weight.SOME),
            (Section.FAMILY, Weight.STRENGTH),
        )
        risk.write_needs(row, found, version=1, **outcomes.asked(social_worker))
        row.refresh_from_db()
        return row

    @pytest.fixture
    def told(self, done, social_worker):
        risk.explain(done, outcomes.told(), **outcomes.asked(social_worker))

    def test_in_words_once_it_was_gone_through_with_them(self, inside, told, social_worker):
        said = read(inside.get(ASSESSMENT))

        assert "What they found: High" in said
        assert "You have had trouble when you drink." in said
        assert "I need a lot of help with Alcohol and drugs" in said
        assert "I need some help with Free time" in said
        assert "What goes well Family and partner" in said
        assert "His sister" in said
        assert f"{social_worker.display_name()} went through it with you" in said

    def test_before_that_who_will_and_by_when_and_nothing_of_it(self, inside, done):
        said = read(inside.get(ASSESSMENT))

        assert "Nobody has gone through this with you yet." in said
        assert "They should" in said
        for secret in ("High", "drink", "Alcohol", "sister"):
            assert secret not in said

    def test_while_it_contradicts_itself_nothing_is_told(self, inside, told, done):
        Assessment.objects.filter(pk=done.pk).update(stopped=True)

        said = read(inside.get(ASSESSMENT))
        assert "Social work has to check something first." in said
        assert "High" not in said

    def test_where_there_is_none_it_says_so(self, inside):
        assert "has not done this with you yet" in read(inside.get(ASSESSMENT))

    def test_nobody_elses(self, another, told):
        assert "drink" not in read(another.get(ASSESSMENT))

    def test_it_is_written_for_who_reads_badly(self, inside, told):
        _is_plain(measured(inside.get(ASSESSMENT)))

    def test_without_one_it_is_plain_too(self, inside):
        _is_plain(measured(inside.get(ASSESSMENT)))

    def test_before_it_is_told_it_is_plain_too(self, inside, done):
        _is_plain(measured(inside.get(ASSESSMENT)))


class TestReferrals:
    @pytest.fixture
    def row(self, world):
        officer = world.user(Role.PERSONAL_OFFICER)
        return referrals.referral(world.person, referrals.provider(role=None), officer)

    def stands(self, row, **values):
        Referral.objects.filter(pk=row.pk).update(**values)

    def test_since_when_they_wait_and_by_when_there_is_an_answer(self, inside, row):
        self.stands(row, made_at=persons.days_ago(20), answer_by=persons.days_ago(6).date())

        said = read(inside.get(REFERRALS))
        assert "You are put forward for help from 1 service." in said
        assert row.provider.name in said
        assert "They have not said yes or no yet." in said
        assert "They should have answered by" in said
        assert "days so far." in said
        assert "We do not know yet how long people mostly wait there." in said

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"state": "accepted", "answered_on": date(2026, 10, 1)}, "They said yes on Thursday 1 October 2026."),
            ({"state": "waiting", "waiting_since": date(2026, 10, 1)}, "They have not said when it starts."),
            ({"state": "active", "started_on": date(2026, 10, 1)}, "They have worked with you since"),
            ({"state": "closed", "ended_on": date(2026, 10, 1), "outcome": "You passed."}, "You passed."),
            ({"state": "declined", "ended_on": date(2026, 10, 1), "answer": "Full."}, "what other help there is"),
            ({"state": "withdrawn", "ended_on": date(2026, 10, 1)}, "Staff took this back"),
            ({"state": "moved", "ended_on": date(2026, 10, 1)}, "moved to another prison"),
        ],
    )  # fmt: skip
    def test_every_state_in_words(self, values, words, inside, row):
        self.stands(row, **values)

        said = measured(inside.get(REFERRALS))
        assert words in said
        _is_plain(said.replace(row.provider.name, "Ann"))

    def test_the_usual_wait_where_enough_have_waited_there(self, inside, row, world):
        for _one in range(5):
            plans.referral(
                world.standard,
                row.provider,
                world.user(Role.ICM_CO_ORDINATOR),
                made_at=persons.days_ago(40),
                answered_on=persons.days_ago(30).date(),
                started_on=persons.days_ago(20).date(),
            )

        assert "People mostly wait 20 days there." in read(inside.get(REFERRALS))

    def test_a_reason_that_is_withheld_stays_so(self, inside, row):
        self.stands(row, why="He lies.", disclosure="team", ground="x")

        said = read(inside.get(REFERRALS))
        assert "He lies." not in said
        assert WITHHELD in said

    def test_without_any_it_says_so_and_what_to_do(self, inside):
        said = measured(inside.get(REFERRALS))

        assert "You are not put forward for any help now." in said
        _is_plain(said)

    def test_nobody_elses(self, another, row):
        assert row.provider.name not in read(another.get(REFERRALS))


def _is_plain(said):
    assert plain.jargon(said) == {}
    assert plain.too_hard([said]) == {}
    assert plain.too_long([said]) == []
