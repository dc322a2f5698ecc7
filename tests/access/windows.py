"""A relative of the first world's person whose letter waits for its answer, and where their codes go."""

from icm.core import documents
from icm.core.models import Document
from icm.family.actions.letters import open_by_letter
from icm.policy.roles import Role
from tests.access.secrets import secret
from tests.factories import family, persons
from tests.factories.receptions import principals
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """Keys by the names addresses take. The letter is a real one, as a worker makes it."""
    by = world.user(Role.ICM_CO_ORDINATOR)
    consent = family.shared(world, name="Ann Fraser", relation="Sister")
    order = open_by_letter(
        consent,
        f"{secret('Window.email')}@home.example",
        version=0,
        by=by,
        principals=principals(by),
        at=persons.NOW,
    )
    documents.make(clock=lambda: persons.NOW)
    letter = Document.objects.get(pk=order.pk)
    assert letter.state == Document.State.READY, letter.problem
    names = ("windows:one", "windows:news", "windows:letter", "windows:progress")
    return {
        **{f"consent of {name}": consent.pk for name in names},
        **{f"document of {name}": letter.pk for name in names[2:]},
    }
