"""The casework of one invented person before anybody has a key: rows name each other by their place in these lists."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from casework.policy.areas import Area, Domain
from icm.demo.estate.happenings import By, Course, Happening, Of
from icm.demo.estate.moves import Move, moment
from icm.demo.estate.words import Words
from icm.policy.facts import EventKind, RouteSlug
from icm.policy.roles import Role

# What is older stayed in the record system before this one; of it only the events came over.
KEPT = timedelta(days=730)
OFFICER_AFTER = timedelta(days=3)  # from arrival to the allocation of a personal officer


@dataclass(frozen=True, slots=True)
class Sitting:
    began_at: datetime
    ended_at: datetime
    fit: bool | None = None
    why: str = ""
    again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    area: Area
    need: str
    urgency: str = ""
    own_words: str = ""
    note: str = ""
    referral: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A sign that somebody may not be safe; not acted on while ``done_at`` is empty."""

    kind: str
    seen: str
    seen_at: datetime
    done: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    state: str
    reference: str
    questions: str
    by: By
    sittings: tuple[Sitting, ...]
    answers: tuple[Answer, ...] = ()
    completed_at: datetime | None = None
    understood: bool | None = None
    route: str = ""
    told_at: datetime | None = None
    read_at: datetime | None = None
    ended_why: str = ""
    alert: Alert | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    at: datetime
    said: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a referral came to stand, and when somebody asks about it next."""

    state: str
    answered_on: date | None = None
    answer: str = ""
    waiting_since: date | None = None
    expected_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    service: str
    domain: Domain
    origin: str
    made_at: datetime
    by: By
    chaser: By
    standing: Standing
    answer_by: date
    chase_on: date | None
    area: str = ""
    screen: int | None = None
    urgency: str = ""
    consent: str = "given"
    why: str = ""
    disclosure: str = "person"
    gist: str = ""
    ground: str = ""
    chases: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One narrative. A thin one gets its line from its author; ``copies`` is the earlier entry it nearly repeats."""

    domain: Domain
    by: By
    on: date
    written_at: datetime
    body: str
    source: str = ""
    disclosure: str = "person"
    gist: str = ""
    ground: str = ""
    service: str = ""
    thin: bool = False
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    domain: Domain
    by: By
    at: datetime
    intervention: str
    support: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    line: int
    domain: Domain
    what: str
    risk_factor: str
    target_on: date
    start_on: date
    theirs: bool = False
    owner: By | None = None
    service: str = ""
    referral: int | None = None
    disclosure: str = "person"
    gist: str = ""
    ground: str = ""
    status: str = "not-started"
    evidence: str = ""
    not_done_why: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    state: str
    drafted_at: datetime
    by: By
    aims: str
    family_help: str
    review_on: date | None
    actions: tuple[Action, ...]
    agreed_at: datetime | None = None
    from_on: date | None = None
    until_on: date | None = None
    superseded_at: datetime | None = None
    view: str = ""
    view_words: str = ""
    view_on: date | None = None
    ask_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    at: datetime
    recorded_at: datetime
    by: By
    topics: tuple[str, ...]
    explained: str
    understood: str
    said: str
    again_on: date | None


@dataclass(slots=True)
class Case:
    """Everything of one person, each list in the order in which it happened."""

    screens: list[Screen] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    opened_on: date | None = None  # the officer last opened the plan


@dataclass(slots=True)
class Life:
    """What casework of one person is invented from; the diary is rewritten as its rows are made."""

    course: Course
    moves: tuple[Move, ...]
    route: RouteSlug
    council: str
    on: date
    draw: Random
    words: Words
    happened: list[Happening]
    case: Case = field(default_factory=Case)

    @property
    def since(self) -> date:
        """The first day of this record: of this stay, and not older than what came over."""
        return max(self.course.admitted_at.date(), self.on - KEPT)

    @property
    def officer_from(self) -> date:
        return self.moves[-1].at.date() + OFFICER_AFTER

    def place(self, day: date) -> str:
        """Where they were held on that day."""
        held = [move.to for move in self.moves if move.to and move.at.date() <= day]
        return held[-1] if held else self.moves[0].to

    def here_since(self) -> date:
        return self.moves[-1].at.date()

    def officer(self, day: date) -> By:
        """Their personal officer where they have one by then, else whoever is on the hall."""
        place, turn = self.place(day), self.draw.randrange(1000)
        if day >= self.officer_from:
            return By(Role.PERSONAL_OFFICER, place, own=True, turn=turn)
        return By(Role.RESIDENTIAL_OFFICER, place, turn=turn)

    def by(self, role: Role, day: date) -> By:
        return By(role, self.place(day), own=role is Role.PBSW and day >= self.officer_from)

    def at(self, day: date, first: int = 9, last: int = 20) -> datetime:
        """Some moment of that day; the reference day itself has only begun."""
        return moment(day, self.draw, *((first, last) if day < self.on else (7, 7)))

    def first(self, kind: EventKind, since: date | None = None) -> Happening | None:
        day = since or date.min
        return next((one for one in self.happened if one.kind is kind and one.on >= day), None)

    def drop(self, *done: Happening | None) -> None:
        self.happened = [one for one in self.happened if one not in done]

    def note(
        self,
        kind: EventKind,
        of: Of,
        by: By,
        at: datetime,
        *,
        on: date | None = None,
        value: str = "",
    ) -> None:
        """An event that came with a row; whether its moment counts is for its kind to say."""
        timed = at if kind in _TIMED else None
        self.happened.append(Happening(kind, on or at.date(), timed, value, "", at, of, by))


_TIMED = frozenset({EventKind.CORE_SCREEN, EventKind.PLAN_UPDATED, EventKind.PLAN_AGREED})
