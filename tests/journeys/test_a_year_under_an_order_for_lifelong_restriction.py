"""A year under an Order for Lifelong Restriction: the plan, its approval, a change, the yearly report."""

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


def has_a_plan(story):
    """Drafted with an empty part, which is warned of and filled before the plan is put in force."""
    story.later(days=200)
    draft = plan(story).follow("Begin the plan").send("Begin the draft")
    write, check = (
        reverse(f"risk:{name}", args=[story.person.pk])
        for name in ("write_risk_plan", "risk_plan_in_force")
    )
    draft.go(write).send("Save the draft", **PARTS)
    assert "early warning signs" in draft.go(check).text.lower()
    draft.go(write).send("Save the draft", warning_signs=SIGNS)
    draft.go(check).send("Put the plan in force")
    assert story.standing("OLR-9M") == "met"
    assert story.standing("OLR-RMP") == "unknown"  # in force, and not approved


def keeps_the_victim_safe(story):
    """Whoever does not plan the safety of victims reads the plan without that part."""
    officer = plan(story, story.officer)
    assert SIGNS in officer.text
    assert "non-harassment" not in officer.text
    assert "non-harassment" in plan(story).text


def is_approved(story):
    """Sent to the Authority, and approved: the year of the report begins."""
    plan(story).follow("Record that it was sent").send(**typed_day("on", story.at.date()))
    story.later(days=30)
    approved_on = story.at.date()
    plan(story).follow("Record the approval").send(approval="RMA 7", **typed_day("on", approved_on))
    assert story.standing("OLR-RMP") is None  # nothing is asked any more
    assert story.due_on("OLR-AIR") == add_months(approved_on, 12)
    return approved_on


def changes(story):
    """A change is known before the Authority is told of it; told, it is answered."""
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
    answer = "Noted; the plan provides for it."
    plan(story).follow("Record the answer").send(answer=answer, **typed_day("on", story.at.date()))
    assert answer in plan(story).text


def test_a_year_under_an_order_for_lifelong_restriction(story):
    story.receive("sentenced")
    story.sentence("Order for lifelong restriction", punishment_years="6")
    story.allocate()
    assert story.due_on("OLR-9M") == add_months(story.at.date(), 9)
    assert story.standing("OLR-RMP") == "unknown"
    has_a_plan(story)
    keeps_the_victim_safe(story)
    approved_on = is_approved(story)
    changes(story)

    # The report is late by a week, then sent: the next is due a year after it.
    story.later(days=(add_months(approved_on, 12) - story.at.date()).days + 7)
    assert story.standing("OLR-AIR") == "overdue"
    sent_on = story.at.date()
    plan(story).follow("Record the yearly report").send(
        progress="As planned, with one change.", assured="on", **typed_day("on", sent_on)
    )
    assert story.standing("OLR-AIR") == "due"
    assert story.due_on("OLR-AIR") == add_months(sent_on, 12)
