"""One invented person's whole record, ready to be written: the parts put together, and what is not known of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from icm.demo.estate import names
from icm.demo.estate.assessments import assess
from icm.demo.estate.cases import Case, Life
from icm.demo.estate.casework import live
from icm.demo.estate.events import happenings
from icm.demo.estate.happenings import Course, Happening
from icm.demo.estate.meetings import Meeting, confer
from icm.demo.estate.moves import Move, hall, movements, transfer_to
from icm.demo.estate.plan import INDETERMINATE, REMAND, Slot
from icm.demo.estate.reviews import Review, reviews
from icm.demo.estate.risks import Risk
from icm.demo.estate.sentences import Stay, Warrant, stay
from icm.demo.estate.words import Words
from icm.people.policy import DateKind, critical_dates, route
from icm.policy.facts import EventKind, Facts, RouteSlug

# Where people lived: about in the proportion of those sentenced, rounded and for invention only.
RESIDENCES = {
    "glasgow-city": 230, "city-of-edinburgh": 80, "north-lanarkshire": 75, "south-lanarkshire": 60,
    "fife": 60, "aberdeen-city": 45, "dundee-city": 50, "west-lothian": 35, "renfrewshire": 40,
    "falkirk": 30, "highland": 35, "aberdeenshire": 20, "inverclyde": 25, "north-ayrshire": 32,
    "east-ayrshire": 28, "south-ayrshire": 20, "west-dunbartonshire": 25, "perth-and-kinross": 20,
    "dumfries-and-galloway": 20, "stirling": 12, "clackmannanshire": 10, "angus": 14, "moray": 10,
    "midlothian": 12, "east-lothian": 12, "scottish-borders": 12, "argyll-and-bute": 8,
    "east-dunbartonshire": 6, "east-renfrewshire": 5, "na-h-eileanan-siar": 2,
    "orkney-islands": 1, "shetland-islands": 2,
}  # fmt: skip
_COUNCILS, _WEIGHTS = list(RESIDENCES), list(RESIDENCES.values())
_NEEDS = (
    "Prefers large print",
    "Reads slowly: explain in person",
    "Hearing aid, left side",
    "First language Polish: needs an interpreter",
    "Dyslexia: short sentences, plain words",
    "Takes in little at once: several short talks",
)


_CORRECTED = (
    "Warrants section recalculated after the court confirmed the day of sentence.",
    "Days unlawfully at large are added, see the warrant file.",
    "The court corrected the backdating; new warrant on file.",
)
_AFTER_RECALL = "Set by the Risk Management Team after the recall."


class Entered(NamedTuple):
    """A date put in by hand: of which kind, the day, what the rules gave instead, and why."""

    kind: str
    on: date
    overrides: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """What will stand on record of one person; ``None`` and empty where it is not known."""

    number: str
    slot: Slot
    family_name: str
    given_names: str
    born_on: date | None
    communication_needs: str
    hall: str
    transfer_to: str
    admitted_at: datetime | None
    arrived_on: date
    residence: str
    supervising_authority: str
    route: RouteSlug
    warrants: tuple[Warrant, ...]
    moves: tuple[Move, ...]
    reviews: tuple[Review, ...]
    happenings: tuple[Happening, ...]
    dates: dict[str, date]
    entered: tuple[Entered, ...]
    case: Case = field(default_factory=Case)
    risk: Risk = field(default_factory=Risk)
    meetings: list[Meeting] = field(default_factory=list)

    @property
    def supervision_level(self) -> str:
        """As the last decision left it."""
        return next((review.after.value for review in reversed(self.reviews) if review.after), "")

    @property
    def risk_band(self) -> str:
        """Of the newest assessment."""
        bands = (h.value for h in reversed(self.happenings) if h.kind is EventKind.LSCMI)
        return next(bands, "")


def record(index: int, slot: Slot, *, seed: int, on: date) -> Record:
    """The person who fills a slot; the same for the same number, seed and day."""
    draw = Random(f"{seed}/{index}")  # noqa: S311 - an invention that can be repeated, no secret
    began = stay(slot, on, draw)
    moves = movements(slot, began, on, draw)
    into = next(move.at for move in reversed(moves) if move.kind in ("return", "reception"))
    admitted_at = None if draw.random() < 0.003 else into
    warrants = tuple(_less_known(slot, warrant, draw) for warrant in began.warrants)
    way, dates = _worked_out(slot, admitted_at, warrants, on)
    eligible_on = dates.get(DateKind.PQD) or dates.get(DateKind.PUNISHMENT_PART_END)
    enhanced = way is RouteSlug.ENHANCED
    course = Course(slot, began, into, _sentenced_on(began), enhanced, dates)
    happened = tuple(happenings(course, on, draw))
    residence = "" if draw.random() < 0.015 else draw.choices(_COUNCILS, _WEIGHTS)[0]
    made = Record(
        number=names.number(index),
        slot=slot,
        family_name=names.family(draw),
        given_names=names.given(draw, woman=slot.woman),
        born_on=_born_on(slot, began.began_on, on, draw),
        communication_needs=draw.choice(_NEEDS) if draw.random() < 0.12 else "",
        hall=hall(slot, draw),
        transfer_to=transfer_to(slot, draw),
        admitted_at=admitted_at,
        arrived_on=moves[-1].at.date(),
        residence=residence,
        supervising_authority=_supervising(residence, happened, draw),
        route=way,
        warrants=warrants,
        moves=tuple(moves),
        reviews=tuple(reviews(slot, into, eligible_on, on, draw)),
        happenings=happened,
        dates=dates,
        entered=tuple(_entered(began, dates, on, draw)),
    )
    return _with_work(made, course, seed=seed, on=on)


def _with_work(made: Record, course: Course, *, seed: int, on: date) -> Record:
    """Casework and risk, each from draws of its own, so that whatever is invented there changes nothing here."""

    def life(part: str, happened: list[Happening]) -> Life:
        draw = Random(f"{seed}/{made.number}/{part}")  # noqa: S311 - can be repeated, no secret
        words = Words(draw, woman=made.slot.woman)
        council = made.supervising_authority
        return Life(course, made.moves, made.route, council, on, draw, words, happened)

    worked = live(life("case", list(made.happenings)))
    assessed = life("risk", worked.happened)
    risk = assess(assessed)
    conferring = life("meetings", assessed.happened)
    meetings = confer(conferring)
    happened = tuple(conferring.happened)
    return replace(made, happenings=happened, case=worked.case, risk=risk, meetings=meetings)


def _worked_out(
    slot: Slot, admitted_at: datetime | None, warrants: tuple[Warrant, ...], on: date
) -> tuple[RouteSlug, dict[str, date]]:
    """Route and critical dates, as the rules give them from what is known."""
    facts = Facts(
        admitted_at=admitted_at,
        admitted_on=admitted_at.date() if admitted_at else None,
        legal=slot.sort.legal,
        sentences=tuple(warrant.facts for warrant in warrants),
    )
    dates = {found.kind: found.on for found in critical_dates(facts, on) if found.on}
    return route(facts, on).slug, dates


def _entered(began: Stay, dates: dict[str, date], on: date, draw: Random) -> Iterator[Entered]:
    """One date in eighty is overridden; some recalled people have one no rule gives."""
    for kind in (DateKind.PQD, DateKind.EDL, DateKind.RELEASE):
        if kind in dates and draw.random() < 1 / 80:
            later = dates[kind] + timedelta(days=draw.randint(2, 40))
            yield Entered(kind, later, dates[kind], draw.choice(_CORRECTED))
    if began.recalled_on and draw.random() < 0.15:
        soon = on + timedelta(days=draw.randint(90, 400))
        yield Entered(DateKind.PROGRESSION_EARLIEST, soon, None, _AFTER_RECALL)


def _sentenced_on(began: Stay) -> date:
    if not began.warrants:
        return began.began_on
    return began.warrants[0].facts.imposed_on or began.began_on


def _less_known(slot: Slot, warrant: Warrant, draw: Random) -> Warrant:
    """One warrant in two hundred has a start nobody can read, another no length, a few no kind."""
    facts, chance = warrant.facts, draw.random()
    if chance < 0.005:
        facts = replace(facts, start_on=None)
    elif chance < 0.008 and slot.sort not in (*INDETERMINATE, *REMAND):
        facts = replace(facts, term=None)
    elif chance < 0.010:
        facts = replace(facts, kind=None)
    return replace(warrant, facts=facts)


def _born_on(slot: Slot, began_on: date, on: date, draw: Random) -> date | None:
    """Most in their thirties; Polmont holds young men; nobody came in before 18."""
    if draw.random() < 0.004:
        return None
    young = slot.establishment == "polmont" and not slot.woman
    age = draw.triangular(18.1, 23.5, 20) if young else 18.1 + draw.gammavariate(3.2, 6.2)
    born = on - timedelta(days=int(min(age, 88) * 365.25))
    return min(born, began_on - timedelta(days=int(18.1 * 365.25)))


def _supervising(residence: str, happened: tuple[Happening, ...], draw: Random) -> str:
    """Named by the designation letter; one in thirty is supervised elsewhere than they lived."""
    if not any(happening.kind is EventKind.DESIGNATION for happening in happened):
        return ""
    return draw.choice(_COUNCILS) if draw.random() < 0.03 else residence
