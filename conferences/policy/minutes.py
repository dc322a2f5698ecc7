"""What a minute holds and needs before it is signed (guidance of 2024, §6 and §9; CC-MINUTE, CC-FRAME, CC-AIMS)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
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


_PERSON = "person"  # the class of what the person and the team may read


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text with who may read it, what may be said instead, and why it is withheld."""

    body: str
    disclosure: str = _PERSON
    gist: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision with its rationale; one that is on record and has no words any more is taken out."""

    reference: str
    what: str
    why: str = ""
    disclosure: str = _PERSON
    gist: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """An action that was agreed: by whom and by when. It goes straight into the draft of the person's plan."""

    reference: str
    what: str
    domain: str
    by_on: date | None
    owner_id: int | None = None
    theirs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a page of the minute was sent with. ``version`` is the minute's when the page was made, 0 before any."""

    version: int
    parts: Mapping[Section, Words] = field(default_factory=dict)
    decisions: Sequence[Decided] = ()
    actions: Sequence[ToDo] = ()


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
