"""What is assessed and planned for one invented person before anybody has a key: rows name each other by place."""

from dataclasses import dataclass, field
from datetime import date, datetime

from icm.demo.estate.happenings import By


@dataclass(frozen=True, slots=True)
class Figures:
    """Eight sections in the order in which they are published, and the total as it was written down."""

    sections: tuple[int | None, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    kind: str
    said: str
    found: str
    seen: str
    seen_at: datetime
    settled_at: datetime | None = None
    settled_by: By | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    what: str
    has_before: bool | None
    how: str


@dataclass(frozen=True, slots=True)
class Words:
    """A formulation with the needs found, in the order of the sections: weight and what is said of it."""

    parts: tuple[str, ...]  # summary, pattern, nature, seriousness, likelihood, imminence
    written_at: datetime
    needs: tuple[tuple[str, str], ...]
    factors: tuple[Factor, ...]
    disclosure: str = "person"
    gist: str = ""
    withheld_why: str = ""
    rosh: str = ""
    rosh_level: str = ""
    rosh_on: date | None = None
    rosh_why: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """That an assessment, by its place, was gone through with the person."""

    assessment: int
    occasion: str
    on: date
    by: By
    form: str
    said_back: str
    understood: str
    again_on: date | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment. Without ``done_on`` it is asked for and waits."""

    tool: str
    purpose: str
    side: str
    by: By
    requested_on: date | None = None
    requested_by: By | None = None
    why: str = ""
    due_on: date | None = None
    owned: bool = False
    promised: tuple[date | None, date | None] = (None, None)
    told_on: date | None = None
    done_on: date | None = None
    band: str = ""
    override: str = ""
    override_why: str = ""
    imported: bool = False
    figures: Figures | None = None
    contradiction: Contradiction | None = None
    words: Words | None = None

    @property
    def stopped(self) -> bool:
        found = self.contradiction
        return found is not None and found.settled_at is None


@dataclass(frozen=True, slots=True)
class Changed:
    """A significant change, and whether the assessment was said to hold; ``again`` is the assessment it opened."""

    kind: str
    on: date
    what: str
    asked_at: datetime
    asked_by: By | None
    holds: bool | None = None
    why: str = ""
    answered_at: datetime | None = None
    answered_by: By | None = None
    again: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A year of the plan at that place."""

    plan: int
    due_on: date
    sent_on: date
    progress: str
    by: By


@dataclass(frozen=True, slots=True)
class Notice:
    """A change told, or to be told, of the plan at that place."""

    plan: int
    on: date
    potential: bool
    what: str
    told_on: date | None
    answered_on: date | None
    answer: str
    by: By


@dataclass(frozen=True, slots=True)
class Managed:
    """One version of a risk management plan; ``parts`` in the order of its columns, an empty one among them."""

    state: str
    parts: tuple[str, ...]
    drafted_at: datetime
    by: By
    in_force_on: date | None = None
    review_on: date | None = None
    sent_on: date | None = None
    approved_on: date | None = None
    approved_as: str = ""


@dataclass(frozen=True, slots=True)
class Stood:
    stage: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The police were told and asked."""

    occasion: str
    sent_on: date
    asked: str
    by: By
    replied_on: date | None = None
    reply: str = ""
    gist: str = ""


@dataclass(frozen=True, slots=True)
class Public:
    """MAPPA as it stands for one person."""

    category: str
    level: str
    co_ordinator: str
    why: str
    changed_at: datetime
    by: By
    stages: tuple[Stood, ...]


@dataclass(slots=True)
class Risk:
    """Everything of one person, in no order but that of the places by which rows name each other."""

    assessments: list[Assessed] = field(default_factory=list)
    explanations: list[Explained] = field(default_factory=list)
    changes: list[Changed] = field(default_factory=list)
    managed: list[Managed] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    public: list[Public] = field(default_factory=list)  # one at most
    police: list[Asked] = field(default_factory=list)
