"""Core Screens and safety alerts of the case, with a secret in every text. Made through the tables: an act would
answer the deadlines that other pages of the case need open.
"""

from datetime import timedelta

from casework.models import Answer, CoreScreen, SafetyAlert, Sitting
from casework.policy.areas import Area
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """A completed screen, one given up, one open with a sitting under way, an alert dealt with and one that waits."""
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    completed = _screen(
        world,
        "completed",
        state="completed",
        completed_at=persons.NOW,
        completed_by=officer,
        completed_role=Role.RESIDENTIAL_OFFICER,
        competent=True,
        route="enhanced",
    )
    _screen(world, "given-up", state="abandoned", ended_why=secret("CoreScreen.ended_why"))
    doing = _screen(world, "open")
    Sitting.objects.create(
        screen=doing, number=2, began_at=persons.NOW, by=officer, role=Role.RESIDENTIAL_OFFICER
    )
    texts = {"seen": secret("SafetyAlert.seen"), "done": secret("SafetyAlert.done")}
    common = {"person": world.person, "seen_at": persons.NOW, "seen_by": officer}
    alert = SafetyAlert.objects.create(
        reference="dealt-with", done_at=persons.NOW, done_by=officer, **texts, **common
    )
    SafetyAlert.objects.create(reference="waits", **common)
    return {"screen": completed.pk, "alert": alert.pk, "area": Area.HOUSING.value}


def _screen(world: World, reference: str, **values: object) -> CoreScreen:
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    began = persons.NOW - timedelta(hours=1)
    made = CoreScreen.objects.create(
        person=world.person,
        reference=reference,
        questions="2026-1",
        begun_at=began,
        begun_by=officer,
        **values,
    )
    Sitting.objects.create(
        screen=made,
        number=1,
        began_at=began,
        by=officer,
        role=Role.RESIDENTIAL_OFFICER,
        ended_at=persons.NOW,
        ended_why=secret("Sitting.ended_why"),
    )
    Answer.objects.create(
        screen=made,
        area=Area.HOUSING,
        need="need",
        urgency="today",
        referral="declined",
        own_words=secret("Answer.own_words"),
        note=secret("Answer.note"),
        answered_at=persons.NOW,
        by=officer,
    )
    return made
