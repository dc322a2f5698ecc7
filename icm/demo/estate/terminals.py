"""Terminals of the invented establishments, and accounts of those who did something at one.

No browser has the key of these terminals, and nobody knows a PIN of these accounts: `make terminal` makes both anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password

from icm.core.bulk import copy, reserve
from icm.demo.estate.inside import Inside
from icm.demo.estate.rooms import rooms_at
from icm.demo.estate.staff import Staff
from icm.people.actions.places import ESTABLISHMENTS
from icm.policy.roles import Role

Row = Sequence[Any]

TERMINAL = (
    "id", "establishment", "name", "reference", "added_at", "added_by", "code", "key", "registered_at", "retired_at",
    "retired_by",
)  # fmt: skip
USER = (
    "id", "username", "first_name", "last_name", "email", "password", "is_active", "is_staff", "is_superuser",
    "date_joined",
)  # fmt: skip
ACCOUNT = (
    "person", "user", "pin", "must_change", "given_at", "given_by", "language", "size", "contrast",
)  # fmt: skip
VISIT = ("account", "terminal", "token", "began_at", "seen_at", "covered", "ended_at", "ended")
GIVEN = timedelta(days=60)  # before the present: nothing at a terminal was done earlier
_LANGUAGES = ("en",) * 18 + ("pl", "gd")
_SIZES = ("normal", "normal", "normal", "large", "largest")


def write_terminals(staff: Staff, draw: Random, at: datetime) -> dict[str, list[int]]:
    """Two for every room an establishment has; one waits for its code, and one was taken out of use.

    Returns the keys of those in use, by place.
    """
    keys = dict(apps.get_model("people", "Establishment").objects.values_list("slug", "pk"))
    rows = [
        row
        for place in ESTABLISHMENTS
        for row in _terminals(place.slug, keys[place.slug], staff, draw, at)
    ]
    model = apps.get_model("kiosk", "Terminal")
    numbers = reserve(model, len(rows))
    copy(model, TERMINAL, ((number, *row) for number, row in zip(numbers, rows, strict=True)))
    found: dict[str, list[int]] = {place.slug: [] for place in ESTABLISHMENTS}
    slugs = {key: slug for slug, key in keys.items()}
    for number, (establishment, *_, registered_at, _, _) in zip(numbers, rows, strict=True):
        if registered_at is not None:
            found[slugs[establishment]].append(number)
    return found


def write_visits(
    at_terminal: Iterable[tuple[Inside, datetime]],
    terminals: Mapping[str, Sequence[int]],
    draw: Random,
) -> None:
    """When somebody said or asked for something they had signed in some minutes before; they signed out after it."""
    accounts = apps.get_model("kiosk", "Account")._default_manager
    keys = dict(accounts.values_list("person", "pk"))
    rows = [
        (
            keys[one.key], draw.choice(terminals[one.place]), f"{draw.getrandbits(256):064x}",
            said_at - timedelta(minutes=draw.randint(1, 6)), said_at, False, said_at + timedelta(minutes=1), "left",
        )
        for one, said_at in at_terminal
    ]  # fmt: skip
    copy(apps.get_model("kiosk", "Visit"), VISIT, rows)


def open_accounts(
    persons: Iterable[Inside], staff: Staff, draw: Random, at: datetime
) -> dict[int, int]:
    """An account each, of those who have one; says which user stands for whom."""
    listed = list(persons)
    user = apps.get_model("core", "User")
    users = dict(zip((one.key for one in listed), reserve(user, len(listed)), strict=True))
    given_at = at - GIVEN
    copy(user, USER, (_user(person, key, given_at) for person, key in users.items()))
    accounts = (_account(one, users[one.key], staff, draw, given_at) for one in listed)
    copy(apps.get_model("kiosk", "Account"), ACCOUNT, accounts)
    return users


def _terminals(place: str, key: int, staff: Staff, draw: Random, at: datetime) -> Iterator[Row]:
    by, added = staff.first(Role.FIRST_LINE_MANAGER, place), at - timedelta(days=90)
    number = 2 * rooms_at(place)
    for turn in range(number):
        name = f"Hall {'ABCDEF'[turn // 2]}, {('ground floor', 'upper floor')[turn % 2]}"
        used = f"{draw.getrandbits(256):064x}"
        registered_at = added + timedelta(hours=1)
        yield (key, name, f"estate-{place}-{turn}", added, by, "", used, registered_at, None, None)
    yield (key, "Link centre", f"estate-{place}-new", at, by, "", "", None, None, None)
    gone = at - timedelta(days=draw.randint(5, 40))
    yield (key, "Old library", f"estate-{place}-old", added, by, "", "", None, gone, by)


def _user(person: int, key: int, at: datetime) -> Row:
    """As the act that gives a first PIN makes them."""
    name = ("The person,", "at a terminal")
    return (
        key, f"person-{person}", *name, "", make_password(None), False, False, False, at,
    )  # fmt: skip


def _account(one: Inside, user: int, staff: Staff, draw: Random, at: datetime) -> Row:
    language, size = draw.choice(_LANGUAGES), draw.choice(_SIZES)
    contrast = size != "normal" and draw.random() < 0.3
    pin = make_password(None)
    return (one.key, user, pin, False, at, one.officer(staff), language, size, contrast)
