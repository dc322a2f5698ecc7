"""The pages of asking for assessments, recording, correcting and settling them; figures reach social work alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from icm.core.models import Consultation
from icm.people.models import Person
from icm.policy.roles import Role
from risk.models import Assessment, Finding, Scores
from risk.policy.assessments import Side, Tool
from tests.factories import assessments, persons
from tests.factories.assessments import FIGURES

pytestmark = pytest.mark.django_db
TODAY = persons.TODAY
DONE = {"done_on": "2026-11-18", "band": "high", "override": "none"}


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def as_worker(signed_in, worker):
    return signed_in(worker)


@pytest.fixture
def stopped(world, worker):
    return assessments.contradicting(world.person, worker, days=3)


def url(name, *args):
    return reverse(f"risk:{name}", args=args)


def page(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def posted(client, name, *args, **values):
    return client.post(url(name, *args), values, follow=True)


def version(row):
    return Assessment.objects.get(pk=row.pk).version


def test_an_assessment_is_asked_for_in_one_page(world, as_worker):
    page(as_worker, "ask_assessment", world.person.pk)
    said = {"reference": "r1", "tool": "hcr20", "side": "psychology", "purpose": "asked"}

    answer = posted(
        as_worker, "ask_assessment", world.person.pk, **said, why="Before the RMT.", due_on=""
    )

    assert "asked for" in answer.content.decode()
    row = Assessment.objects.get()
    assert (row.tool, row.side, row.requested_why) == ("hcr20", "psychology", "Before the RMT.")


@pytest.mark.parametrize(
    ("side", "role"), [("prison", Role.PBSW), ("community", Role.CBSW), ("psychology", None)]
)
def test_what_is_asked_for_is_their_social_workers(world, as_worker, side, role):
    said = {"reference": "r1", "tool": "hcr20", "side": side, "purpose": "asked", "why": "Asked."}

    posted(as_worker, "ask_assessment", world.person.pk, **said)

    assert Assessment.objects.get().owner == (world.user(role) if role else None)


def test_an_lscmi_is_recorded_in_one_page(world, as_worker):
    form = page(as_worker, "record_assessment", world.person.pk)
    assert "Keep it as it stands" not in form

    answer = posted(
        as_worker,
        "record_assessment",
        world.person.pk,
        reference="r1",
        purpose="admission",
        **DONE,
        **FIGURES,
    )

    row = Assessment.objects.get()
    assert answer.redirect_chain[-1][0] == url("assessment", row.pk)
    assert (row.side, row.band, row.scores.total, row.stopped) == ("prison", "high", 20, False)


def test_both_values_are_told_before_it_may_be_kept_as_it_stands(world, as_worker):
    said = {"reference": "r1", "purpose": "admission"} | DONE | FIGURES | {"total": "27"}

    told = posted(as_worker, "record_assessment", world.person.pk, **said).content.decode()

    assert "The total is 27, but the eight sections add up to 20." in told
    assert "Keep it as it stands" in told
    assert 'value="27"' in told  # nothing typed is lost
    assert not Assessment.objects.exists()

    posted(as_worker, "record_assessment", world.person.pk, **said, as_it_stands="on")
    assert Assessment.objects.get().stopped


def test_what_was_asked_for_is_recorded_on_its_own_page(world, as_worker, worker):
    row = assessments.asked(world.person, worker)
    there = as_worker.get(url("record_assessment", world.person.pk))
    assert there.url == url("complete_assessment", row.pk)
    page(as_worker, "complete_assessment", row.pk)

    posted(as_worker, "complete_assessment", row.pk, version=row.version, **DONE, **FIGURES)

    assert Assessment.objects.get().state == "done"


def test_another_tool_has_no_boxes_for_figures(world, as_worker, worker):
    row = assessments.asked(world.person, worker, tool=Tool.SA07)
    assert "Criminal history" not in page(as_worker, "complete_assessment", row.pk)

    posted(as_worker, "complete_assessment", row.pk, version=1, done_on="2026-11-18", band="medium")
    row.refresh_from_db()
    assert (row.state, row.band) == ("done", "medium")

    assert "Criminal history" not in page(as_worker, "correct_assessment", row.pk)
    said = {"done_on": "2026-11-18", "band": "high", "why": "Misread."}
    posted(as_worker, "correct_assessment", row.pk, version=row.version, **said)
    row.refresh_from_db()
    assert row.band == "high"


def test_a_community_social_worker_records_for_the_community(world, signed_in):
    client = signed_in(Role.CBSW)

    posted(
        client,
        "record_assessment",
        world.person.pk,
        reference="r1",
        purpose="asked",
        **DONE,
        **FIGURES,
    )

    assert Assessment.objects.get().side == "community"


def test_an_outcome_is_corrected_with_a_reason(world, as_worker, worker):
    row = assessments.done(world.person, worker, days=3)
    form = page(as_worker, "correct_assessment", row.pk)
    assert 'value="20"' in form

    wrong = FIGURES | {"total": "21", "why": "Misread."}
    told = posted(
        as_worker, "correct_assessment", row.pk, version=row.version, **DONE, **wrong
    ).content.decode()
    assert "add up to 20" in told
    right = FIGURES | {"pattern": "2", "total": "21", "why": "Misread."}
    posted(as_worker, "correct_assessment", row.pk, version=row.version, **DONE, **right)

    assert Scores.objects.get().total == 21


def test_both_values_are_shown_and_settled_by_social_work(as_worker, stopped):
    form = page(as_worker, "settle", stopped.pk)
    assert "The total is 27, but the eight sections add up to 20." in form

    still = posted(
        as_worker,
        "settle",
        stopped.pk,
        version=version(stopped),
        how="Looked.",
        **DONE,
        **FIGURES | {"total": "26"},
    )
    assert "The total is 26" in still.content.decode()
    posted(
        as_worker,
        "settle",
        stopped.pk,
        version=version(stopped),
        how="The paper says twenty.",
        **DONE,
        **FIGURES,
    )

    stopped.refresh_from_db()
    assert (stopped.stopped, Finding.objects.get().how) == (False, "The paper says twenty.")
    assert "Nothing in it is open to be settled" in page(as_worker, "settle", stopped.pk)


def test_the_figures_have_a_page_of_their_own_and_are_settled_by_their_side(
    as_worker, stopped, signed_in
):
    told = page(as_worker, "figures", stopped.pk)

    assert "added up anew" in told
    assert "The total is 27" in told
    assert url("settle", stopped.pk) in told
    assert url("settle", stopped.pk) not in page(signed_in(Role.CBSW), "figures", stopped.pk)
    assert Consultation.objects.filter(page="risk:figures").count() == 2


def test_a_figure_that_is_not_recorded_says_so(world, as_worker, worker):
    row = assessments.done(world.person, worker, figures={"total": 20})

    assert page(as_worker, "figures", row.pk).count("Not recorded") == 9  # eight and their sum


def test_contradictions_are_counted_and_listed_oldest_first(world, as_worker, worker, stopped):
    later = assessments.contradicting(world.person, worker, days=1)

    told = page(as_worker, "contradictions")

    assert told.index(url("figures", stopped.pk)) < told.index(url("figures", later.pk))
    assert Consultation.objects.filter(
        page="risk:contradictions", persons__contains=[world.person.pk]
    ).exists()


def test_contradictions_of_the_other_world_are_not_counted(world, signed_in, stopped):
    told = page(signed_in(Role.PBSW, "perth"), "contradictions")

    assert "Nothing is stopped." in told
    assert "The total is 27" not in told


def test_the_social_worker_of_the_person_counts_theirs(world, signed_in, stopped):
    assert url("figures", stopped.pk) in page(signed_in(Role.CBSW), "contradictions")


@pytest.mark.parametrize("name", ["correct_assessment", "words", "needs", "serious_harm"])
def test_the_other_side_reads_it_and_is_told_that_it_is_not_theirs_to_change(
    world, worker, signed_in, name
):
    row, community = assessments.done(world.person, worker, days=3), signed_in(Role.CBSW)

    told = page(community, "assessment", row.pk)
    refused = community.get(url(name, row.pk))

    assert url(name, row.pk) not in told
    assert refused.status_code == 403
    assert "an assessment of prison-based social work" in refused.text
    assert url("figures", row.pk) in told  # social work of both sides reads the figures


def test_a_request_to_the_other_side_is_not_offered_to_be_done_or_withdrawn(world, signed_in):
    row = assessments.asked(world.person, world.user(Role.CBSW), side=Side.COMMUNITY)
    mine, theirs = (page(signed_in(role), "assessment", row.pk) for role in (Role.CBSW, Role.PBSW))

    for name in ("complete_assessment", "withdraw_assessment"):
        assert url(name, row.pk) in mine
        assert url(name, row.pk) not in theirs


def test_a_manager_in_the_community_records_for_the_community(world, signed_in):
    said = {"reference": "r1", "purpose": "asked"} | DONE | FIGURES

    posted(signed_in(Role.CBSW_TEAM_MANAGER), "record_assessment", world.person.pk, **said)

    assert Assessment.objects.get().side == "community"


WITH_SCORES = {Role.PBSW, Role.PBSW_TEAM_MANAGER, Role.CBSW, Role.CBSW_TEAM_MANAGER}


@pytest.mark.parametrize("role", [role for role in Role if role not in WITH_SCORES])
def test_no_page_with_figures_opens_to_anybody_else(world, signed_in, stopped, role):
    client = signed_in(role)

    for name in ("figures", "settle", "correct_assessment", "complete_assessment"):
        assert client.get(url(name, stopped.pk)).status_code in (403, 404)
    for name, args in (("contradictions", ()), ("record_assessment", (world.person.pk,))):
        assert client.get(url(name, *args)).status_code in (403, 404)


def test_a_request_is_withdrawn_with_its_reason(world, as_worker, worker):
    row = assessments.asked(world.person, worker)
    page(as_worker, "withdraw_assessment", row.pk)

    posted(as_worker, "withdraw_assessment", row.pk, version=1, why="Asked for twice.")

    row.refresh_from_db()
    assert (row.state, row.withdrawn_why) == ("withdrawn", "Asked for twice.")


class TestPsychology:
    @pytest.fixture
    def row(self, world):
        chair = world.user(Role.RMT_CHAIR)
        return assessments.asked_of_psychology(world.person, chair, days=9, why="Before the RMT.")

    @pytest.fixture
    def client(self, signed_in, row):
        return signed_in(Role.PSYCHOLOGY)

    def test_sees_what_was_asked_of_it_and_why(self, world, client, row):
        told = page(client, "psychology")

        assert "Before the RMT." in told
        assert url("asked", row.pk) in told
        assert "No dates are set" in told
        assert Consultation.objects.filter(
            page="risk:psychology", persons__contains=[world.person.pk]
        ).exists()

    def test_sets_dates_tells_them_and_is_done(self, client, row):
        assert "Set the dates first" in page(client, "asked", row.pk)
        page(client, "promise", row.pk)
        posted(client, "promise", row.pk, version=1, start_on="2026-11-23", end_on="2027-01-15")
        assert url("tell_dates", row.pk) in page(client, "asked", row.pk)
        page(client, "tell_dates", row.pk)
        posted(client, "tell_dates", row.pk, version=version(row), on="2026-11-21")
        assert "told on 21 November 2026" in page(client, "psychology")
        page(client, "psychology_done", row.pk)

        posted(
            client,
            "psychology_done",
            row.pk,
            version=version(row),
            done_on="2026-11-21",
            band="",
        )

        row.refresh_from_db()
        assert (row.state, row.told_on, row.promised_end_on.isoformat()) == (
            "done",
            TODAY,
            "2027-01-15",
        )
        assert "Nothing is asked for now." in page(client, "psychology")
        assert "Record that it is done" not in page(client, "asked", row.pk)

    def test_a_day_that_is_past_is_said(self, client, row):
        Assessment.objects.filter(pk=row.pk).update(
            promised_start_on=TODAY - timedelta(5), promised_end_on=TODAY - timedelta(1)
        )

        assert "1 is past the day promised" in page(client, "psychology")

    def test_elsewhere_knows_nothing_of_it(self, signed_in, row):
        client = signed_in(Role.PSYCHOLOGY, "perth")

        assert "Before the RMT." not in page(client, "psychology")
        for name in ("asked", "promise", "tell_dates", "psychology_done"):
            assert client.get(url(name, row.pk)).status_code == 404

    def test_is_asked_of_nobody_else(self, signed_in, row):
        client = signed_in(Role.PBSW)

        assert client.get(url("psychology")).status_code == 403
        assert client.get(url("asked", row.pk)).status_code == 404
        assert client.get(url("complete_assessment", row.pk)).status_code == 403

    def test_sees_nothing_of_what_social_work_does(self, world, client, worker):
        lscmi = assessments.asked(world.person, worker)

        assert client.get(url("asked", lscmi.pk)).status_code == 404

    def test_the_list_costs_the_same_for_many(self, client, world, assert_constant_queries):
        chair = world.user(Role.RMT_CHAIR)
        assert_constant_queries(
            add_row=lambda: assessments.asked_of_psychology(persons.person(), chair),
            call=lambda: page(client, "psychology"),
        )


def test_the_list_of_contradictions_costs_the_same_for_many(
    world, as_worker, worker, assert_constant_queries
):
    days = iter(range(29, 0, -1))
    assert_constant_queries(
        add_row=lambda: assessments.contradicting(world.person, worker, days=next(days)),
        call=lambda: page(as_worker, "contradictions"),
    )


def test_the_pages_of_assessments_lead_to_what_can_be_done(world, signed_in, worker, as_worker):
    waiting = assessments.asked(world.person, worker, tool=Tool.SA07)
    done = assessments.done(world.person, worker, days=3)

    assert url("record_assessment", world.person.pk) in page(
        as_worker, "assessments", world.person.pk
    )
    assert url("complete_assessment", waiting.pk) in page(as_worker, "assessment", waiting.pk)
    assert url("figures", done.pk) in page(as_worker, "assessment", done.pk)
    officer = signed_in(Role.PERSONAL_OFFICER)
    assert url("figures", done.pk) not in page(officer, "assessment", done.pk)
    assert url("ask_assessment", world.person.pk) not in page(
        officer, "assessments", world.person.pk
    )


def test_what_is_stopped_leads_to_settling(as_worker, stopped):
    told = page(as_worker, "assessment", stopped.pk)

    assert url("settle", stopped.pk) in told
    assert url("correct_assessment", stopped.pk) not in told


def test_the_overview_shows_no_level_of_an_lscmi_that_is_stopped(world, signed_in, stopped):
    Person.objects.filter(pk=world.person.pk).update(risk_band="very-high")  # as an extract sent it
    officer = signed_in(Role.PERSONAL_OFFICER)

    told = officer.get(reverse("pages:person", args=[world.person.pk])).content.decode()

    assert "contradict each other" in told
    assert "Very high" not in told
    assert Finding.objects.get().said not in told
