"""Conversations, a reading for quality and an absence of the case, with a secret in every text."""

from datetime import timedelta

from casework.models import Conversation, Narrative, QualityReading
from casework.policy.quality import Question
from icm.core.models import User
from icm.people.models import Absence
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """An entry of the officer's, read by their manager; a conversation; an absence to come that nobody covers."""
    officer, manager = world.user(Role.PERSONAL_OFFICER), world.user(Role.FIRST_LINE_MANAGER)
    _talk(world, officer)
    entry = Narrative.objects.create(
        person=world.person,
        reference="read-for-quality",
        domain="resettlement",
        agency="residential",
        role=Role.PERSONAL_OFFICER,
        author=officer,
        on=persons.TODAY,
        body="Began on the wing's work party on Monday.",
        written_at=persons.NOW,
    )
    reading = QualityReading.objects.create(
        narrative=entry,
        establishment=world.here,
        drawn_at=persons.NOW,
        drawn_by=manager,
        marks=dict.fromkeys((question.value for question in Question), "yes"),
        feedback=secret("QualityReading.feedback"),
        read_at=persons.NOW,
        read_by=manager,
    )
    absence = Absence.objects.create(
        user=officer,
        from_on=persons.TODAY + timedelta(days=7),
        until_on=persons.TODAY + timedelta(days=9),
        recorded_at=persons.NOW,
        recorded_by=manager,
    )
    about_staff = ("pages:team_member", "casework:shifts", "casework:absence")
    about_reading = ("casework:reading", "casework:feedback_seen")
    return {
        "absence": absence.pk,
        **dict.fromkeys(about_staff, officer.pk),
        **dict.fromkeys(about_reading, reading.pk),
    }


def _talk(world: World, officer: User) -> None:
    Conversation.objects.create(
        person=world.person,
        reference="talk",
        at=persons.NOW,
        by=officer,
        role=Role.PERSONAL_OFFICER,
        topics=["plan"],
        explained=secret("Conversation.explained"),
        said=secret("Conversation.said"),
        recorded_at=persons.NOW,
    )
