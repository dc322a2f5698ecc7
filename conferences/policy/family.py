"""What a relative who is invited has to know, and where they get help (CC-FAMILY-REMOTE)."""

from dataclasses import dataclass
from datetime import date

from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import FAMILIES_ICM


@dataclass(frozen=True, slots=True)
class Helpline:
    """Whom to ring, and when somebody answers where the source says."""

    name: str
    number: str
    hours: str = ""

    @property
    def dial(self) -> str:
        """As a telephone takes it."""
        return self.number.replace(" ", "")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.number, self.hours) if part)


def _line(what: str, line: Helpline) -> Dated[Helpline]:
    section = "What if I cannot afford to travel; the sheet is undated, first day in force assumed"
    source = Source(FAMILIES_ICM, section, Standing.PARTLY_STATED)
    return Dated("CC-FAMILY-REMOTE", what, Since(date(2017, 5, 1), line, source))


FARES = _line(
    "Where a family asks for help with fares",
    Helpline("Assisted Prison Visits Unit", "0300 063 2100", "Monday to Friday, 9am to 5pm"),
)
ADVICE = _line("Where a family asks anything else", Helpline("Families Outside", "0800 254 0088"))
