"""A year under an Order for Lifelong Restriction: the plan, its approval, a change, the yearly report."""

from datetime import timedelta

import pytest
from django.urls import reverse

from icm.policy.calendar import add_months
from icm.policy.roles import Role
from tests.journeys.walking import typed_day

pytestmark = pytest.mark.django_db

PARTS = {
    "scenario": "After a separation, drinking, goes to the house of a former partner.",
    "monitoring": "Weekly unlock with the officer, monthly with social work.",
    "supervision": "No unescorted access until the plan has been looked at again.",
    "intervention": "The programme, then individual work.",
    "victim_safety": "The former partner has a non-harassment order.",
    "warning_signs": "",
    "contingency": "Unlock stopped and the duty manager told the same day.",
}
SIGNS = "Asks after one particular person."


def plan(story, who=Role.PBSW):
    return story.record(who, "Risk plan")


def test_a_year_under_an_order_for_lifelong_restriction(story):
    story.receive("sentenced")
    story.sentence("Order for lifelong restriction", punishment_years="6")
    story.allocate()
    sentenced_on = story.at.date()
    assert story.due_on("OLR-9M") == add_months(sentenced_on, 9)
    assert story.standing("OLR-RMP") == "unknown"

    # The plan is drafted with an empty part: it is warned of, and filled before the plan is put in force.
    story.later(days=200)
    draft = plan(story).follow("Begin the plan").send("Begin the draft")
    if "/write/" not in draft.address:
        draft.go(reverse("risk:write_risk_plan", args=[story.person.pk]))
    draft.send("Save the draft", **PARTS)
    check = reverse("risk:risk_plan_in_force", args=[story.person.pk])
    assert "early warning signs" in draft.go(check).text.lower()
    draft.go(reverse("risk:write_risk_plan", args=[story.person.pk]))
    draft.send("Save the draft", warning_signs=SIGNS)
    draft.go(check).send("Put the plan in force")
    assert story.standing("OLR-9M") == "met"
    assert story.standing("OLR-RMP") == "unknown"  # in force, and not approved

    # Whoever does not plan the safety of victims reads the plan without that part.
    officer = plan(story, story.officer)
    assert SIGNS in officer.text
    assert "non-harassment" not in officer.text
    assert "non-harassment" in plan(story).text

    # Sent to the Authority, and approved: the year of the report begins.
    plan(story).follow("Record that it was sent").send(**typed_day("on", story.at.date()))
    story.later(days=30)
    approved_on = story.at.date()
    plan(story).follow("Record the approval").send(approval="RMA 7", **typed_day("on", approved_on))
    assert story.standing("OLR-RMP") is None  # nothing is asked any more
    assert story.due_on("OLR-AIR") == add_months(approved_on, 12)

    # A change is known before the Authority is told of it; told, it is answered.
    story.later(days=100)
    changed_on = story.at.date()
    told = story.record(story.officer, "Assessments").follow("Tell of a significant change")
    told.send(kind="removal", what="Threats to another prisoner.", **typed_day("on", changed_on))
    assert story.standing("OLR-SIGCHANGE") == "unknown"
    notice = plan(story).follow("Record a significant change")
    notice.send(potential="no", what="Removed from association.", **typed_day("day", changed_on))
    assert story.standing("OLR-SIGCHANGE") == "unknown"
    story.later(days=2)
    plan(story).follow("Record that the RMA was told").send(**typed_day("on", story.at.date()))
    assert story.standing("OLR-SIGCHANGE") is None
    story.later(days=20)
    plan(story).follow("Record the answer").send(
        answer="Noted; the plan provides for it.", **typed_day("on", story.at.date())
    )
    assert "Noted; the plan provides for it." in plan(story).text

    # The report is late by a week, then sent: the next is due a year after it.
    story.later(days=(add_months(approved_on, 12) - story.at.date()).days + 7)
    assert story.standing("OLR-AIR") == "overdue"
    sent_on = story.at.date()
    plan(story).follow("Record the yearly report").send(
        progress="As planned, with one change.", assured="on", **typed_day("on", sent_on)
    )
    assert story.due_on("OLR-AIR") == add_months(sent_on, 12)
    assert sent_on - approved_on > timedelta(days=365)
    assert story.standing("OLR-AIR") == "due"
