"""Who is where, and under which kind of sentence: the proportions of the estate, before anybody has a name.

The shares are those of the domain reference, part e; what it marks as invented is invented here too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from icm.policy.facts import Legal, SentenceKind
from icm.policy.named import Named

HOME = 8300  # people in custody to which the numbers below belong; other sizes are scaled

# People held at each place: the average of 2019, or just under the design where that was low or is not known.
HELD = {
    "addiewell": 758,
    "barlinnie": 1380,
    "castle-huntly": 170,  # 60% of 284
    "dumfries": 194,
    "edinburgh": 880,
    "glenochil": 712,
    "grampian": 530,
    "greenock": 225,
    "inverness": 112,
    "kilmarnock": 556,
    "low-moss": 790,
    "perth": 680,
    "polmont": 650,
    "shotts": 528,
    "stirling": 98,
    "bella": 15,
    "lilias": 22,
}
WOMEN_AT = {"stirling": 98, "bella": 15, "lilias": 22, "edinburgh": 100, "grampian": 50}
WOMEN_AT |= {"greenock": 40, "polmont": 60}
UNITS = {
    ("castle-huntly", "open"): 170,
    ("barlinnie", "nte"): 64,
    ("greenock", "nte"): 44,
    ("grampian", "ciu"): 12,
    ("greenock", "ciu"): 10,
    ("bella", "ccu"): 15,
    ("lilias", "ccu"): 22,
}
MAINSTREAM = "mainstream"


class Sort(Named):
    """Why somebody is in custody, as finely as the invention needs it."""

    UNTRIED = "untried", "Untried"
    CONVICTED = "convicted", "Convicted, awaiting sentence"
    STP = "stp", "Short-term"
    SRO = "sro", "Short-term with supervised release order"
    STSO = "stso", "Short-term sex offender licence"
    SHORT_EXTENDED = "short-extended", "Extended, custodial term under four years"
    LTP = "ltp", "Long-term"
    LONG_EXTENDED = "long-extended", "Extended, custodial term four years or more"
    RECALLED = "recalled", "Recalled on licence"
    LIFE = "life", "Life"
    OLR = "olr", "Order for lifelong restriction"

    @property
    def kind(self) -> SentenceKind | None:
        """The kind of sentence a warrant would name; none before sentence."""
        if self in REMAND:
            return None
        if self in (Sort.SHORT_EXTENDED, Sort.LONG_EXTENDED):
            return SentenceKind.EXTENDED
        return SentenceKind(self.value)

    @property
    def legal(self) -> Legal:
        return Legal(self.value) if self in REMAND else Legal.SENTENCED


REMAND = (Sort.UNTRIED, Sort.CONVICTED)
INDETERMINATE = (Sort.LIFE, Sort.OLR)
LONG = (Sort.LTP, Sort.LONG_EXTENDED, Sort.RECALLED, *INDETERMINATE)
_SENTENCED = 0.73
# 44% short-term of whom a third enhanced, 38% long-term, 14% life, 4% OLR (domain reference e.4).
SHARES = {
    Sort.UNTRIED: 0.22,
    Sort.CONVICTED: 0.05,
    Sort.STP: _SENTENCED * 0.44 * 2 / 3,
    Sort.SRO: _SENTENCED * 0.44 * 0.12,
    Sort.STSO: _SENTENCED * 0.44 * 0.13,
    Sort.SHORT_EXTENDED: _SENTENCED * 0.44 * (1 / 3 - 0.25),
    Sort.LTP: _SENTENCED * 0.38 * 0.80,
    Sort.LONG_EXTENDED: _SENTENCED * 0.38 * 0.11,
    Sort.RECALLED: _SENTENCED * 0.38 * 0.09,
    Sort.LIFE: _SENTENCED * 0.14,
    Sort.OLR: _SENTENCED * 0.04,
}

_UNIT_TAKES: dict[str, Collection[Sort]] = {
    "open": (Sort.LTP, Sort.LIFE, Sort.STP),
    "nte": (Sort.LTP, Sort.LIFE, Sort.OLR),
    "ciu": (Sort.LTP, Sort.LIFE),
    "ccu": (Sort.STP, Sort.SRO, Sort.LTP),
}
_PLACE_TAKES: dict[str, Collection[Sort]] = {
    "shotts": LONG,
    "glenochil": (*LONG, Sort.STSO, Sort.SHORT_EXTENDED),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the estate, waiting for an invented person."""

    establishment: str
    location: str
    woman: bool
    sort: Sort


def slots(people: int, draw: Random) -> list[Slot]:
    """So many people, in the proportions above, in no order that would give the place away."""
    left = apportion(people, SHARES)
    planned = [
        Slot(place, location, woman, _take(left, _takes(place, location), draw))
        for place, location, woman in sorted(_places(people), key=_most_particular_first)
    ]
    draw.shuffle(planned)
    return planned


def apportion(total: int, shares: dict[Sort, float]) -> dict[Sort, int]:
    """Whole numbers that add up, by largest remainder."""
    return _whole(total, shares)


def _places(people: int) -> Iterable[tuple[str, str, bool]]:
    """Every place with its unit, and whether a woman has it."""
    held = _whole(people, HELD)
    scale = people / HOME
    for place, number in held.items():
        locations: list[str] = []
        for (at, unit), most in UNITS.items():
            if at == place:
                locations += [unit] * min(round(most * scale), number - len(locations))
        if place in ("castle-huntly", "bella", "lilias"):
            locations = [next(unit for at, unit in UNITS if at == place)] * number
        locations += [MAINSTREAM] * (number - len(locations))
        men = number - round(number * WOMEN_AT.get(place, 0) / HELD[place])
        # Men have the units of the mixed prisons, women the end of the list.
        yield from ((place, location, at >= men) for at, location in enumerate(locations))


def _whole(total: int, shares: dict[Sort, float] | dict[str, int]) -> dict:  # type: ignore[type-arg]
    whole = sum(shares.values())
    exact = {key: total * share / whole for key, share in shares.items()}
    counts = {key: int(value) for key, value in exact.items()}
    short = total - sum(counts.values())
    for key in sorted(exact, key=lambda key: (counts[key] - exact[key], str(key)))[:short]:
        counts[key] += 1
    return counts


def _most_particular_first(place: tuple[str, str, bool]) -> tuple[int, str, str, bool]:
    """Where few kinds of sentence are held, they are drawn while there are still enough."""
    establishment, location, woman = place
    first = 0 if location != MAINSTREAM else 1 if establishment in _PLACE_TAKES else 2
    return (first, establishment, location, woman)


def _takes(place: str, location: str) -> Collection[Sort]:
    return _UNIT_TAKES.get(location) or _PLACE_TAKES.get(place, tuple(Sort))


def _take(left: dict[Sort, int], wanted: Collection[Sort], draw: Random) -> Sort:
    """One of the wanted kinds, by how many of each are left; any other once they are used up."""
    possible = [sort for sort in Sort if left[sort] and sort in wanted]
    possible = possible or [sort for sort in Sort if left[sort]]
    (sort,) = draw.choices(possible, [left[sort] for sort in possible])
    left[sort] -= 1
    return sort
