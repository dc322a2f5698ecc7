"""What each reader is shown of an assessment, and the pages that write and tell it."""

from datetime import timedelta
from itertools import count, cycle

import pytest
from django.urls import reverse

from icm.clocks import queries as clocks
from icm.core.disclosure import WITHHELD, Disclosure
from icm.core.models import Consultation
from icm.pages.queries.acts import Acts
from icm.policy.facts import Band
from icm.policy.roles import Role
from risk import access, actions
from risk.models import Assessment, ChangeQuestion, Explanation, Formulation, NeedFound
from risk.policy.assessments import (
    Change,
    RoshChoice,
    Section,
    Seriousness,
    Side,
    Understood,
    Weight,
)
from tests.factories import outcomes, persons

DAY = {"on": "2026-11-20"}


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def row(world, worker):
    return outcomes.lscmi(world.person, worker)


@pytest.fixture
def as_worker(signed_in):
    return signed_in(Role.PBSW)


def url(name, *args):
    return reverse(f"risk:{name}", args=args)


def said(answer):
    return answer.content.decode()


def shown(client, name, *args, **query):
    answer = client.get(url(name, *args), query)
    assert answer.status_code == 200
    return said(answer)


def needs(row, worker, *weights, version=0):
    profile = outcomes.profile(*weights)
    return actions.write_needs(row, profile, version=version, **outcomes.asked(worker))


def harm(row, worker, version=0, **values):
    decision = actions.HarmDecision(**{"on": persons.TODAY} | values)
    return actions.decide_serious_harm(row, decision, version=version, **outcomes.asked(worker))


# -- all assessments ------------------------------------------------------------------------------


def test_a_level_stands_with_its_definition_and_whose_words_it_is_in(world, row, signed_in):
    for role in (Role.PERSONAL_OFFICER, Role.PBSW, Role.HQ):
        page = shown(signed_in(role), "assessments", world.person.pk)
        assert "Intensive work and close supervision are called for." in page
        assert "Local default, not national policy" in page


def test_needs_and_strengths_are_shown_as_a_picture_with_its_table(world, row, worker, signed_in):
    weights = (Section.SUBSTANCES, Weight.CONSIDERABLE), (Section.FAMILY, Weight.STRENGTH)
    needs(row, worker, *weights)

    page = shown(signed_in(Role.PERSONAL_OFFICER), "assessments", world.person.pk)

    assert "Areas of strength: Family and marital." in page
    assert "Considerable need" in page
    assert "Not looked at" in page
    assert "On substances." in page


def test_it_says_whether_the_person_knows_of_it(world, row, worker, as_worker):
    def page():
        return shown(as_worker, "assessments", world.person.pk)

    assert "Nobody has recorded that it was explained to the person." in page()
    later = {"again_on": persons.TODAY + timedelta(days=7)}
    partly = outcomes.told(understood=Understood.PARTLY, **later)
    actions.explain(row, partly, **outcomes.asked(worker))
    assert "Explained on 21 November 2026, and not understood yet." in page()
    actions.explain(row, outcomes.told(), **outcomes.asked(worker))
    assert "Explained, and understood on 21 November 2026." in page()


def test_two_sources_that_disagree_are_both_shown(world, row, worker, signed_in):
    community = world.user(Role.CBSW)
    other = outcomes.lscmi(world.person, community, Band.LOW, side=Side.COMMUNITY)
    harm(other, community, choice=RoshChoice.DONE, level=Seriousness.HIGH)

    page = shown(signed_in(Role.PERSONAL_OFFICER), "assessments", world.person.pk)

    assert page.count("Two sources disagree") == 2
    assert "Prison-based social work" in page
    assert "LS/CMI, community-based social work, 11 November 2026: Low" in page
    assert "Risk of serious harm, 21 November 2026: High" in page


def test_what_is_stopped_shows_no_level_and_says_why(world, row, signed_in):
    Assessment.objects.filter(pk=row.pk).update(stopped=True)

    for name, key in (("assessments", world.person.pk), ("assessment", row.pk)):
        page = shown(signed_in(Role.PERSONAL_OFFICER), name, key)
        assert "until social work has settled it" in page
        assert "Intensive work" not in page


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        ("LSCMI-EXPLAIN", "assessments"),
        ("LSCMI-ROSH", "assessments"),
        ("RA-UPDATE", "changes"),
    ],
)
def test_what_is_due_leads_to_where_it_is_answered(world, row, worker, rule, page):
    outcomes.changed(world.person, worker)
    found = next(
        one for one in clocks.explain(world.person.pk, on=persons.TODAY) if one.rule == rule
    )

    acts = Acts(world.person.pk, frozenset({access.READ}), ())

    assert acts.for_rule(found).href == url(page, world.person.pk)
    assert Acts(world.person.pk, frozenset(), ()).for_rule(found) is None


def test_the_overview_says_what_the_level_means(world, row, signed_in):
    page = said(
        signed_in(Role.PERSONAL_OFFICER).get(reverse("pages:person", args=[world.person.pk]))
    )

    assert "Intensive work and close supervision are called for." in page


def test_without_any_assessment_it_says_so(world, signed_in):
    page = shown(signed_in(Role.PERSONAL_OFFICER), "assessments", world.person.pk)

    assert "No LS/CMI is recorded as done." in page
    assert "None is recorded." in page


def test_both_pages_ask_the_database_the_same_however_much_there_is(
    world, worker, row, signed_in, assert_constant_queries
):
    client = signed_in(Role.PBSW)
    sides = cycle(((Side.PRISON, worker), (Side.COMMUNITY, world.user(Role.CBSW))))

    def one_more():
        side, assessor = next(sides)
        made = outcomes.lscmi(world.person, assessor, side=side)
        needs(made, assessor, (Section.FAMILY, Weight.SOME))
        actions.explain(row, outcomes.told(), **outcomes.asked(worker))

    assert_constant_queries(
        add_row=one_more, call=lambda: client.get(url("assessments", world.person.pk))
    )
    assert_constant_queries(add_row=one_more, call=lambda: client.get(url("assessment", row.pk)))


def test_looking_is_kept(world, row, signed_in):
    shown(signed_in(Role.PERSONAL_OFFICER), "assessment", row.pk)

    assert Consultation.objects.filter(page="risk:assessment", persons=[world.person.pk]).exists()


# -- one assessment -------------------------------------------------------------------------------


def test_the_narrative_is_for_everybody_who_may_read_it(row, worker, signed_in):
    outcomes.formulated(row, worker)

    page = shown(signed_in(Role.PERSONAL_OFFICER), "assessment", row.pk)

    for part in ("Fights after drinking", "Punches thrown", "a broken jaw", "More likely while"):
        assert part in page
    assert "You have had trouble when you drink." in page


def test_what_is_withheld_is_said_once_with_its_gist(row, worker, signed_in):
    kept_back = {"disclosure": Disclosure.SOCIAL_WORK, "withheld_why": "A source would be named."}
    outcomes.formulated(row, worker, **kept_back)
    officer = signed_in(Role.PERSONAL_OFFICER)

    page = shown(officer, "assessment", row.pk)
    assert page.count(WITHHELD) == 1
    assert "Fights after drinking" not in page
    assert "A source would be named." not in page
    outcomes.formulated(row, worker, 1, gist="It has to do with drink.", **kept_back)
    assert "It has to do with drink." in shown(officer, "assessment", row.pk)
    assert "Fights after drinking" in shown(signed_in(Role.PBSW), "assessment", row.pk)


def test_an_empty_part_is_warned_of(row, worker, as_worker):
    outcomes.formulated(row, worker, likelihood="", imminence="")

    assert "Not written yet: likelihood, imminence." in shown(as_worker, "assessment", row.pk)


def test_an_officer_is_offered_to_explain_and_nothing_of_the_assessors(row, signed_in):
    page = shown(signed_in(Role.PERSONAL_OFFICER), "assessment", row.pk)

    assert url("explain", row.pk) in page
    assert url("words", row.pk) not in page
    assert signed_in(Role.PERSONAL_OFFICER).get(url("words", row.pk)).status_code == 403


def test_somebody_elsewhere_does_not_learn_that_it_exists(row, signed_in):
    for name in ("assessment", "words", "explain"):
        assert signed_in(Role.PBSW, "perth").get(url(name, row.pk)).status_code == 404


# -- two beside each other ------------------------------------------------------------------------


def test_two_are_compared_in_words(world, row, worker, as_worker):
    earlier = outcomes.DONE_ON - timedelta(days=300)
    before = outcomes.lscmi(world.person, worker, Band.MEDIUM, done_on=earlier)
    needs(before, worker, (Section.FAMILY, Weight.CONSIDERABLE))
    needs(row, worker, (Section.FAMILY, Weight.STRENGTH))

    page = shown(as_worker, "compare", world.person.pk)

    assert "2 of 11 lines changed." in page
    assert page.index("Considerable need") < page.index("A strength")
    same = shown(as_worker, "compare", world.person.pk, then=row.pk, now=row.pk)
    assert "Choose two different ones." in same


def test_with_one_alone_there_is_nothing_to_compare(world, row, as_worker):
    assert url("compare", world.person.pk) not in shown(as_worker, "assessments", world.person.pk)
    assert "Choose two different ones." in shown(as_worker, "compare", world.person.pk)


# -- writing --------------------------------------------------------------------------------------


def test_the_formulation_is_written_and_found_again_in_the_form(row, as_worker):
    sent = {"version": 0, "summary": "You drink.", "pattern": "Fridays.", "disclosure": "person"}

    answer = as_worker.post(url("words", row.pk), sent)

    assert answer["Location"] == url("assessment", row.pk)
    assert Formulation.objects.get().pattern == "Fridays."
    assert "Fridays." in shown(as_worker, "words", row.pk)


def test_words_for_some_readers_need_a_reason(row, as_worker):
    sent = {"version": 0, "summary": "You drink.", "disclosure": "team"}

    answer = as_worker.post(url("words", row.pk), sent)

    assert "Say why the person may not read them" in said(answer)
    assert not Formulation.objects.exists()


def test_two_writers_lose_nothing(row, worker, as_worker):
    outcomes.formulated(row, worker)
    sent = {"version": 0, "summary": "My words.", "disclosure": "person"}

    answer = as_worker.post(url("words", row.pk), sent)

    assert "Somebody else changed this record" in said(answer)
    assert "My words." in said(answer)


def test_needs_are_written_and_found_again_in_the_form(row, as_worker):
    sent = {
        "version": 0,
        "weight_family": "strength",
        "words_family": "His sister.",
        "what_1": "Work",
        "before_1": "yes",
        "how_1": "In 2019.",
    }

    assert as_worker.post(url("needs", row.pk), sent).status_code == 302

    assert NeedFound.objects.get().words == "His sister."
    page = shown(as_worker, "needs", row.pk)
    assert "His sister." in page
    assert "In 2019." in page


def test_words_about_an_area_need_its_weight(row, as_worker):
    answer = as_worker.post(url("needs", row.pk), {"version": 0, "words_family": "His sister."})

    assert "Family and marital: say how much it matters" in said(answer)


def test_serious_harm_is_decided_and_found_again_in_the_form(row, as_worker):
    sent = {"version": 0, "choice": "not-needed", "why": "No violence.", **DAY}

    assert as_worker.post(url("serious_harm", row.pk), sent).status_code == 302

    assert "Considered and not needed" in shown(as_worker, "assessment", row.pk)
    assert "No violence." in shown(as_worker, "serious_harm", row.pk)
    refused = as_worker.post(url("serious_harm", row.pk), {**sent, "version": 1, "why": ""})
    assert "Say why it is not needed" in said(refused)


# -- telling --------------------------------------------------------------------------------------


def test_an_officer_records_that_it_was_explained(row, signed_in):
    officer = signed_in(Role.PERSONAL_OFFICER)
    sent = {
        "reference": "e1",
        "occasion": "outcome",
        "form": "Face to face.",
        "understood": "yes",
        "said_back": "I drink too much.",
        **DAY,
    }

    assert officer.post(url("explain", row.pk), sent).status_code == 302

    assert Explanation.objects.get().understood == Understood.YES
    page = shown(officer, "assessment", row.pk)
    assert "They said: I drink too much." in page
    refused = officer.post(url("explain", row.pk), {**sent, "reference": "e2", "said_back": ""})
    assert "Write what they said back" in said(refused)


def test_a_change_is_told_and_answered(world, row, worker, signed_in, as_worker):
    officer, person = signed_in(Role.PERSONAL_OFFICER), world.person.pk
    sent = {"kind": "relapse", "what": "Found twice under the influence.", **DAY}

    assert officer.post(url("tell_change", person), sent)["Location"] == url("changes", person)

    told = shown(officer, "changes", person)
    assert "Found twice under the influence." in told
    assert "Say whether it still holds" not in told
    answer = url("answer_change", person, "relapse", "2026-11-20")
    assert answer in shown(as_worker, "changes", person)
    assert "Found twice under the influence." in said(as_worker.get(answer))
    assert officer.get(answer).status_code == 403
    no = {"holds": "no", "why": "Every week now.", "owner": worker.pk, "due_on": "2027-01-15"}
    assert as_worker.post(answer, no).status_code == 302
    assert ChangeQuestion.objects.get().reassessment.owner == worker
    page = shown(officer, "changes", person)
    assert "by 15 January 2027" in page
    assert as_worker.get(answer).status_code == 404


def test_the_page_of_changes_asks_the_same_however_many_there_are(
    world, row, worker, as_worker, assert_constant_queries
):
    days = count(1)

    def one_more():
        on = persons.TODAY - timedelta(days=next(days) % 9)
        kind = tuple(Change)[next(days) % len(Change)]
        outcomes.changed(world.person, worker, kind=kind, on=on)

    assert_constant_queries(
        add_row=one_more, call=lambda: as_worker.get(url("changes", world.person.pk))
    )


def test_a_change_is_not_recorded_by_hand_but_told(world, signed_in):
    page = said(
        signed_in(Role.PERSONAL_OFFICER).get(reverse("people:record_event", args=[world.person.pk]))
    )

    assert url("changes", world.person.pk) in page
    assert reverse("people:record_kind", args=[world.person.pk, "significant-change"]) not in page


def test_no_needs_an_owner_and_a_day(world, row, worker, as_worker):
    outcomes.changed(world.person, worker)
    answer = url("answer_change", world.person.pk, "relapse", persons.TODAY.isoformat())

    page = said(as_worker.post(answer, {"holds": "no", "why": "Weekly."}))

    assert "Choose who does it again" in page
    assert "Enter the day by which it is done again" in page
    assert ChangeQuestion.objects.get().holds is None


def test_what_waits_for_an_answer_is_said_on_the_page_of_assessments(world, row, worker, as_worker):
    outcomes.changed(world.person, worker)

    page = shown(as_worker, "assessments", world.person.pk)

    assert "1 significant change since the latest LS/CMI" in page


def test_a_change_without_an_assessment_asks_nothing_and_is_kept(world, worker, as_worker):
    outcomes.changed(world.person, worker)

    page = shown(as_worker, "changes", world.person.pk)

    assert "Nothing waits for an answer." in page
    assert "while there was none" in page


# -- psychology -----------------------------------------------------------------------------------


@pytest.fixture
def asked_of_psychology(world, worker):
    request = actions.Request(
        reference="pra", tool="psychological", purpose="asked", side="psychology"
    )
    return actions.ask_assessment(world.person, request, **outcomes.asked(worker))


def test_psychology_writes_what_it_found(world, asked_of_psychology, signed_in):
    psychologist, page = signed_in(Role.PSYCHOLOGY), url("psychology_words", asked_of_psychology.pk)
    assert page in said(psychologist.get(url("asked", asked_of_psychology.pk)))
    sent = {
        "version": 0,
        "summary": "You worry a lot.",
        "pattern": "Under stress.",
        "disclosure": "team",
        "withheld_why": "A third person is named.",
    }

    assert psychologist.post(page, sent).status_code == 302

    assert "Under stress." in said(psychologist.get(page))
    read = shown(signed_in(Role.PERSONAL_OFFICER), "assessment", asked_of_psychology.pk)
    assert "Under stress." in read


def test_what_psychology_found_is_written_by_nobody_else(world, asked_of_psychology, signed_in):
    for role, place, status in (
        (Role.PBSW, None, 404),
        (Role.PSYCHOLOGY, "perth", 404),
        (Role.PERSONAL_OFFICER, None, 404),
    ):
        answer = signed_in(role, place).get(url("psychology_words", asked_of_psychology.pk))
        assert answer.status_code == status
    assert signed_in(Role.PBSW).get(url("words", asked_of_psychology.pk)).status_code == 403


def test_an_explanation_recorded_by_mistake_is_taken_back_on_its_assessment(
    world, row, worker, as_worker, signed_in
):
    made = actions.explain(row, outcomes.told(), **outcomes.asked(worker))
    there = url("take_back_explanation", row.pk, made.pk)
    assert there in said(as_worker.get(url("assessment", row.pk)))
    assert there not in said(signed_in(Role.CBSW).get(url("assessment", row.pk)))
    assert signed_in(Role.CBSW).get(there).status_code == 403
    assert "it was explained" in said(as_worker.get(there))

    answer = as_worker.post(there, {"why": "It was somebody else."}, follow=True)

    assert "It counts no more" in said(answer)
    assert not Explanation.objects.exists()
    assert as_worker.get(there).status_code == 404
