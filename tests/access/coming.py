"""What is next for the person of the first world, as somebody judged it."""

from datetime import timedelta

from conferences.models import Judgement, Next
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import persons
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    Judgement.objects.create(
        person=world.person,
        reference="judged",
        kind="periodic",
        waits=secret("Judgement.waits"),
        why=secret("Judgement.why"),
        made_at=persons.NOW - timedelta(days=1),
        made_by=world.user(Role.ICM_CO_ORDINATOR),
    )
    Next.objects.update_or_create(
        person=world.person,
        defaults={
            "kind": "periodic",
            "basis": "judged",
            "priority": "first",
            "waits": "What the decision names.",
            "reasons": ["Judged right on 20 November 2026."],
            "since": persons.TODAY,
        },
    )
    return {}
