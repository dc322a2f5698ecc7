"""What a minute holds and needs before it is signed (guidance of June 2024, §6 and §9; CC-MINUTE, CC-FRAME, CC-AIMS)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from conferences.policy.kinds import Kind
from icm.policy.named import Named


class Section(Named):
    """The parts of a minute, in the order of its page. Pattern to imminence are the principles of FRAME."""

    SHARED = "shared", "Information shared"
    PATTERN = "pattern", "Risk: pattern"
    NATURE = "nature", "Risk: nature"
    SERIOUSNESS = "seriousness", "Risk: seriousness"
    LIKELIHOOD = "likelihood", "Risk: likelihood"
    IMMINENCE = "imminence", "Risk: imminence"
    NEEDS = "needs", "Needs"
    PERSON = "person", "What the person says, in their own words"
    FAMILY = "family", "What the family says"
    ANNEX = "annex", "What is withheld from the person"


HINTS = {
    Section.SHARED: "Who told the conference what, and what changed since the last one.",
    Section.PATTERN: "What has happened, how often, and what led to it.",
    Section.NATURE: "What kind of harm, and to whom.",
    Section.SERIOUSNESS: "How grave the harm would be.",
    Section.LIKELIHOOD: "How likely it is, in words, and what “likely” was agreed to mean.",
    Section.IMMINENCE: "How soon, and what would bring it nearer.",
    Section.NEEDS: "Which needs were affirmed, and which have changed.",
    Section.PERSON: "What they say, not what others make of it. If they were not there: what they sent.",
    Section.FAMILY: "What the family member says, or sent.",
    Section.ANNEX: "Only what has to be kept from them. Say below what may be said instead, and why.",
}
RISK = (
    Section.PATTERN,
    Section.NATURE,
    Section.SERIOUSNESS,
    Section.LIKELIHOOD,
    Section.IMMINENCE,
)
# Every conference answers these, if only with a sentence saying that nothing was said or changed.
NEEDED = (Section.SHARED, *RISK, Section.NEEDS, Section.PERSON)


@dataclass(frozen=True, slots=True)
class Sat:
    """What a conference was, as far as its minute rests on it."""

    kind: Kind
    assessed: bool | None
    next_kind: Kind | None
    next_on: date | None
    family_came: bool


def missing(written: Mapping[Section, str], decisions: Collection[str], sat: Sat) -> list[str]:
    """What the minute lacks, as sentences; ``decisions`` are the rationales of those recorded."""
    needed = [*NEEDED, Section.FAMILY] if sat.family_came else list(NEEDED)
    gaps = [
        f"{section.label}: nothing is written."
        for section in needed
        if not written.get(section, "").strip()
    ]
    if not decisions:
        gaps.append("No decision is recorded.")
    if any(not why.strip() for why in decisions):
        gaps.append("A decision has no rationale.")
    if _follow_up_undated(sat):
        gaps.append(
            "The Initial was held without LS/CMI: its Follow-up has to be agreed, with its day."
        )
    return gaps


def _follow_up_undated(sat: Sat) -> bool:
    """Refused when it is recorded as held; asked again, because the minute is what is relied on later."""
    if sat.kind is not Kind.INITIAL or sat.assessed:
        return False
    return sat.next_kind is not Kind.FOLLOW_UP or sat.next_on is None
