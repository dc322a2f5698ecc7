"""What the record of risk withholds, tried by somebody who is not cleared for it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from icm.core.access import principals_of
from icm.core.disclosure import Disclosure
from icm.core.models import BreakGlass
from icm.core.refusals import NotAllowed, Refused
from icm.people import access as people_access
from icm.people import queries as people
from icm.policy.roles import Role
from risk import access, actions
from risk.models import Formulation
from risk.policy.assessments import Change, Purpose, Tool
from risk.policy.wording import figure_in
from risk.queries import history
from tests.factories import assessments, managing, persons
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


class TestFiguresInWordsForOthers:
    """A social worker writes a figure where others read."""

    SCORED = "The score is 31."

    @pytest.fixture
    def asking(self, worker):
        return {"by": worker, "principals": principals(worker), "at": persons.NOW}

    def test_are_refused_in_why_it_is_asked_for(self, world, asking):
        with pytest.raises(Refused, match="reads like a score"):
            actions.ask_assessment(
                world.person, assessments.psychological(why=self.SCORED), **asking
            )

    def test_are_refused_in_why_it_is_withdrawn(self, world, worker, asking):
        row = assessments.asked(world.person, worker)
        del asking["by"]
        with pytest.raises(Refused, match="reads like a score"):
            actions.withdraw_assessment(row, why=self.SCORED, version=row.version, **asking)

    def test_are_refused_in_what_changed(self, world, asking):
        news = actions.News(kind=Change.RELAPSE, on=TODAY, what=self.SCORED)
        with pytest.raises(Refused, match="reads like a score"):
            actions.tell_change(world.person, news, **asking)

    @pytest.mark.parametrize("field", ["said_back", "form"])
    def test_are_refused_in_how_it_was_explained(self, world, worker, asking, field):
        row = assessments.done(world.person, worker)
        told = {"form": "Face to face.", "said_back": "I see."} | {field: self.SCORED}
        with pytest.raises(Refused, match="reads like a score"):
            actions.explain(
                row,
                actions.Told(reference="t", occasion="outcome", on=TODAY, understood="yes", **told),
                **asking,
            )

    def test_are_refused_in_the_risk_plan(self, world, worker):
        with pytest.raises(Refused, match="reads like a score"):
            managing.drafted(world.person, worker, scenario=self.SCORED)

    def test_are_refused_in_what_the_authority_is_told(self, world, worker):
        plan = managing.approved(managing.order(world.person), worker)
        with pytest.raises(Refused, match="reads like a score"):
            managing.reported(plan, worker, progress=self.SCORED)
        with pytest.raises(Refused, match="reads like a score"):
            managing.noticed(plan, worker, what=self.SCORED)

    def test_are_refused_in_the_record_of_mappa(self, world, worker):
        notice = managing.to_police(world.person, worker)
        with pytest.raises(Refused, match="reads like a score"):
            managing.kept(world.person, worker, why=self.SCORED)
        with pytest.raises(Refused, match="reads like a score"):
            managing.to_police(world.person, worker, asked=self.SCORED)
        with pytest.raises(Refused, match="reads like a score"):
            managing.replied(notice, worker, gist=self.SCORED)

    @pytest.mark.parametrize(
        "said",
        [
            "LS/CMI total 27",
            "LSCMI: 31",
            "The total was 27.",
            "A total of 31, which is high",
            "27 points",
        ],
    )
    def test_are_known_in_other_words(self, said):
        assert figure_in(said)

    @pytest.mark.parametrize(
        "said",
        [
            "The LS/CMI of 4 May 2026",
            "LS/CMI, 12 November 2026",
            "LS/CMI 3 months ago",
            "A total of 14 offences",
            "LS/CMI of 04/05/2026",
            "3 points of view",
        ],
    )
    def test_are_not_seen_where_there_are_none(self, said):
        assert not figure_in(said)


class TestWhoBrokeGlass:
    @pytest.fixture
    def seeing(self, world, worker):
        managing.in_force(world.person, worker, victim_safety="canary-victim")
        managing.replied(managing.to_police(world.person, worker), worker, reply="canary-reply")
        return assessments.contradicting(world.person, worker, days=3)

    @pytest.fixture
    def client_there(self, world, signed_in):
        there = world.user(Role.PBSW, "perth")
        BreakGlass.objects.create(
            user=there,
            person=world.person,
            reason="An emergency.",
            from_at=timezone.now() - timedelta(minutes=5),
            until_at=timezone.now() + timedelta(hours=1),
        )
        return signed_in(there)

    def test_reads_in_words_and_no_further(self, world, seeing, client_there):
        pages = [
            reverse(f"risk:{name}", args=[world.person.pk])
            for name in ("assessments", "risk_plan", "mappa", "changes")
        ] + [reverse("risk:assessment", args=[seeing.pk])]
        for url in pages:
            answer = client_there.get(url)
            assert answer.status_code == 200, url
            assert "canary" not in answer.content.decode(), url

    @pytest.mark.parametrize(
        "name", ["figures", "settle", "correct_assessment", "words", "explain", "needs"]
    )
    def test_does_nothing(self, seeing, client_there, name):
        url = reverse(f"risk:{name}", args=[seeing.pk])
        assert client_there.get(url).status_code == 403
        assert client_there.post(url, {}).status_code in (403, 405)


class TestNumbersBeyondReason:
    @pytest.mark.parametrize("value", ["999", "-1", "1e3", "99999999999999", "٣", "4.0", "nan"])
    def test_break_nothing(self, world, worker, signed_in, value):
        said = dict.fromkeys(assessments.FIGURES, value) | {
            "reference": "r1",
            "purpose": "admission",
            "done_on": TODAY.isoformat(),
            "band": "high",
            "override": "none",
            "as_it_stands": "on",
        }
        url = reverse("risk:record_assessment", args=[world.person.pk])

        assert signed_in(worker).post(url, said).status_code in (200, 302)


class TestAnotherPersonsRows:
    """An address that names one person and somebody else's row."""

    def test_do_not_open(self, world, worker, signed_in):
        theirs = world.user(Role.PBSW, "perth")
        other = managing.to_police(world.person_there, theirs)
        managing.in_force(managing.order(world.person_there), theirs)
        client = signed_in(worker)

        url = reverse("risk:police_reply", args=[world.person.pk, other.pk])
        assert client.get(url).status_code == 404

    def test_are_not_compared(self, world, worker, signed_in):
        mine = assessments.done(world.person, worker, days=3)
        theirs = assessments.done(world.person_there, world.user(Role.PBSW, "perth"), days=5)
        url = reverse("risk:compare", args=[world.person.pk])

        answer = signed_in(worker).get(url, {"then": theirs.pk, "now": mine.pk})

        assert "16 November 2026" not in answer.content.decode()


class TestWordsThatWereWithheldOnce:
    """Withheld for a time, and then written anew for everybody."""

    def test_stay_withheld_as_they_were_before(self, world, worker):
        row = assessments.done(world.person, worker, days=3)
        for version, (pattern, disclosure) in enumerate(
            [("canary-first", "person"), ("canary-first", "social work"), ("Plain.", "person")]
        ):
            words = actions.Formulated(
                summary="We talked.",
                pattern=pattern,
                disclosure=Disclosure(disclosure),
                withheld_why="A source.",
            )
            actions.write_formulation(
                row,
                words,
                version=version,
                by=worker,
                principals=principals(worker),
                at=persons.NOW,
            )

        read = history_for(world, Role.ICM_CO_ORDINATOR)
        assert "Plain." in read
        assert "canary-first" not in read
        assert "canary-first" in history_for(world, Role.PBSW_TEAM_MANAGER)


class TestDaysLongAgo:
    def test_break_no_page(self, world, worker, signed_in):
        row = assessments.done(world.person, worker, done_on=date(1900, 1, 1))
        assessments.asked(
            world.person, worker, tool=Tool.HCR20, due_on=date(9999, 12, 31), purpose=Purpose.ASKED
        )
        client = signed_in(worker)

        for name, key in (
            ("risk:assessments", world.person.pk),
            ("risk:assessment", row.pk),
            ("risk:figures", row.pk),
            ("risk:changes", world.person.pk),
            ("pages:person", world.person.pk),
            ("pages:why", world.person.pk),
        ):
            assert client.get(reverse(name, args=[key])).status_code == 200, name


class TestSentTwice:
    def test_the_outcome_is_recorded_once(self, world, worker, signed_in):
        row = assessments.asked(world.person, worker)
        said = {"version": 1, "done_on": TODAY.isoformat(), "band": "high", "override": "none"}
        url, client = reverse("risk:complete_assessment", args=[row.pk]), signed_in(worker)

        for _ in range(2):
            assert client.post(url, said | assessments.FIGURES).status_code == 302

        row.refresh_from_db()
        assert (row.state, row.version) == ("done", 2)

    def test_with_another_outcome_it_is_refused(self, world, worker):
        row = assessments.asked(world.person, worker)
        asking = {"by": worker, "principals": principals(worker), "at": persons.NOW}
        actions.complete_assessment(row, assessments.result(), **asking)

        with pytest.raises(Refused):
            actions.complete_assessment(row, assessments.result(band="low"), **asking)
