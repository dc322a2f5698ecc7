"""What a rule may know about one person. No models: whoever builds the facts reads the database."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SentenceKind(StrEnum):
    STP = "stp"
    LTP = "ltp"
    EXTENDED = "extended"
    SRO = "sro"
    STSO = "stso"
    LIFE = "life"
    OLR = "olr"
    RECALLED = "recalled"


class Legal(StrEnum):
    """Untried; convicted and awaiting sentence; sentenced."""

    UNTRIED = "untried"
    AWAITING_SENTENCE = "convicted"
    SENTENCED = "sentenced"


class Level(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class EventKind(StrEnum):
    CORE_SCREEN = "core-screen"
    CORE_SCREEN_PART = "core-screen-part"
    CORE_SCREEN_READ = "core-screen-read"
    IMMEDIATE_NEED = "immediate-need"
    REFERRAL = "referral"
    SENTENCE_INFORMATION = "sentence-information"
    PBSW_INDUCTION = "pbsw-induction"
    DESIGNATION = "designation"
    LSCMI = "lscmi"
    CC_INITIAL = "conference-initial"
    CC_SCHEDULED_INITIAL = "conference-initial-scheduled"
    CC_FOLLOWUP = "conference-followup"
    CC_PERIODIC = "conference-periodic"
    CC_PREPAROLE = "conference-preparole"
    CC_PREPROG = "conference-preprogression"
    CC_PRERELEASE = "conference-prerelease"
    CC_RECALL = "conference-recall"
    CC_RETURN = "conference-return"
    CC_REQUEST = "conference-request"
    CC_EVENT = "conference-event"
    PLAN_UPDATED = "plan-updated"
    PAROLE_STARTED = "parole-started"
    PAROLE_REPORTS = "parole-reports-requested"
    LEARNER_REPORTS = "learner-reports"
    PROGRESSION_SCHEDULED = "progression-scheduled"
    ROUTE_TOLD = "route-told"
    FURTHER_OFFENCE = "further-offence"


@dataclass(frozen=True, slots=True)
class Term:
    """A length as a court pronounces it."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """One sentence; None is *not known*, never *no*. For an extended sentence: the custodial term."""

    kind: SentenceKind | None = None
    imposed_on: date | None = None
    start_on: date | None = None
    days: int | None = None
    term: Term | None = None
    ends_on: date | None = None
    extension_months: int | None = None
    supervision_months: int | None = None
    punishment_part: Term | None = None
    domestic_abuse: bool | None = None
    listed_sexual: bool | None = None
    terrorism: bool = False
    first_imposed_on: date | None = None
    recalled_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """Something that was done, or (progression only) is planned for `on`."""

    kind: EventKind
    on: date
    at: datetime | None = None
    value: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """One supervision level review; kind is reception, 72h, 6m, 12m or governor."""

    kind: str
    due_on: date | None = None
    decided_on: date | None = None
    decided_at: datetime | None = None
    level_before: Level | None = None
    level_after: Level | None = None
    proposed_on: date | None = None
    proposed_level: Level | None = None
    notice_on: date | None = None
    reasons: bool = False
    criteria_noted: int = 0
    representations_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFacts:
    """A critical date somebody entered or overrode; kind is the critical date's slug."""

    kind: str
    on: date | None = None
    basis: str = "entered"
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFacts:
    """Somebody entitled set one deadline aside, with a reason."""

    rule: str
    due_on: date | None
    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One person as known on the day asked. Empty facts are lawful: everything is then unknown."""

    number: str = ""
    admitted_at: datetime | None = None
    admitted_on: date | None = None
    legal: Legal | None = None
    sentences: tuple[SentenceFacts, ...] = ()
    dates: tuple[DateFacts, ...] = ()
    reviews: tuple[ReviewFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()
    moved_on: date | None = None
    officer: bool = False
    waivers: tuple[WaiverFacts, ...] = ()

    def all(self, kind: EventKind) -> tuple[EventFacts, ...]:
        """Every event of that kind, oldest first."""
        found = [event for event in self.events if event.kind is kind]
        return tuple(sorted(found, key=lambda event: event.on))

    def first(self, kind: EventKind) -> EventFacts | None:
        return next(iter(self.all(kind)), None)

    def latest(self, kind: EventKind) -> EventFacts | None:
        found = self.all(kind)
        return found[-1] if found else None
