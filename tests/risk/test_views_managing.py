"""The pages of the risk management plan and of MAPPA: what they show to whom, what they do, where they lead."""

import re
from datetime import date

import pytest
from django.urls import reverse

from icm.core.disclosure import WITHHELD
from icm.policy.roles import Role
from risk.models import ChangeNotice, Mappa, MappaStage, PoliceNotice, RiskPlan, YearlyReport
from tests.factories import persons
from tests.factories.managing import (
    FIELDS,
    approved,
    drafted,
    in_force,
    kept,
    noticed,
    order,
    replied,
    reported,
    to_police,
)

DAY = {"on": "2026-11-21"}


@pytest.fixture
def worker(world):
    return world.user(Role.PBSW)


def url(name, *args):
    return reverse(f"risk:{name}", args=args)


def said(answer):
    return answer.content.decode()


def page(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return said(answer)


# -- the plan -------------------------------------------------------------------------------------


def test_a_plan_is_begun_written_checked_and_put_in_force(world, signed_in):
    client, pk = signed_in(Role.PBSW), world.person.pk
    assert "No risk management plan is in force" in page(client, "risk_plan", pk)

    answer = client.post(url("start_risk_plan", pk))
    assert answer.url == url("write_risk_plan", pk)
    texts = dict.fromkeys(FIELDS, "") | {"monitoring": "Talks each week."}
    answer = client.post(answer.url, texts | {"version": 1, "review_on": "2027-05-04"})
    assert answer.url == url("risk_plan_version", pk, 1)
    assert "It counts once it is put in force." in page(client, "risk_plan_version", pk, 1)

    check = page(client, "risk_plan_in_force", pk)
    assert "Parts with nothing in them" in check
    assert "Inspectors found that this is rarely discussed." in check
    answer = client.post(url("risk_plan_in_force", pk), {"version": 2})

    assert answer.url == url("risk_plan", pk)
    shown = page(client, "risk_plan", pk)
    assert "Version 1: in force" in shown
    assert "Talks each week." in shown
    assert "4 May 2027" in shown
    assert RiskPlan.objects.get().state == "in-force"


def test_a_plan_with_nothing_in_it_cannot_be_put_in_force(world, signed_in):
    client = signed_in(Role.PBSW)
    client.post(url("start_risk_plan", world.person.pk))

    shown = page(client, "risk_plan_in_force", world.person.pk)

    assert "Nothing is written in the plan yet." in shown
    assert "Put the plan in force" not in shown


def test_two_writers_lose_neither_text(world, worker, signed_in):
    drafted(world.person, worker, contingency="Call the hall.")

    answer = signed_in(Role.RMT_CHAIR).post(
        url("write_risk_plan", world.person.pk),
        dict.fromkeys(FIELDS, "") | {"contingency": "Call the police.", "version": 1},
    )

    assert "Call the hall." in said(answer)
    assert "Call the police." in said(answer)
    assert RiskPlan.objects.get().contingency == "Call the hall."


def test_the_draft_stands_beside_the_plan_until_it_takes_its_place(world, worker, signed_in):
    in_force(world.person, worker, monitoring="Old.")
    drafted(world.person, worker, monitoring="New.")

    shown = page(signed_in(Role.PERSONAL_OFFICER), "risk_plan", world.person.pk)

    assert "Old." in shown
    assert "New." not in shown
    assert "See the draft" in shown
    assert "Draft a new version" not in shown


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (Role.PBSW, True),
        (Role.PBSW_TEAM_MANAGER, True),
        (Role.CBSW, True),
        (Role.RMT_CHAIR, True),
        (Role.CBSW_TEAM_MANAGER, False),
        (Role.PERSONAL_OFFICER, False),
        (Role.ICM_CO_ORDINATOR, False),
        (Role.PAROLE_CO_ORDINATOR, False),
        (Role.HQ, False),
    ],
)
def test_victim_safety_is_read_by_few_and_the_rest_by_the_team(
    world, worker, signed_in, role, reads
):
    in_force(world.person, worker, victim_safety="A named address.", monitoring="Talks each week.")

    for shown in (
        page(signed_in(role), "risk_plan", world.person.pk),
        page(signed_in(role), "risk_plan_version", world.person.pk, 1),
    ):
        assert "Talks each week." in shown
        assert ("A named address." in shown) is reads
        assert (WITHHELD in shown) is not reads


def test_a_version_that_is_not_there_is_not_found(world, signed_in):
    client, pk = signed_in(Role.PBSW), world.person.pk

    for name, args in (
        ("risk_plan_version", (pk, 7)),
        ("write_risk_plan", (pk,)),
        ("risk_plan_in_force", (pk,)),
        ("rma_sent", (pk,)),
        ("rma_told", (pk, 7)),
        ("police_reply", (pk, 7)),
    ):
        assert client.get(url(name, *args)).status_code == 404


def test_a_day_for_looking_again_that_has_passed_says_so(world, worker, signed_in):
    in_force(world.person, worker)
    RiskPlan.objects.update(review_on=date(2026, 11, 20))

    shown = page(signed_in(Role.PBSW), "risk_plan", world.person.pk)

    assert "20 November 2026 <" in shown
    assert "overdue" in shown


def test_the_page_costs_the_same_whatever_the_number_of_versions(
    world, worker, signed_in, assert_constant_queries
):
    client, address = signed_in(Role.PBSW), url("risk_plan", order(world.person).pk)
    plan = approved(world.person, worker)

    def add_row():
        noticed(plan, worker, told_on=persons.TODAY)
        reported(plan, worker)

    assert_constant_queries(add_row=add_row, call=lambda: client.get(address))


# -- the Risk Management Authority ----------------------------------------------------------------


def test_an_order_shows_what_the_authority_still_has_to_approve(world, worker, signed_in):
    approved(order(world.person), worker)
    in_force(world.person, worker)

    shown = page(signed_in(Role.RMT_CHAIR), "risk_plan", world.person.pk)

    assert "not recorded as approved by the RMA" in shown
    assert url("risk_plan_version", world.person.pk, 1) in shown
    assert "First risk management plan" in shown


def test_nobody_else_has_the_authority_s_part(world, worker, signed_in):
    in_force(world.person, worker)

    assert "RMA</h2>" not in page(signed_in(Role.PBSW), "risk_plan", world.person.pk)


def test_sent_approved_and_reported(world, worker, signed_in):
    client, pk = signed_in(Role.PBSW), order(world.person).pk
    plan = in_force(world.person, worker)

    for name, sent in (
        ("rma_sent", DAY | {"version": plan.version}),
        ("rma_approved", DAY | {"version": plan.version + 1, "approval": "RMA 12"}),
        ("rma_report", DAY | {"reference": "r", "progress": "As planned.", "assured": "on"}),
    ):
        assert client.get(url(name, pk)).status_code == 200
        assert client.post(url(name, pk), sent).url == url("risk_plan", pk)

    shown = page(client, "risk_plan", pk)
    assert "reference RMA 12" in shown
    assert "As planned." in shown
    assert "Record the approval" not in shown
    assert YearlyReport.objects.get().sent_on == persons.TODAY


def test_a_report_is_assured_or_not_sent(world, worker, signed_in):
    approved(order(world.person), worker)

    answer = signed_in(Role.PBSW).post(
        url("rma_report", world.person.pk), DAY | {"reference": "r", "progress": "As planned."}
    )

    assert answer.status_code == 200
    assert not YearlyReport.objects.exists()


def test_a_late_report_says_by_how_much(world, worker, signed_in):
    report = reported(approved(order(world.person), worker), worker)
    YearlyReport.objects.filter(pk=report.pk).update(due_on=date(2026, 11, 19))

    assert "2 days late" in page(signed_in(Role.PBSW), "risk_plan", world.person.pk)


def test_a_change_is_told_and_answered_step_by_step(world, worker, signed_in):
    client, pk = signed_in(Role.PBSW), order(world.person).pk
    in_force(world.person, worker)
    change = {"reference": "n", "potential": "yes", "day": "2026-12-01", "what": "A move."}
    assert client.post(url("rma_notice", pk), change).url == url("risk_plan", pk)
    notice = ChangeNotice.objects.get()
    assert (notice.potential, notice.told_on) == (True, None)

    assert url("rma_told", pk, notice.pk) in page(client, "risk_plan", pk)
    assert "A move." in page(client, "rma_told", pk, notice.pk)
    client.post(url("rma_told", pk, notice.pk), DAY)
    assert url("rma_answer", pk, notice.pk) in page(client, "risk_plan", pk)
    client.post(url("rma_answer", pk, notice.pk), DAY | {"answer": "Noted."})

    shown = page(client, "risk_plan", pk)
    assert "Noted." in shown
    assert url("rma_answer", pk, notice.pk) not in shown


def test_a_refusal_keeps_what_was_typed(world, worker, signed_in):
    in_force(order(world.person), worker)

    answer = signed_in(Role.PBSW).post(
        url("rma_report", world.person.pk),
        DAY | {"reference": "r", "progress": "As planned.", "assured": "on"},
    )

    assert "follows the Authority&#x27;s approval" in said(answer)
    assert "As planned." in said(answer)


# -- MAPPA ----------------------------------------------------------------------------------------


def test_mappa_tells_nothing_recorded_from_not_under_it(world, worker, signed_in):
    client = signed_in(Role.PERSONAL_OFFICER)
    assert "Nothing is recorded" in page(client, "mappa", world.person.pk)

    kept(world.person, worker, category=None, level=None, co_ordinator="", why="Looked at.")
    shown = page(client, "mappa", world.person.pk)

    assert "Does not come under MAPPA" in shown
    assert "Looked at." in shown


def test_mappa_is_kept_and_changed(world, signed_in):
    client, pk = signed_in(Role.ICM_CO_ORDINATOR), world.person.pk
    sent = {"category": "3", "level": "2", "co_ordinator": "B. Smith", "why": "Judged so."}

    assert client.post(url("keep_mappa", pk), sent | {"version": 0}).url == url("mappa", pk)
    form = page(client, "keep_mappa", pk)
    assert "B. Smith" in form
    client.post(url("keep_mappa", pk), sent | {"category": "none", "version": 1})

    assert (Mappa.objects.get().category, Mappa.objects.get().version) == ("", 2)
    assert re.search(r'value="none"[^>]*checked', page(client, "keep_mappa", pk))


def test_mappa_asks_of_a_listed_offence(world, signed_in):
    world.person.sentences.update(listed_sexual=True)

    shown = page(signed_in(Role.PBSW), "mappa", world.person.pk)

    assert "Is there a notification requirement?" in shown
    assert "Local default" in shown


def test_stages_and_notices_are_recorded(world, signed_in):
    client, pk = signed_in(Role.PBSW), world.person.pk

    client.post(
        url("mappa_stage", pk), DAY | {"reference": "s", "stage": "referred", "note": "Sent."}
    )
    client.post(
        url("notify_police", pk),
        DAY | {"reference": "p", "occasion": "community", "asked": "Is anything known?"},
    )

    shown = page(client, "mappa", pk)
    assert "Referred" in shown
    assert "Is anything known?" in shown
    assert (MappaStage.objects.count(), PoliceNotice.objects.count()) == (1, 1)


def test_a_reply_is_written_down_once_by_whoever_may_not_read_it(world, worker, signed_in):
    client, pk = signed_in(Role.PBSW), world.person.pk
    notice = to_police(world.person, worker)
    address = url("police_reply", pk, notice.pk)
    assert "you will not see the reply again" in page(client, "police_reply", pk, notice.pk)

    client.post(address, DAY | {"reply": "Named associates.", "gist": "A reply.", "version": 1})

    assert client.get(address).status_code == 403
    shown = page(client, "mappa", pk)
    assert "Named associates." not in shown
    assert "A reply." in shown
    assert address not in shown


def test_a_reply_is_read_and_mended_by_the_chair(world, worker, signed_in):
    notice = replied(to_police(world.person, worker), worker, reply="Named associates.", gist="")
    chair, pk = signed_in(Role.RMT_CHAIR), world.person.pk

    assert "Named associates." in page(chair, "mappa", pk)
    form = page(chair, "police_reply", pk, notice.pk)
    assert "Named associates." in form
    assert "you will not see" not in form
    assert WITHHELD in page(signed_in(Role.HQ), "mappa", pk)


def test_mappa_costs_the_same_whatever_was_sent(world, worker, signed_in, assert_constant_queries):
    client, address = signed_in(Role.PBSW), url("mappa", world.person.pk)

    def add_row():
        replied(to_police(world.person, worker), worker)

    assert_constant_queries(add_row=add_row, call=lambda: client.get(address))


@pytest.mark.parametrize("role", [Role.LINKS_CENTRE, Role.RECEPTION])
@pytest.mark.parametrize("name", ["risk_plan", "mappa"])
def test_whoever_may_know_of_the_person_does_not_read_the_risk_by_that(
    world, signed_in, role, name
):
    assert signed_in(role).get(url(name, world.person.pk)).status_code == 403
