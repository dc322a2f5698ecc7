"""What to do at a sign that somebody may not be safe, and who is told of it.

Nothing clinical stands here: the steps lead to people, and to the strategy that the prison service works by.
"""

from dataclasses import dataclass
from datetime import date

from icm.policy.dated import Dated, Since, Source
from icm.policy.roles import Role

STRATEGY = "Talk to Me, the Scottish Prison Service's suicide prevention strategy"


@dataclass(frozen=True, slots=True)
class Tells:
    """``first`` are told at once; where nobody holds one of these roles, those of ``instead``."""

    first: tuple[Role, ...]
    instead: tuple[Role, ...]

    def __str__(self) -> str:
        told = ", ".join(role.label for role in self.first)
        return f"{told}; where there is nobody: {', '.join(role.label for role in self.instead)}"

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(self.first + self.instead)


NOW: Dated[tuple[str, ...]] = Dated(
    "CSA-SAFETY",
    "What to do at a sign that somebody may not be safe",
    Since(
        date(2026, 1, 1),
        (
            "Stay with them. Do not leave them alone. The form can wait.",
            "Call for help by the quickest way you have. Tell the First Line Manager and healthcare now,"
            " by voice. Do not count on a message from this system.",
            f"If they may harm themselves, follow {STRATEGY}, or what your establishment has in its place."
            " It says what to do and which form to fill in.",
            "If somebody else is a danger to them, or they to somebody else, follow your establishment's"
            " procedure for that.",
            "When they are safe, write down on this page what you saw and heard.",
        ),
        Source.local(
            f"It names {STRATEGY}, and does not repeat or replace it. The strategy is under review."
        ),
    ),
)
TELLS: Dated[Tells] = Dated(
    "CSA-SAFETY",
    "Who is told at once of a sign that somebody may not be safe",
    Since(
        date(2026, 1, 1),
        Tells(
            (Role.FIRST_LINE_MANAGER, Role.NHS),
            (Role.ICM_CO_ORDINATOR, Role.RMT_CHAIR),
        ),
        Source.local("No source says who a case management system should tell."),
    ),
)
