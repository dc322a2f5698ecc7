"""What a rule may know about one person. No models: whoever builds the facts reads the database."""

from dataclasses import dataclass
from datetime import date, datetime

from icm.policy.conference_facts import ConferenceFacts, JudgedFacts, ObjectionFacts
from icm.policy.named import Named


class SentenceKind(Named):
    STP = "stp", "Short-term"
    LTP = "ltp", "Long-term"
    EXTENDED = "extended", "Extended sentence"
    SRO = "sro", "Short-term with supervised release order"
    STSO = "stso", "Short-term sex offender licence"
    LIFE = "life", "Life"
    OLR = "olr", "Order for lifelong restriction"
    RECALLED = "recalled", "Recalled on licence"


class Legal(Named):
    UNTRIED = "untried", "Untried"
    AWAITING_SENTENCE = "convicted", "Convicted, awaiting sentence"
    SENTENCED = "sentenced", "Sentenced"


class Level(Named):
    """How closely somebody is supervised inside the prison; never their risk."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Band(Named):
    """The level an LS/CMI assessment ended in; never a score."""

    VERY_LOW = "very-low", "Very low"
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    VERY_HIGH = "very-high", "Very high"


class RouteSlug(Named):
    ENHANCED = "enhanced", "Enhanced"
    STANDARD = "standard", "Standard"
    NONE = "none", "Not sentenced"
    UNKNOWN = "unknown", "Not known"


class EventKind(Named):
    CORE_SCREEN = "core-screen", "Core Screen completed"
    CORE_SCREEN_PART = "core-screen-part", "Core Screen part-completed"
    CORE_SCREEN_READ = "core-screen-read", "Core Screen read by the personal officer"
    IMMEDIATE_NEED = "immediate-need", "Immediate need found"
    REFERRAL = "referral", "Referral made"
    REFERRAL_DECLINED = "referral-declined", "Referral offered and declined"
    SENTENCE_INFORMATION = "sentence-information", "Sentence information received"
    PBSW_INDUCTION = "pbsw-induction", "Social work induction meeting"
    DESIGNATION = "designation", "Designation letter sent"
    LSCMI = "lscmi", "LS/CMI completed"
    LSCMI_EXPLAINED = "lscmi-explained", "Outcome explained and understood"
    DISCLOSED = "assessment-disclosed", "Assessment disclosed before a case conference"
    PAPERS_SENT = "papers-sent", "Assessment sent out before a case conference"
    ROSH_DECIDED = "rosh-decided", "Risk of serious harm assessment decided on"
    PRA_ASKED = "psychological-asked", "Psychological Risk Assessment asked for"
    PRA_DATES_TOLD = "psychological-dates-told", "Dates of the psychological assessment told"
    PRA_DONE = "psychological-done", "Psychological Risk Assessment completed"
    CHANGE = "significant-change", "Significant change"
    CHANGE_ANSWERED = "significant-change-answered", "Assessment looked at after a change"
    RISK_PLAN = "risk-plan", "Risk management plan put in force"
    RISK_PLAN_APPROVED = "risk-plan-approved", "Risk management plan approved by the RMA"
    OLR_REPORT = "olr-report", "Annual Implementation Report sent"
    RMA_TOLD = "rma-told", "RMA told of a significant change"
    MAPPA = "mappa", "Comes under MAPPA"
    NOT_MAPPA = "mappa-not", "Does not come under MAPPA"
    POLICE_NOTICE = "police-notice", "Formal notice to the police"
    CC_PLANNED = "conference-planned", "Case conference planned for a day"
    CC_INITIAL = "conference-initial", "Initial case conference"
    CC_SCHEDULED_INITIAL = "conference-initial-scheduled", "Initial case conference scheduled"
    CC_FOLLOWUP = "conference-followup", "Follow-up case conference"
    CC_PERIODIC = "conference-periodic", "Periodic case conference"
    CC_PREPAROLE = "conference-preparole", "Pre-Parole case conference"
    CC_PREPROG = "conference-preprogression", "Pre-Progression case conference"
    CC_PRERELEASE = "conference-prerelease", "Pre-Release case conference"
    CC_RECALL = "conference-recall", "Recall case conference"
    CC_RETURN = "conference-return", "Return case conference"
    CC_REQUEST = "conference-request", "Case conference at the person's request"
    CC_EVENT = "conference-event", "Case conference after an event"
    CC_ASKED = "conference-asked", "Case conference asked for by the person"
    CC_AGREED = "conference-agreed", "Request for a case conference agreed to"
    CC_REFUSED = "conference-refused", "Request for a case conference refused"
    CC_MINUTE = "conference-minute", "Minute of a case conference issued"
    BACK_IN_CLOSED = "back-in-closed", "Back in closed conditions"
    PLAN_UPDATED = "plan-updated", "Plan updated"
    PLAN_AGREED = "plan-agreed", "Action plan put in force"
    PLAN_COPY = "plan-copy", "Copy of the plan given to the person"
    PAROLE_STARTED = "parole-started", "Parole process started"
    PAROLE_REPORTS = "parole-reports-requested", "Parole reports requested"
    LEARNER_REPORTS = "learner-reports", "Work and education reports obtained"
    PROGRESSION_SCHEDULED = "progression-scheduled", "Progression scheduled"
    ROUTE_TOLD = "route-told", "Route told to the person"
    FURTHER_OFFENCE = "further-offence", "Further offence"


# Recorded before they happen, unlike everything else.
PLANNED = frozenset({EventKind.PROGRESSION_SCHEDULED, EventKind.CC_PLANNED})


_AROUND = frozenset(  # what is on record about a conference beside its being held
    {
        EventKind.CC_SCHEDULED_INITIAL,
        EventKind.CC_PLANNED,
        EventKind.CC_ASKED,
        EventKind.CC_AGREED,
        EventKind.CC_REFUSED,
        EventKind.CC_MINUTE,
    }
)
HELD = frozenset(  # case conferences held
    kind for kind in EventKind if kind.value.startswith("conference-") and kind not in _AROUND
)


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
    """Something that was done, or (of the PLANNED kinds) is planned for `on`."""

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
    """A critical date somebody entered or overrode; kind is the critical date's slug. It counts from
    the day it was entered; where that is not known, on every day."""

    kind: str
    on: date | None = None
    basis: str = "entered"
    by: str = ""
    why: str = ""
    entered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverFacts:
    """Somebody entitled set one deadline aside, with a reason; one without a day only until a day."""

    rule: str
    due_on: date | None
    by: str
    on: date
    why: str
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvedFacts:
    """An agency that works with the person, by its slug: since when, and when it last wrote in the plan."""

    agency: str
    since: date
    reported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayFacts:
    """The personal officer is away, first and last day, and whether somebody is named to cover."""

    from_on: date
    until_on: date
    covered: bool


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
    location: str = ""
    officer: bool = False
    officer_since: date | None = None
    away: tuple[AwayFacts, ...] = ()
    involved: tuple[InvolvedFacts, ...] = ()
    waivers: tuple[WaiverFacts, ...] = ()
    conferences: tuple[ConferenceFacts, ...] = ()
    judged: JudgedFacts | None = None
    objections: tuple[ObjectionFacts, ...] = ()

    def all(self, kind: EventKind) -> tuple[EventFacts, ...]:
        """Every event of that kind, oldest first."""
        found = [event for event in self.events if event.kind is kind]
        return tuple(sorted(found, key=lambda event: event.on))

    def first(self, kind: EventKind) -> EventFacts | None:
        return next(iter(self.all(kind)), None)

    def first_since(self, kind: EventKind, day: date) -> EventFacts | None:
        return next((event for event in self.all(kind) if event.on >= day), None)

    def held_since(self, day: date) -> tuple[EventFacts, ...]:
        """Every case conference held from that day on, oldest first."""
        found = [event for event in self.events if event.kind in HELD and event.on >= day]
        return tuple(sorted(found, key=lambda event: event.on))

    def latest(self, kind: EventKind) -> EventFacts | None:
        found = self.all(kind)
        return found[-1] if found else None
