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


def goes_without_it(story):
    """Five months on a day is set for the Initial conference, and held: there is no LS/CMI before it."""
    story.later(days=150)
    recorded(story, Role.ICM_CASE_CO_ORDINATOR, EventKind.CC_SCHEDULED_INITIAL, story.at.date())
    story.later(days=20)
    assert story.standing("LSCMI-BEFORE-INITIAL") == "overdue"
    recorded(story, Role.ICM_CASE_CO_ORDINATOR, EventKind.CC_INITIAL, story.at.date())
    assert story.standing("CC-INITIAL-6M") == "met"
    assert "No social worker is allocated" in lists_as_late(story)
    story.later(days=20)
    assert story.standing("LSCMI-6M") == "overdue"


def somebody_is_allocated(story):
    """Then the list gives another reason."""
    worker = story.world.user(Role.PBSW)
    allocate = reverse("people:allocate", args=[story.person.pk])
    story.record(Role.PBSW_TEAM_MANAGER).go(f"{allocate}?role=pbsw").send(to=str(worker.pk))
    shortly = "The social worker was allocated shortly before it was due, or later"
    assert shortly in lists_as_late(story)
    return worker


def is_assessed(story, worker):
    """A wrong total is told with both values before anything is kept."""
    sheet = story.record(worker, "Assessments").follow("Record an LS/CMI")
    outcome = FIGURES | {"band": "high", "override": "none", "purpose": "admission"}
    sheet.refused(total=WRONG, **outcome)
    assert WRONG in sheet.text
    assert ADDS_UP in sheet.text
    sheet.send(total=ADDS_UP, **outcome)
    assert story.standing("LSCMI-6M") == "met late"
    assert story.standing("LSCMI-EXPLAIN") == "due"
    sheet.follow("Write the formulation").send(
        summary=WHAT_THEY_ARE_TOLD,
        pattern="After drinking, in company.",
        nature="Fights.",
        seriousness="Cuts, once a broken jaw.",
        likelihood="More likely while drinking goes on.",
        imminence="Within days of drinking again.",
        disclosure="person",
    )


def explains(story, understood, said, **more):
    """The officer explains it; answers with the page they come back to."""
    officer = story.record(story.officer, "Assessments").follow("LS/CMI")
    form = officer.follow("Record that it was explained")
    return form.send(
        occasion="outcome", form="Face to face, read aloud.", understood=understood, said_back=said,
        **typed_day("on", story.at.date()), **more,
    )  # fmt: skip


def is_explained(story):
    """The officer reads the level and the words, never a figure. Partly understood is not enough."""
    officer = story.record(story.officer, "Assessments").follow("LS/CMI")
    assert WHAT_THEY_ARE_TOLD in officer.text
    assert "High" in officer.text
    figures = reverse("risk:figures", args=[story.person.assessments.get().pk])
    assert officer.may_not(figures) == 403
    again = typed_day("again_on", story.at.date() + timedelta(days=7))
    explains(story, "partly", "Something about high.", **again)
    assert story.standing("LSCMI-EXPLAIN") == "due"
    story.later(days=7)
    seen = explains(story, "yes", "It's the drink, and who I'm with.")
    assert story.standing("LSCMI-EXPLAIN") == "met"
    assert "It's the drink, and who I'm with." in seen.text


def relapses(story, worker):
    """It asks whether the assessment still holds. Social work says no, and somebody does it again by a day."""
    story.later(days=60)
    told = story.record(story.officer, "Assessments").follow("Tell of a significant change")
    told.send(kind="relapse", what="Drunk twice this week.", **typed_day("on", story.at.date()))
    assert story.standing("RA-UPDATE") == "due"
    asked = story.record(worker, "Assessments").follow("1 significant change")
    assert "Drunk twice this week." in asked.text
    by = story.at.date() + timedelta(days=21)
    asked.follow("Say whether it still holds").send(
        holds="no", why="It rests on not drinking.", owner=str(worker.pk), **typed_day("due_on", by)
    )
    assert story.due_on("RA-UPDATE") == by


def is_assessed_again(story, worker):
    story.later(days=10)
    waiting = story.person.assessments.get(state="requested")
    again = story.record(worker).go(reverse("risk:assessment", args=[waiting.pk]))
    more = FIGURES | {"substances": "8", "total": "30", "band": "very-high", "override": "none"}
    again.follow("Record the outcome").send(**more)


def test_an_assessment_late_explained_and_done_again(story):
    sentenced(story)
    assert story.standing("LSCMI-6M") == "due"
    goes_without_it(story)
    worker = somebody_is_allocated(story)
    is_assessed(story, worker)
    is_explained(story)
    relapses(story, worker)
    is_assessed_again(story, worker)

    # The clocks begin anew, and the level went up; the first still stands beside it.
    assert story.standing("RA-UPDATE") is None
    assert story.standing("LSCMI-EXPLAIN") == "due"
    seen = story.record(story.officer, "Assessments")
    assert "Very high" in seen.text
    assert len([href for words, href in seen.page.links if words.startswith("LS/CMI")]) >= 2
    for walker in (seen, story.record(Role.ICM_CO_ORDINATOR, "Assessments").follow("LS/CMI")):
        assert "total" not in walker.text.lower()
