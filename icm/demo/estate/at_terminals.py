"""What people in custody said, asked for and agreed to, most of it at a terminal, and the minutes they were given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.apps import apps

from conferences.policy.preparing import Form
from icm.core.bulk import reserve
from icm.demo.estate.asks import SINCE, who_asks, write_asks
from icm.demo.estate.inside import everybody_inside
from icm.demo.estate.minute_writing import write_minutes
from icm.demo.estate.minutes import ASKED_BEFORE, who_is_minuted
from icm.demo.estate.relatives import to_take_part, who_agrees, write_consents
from icm.demo.estate.says import who_says, write_says
from icm.demo.estate.staff import Staff
from icm.demo.estate.terminals import open_accounts, write_terminals, write_visits

SHOWN = (
    "barlinnie",
)  # where the officer whom `make run` names has somebody with something of everything


@dataclass(frozen=True, slots=True)
class Said:
    """How many of each."""

    asks: int
    says: int
    consents: int
    minutes: int


def write_at_terminals(staff: Staff, draw: Random, at: datetime) -> Said:
    """Whoever did something at a terminal has an account; all others have none yet."""
    terminals = write_terminals(staff, draw, at)
    everybody = {one.key: one for one in everybody_inside(staff, SHOWN)}
    settled = {key for key, one in everybody.items() if one.arrived_on < at.date() - SINCE}
    askers = who_asks(everybody.values(), draw, at.date())
    plans = who_says(settled, {one.key for one in everybody.values() if one.shown}, draw)
    sittings = who_is_minuted(everybody, draw, at)
    agreed = who_agrees(everybody.values(), draw, at)
    came = [one for one in sittings if one.family]
    agreed += [to_take_part(one.of, one.invited_at - ASKED_BEFORE) for one in came]
    at_one = {one.key for one in askers} | {plan.person for plan in plans}
    at_one |= {one.by.key for one in agreed if one.alone}
    users = open_accounts([everybody[key] for key in sorted(at_one)], staff, draw, at)
    keys = reserve(apps.get_model("conferences", "FamilyConsent"), len(agreed))
    by_conference = dict(
        zip((one.key for one in came), keys[len(agreed) - len(came) :], strict=True)
    )
    said = Said(
        asks=write_asks(askers, users, staff, draw, at),
        says=write_says(plans, users, draw, at),
        consents=write_consents(zip(keys, agreed, strict=True), users, staff, draw),
        minutes=write_minutes(sittings, by_conference, users, staff, draw),
    )
    write_visits(((everybody[key], on) for key, on in _said_at()), terminals, draw)
    return said


def _said_at() -> Iterator[tuple[int, datetime]]:
    """Everything that was said at a terminal, with when; three queries."""
    for app, model, when, only in (
        ("casework", "Ask", "asked_at", {}),
        ("casework", "ActionSay", "said_at", {}),
        ("conferences", "FamilyConsent", "recorded_at", {"form": Form.SELF.value}),
    ):
        rows = apps.get_model(app, model)._default_manager.filter(**only).order_by("pk")
        yield from rows.values_list("person", when)
