"""The parts of a risk management plan (FRAME-RMP-PARTS). An empty part is warned of, never forbidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from icm.policy.dated import Dated, Since, Source, Standing
from icm.policy.documents import MAPPA_2016


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the column it is kept in, its title, what it asks, and why it must not stay empty."""

    field: str
    title: str
    asks: str
    warning: str = ""

    def __str__(self) -> str:
        return self.title.lower()


PARTS: Dated[tuple[Part, ...]] = Dated(
    "FRAME-RMP-PARTS",
    "Parts of a risk management plan",
    Since(
        date(2016, 1, 1),
        (
            Part(
                "scenario",
                "Risks and scenarios",
                "What might happen, to whom, in which setting, when, how and why. It is not a prediction.",
            ),
            Part("monitoring", "Monitoring", "What is watched, by whom, how, and how often."),
            Part(
                "supervision", "Supervision", "Contact, conditions and limits, and who holds them."
            ),
            Part("intervention", "Intervention", "What is done to bring the risk down."),
            Part(
                "victim_safety",
                "Victim safety planning",
                "What is done to keep past and possible victims safe. Read by few: it stands on no"
                " copy and in no page for anybody else.",
            ),
            Part(
                "warning_signs",
                "Early warning signs",
                "What would show that a scenario comes nearer, and who would see it.",
                "Inspectors found that these are rarely discussed.",
            ),
            Part(
                "contingency",
                "Contingency",
                "Who does what, at once, if an early warning sign is seen.",
                "Inspectors found that this is rarely discussed.",
            ),
        ),
        Source(
            MAPPA_2016,
            "document 7B: scenarios, monitoring, early warning signs and contingency were read there;"
            " supervision, intervention and victim safety are generally known parts that no source read"
            " spells out; first day in force assumed",
            Standing.PARTLY_STATED,
        ),
    ),
)


def parts(on: date) -> tuple[Part, ...]:
    return PARTS.at(on)


def empty(texts: Mapping[str, str], on: date) -> tuple[Part, ...]:
    """The parts with nothing in them, in order."""
    return tuple(part for part in parts(on) if not texts[part.field].strip())


def why_not(texts: Mapping[str, str], on: date) -> str:
    """Why these parts make no plan at all, or nothing. One part is a plan, if a poor one."""
    return "" if len(empty(texts, on)) < len(parts(on)) else "Nothing is written in the plan yet."
