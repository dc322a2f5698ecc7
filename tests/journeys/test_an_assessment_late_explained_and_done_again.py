"""The LS/CMI comes late and the Initial conference goes without it; it is explained, and done again after a relapse."""

from datetime import timedelta

import pytest
from django.urls import reverse

from icm.policy.facts import EventKind
from icm.policy.roles import Role
from tests.journeys.walking import typed_day

pytestmark = pytest.mark.django_db

FIGURES = {
    "history": "6", "education": "7", "family": "2", "leisure": "2", "companions": "3", "substances": "6",
    "attitude": "1", "pattern": "1",
}  # fmt: skip
ADDS_UP, WRONG = "28", "19"
WHAT_THEY_ARE_TOLD = "You have had trouble when you drink. You have started to work on it."


def sentenced(story):
    story.receive("sentenced")
    story.sentence("Long-term", term_years="6")
    story.allocate()


def recorded(story, who, kind, on):
    page = reverse("people:record_kind", args=[story.person.pk, kind.value])
    story.record(who).go(page).send(**typed_day("on", on))


def lists_as_late(story):
    """What the team manager reads of the person in the list of what is late."""
    walker = story.home(Role.PBSW_TEAM_MANAGER).follow("Social work")
    assert story.person.number in walker.text, walker.text
    return walker.text


def test_an_assessment_late_explained_and_done_again(story):
    sentenced(story)
    assert story.standing("LSCMI-6M") == "due"

    # Five months on a day is set for the Initial conference, and held: there is no LS/CMI before it.
    story.later(days=150)
    recorded(story, Role.ICM_CASE_CO_ORDINATOR, EventKind.CC_SCHEDULED_INITIAL, story.at.date())
    story.later(days=20)
    assert story.standing("LSCMI-BEFORE-INITIAL") == "overdue"
    recorded(story, Role.ICM_CASE_CO_ORDINATOR, EventKind.CC_INITIAL, story.at.date())
    assert story.standing("CC-INITIAL-6M") == "met"
    assert "No social worker is allocated" in lists_as_late(story)
    story.later(days=20)
    assert story.standing("LSCMI-6M") == "overdue"

    # The manager allocates somebody; then the reason is another.
    worker = story.world.user(Role.PBSW)
    allocate = reverse("people:allocate", args=[story.person.pk])
    story.record(Role.PBSW_TEAM_MANAGER).go(f"{allocate}?role=pbsw").send(to=str(worker.pk))
    assert "The social worker was allocated shortly before it was due, or later" in lists_as_late(
        story
    )

    # A wrong total is told with both values before anything is kept.
    sheet = story.record(worker, "Assessments").follow("Record an LS/CMI")
    outcome = FIGURES | {"band": "high", "override": "none", "purpose": "admission"}
    sheet.refused(total=WRONG, **outcome)
    assert WRONG in sheet.text
    assert ADDS_UP in sheet.text
    sheet.send(total=ADDS_UP, **outcome)
    assert story.standing("LSCMI-6M") == "met late"
    assert story.standing("LSCMI-EXPLAIN") == "due"
    write = sheet.follow("Write the formulation")
    write.send(
        summary=WHAT_THEY_ARE_TOLD,
        pattern="After drinking, in company.",
        nature="Fights.",
        seriousness="Cuts, once a broken jaw.",
        likelihood="More likely while drinking goes on.",
        imminence="Within days of drinking again.",
        disclosure="person",
    )

    # The officer reads the level and the words, never a figure, and explains it: partly understood is not enough.
    officer = story.record(story.officer, "Assessments").follow("LS/CMI")
    assert WHAT_THEY_ARE_TOLD in officer.text
    assert "High" in officer.text
    figures = reverse("risk:figures", args=[story.person.assessments.get().pk])
    assert officer.may_not(figures) == 403
    telling = {"occasion": "outcome", "form": "Face to face, read aloud."}
    again = typed_day("again_on", story.at.date() + timedelta(days=7))
    officer.follow("Record that it was explained").send(
        understood="partly", said_back="Something about high.", **telling,
        **typed_day("on", story.at.date()), **again,
    )  # fmt: skip
    assert story.standing("LSCMI-EXPLAIN") == "due"
    story.later(days=7)
    officer = story.record(story.officer, "Assessments").follow("LS/CMI")
    officer.follow("Record that it was explained").send(
        understood="yes", said_back="It's the drink, and who I'm with.", **telling,
        **typed_day("on", story.at.date()),
    )  # fmt: skip
    assert story.standing("LSCMI-EXPLAIN") == "met"
    assert "It's the drink, and who I'm with." in officer.text

    # A relapse asks whether it still holds. Social work says no, and somebody does it again by a day.
    story.later(days=60)
    told = story.record(story.officer, "Assessments").follow("Tell of a significant change")
    told.send(kind="relapse", what="Drunk twice this week.", **typed_day("on", story.at.date()))
    assert story.standing("RA-UPDATE") == "due"
    social_worker = story.record(worker, "Assessments").follow("1 significant change")
    assert "Drunk twice this week." in social_worker.text
    by = story.at.date() + timedelta(days=21)
    social_worker.follow("Say whether it still holds").send(
        holds="no", why="It rests on not drinking.", owner=str(worker.pk), **typed_day("due_on", by)
    )
    assert story.due_on("RA-UPDATE") == by
    story.later(days=10)
    waiting = story.person.assessments.get(state="requested")
    again = story.record(worker).go(reverse("risk:assessment", args=[waiting.pk]))
    more = FIGURES | {"substances": "8", "total": "30", "band": "very-high", "override": "none"}
    again.follow("Record the outcome").send(**more)

    # The clocks begin anew, and the level went up; what was said of the first still stands beside it.
    assert story.standing("RA-UPDATE") is None
    assert story.standing("LSCMI-EXPLAIN") == "due"
    seen = story.record(story.officer, "Assessments")
    assert "Very high" in seen.text
    assert "High" in seen.text
    for walker in (seen, story.record(Role.ICM_CO_ORDINATOR, "Assessments").follow("LS/CMI")):
        assert "total" not in walker.text.lower()
