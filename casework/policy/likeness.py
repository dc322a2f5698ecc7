"""When an entry is so like an earlier one that its writer is told: pointed out and counted, never refused."""

from datetime import date

from icm.policy.dated import Dated, Since, Source

BEGAN = date(2024, 6, 24)
_WHY = (
    "HMIPS found entries cut and pasted (2024, §12) and gives no measure. Alike is the share of three-letter pieces"
    " two texts have in common (trigram similarity)."
)
NEARLY_THE_SAME: Dated[float] = Dated(
    "CIP-ALL",
    "Likeness from which an entry is pointed out as a near copy (0 to 1)",
    Since(BEGAN, 0.7, Source.local(_WHY)),
)
ENTRIES: Dated[int] = Dated(
    "CIP-ALL",
    "Latest entries about the person, and by the writer, that a new one is compared with",
    Since(BEGAN, 60, Source.local(_WHY)),
)
COUNTED_DAYS: Dated[int] = Dated(
    "CIP-ALL",
    "Days back in which near copies are counted",
    Since(
        BEGAN, 90, Source.local("About a quarter, the time within which a plan is to be kept up.")
    ),
    unit="days",
)
WRITERS: Dated[int] = Dated(
    "CIP-ALL",
    "Fewest writers for a number of near copies",
    Since(
        BEGAN,
        3,
        Source.local(
            "Of fewer, the number would be that of a person. It is for the manager to talk about with all, not to"
            " rank anybody by: whoever is ranked by it rewords, instead of writing what is new."
        ),
    ),
)


def near(likeness: float, on: date) -> bool:
    """Whether that is near enough to be pointed out."""
    return likeness >= NEARLY_THE_SAME.at(on)


def in_words(likeness: float) -> str:
    """93 in 100."""
    return f"{round(likeness * 100)} in 100"
