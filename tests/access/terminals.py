"""A terminal of the first world's establishment, that no browser is yet."""

from icm.kiosk import actions
from icm.policy.roles import Role
from tests.factories import persons
from tests.factories.receptions import principals
from tests.factories.worlds import World


def plant(world: World) -> dict[str, int | str]:
    """Keys by the names addresses take."""
    keeper = world.user(Role.FIRST_LINE_MANAGER)
    code = actions.add_terminal(
        world.here,
        name="Letham Hall",
        reference="letham-hall",
        by=keeper,
        principals=principals(keeper),
        at=persons.NOW,
    )
    return {"terminals:one": code.terminal.pk, "terminals:retire": code.terminal.pk}
