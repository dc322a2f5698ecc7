"""Risk management plans and what the Risk Management Authority is sent."""

from datetime import date, timedelta

import pytest

from icm.clocks.models import Due
from icm.clocks.queries import explain
from icm.core.disclosure import Disclosure
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.people.models import Event
from icm.policy.roles import Role
from icm.policy.rules import Status
from risk import access
from risk.actions import lifelong, risk_plans
from risk.models import ChangeNotice, RiskPlan, YearlyReport
from risk.workflow import Managing
from tests.factories import persons
from tests.factories.managing import (
    FIELDS,
    approved,
    drafted,
    in_force,
    noticed,
    order,
    reported,
)
from tests.factories.receptions import principals

TODAY = persons.TODAY
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


@pytest.fixture
def person(world):
    return order(world.person)


def asking(by):
    return {"principals": principals(by), "at": persons.NOW}


def write(plan, by, *, review_on=None, version=None, **texts):
    sent = risk_plans.Written(
        texts=dict.fromkeys(FIELDS, "") | texts,
        review_on=review_on,
        version=version or plan.version,
    )
    return risk_plans.write_risk_plan(plan, sent, **asking(by))


def kinds(person):
    return sorted(Event.objects.filter(person=person).values_list("kind", flat=True))


def stands(person, rule):
    return next(one for one in explain(person.pk, on=TODAY) if one.rule == rule)


# -- the plan -------------------------------------------------------------------------------------


def test_a_draft_begins_empty_and_is_begun_once(world, worker):
    first = risk_plans.draft_risk_plan(world.person, by=worker, **asking(worker))

    assert (first.number, first.state, first.monitoring) == (1, Managing.DRAFT, "")
    assert risk_plans.draft_risk_plan(world.person, by=worker, **asking(worker)) == first


def test_the_next_draft_begins_with_what_is_in_force(world, worker):
    in_force(world.person, worker, monitoring="Weekly talk.")

    second = risk_plans.draft_risk_plan(world.person, by=worker, **asking(worker))

    assert (second.number, second.monitoring) == (2, "Weekly talk.")
    assert RiskPlan.objects.get(number=1).state == Managing.IN_FORCE


def test_write_refuses_an_edit_of_an_earlier_version_and_says_what_stands(world, worker):
    plan = drafted(world.person, worker, contingency="Call the hall.")

    with pytest.raises(Stale, match="Call the hall"):
        write(plan, worker, version=plan.version - 1, contingency="Something else.")

    assert RiskPlan.objects.get().contingency == "Call the hall."


def test_write_of_the_same_words_again_changes_nothing(world, worker):
    plan = write(drafted(world.person, worker), worker, monitoring="Weekly talk.")

    again = write(plan, worker, version=1, monitoring="Weekly talk.")

    assert again.version == plan.version


def test_write_refuses_a_day_that_has_passed_and_a_plan_in_force(world, worker):
    plan = drafted(world.person, worker)

    with pytest.raises(Refused, match="has passed"):
        write(plan, worker, review_on=YESTERDAY, monitoring="Weekly talk.")

    plan = risk_plans.put_in_force(plan, version=plan.version, by=worker, **asking(worker))
    with pytest.raises(Refused, match="new draft"):
        write(plan, worker, monitoring="Weekly talk.")


def test_put_in_force_takes_the_place_of_the_one_before(world, worker):
    first = in_force(world.person, worker)

    second = in_force(world.person, worker, monitoring="Weekly talk.")

    first.refresh_from_db()
    assert (first.state, second.state) == (Managing.SUPERSEDED, Managing.IN_FORCE)
    assert (second.in_force_on, second.agreed_by) == (TODAY, worker)
    assert kinds(world.person) == ["risk-plan", "risk-plan"]


def test_put_in_force_with_empty_parts_is_allowed_but_not_with_nothing(world, worker):
    plan = risk_plans.draft_risk_plan(world.person, by=worker, **asking(worker))
    with pytest.raises(Refused, match="Nothing is written"):
        risk_plans.put_in_force(plan, version=plan.version, by=worker, **asking(worker))

    plan = write(plan, worker, monitoring="Weekly talk.")
    made = risk_plans.put_in_force(plan, version=plan.version, by=worker, **asking(worker))

    assert (made.state, made.contingency) == (Managing.IN_FORCE, "")


def test_put_in_force_twice_is_once_and_never_of_what_nobody_saw(world, worker):
    plan = drafted(world.person, worker)
    with pytest.raises(Stale):
        risk_plans.put_in_force(plan, version=plan.version - 1, by=worker, **asking(worker))

    for _ in range(2):
        risk_plans.put_in_force(plan, version=plan.version, by=worker, **asking(worker))

    assert kinds(world.person) == ["risk-plan"]


def test_a_version_that_was_replaced_never_comes_back(world, worker):
    first = in_force(world.person, worker)
    in_force(world.person, worker)
    first.refresh_from_db()

    with pytest.raises(Refused, match="already superseded"):
        risk_plans.put_in_force(first, version=first.version, by=worker, **asking(worker))


@pytest.mark.parametrize(
    "role", [Role.PERSONAL_OFFICER, Role.ICM_CO_ORDINATOR, Role.HQ, Role.CBSW_TEAM_MANAGER]
)
def test_the_plan_is_made_by_those_who_manage_the_risk(world, worker, role):
    plan, by = drafted(world.person, worker), world.user(role)

    with pytest.raises(NotAllowed):
        risk_plans.draft_risk_plan(world.person, by=by, **asking(by))
    with pytest.raises(NotAllowed):
        write(plan, by, monitoring="x")
    with pytest.raises(NotAllowed):
        risk_plans.put_in_force(plan, version=plan.version, by=by, **asking(by))

    assert RiskPlan.objects.get().version == plan.version


def test_whoever_makes_the_plan_may_read_all_of_it():
    makers = [role for role, verbs in access.VERBS.items() if access.MANAGE in verbs]
    reads = {role: {"team", *access._BEYOND.get(role, ())} for role in makers}

    assert len(makers) > 2
    assert [role for role in makers if not access.cleared(Disclosure.VICTIM, reads[role])] == []


# -- the Risk Management Authority ----------------------------------------------------------------


def send(plan, by, on=TODAY, **values):
    details = {"version": plan.version} | values
    return lifelong.send_to_rma(plan, on=on, **details, **asking(by))


def approve(plan, by, on=TODAY, **values):
    letter = lifelong.Approval(**{"on": on, "reference": "RMA 1", "version": plan.version} | values)
    return lifelong.record_approval(plan, letter, by=by, **asking(by))


def test_a_plan_of_an_order_is_sent_and_approved_and_the_rules_hear_of_it(person, worker):
    plan = in_force(person, worker)
    assert stands(person, "OLR-RMP").status is Status.UNKNOWN

    plan = approve(send(plan, worker), worker)

    assert (plan.rma_sent_on, plan.rma_approved_on, plan.rma_reference) == (TODAY, TODAY, "RMA 1")
    assert stands(person, "OLR-RMP").status is Status.MET
    assert stands(person, "OLR-AIR").due_on == date(2027, 11, 21)
    assert Due.objects.get(person=person, rule="OLR-AIR").status == Status.DUE


def test_the_same_letter_twice_is_one_approval_and_another_is_refused(person, worker):
    plan = approve(send(in_force(person, worker), worker), worker)

    assert approve(plan, worker, version=1).version == plan.version
    with pytest.raises(Refused, match="on record already"):
        approve(plan, worker, reference="RMA 2")
    with pytest.raises(Refused, match="approved it on"):
        send(plan, worker, on=YESTERDAY)
    assert kinds(person).count("risk-plan-approved") == 1


@pytest.mark.parametrize(
    ("on", "why"), [(TOMORROW, "future"), (YESTERDAY, "before the plan came into force")]
)
def test_sent_and_approved_on_a_day_that_can_be(person, worker, on, why):
    plan = in_force(person, worker)

    with pytest.raises(Refused, match=why):
        send(plan, worker, on=on)
    with pytest.raises(Refused, match=why):
        approve(plan, worker, on=on)

    assert RiskPlan.objects.get().rma_approved_on is None


def test_it_is_not_approved_before_it_was_sent(person, worker):
    plan = in_force(person, worker)
    RiskPlan.objects.filter(pk=plan.pk).update(in_force_on=YESTERDAY)

    with pytest.raises(Refused, match="before the plan was sent"):
        approve(send(plan, worker), worker, on=YESTERDAY)


def test_an_earlier_version_of_the_page_is_refused(person, worker):
    plan = in_force(person, worker)

    for act in (send, approve):
        with pytest.raises(Stale, match="Sent: not known"):
            act(plan, worker, version=plan.version - 1)


def test_only_the_plan_in_force_under_an_order_is_sent(world, worker):
    plan = in_force(world.person, worker)
    for act in (send, approve, reported, noticed):
        with pytest.raises(Refused, match="Order for Lifelong Restriction"):
            act(plan, worker)

    draft = drafted(order(world.person), worker)
    for act in (send, approve, reported, noticed):
        with pytest.raises(Refused, match="put this one in force first"):
            act(draft, worker)


def test_the_yearly_report_keeps_the_day_it_was_due_and_sets_the_next(person, worker):
    plan = approved(person, worker)

    report = reported(plan, worker)

    assert (report.due_on, report.sent_on) == (date(2027, 11, 21), TODAY)
    assert report.assured_by == worker
    assert "report of 21 November 2026" in stands(person, "OLR-AIR").basis


def test_the_yearly_report_is_sent_once_and_never_with_other_words(person, worker):
    plan = approved(person, worker)

    first = reported(plan, worker, reference="same")

    assert reported(plan, worker, reference="same") == first
    with pytest.raises(Refused, match="sent with other answers"):
        reported(plan, worker, reference="same", progress="Other.")
    with pytest.raises(Refused, match="future"):
        reported(plan, worker, sent_on=TOMORROW)
    assert YearlyReport.objects.count() == kinds(person).count("olr-report") == 1


@pytest.mark.parametrize("on", [YESTERDAY, date(2010, 1, 4)])
def test_the_yearly_report_follows_an_approval(person, worker, on):
    plan = approved(person, worker)

    with pytest.raises(Refused, match="follows the Authority's approval"):
        reported(plan, worker, sent_on=on)


def test_a_change_is_told_at_once_or_later_and_answered(person, worker):
    plan = in_force(person, worker)
    told, later = noticed(plan, worker, told_on=TODAY), noticed(plan, worker)
    assert (told.told_on, later.told_on) == (TODAY, None)

    for _ in range(2):
        later = lifelong.tell_rma(later, on=TODAY, by=worker, **asking(worker))
        answered = lifelong.record_answer(later, on=TODAY, answer="Noted.", **asking(worker))

    assert (answered.told_on, answered.answered_on, answered.answer) == (TODAY, TODAY, "Noted.")
    assert kinds(person).count("rma-told") == 2


def test_what_was_told_or_answered_is_not_replaced(person, worker):
    notice = noticed(in_force(person, worker), worker, on=YESTERDAY, told_on=TODAY)
    lifelong.record_answer(notice, on=TODAY, answer="Noted.", **asking(worker))

    with pytest.raises(Refused, match="told on 21 November"):
        lifelong.tell_rma(notice, on=YESTERDAY, by=worker, **asking(worker))
    with pytest.raises(Refused, match="on record already"):
        lifelong.record_answer(notice, on=TODAY, answer="Not noted.", **asking(worker))


def test_a_change_is_noticed_once_and_on_a_day_that_can_be(person, worker):
    plan = in_force(person, worker)
    first = noticed(plan, worker, reference="same")

    assert noticed(plan, worker, reference="same") == first
    with pytest.raises(Refused, match="sent with other answers"):
        noticed(plan, worker, reference="same", what="Other.")
    with pytest.raises(Refused, match="future"):
        noticed(plan, worker, on=TOMORROW)
    with pytest.raises(Refused, match="before the change"):
        noticed(plan, worker, told_on=YESTERDAY)
    with pytest.raises(Refused, match="future"):
        noticed(plan, worker, told_on=TOMORROW)
    assert ChangeNotice.objects.count() == 1


def test_a_change_that_may_come_can_be_told_before_it(person, worker):
    notice = noticed(in_force(person, worker), worker, on=TOMORROW, potential=True, told_on=TODAY)

    assert notice.told_on == TODAY


def test_an_answer_comes_after_the_telling(person, worker):
    notice = noticed(in_force(person, worker), worker)
    with pytest.raises(Refused, match="before the Authority was told"):
        lifelong.record_answer(notice, on=TODAY, answer="Noted.", **asking(worker))

    told = lifelong.tell_rma(notice, on=TODAY, by=worker, **asking(worker))
    with pytest.raises(Refused, match="before the Authority was told"):
        lifelong.record_answer(told, on=YESTERDAY, answer="Noted.", **asking(worker))
    with pytest.raises(Refused, match="future"):
        lifelong.record_answer(told, on=TOMORROW, answer="Noted.", **asking(worker))


def test_a_notice_outlives_the_plan_it_was_made_with(person, worker):
    notice = noticed(in_force(person, worker), worker)
    in_force(person, worker)

    assert lifelong.tell_rma(notice, on=TODAY, by=worker, **asking(worker)).told_on == TODAY


def test_what_is_sent_to_the_authority_is_for_those_who_make_the_plan(world, person, worker):
    plan, officer = approved(person, worker), world.user(Role.PERSONAL_OFFICER)
    notice = noticed(plan, worker)

    for act in (send, approve, reported, noticed):
        with pytest.raises(NotAllowed):
            act(plan, officer)
    with pytest.raises(NotAllowed):
        lifelong.tell_rma(notice, on=TODAY, by=officer, **asking(officer))
    with pytest.raises(NotAllowed):
        lifelong.record_answer(notice, on=TODAY, answer="x", **asking(officer))
