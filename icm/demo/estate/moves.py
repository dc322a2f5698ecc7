"""Receptions, transfers, recalls and returns: how an invented person came to where they are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from icm.demo.estate.plan import MAINSTREAM, REMAND, Slot, Sort
from icm.demo.estate.sentences import Stay

LONDON = ZoneInfo("Europe/London")
RECEIVING = {
    True: ("stirling", "edinburgh", "grampian", "greenock"),
    False: ("barlinnie", "edinburgh", "perth", "grampian", "inverness", "kilmarnock", "dumfries"),
}
CLOSED_FOR_MEN = (
    "shotts",
    "glenochil",
    "low-moss",
    "addiewell",
    "edinburgh",
    "perth",
    "kilmarnock",
)


@dataclass(frozen=True, slots=True)
class Move:
    """One movement: its kind, when, and between which establishments."""

    kind: str
    at: datetime
    from_: str
    to: str
    hall: str = ""


def hall(slot: Slot, draw: Random) -> str:
    named = {"nte": "National Top End", "ciu": "Community Integration Unit", "open": "Open Estate"}
    if slot.location in named:
        return named[slot.location]
    if slot.location == "ccu":
        return f"House {draw.randint(1, 4)}"
    return f"{draw.choice('ABCDE')} Hall {draw.randint(1, 4)}"


def moment(day: date, draw: Random, first: int = 13, last: int = 19) -> datetime:
    """Some minute of that day, by the clock in Scotland."""
    return datetime.combine(day, time(draw.randint(first, last), draw.randrange(60)), LONDON)


def movements(slot: Slot, stay: Stay, on: date, draw: Random) -> list[Move]:
    """Oldest first; the last one brought the person to where they are now."""
    here = slot.establishment
    first = _received_at(slot, stay, on, draw)
    # Who is said to arrive today is there before the working day begins.
    hours = (6, 8) if stay.began_on == on else (13, 19)
    moves = [Move("reception", moment(stay.began_on, draw, *hours), "", first)]
    last, place = stay.began_on, first
    if stay.recalled_on:
        released = stay.recalled_on - timedelta(days=draw.randint(60, 300))
        released = max(released, stay.began_on + timedelta(days=30))
        moves.append(Move("release", moment(released, draw, 8, 11), place, ""))
        place = here if draw.random() < 0.8 else draw.choice(RECEIVING[slot.woman])
        last = stay.recalled_on
        moves.append(Move("return", moment(last, draw), "", place))
    elif _came_back(slot, stay, on, draw):
        last = on - timedelta(days=draw.randint(20, 200))
        away = last - timedelta(days=draw.randint(30, 200))
        moves.append(Move("transfer", moment(away, draw, 6, 8), place, "castle-huntly"))
        place = "castle-huntly"
        moves.append(Move("transfer", moment(last, draw, 6, 8), place, here))
        place = here
    if place != here:
        moves.append(
            Move("transfer", moment(_arrival(slot, last, on, draw), draw, 6, 8), place, here)
        )
    return moves


def _received_at(slot: Slot, stay: Stay, on: date, draw: Random) -> str:
    receives = slot.establishment in RECEIVING[slot.woman] or slot.establishment == "polmont"
    new = (on - stay.began_on).days < 3
    if slot.location == MAINSTREAM and (new or (receives and draw.random() < 0.65)):
        return slot.establishment
    if slot.sort in REMAND and draw.random() < 0.85:
        return slot.establishment
    others = [place for place in RECEIVING[slot.woman] if place != slot.establishment]
    return draw.choice(others)


def _came_back(slot: Slot, stay: Stay, on: date, draw: Random) -> bool:
    """Returned from open to closed conditions, as one in twenty-five of those past the window."""
    possible = slot.sort is Sort.LTP and slot.location == MAINSTREAM and not slot.woman
    long_enough = (on - stay.began_on).days > 900
    return possible and stay.past_window and long_enough and draw.random() < 0.04


def _arrival(slot: Slot, after: date, on: date, draw: Random) -> date:
    """The last transfer: to a unit within the last years, otherwise within the first of the stay."""
    days = max((on - after).days, 1)
    if slot.location in ("nte", "open", "ciu"):
        longest = min(days - 60, 1500 if slot.location == "nte" else 600)
        return on - timedelta(days=draw.randint(1, max(longest, 1)))
    if draw.random() < 0.7:
        return after + timedelta(days=draw.randint(1, min(days, 300)))
    return on - timedelta(days=draw.randint(0, max(min(days - 1, 400), 1)))


def transfer_to(slot: Slot, draw: Random) -> str:
    """Where one in a hundred is about to go."""
    if slot.location != MAINSTREAM or draw.random() > 0.01:
        return ""
    places = RECEIVING[True] if slot.woman else CLOSED_FOR_MEN
    return draw.choice([place for place in places if place != slot.establishment])
