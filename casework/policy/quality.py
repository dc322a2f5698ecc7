"""Reading entries for quality: what is asked of an entry, and from how far back one is drawn."""

from datetime import date

from icm.policy.dated import Dated, Since, Source
from icm.policy.named import Named

BEGAN = date(2024, 6, 24)  # Targeted ICM: what is local here is meant for it
_WHY = "HMIPS found thin and copied entries (§§11, 12, 14); no source says what to look for."


class Question(Named):
    """What a manager answers of one entry. Each is asked so that "yes" is the good answer."""

    SPECIFIC = "specific", "Does it say what happened, and when, for this person?"
    SOURCE = "source", "Does it say who told the writer, or what they saw?"
    CHANGE = "change", "Does it say what has changed since the last entry?"
    NEXT = "next", "Does it say what comes next, and who does it?"
    OWN = "own", "Is it written afresh, and not copied from an earlier entry?"


class Mark(Named):
    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_TELL = "cannot-tell", "Cannot tell"


QUESTIONS: Dated[tuple[Question, ...]] = Dated(
    "QUALITY", "Questions asked of an entry", Since(BEGAN, tuple(Question), Source.local(_WHY))
)
DRAWN_FROM: Dated[int] = Dated(
    "QUALITY",
    "Days back from which an entry is drawn for reading",
    Since(BEGAN, 90, Source.local("About one quarter of entries; no source gives a period.")),
    unit="days",
)
SHORT: dict[Question, str] = {
    Question.SPECIFIC: "Specific",
    Question.SOURCE: "Says who told them",
    Question.CHANGE: "Says what changed",
    Question.NEXT: "Says what comes next",
    Question.OWN: "Written afresh",
}
