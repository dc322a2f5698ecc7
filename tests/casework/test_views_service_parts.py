"""A service's own part of the plan: its entries in other words or taken back, and how its actions stand."""

import pytest
from django.urls import reverse

from casework import actions
from casework.models import PlanAction, Referral
from icm.core.disclosure import WITHHELD
from icm.core.models import Consultation
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.policy.roles import Role
from tests.factories import action_plans, persons, plans, referrals, staff
from tests.factories.receptions import principals

pytestmark = pytest.mark.django_db
ON = {"on_day": "21", "on_month": "11", "on_year": "2026"}


@pytest.fixture
def officer(world):
    return world.user(Role.PERSONAL_OFFICER)


@pytest.fixture
def service(world):
    return referrals.provider()


@pytest.fixture
def worker(service):
    return referrals.worker(service)


@pytest.fixture
def row(world, officer, service, worker):
    made = referrals.referral(world.person, service, officer, days=20)
    referrals.answered(made, "start", worker)
    return Referral.objects.get(pk=made.pk)


@pytest.fixture
def entry(row, worker):
    return plans.entry(
        row.person, worker, referral=row, domain=row.domain, body="He comes each week."
    )


@pytest.fixture
def as_service(signed_in, worker, clock):
    return signed_in(worker)


@pytest.fixture
def action(world, officer, service):
    """One of the plan in force that the service does; beside it one that somebody else does."""
    plan = action_plans.draft(world.person, officer)
    action_plans.action(plan, officer, theirs=False, provider_id=service.pk, what="Find a flat")
    action_plans.action(plan, officer, what="Ring her sister")
    action_plans.said(plan, officer)
    action_plans.agreed(plan, officer)
    return PlanAction.objects.get(what="Find a flat")


def url(name, *args):
    return reverse(f"casework:{name}", args=args)


def words(row, **values):
    return {"version": str(row.version), "body": row.body, "disclosure": "person", **ON} | values


def test_an_entry_of_ones_own_is_changed_and_the_history_keeps_what_was_there(
    as_service, row, entry
):
    assert url("change_own_entry", row.pk, entry.pk) in as_service.get(url("referral", row.pk)).text
    form = as_service.get(url("change_own_entry", row.pk, entry.pk)).text

    sent = words(entry, body="He came twice.")
    answer = as_service.post(url("change_own_entry", row.pk, entry.pk), sent, follow=True)

    assert "He comes each week." in form
    assert "He came twice." in answer.text
    texts = entry.events.order_by("pgh_id").values_list("body", flat=True)
    assert list(texts) == ["He comes each week.", "He came twice."]


def test_two_windows_lose_neither_text(as_service, row, entry):
    as_service.post(url("change_own_entry", row.pk, entry.pk), words(entry, body="He came twice."))

    answer = as_service.post(
        url("change_own_entry", row.pk, entry.pk), words(entry, body="He stays away.")
    )

    assert "He came twice." in answer.text
    assert "He stays away." in answer.text


def test_an_entry_is_withdrawn_with_its_reason(as_service, row, entry):
    form = as_service.get(url("withdraw_own_entry", row.pk, entry.pk)).text
    page = url("withdraw_own_entry", row.pk, entry.pk)
    without = as_service.post(page, {"version": "1", "why": " "})
    answer = as_service.post(page, {"version": "1", "why": "About his cousin."}, follow=True)

    assert "He comes each week." in form
    assert without.status_code == 200
    entry.refresh_from_db()
    assert entry.withdrawn_why == "About his cousin."
    assert "He comes each week." not in answer.text
    assert as_service.get(page).status_code == 404


def test_what_a_colleague_wrote_is_read_and_not_changed(signed_in, service, row, entry, clock):
    client = signed_in(staff.user((Role.PROVIDER, service.team.place)))

    body = client.get(url("referral", row.pk)).text

    assert "He comes each week." in body
    for name in ("change_own_entry", "withdraw_own_entry"):
        assert url(name, row.pk, entry.pk) not in body
        assert client.get(url(name, row.pk, entry.pk)).status_code == 404


def test_what_staff_wrote_is_not_there(as_service, world, officer, row):
    theirs = plans.entry(world.person, officer, domain=row.domain)

    assert as_service.get(url("change_own_entry", row.pk, theirs.pk)).status_code == 404


def test_a_service_says_how_its_own_action_stands(as_service, row, action, signed_in, officer):
    page = as_service.get(url("referral", row.pk)).text
    other = PlanAction.objects.get(what="Ring her sister")

    form = as_service.get(url("own_progress", row.pk, action.line)).text
    sent = {"version": "1", "status": "under-way", "evidence": "Two viewings."}
    answer = as_service.post(url("own_progress", row.pk, action.line), sent, follow=True)

    assert "Find a flat" in page
    assert "Find a flat" in form
    assert "Ring her sister" not in page
    assert as_service.get(url("own_progress", row.pk, other.line)).status_code == 404
    assert "Two viewings." in answer.text
    plan = signed_in(officer).get(url("action_plan", row.person_id)).text
    assert "Two viewings." in plan
    looked = Consultation.objects.filter(page="casework:own_progress", persons=[row.person_id])
    assert looked.exists()


def test_an_action_withheld_from_services_is_not_told(as_service, row, action):
    PlanAction.objects.filter(pk=action.pk).update(
        what="Avoid his brother", disclosure="team", ground="A source."
    )

    for page in (url("referral", row.pk), url("own_progress", row.pk, action.line)):
        body = as_service.get(page).text
        assert WITHHELD in body
        assert "brother" not in body
        assert "A source." not in body


def progress(action, row, by, **values):
    said = {"status": "done", "done_on": persons.TODAY, "evidence": "A lease.", "version": 1}
    return actions.record_own_progress(
        action,
        actions.Progress(**said | values),
        referral=row,
        principals=principals(by),
        at=persons.NOW,
    )


def test_own_progress_twice_is_once_and_a_late_page_is_refused(row, action, worker):
    first, again = progress(action, row, worker), progress(action, row, worker)

    assert (first.version, again.version, again.status) == (2, 2, "done")
    with pytest.raises(Stale, match="A lease"):
        progress(action, row, worker, evidence="Another.")
    with pytest.raises(Refused, match="why it was not done"):
        progress(action, row, worker, status="not-done", version=2)


def test_own_progress_is_for_the_service_that_does_it(world, row, action, worker, officer):
    other = referrals.provider()
    theirs = referrals.referral(world.person, other, officer)
    referrals.answered(theirs, "start", referrals.worker(other))
    theirs.refresh_from_db()

    with pytest.raises(NotAllowed, match="not referred"):
        progress(action, row, referrals.worker(other))
    with pytest.raises(NotAllowed, match="done by others"):
        progress(action, theirs, referrals.worker(other))


def test_own_progress_waits_for_the_answer(row, action, worker):
    Referral.objects.filter(pk=row.pk).update(state="open", started_on=None)

    with pytest.raises(Refused, match="Answer the referral first"):
        progress(action, row, worker)


def test_the_page_of_a_referral_costs_the_same_for_any_number(
    as_service, row, worker, assert_constant_queries
):
    assert_constant_queries(
        add_row=lambda: plans.entry(row.person, worker, referral=row, domain=row.domain),
        call=lambda: as_service.get(url("referral", row.pk)),
    )
