"""What must not happen to a conference, and what must follow at once: a recall, a consent taken back, a transfer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conferences.models import Conference, FamilyConsent, Invitation
from icm.people.models import Person, Sentence
from icm.policy.facts import SentenceKind
from icm.policy.roles import Role
from tests.factories import persons
from tests.journeys.walking import typed_day

pytestmark = pytest.mark.django_db
CO_ORDINATOR = Role.ICM_CO_ORDINATOR
HER_WORDS = "I want to talk about the course in the new year."


def url(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def person(story, world):
    story.person = world.person
    return world.person


def planned(story, person, kind):
    walker = story.home(CO_ORDINATOR).go(url("plan", person.pk))
    walker.send("Plan it", kind=kind, why="It is time.")
    return Conference.objects.get(person=person, kind=kind)


def fixed(story, person, kind="periodic"):
    row = planned(story, person, kind)
    on = persons.TODAY + timedelta(45)
    walker = story.home(CO_ORDINATOR).go(url("fix", row.pk))
    walker.send("Fix the date", time="10:00", place="Conference room 1", **typed_day("on", on))
    return row


def test_a_recall_is_not_answered_by_an_initial_conference(story, person):
    """The page says why, what is due instead, and keeps what was typed; the right kind is planned from there."""
    day = persons.TODAY - timedelta(10)
    Sentence.objects.filter(person=person).update(kind=SentenceKind.RECALLED, recalled_on=day)

    walker = story.home(CO_ORDINATOR).go(url("plan", person.pk))
    walker.refused("Plan it", kind="initial", why="They came back last week.")

    assert "They were recalled. A recall conference is due" in walker.text
    assert "They came back last week." in walker.text
    assert not Conference.objects.exists()

    walker.send("Plan it", kind="recall")
    assert Conference.objects.get().why == "They came back last week."


def test_a_consent_taken_back_counts_on_the_very_next_page(story, person):
    story.home(Role.PERSONAL_OFFICER).go(url("add_consent", person.pk)).send(
        "Save the consent",
        name="Aileen Quern",
        relation="her sister",
        contact="0141 496 0000",
        scope=["dates", "attending"],
        form="signed",
        **typed_day("on", story.at),
    )
    consent = FamilyConsent.objects.get()
    look = story.home(Role.PBSW).go(url("look", consent.pk))
    look.send("Save what you found", approved="yes", why="Known to us.")
    row = fixed(story, person)
    inviting = story.home(CO_ORDINATOR).go(url("invite", row.pk))
    assert "Aileen Quern" in inviting.text
    inviting.send("Invite them")
    relative = Invitation.objects.get(party="family")
    letter = url("family_letter", row.pk, relative.pk)
    asked = story.home(CO_ORDINATOR).go(letter).send("Make the letter")
    story.worker()
    address = dict(asked.go(letter).page.links)["Letter (PDF)"]
    assert asked.client.get(address).status_code == 200

    officer = story.home(Role.PERSONAL_OFFICER).go(url("withdraw_consent", consent.pk))
    officer.send("Withdraw the consent")

    assert asked.client.get(address).status_code == 404
    assert "Aileen Quern" not in asked.go(url("conference", row.pk)).text
    assert "Aileen Quern" not in asked.go(url("invite", row.pk)).text


def test_a_transfer_takes_a_conference_along_with_everything_in_it(story, person, world):
    """Who arranges where they are now finds it as it stood; where they were, nobody finds anything."""
    row = planned(story, person, "periodic")
    story.home(Role.PERSONAL_OFFICER).go(url("prepare", row.pk)).send(
        "Save what they said", attends="yes", wants=HER_WORDS, **typed_day("on", story.at)
    )
    asked = story.home(Role.PERSONAL_OFFICER).go(url("ask", person.pk))
    asked.send("Save the request", grounds=["goals"], why="I finished it.", how="spoken")

    move = story.home(Role.RECEPTION).go(reverse("people:transfer", args=[person.pk]))
    move.send("Record the transfer", to=str(world.there.pk), time="09:00")

    there = story.home(CO_ORDINATOR, world.there.slug).go(url("conference", row.pk))
    assert "It is time." in there.text
    assert HER_WORDS in there.text
    assert "Fix the date" in there.text
    requests = there.go(url("requests", person.pk)).follow("Open it")
    assert f"ICM Co-ordinator, {world.there.name}" in requests.text
    here = story.home(CO_ORDINATOR)
    assert here.may_not(url("conference", row.pk)) == 404
    assert here.may_not(url("requests", person.pk)) == 404
    assert Person.objects.get(pk=person.pk).establishment == world.there
    on = persons.TODAY + timedelta(45)
    there.go(url("fix", row.pk)).send(
        "Fix the date", time="10:00", place="Room 2", **typed_day("on", on)
    )
    row.refresh_from_db()
    assert row.establishment == world.there
