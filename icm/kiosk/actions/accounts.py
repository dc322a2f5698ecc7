"""Giving somebody a PIN, and their choosing their own."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from icm.core.access import Principals
from icm.core.auth import events
from icm.core.models import SecurityKind, User
from icm.core.refusals import Refused
from icm.kiosk import access, policy
from icm.kiosk.actions import tries
from icm.kiosk.actions.pins import hashed, is_right
from icm.kiosk.models import Account, Visit
from icm.people.models import Person


@transaction.atomic
def give_pin(person: Person, *, by: User, principals: Principals, at: datetime) -> str:
    """A first PIN, or another where one is forgotten. It is shown once, to be handed over, and changed at first use.

    Ends an open visit, and lets the account try again at every terminal.
    """
    access.require(person, principals, access.GIVE)
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if held.released_on is not None:
        raise Refused("They have been released: terminals are for people in prison.")
    row = Account.objects.filter(person=held).first()
    pin = _random_pin(held.number)
    if row is None:
        user = User.objects.create(
            username=f"person-{held.pk}",
            first_name="The person,",  # what staff read beside what was entered
            last_name="at a terminal",
            is_active=False,
            password=make_password(None),
        )
        row = Account(person=held, user=user)
    row.must_change, row.given_at, row.given_by = True, at, by
    row.pin = hashed(held, pin)
    row.save()
    Visit.objects.filter(account=row, ended_at__isnull=True).update(
        ended_at=at, ended=Visit.End.RESET
    )
    tries.forget(held.number)
    events.record(SecurityKind.KIOSK_PIN_GIVEN, user=row.user, at=at)
    return pin


@transaction.atomic
def choose_pin(visit: Visit, pin: str, *, at: datetime) -> Account:
    """The person's own PIN instead of the one they have."""
    row = Account.objects.select_for_update(of=("self",)).get(pk=visit.account_id)
    person = Person.objects.get(pk=row.person_id)
    if len(pin) != policy.PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise Refused(f"A PIN has {policy.PIN_DIGITS} digits.")
    if reason := policy.too_plain(pin, person.number):
        raise Refused(reason)
    if is_right(row, pin):
        raise Refused("This is the PIN you have now. Choose another.")
    row.pin, row.must_change = hashed(person, pin), False
    row.save(update_fields=["pin", "must_change"])
    events.record(SecurityKind.KIOSK_PIN_CHANGED, user=row.user, at=at)
    return row


@transaction.atomic
def prefer(visit: Visit, *, language: str, size: str, contrast: bool) -> None:
    """How the person wants the pages to look, at this and every other terminal."""
    if language not in policy.LANGUAGES:
        raise Refused("Choose one of the languages.")
    Account.objects.filter(pk=visit.account_id).update(
        language=language, size=Account.Size(size), contrast=contrast
    )


@transaction.atomic
def speak(visit: Visit, language: str) -> None:
    """The language somebody chose before they signed in; one that there is not changes nothing."""
    if language in policy.LANGUAGES:
        Account.objects.filter(pk=visit.account_id).update(language=language)


def _random_pin(number: str) -> str:
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(policy.PIN_DIGITS))
        if not policy.too_plain(pin, number):
            return pin
