"""Who may set which deadline aside: what the law asks of the prison, only whoever answers for the prison."""

from icm.clocks.policy import BY_ID
from icm.people.access import WAIVE, WAIVE_STATUTORY, who_holds


def verb_to_waive(rule: str) -> str:
    """What setting this rule's deadline aside needs, and letting it count again."""
    return WAIVE_STATUTORY if rule in BY_ID and BY_ID[rule].statutory else WAIVE


def whose_it_is() -> str:
    """Why somebody who may set other deadlines aside may not set aside this one."""
    holders = ", ".join(role.label for role in who_holds(WAIVE_STATUTORY))
    return f"The law asks for this, so only the {holders} can set it aside."
