"""Inventing a sentence under which its person is still in custody on the reference day.

The draws need only rough fractions of a term; the dates on record follow from the rules afterwards.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from icm.demo.estate.plan import INDETERMINATE, REMAND, Slot, Sort
from icm.people.policy.law import EDL_NEW, STP_EXCLUDED, STP_RELEASE
from icm.policy.facts import SentenceFacts, Term

YEAR, MONTH = 365.25, 30.44
LATE_WINDOW = (
    1 / 3
)  # of those in closed conditions under a long sentence: past the progression window

_SHORT_MONTHS = {4: 3, 6: 5, 8: 6, 10: 7, 12: 12, 14: 8, 16: 8, 18: 10, 20: 6, 24: 11, 27: 5}
_SHORT_MONTHS |= {30: 6, 33: 3, 36: 7, 40: 4, 44: 3, 46: 2}
_LONG_YEARS = {4: 12, 5: 15, 6: 16, 7: 13, 8: 12, 9: 9, 10: 8, 12: 6, 14: 4, 16: 3, 18: 2}
_LEAST_MONTHS = {Sort.SRO: 12, Sort.STSO: 6, Sort.SHORT_EXTENDED: 12}
_LIFE_YEARS = {10: 4, 12: 8, 14: 13, 15: 14, 16: 13, 17: 10, 18: 12, 20: 11, 22: 7, 24: 4, 27: 3}
_OLR_YEARS = {3: 10, 4: 14, 5: 16, 6: 14, 7: 10, 8: 8, 10: 6, 12: 4}
FIRST_OLR = date(2006, 6, 20)

_OFFENCES = {
    Sort.STP: "Assault|Theft by housebreaking|Breach of bail|Supply of drugs|Theft by shoplifting"
    "|Threatening or abusive behaviour|Dangerous driving|Reset|Assault to injury",
    Sort.SRO: "Assault to injury|Robbery|Assault to severe injury|Possession of a knife",
    Sort.STSO: "Sexual assault|Possession of indecent images|Communicating indecently",
    Sort.SHORT_EXTENDED: "Sexual assault|Assault to severe injury|Lewd practices",
    Sort.LTP: "Assault to severe injury and permanent disfigurement|Robbery|Attempted murder"
    "|Culpable homicide|Supply of drugs|Rape|Culpable and reckless conduct|Abduction and assault",
    Sort.LONG_EXTENDED: "Rape|Sexual assault|Attempted murder|Assault to danger of life",
    Sort.RECALLED: "Robbery|Assault to severe injury|Supply of drugs|Attempted murder|Rape",
    Sort.LIFE: "Murder",
    Sort.OLR: "Rape|Attempted murder|Assault to danger of life|Sexual assault",
}
_SHERIFF = "Glasgow|Edinburgh|Aberdeen|Dundee|Perth|Paisley|Hamilton|Airdrie|Kilmarnock|Ayr"
_SHERIFF += "|Inverness|Falkirk|Stirling|Livingston|Kirkcaldy|Dunfermline|Greenock|Dumfries"


@dataclass(frozen=True, slots=True)
class Warrant:
    """One sentence as it will stand on record."""

    reference: str
    facts: SentenceFacts
    offence: str
    court: str


@dataclass(frozen=True, slots=True)
class Stay:
    """When custody began, and the warrants; ``began_on`` is known to the invention even where no record has it."""

    began_on: date
    warrants: tuple[Warrant, ...]
    past_window: bool = False
    recalled_on: date | None = None


def stay(slot: Slot, on: date, draw: Random) -> Stay:
    """Why this person has been in custody, and since when."""
    if slot.sort in REMAND:
        return Stay(_remanded_on(slot.sort, on, draw), ())
    past = slot.location in ("open", "nte", "ciu") or draw.random() < LATE_WINDOW
    if slot.sort in INDETERMINATE:
        facts = _life(slot, on, draw, past=past)
    elif slot.sort in (Sort.LTP, Sort.LONG_EXTENDED):
        facts = _long(slot, on, draw, past=past)
    elif slot.sort is Sort.RECALLED:
        facts = _recalled(slot, on, draw)
    else:
        facts = _short(slot, on, draw)
    warrants = (_warrant(1, slot.sort, facts, draw), *_more(slot.sort, facts, draw))
    return Stay(facts.start_on or on, warrants, past, facts.recalled_on)


def weighted(weights: dict[int, int], draw: Random) -> int:
    return draw.choices(list(weights), list(weights.values()))[0]


def _remanded_on(sort: Sort, on: date, draw: Random) -> date:
    """Most stay some weeks, a few most of a year; one in eighty arrived today."""
    if draw.random() < 0.012:
        return on
    mean = 75 if sort is Sort.UNTRIED else 95
    return on - timedelta(days=1 + int(min(draw.expovariate(1 / mean), 420)))


def _short(slot: Slot, on: date, draw: Random) -> SentenceFacts:
    least = 24 if slot.location == "open" else _LEAST_MONTHS.get(slot.sort, 4)
    months = weighted({m: w for m, w in _SHORT_MONTHS.items() if m >= least}, draw)
    plain = slot.sort in (Sort.STP, Sort.SRO)
    abuse = draw.choices([True, False, None], [18, 76, 6])[0] if plain else False
    share = _fraction(on) if plain and not abuse else float(STP_EXCLUDED.history[0].value)
    days = months * MONTH
    # The day of release may be brought forward by up to a week.
    longest = max(days * share - 8, 1)
    mainstream = slot.location == "mainstream"
    shortest = 0.0 if mainstream else min(100.0, longest)
    arrived_today = mainstream and slot.sort is Sort.STP and draw.random() < 0.012
    elapsed = 0 if arrived_today else int(draw.uniform(shortest, longest))
    start = on - timedelta(days=elapsed)
    sexual = slot.sort in (Sort.STSO, Sort.SHORT_EXTENDED)
    return SentenceFacts(
        kind=slot.sort.kind,
        imposed_on=_imposed(start, on, draw),
        start_on=start,
        term=_term(months),
        extension_months=draw.choice((12, 24, 36)) if slot.sort is Sort.SHORT_EXTENDED else None,
        supervision_months=draw.choice((6, 9, 12)) if slot.sort is Sort.SRO else None,
        domestic_abuse=abuse,
        listed_sexual=sexual if sexual or draw.random() > 0.02 else None,
    )


def _fraction(on: date) -> float:
    """The share of a short sentence served at release by the law of the reference day."""
    return next(
        (float(law.at(on)) for law in STP_RELEASE if law.in_force(on)),
        float(STP_EXCLUDED.history[0].value),
    )


def _long(slot: Slot, on: date, draw: Random, *, past: bool) -> SentenceFacts:
    months = weighted(_LONG_YEARS, draw) * 12 + draw.choice((0, 0, 0, 3, 6, 9))
    days = months * MONTH
    extended = slot.sort is Sort.LONG_EXTENDED
    elapsed = _elapsed_long(slot, days, draw, past=past, extended=extended)
    start = on - timedelta(days=elapsed)
    if start < EDL_NEW.history[0].start and elapsed > days * 0.62:
        # Sentenced under the older law, which lets people out at two-thirds.
        start = on - timedelta(days=int(days * 0.62))
    return SentenceFacts(
        kind=slot.sort.kind,
        imposed_on=_imposed(start, on, draw),
        start_on=start,
        term=_term(months),
        extension_months=draw.choice((24, 36, 48, 60)) if extended else None,
        domestic_abuse=draw.random() < 0.12,
        listed_sexual=draw.random() < (0.7 if extended else 0.25),
    )


def _elapsed_long(slot: Slot, days: float, draw: Random, *, past: bool, extended: bool) -> int:
    """Days served so far, on the wanted side of the progression window."""
    opens = max(days / 2 - 2 * YEAR, YEAR / 2)
    last = days * 0.97 - 8 if extended else days - 6 * MONTH - 8
    if slot.location == "ciu":
        return int(draw.uniform(max(opens + 90, last * 0.8), last))
    if slot.location in ("open", "nte"):
        return int(draw.uniform(opens + 90, last))
    if past:
        return int(opens + (last - opens) * draw.betavariate(1, 2.5))
    return int(draw.uniform(0, opens))


def _life(slot: Slot, on: date, draw: Random, *, past: bool) -> SentenceFacts:
    is_olr = slot.sort is Sort.OLR
    years = weighted(_OLR_YEARS if is_olr else _LIFE_YEARS, draw)
    if is_olr and not past:
        years = max(years, 6)
    opens = max((years - 4) * YEAR, YEAR / 2)
    if past:
        earliest = opens + (120 if slot.location != "mainstream" else 0)
        elapsed = earliest + 6 * YEAR * draw.betavariate(1, 2)
    else:
        elapsed = draw.uniform(20, opens)
    start = max(on - timedelta(days=int(elapsed)), FIRST_OLR if is_olr else date.min)
    missing = draw.random() < 0.03
    return SentenceFacts(
        kind=slot.sort.kind,
        imposed_on=_imposed(start, on, draw),
        start_on=start,
        punishment_part=None if missing else Term(years=years, months=draw.choice((0, 0, 0, 6))),
        domestic_abuse=False,
        listed_sexual=is_olr and draw.random() < 0.7,
    )


def _recalled(slot: Slot, on: date, draw: Random) -> SentenceFacts:
    months = max(weighted(_LONG_YEARS, draw), 5) * 12
    days = months * MONTH
    recalled_on = on - timedelta(days=int(draw.triangular(5, 320, 90)))
    start = on - timedelta(days=int(days * draw.uniform(0.68, 0.95)))
    return SentenceFacts(
        kind=slot.sort.kind,
        imposed_on=start,
        start_on=start,
        term=_term(months),
        domestic_abuse=draw.random() < 0.1,
        listed_sexual=draw.random() < 0.2,
        recalled_on=recalled_on,
    )


def _imposed(start: date, on: date, draw: Random) -> date:
    """Three in five were remanded first, and the sentence was counted from the day of remand."""
    elapsed = (on - start).days
    if draw.random() < 0.4 or elapsed < 3:
        return start
    return start + timedelta(days=draw.randint(1, min(elapsed - 1, 260)))


def _term(months: int) -> Term:
    """As a court would pronounce it: under two years in months."""
    if months < 24:
        return Term(months=months)
    return Term(years=months // 12, months=months % 12)


def _warrant(number: int, sort: Sort, facts: SentenceFacts, draw: Random) -> Warrant:
    high = sort in (Sort.LONG_EXTENDED, *INDETERMINATE) or (
        sort in (Sort.LTP, Sort.RECALLED) and draw.random() < 0.7
    )
    court = "High Court" if high else f"{draw.choice(_SHERIFF.split('|'))} Sheriff Court"
    offence = draw.choice(_OFFENCES[sort].split("|"))
    if facts.domestic_abuse:
        offence += " (domestic abuse)"
    return Warrant(f"W{number}", facts, offence, court)


def _more(sort: Sort, first: SentenceFacts, draw: Random) -> tuple[Warrant, ...]:
    """One in twenty has a second, shorter sentence running within the first."""
    if sort not in (Sort.STP, Sort.LTP) or draw.random() > 0.05:
        return ()
    second = SentenceFacts(
        kind=Sort.STP.kind,
        imposed_on=first.imposed_on,
        start_on=first.start_on,
        term=Term(months=draw.choice((2, 3))),
        domestic_abuse=False,
        listed_sexual=False,
    )
    return (_warrant(2, Sort.STP, second, draw),)
