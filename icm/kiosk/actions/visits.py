"""Signing in at a terminal, covering it, and leaving."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from icm.core.auth import events
from icm.core.auth.origin import keyed
from icm.core.auth.policy import in_words
from icm.core.models import SecurityKind
from icm.core.outbox import Letter, post
from icm.core.refusals import Refused
from icm.kiosk import policy
from icm.kiosk.actions import tries
from icm.kiosk.actions.pins import is_right
from icm.kiosk.models import Account, Terminal, Visit
from icm.kiosk.queries.visits import at_home
from icm.people.models import Allocation
from icm.policy.calendar import in_scotland

NOT_RIGHT = "The number or the PIN is not right."


@dataclass(frozen=True, slots=True)
class Begun:
    """A visit with the token its browser is to carry; only a hash of it is kept."""

    visit: Visit
    token: str


def sign_in(terminal: Terminal, number: str, pin: str, *, at: datetime) -> Begun:
    """A visit, or Refused. The try is on record before the PIN is looked at: it is not undone by a refusal."""
    standing = tries.begin(number, terminal, at=at)
    if standing.wait:
        where = "" if standing.everywhere else " at this terminal"
        raise Refused(
            f"Too many wrong tries{where}. Wait {in_words(standing.wait)}, or ask an officer for a new PIN."
        )
    rows = Account.objects.select_related("person__establishment", "user")
    account = rows.filter(person__number__iexact=number.strip()).first()
    if not is_right(account, pin) or account is None or not at_home(account.person, terminal):
        _wrong(account, terminal, standing.failures, at=at)
        wait = policy.wait_after(standing.failures)
        again = f" Wait {in_words(wait)} before you try again." if wait else ""
        raise Refused(f"{NOT_RIGHT}{again}")
    tries.right(number, terminal, at=at)
    return _begin(account, terminal, at=at)


@transaction.atomic
def _begin(account: Account, terminal: Terminal, *, at: datetime) -> Begun:
    """Whoever stood there before is gone, and nobody stands before two terminals."""
    Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    Terminal.objects.select_for_update(of=("self",)).get(pk=terminal.pk)
    end_at(terminal, Visit.End.REPLACED, at=at)
    Visit.objects.filter(account=account, ended_at__isnull=True).update(
        ended_at=at, ended=Visit.End.REPLACED
    )
    token = secrets.token_urlsafe(32)
    visit = Visit.objects.create(
        account=account, terminal=terminal, token=keyed("visit", token), began_at=at, seen_at=at
    )
    events.record(SecurityKind.KIOSK_SIGNED_IN, user=account.user, address=_where(terminal), at=at)
    return Begun(visit, token)


def here(visit: Visit, *, at: datetime) -> None:
    """They are still there."""
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(seen_at=at)


def cover(visit: Visit) -> None:
    """Nothing of theirs is shown until they type their PIN again."""
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(covered=True)


def uncover(visit: Visit, pin: str, *, at: datetime) -> None:
    """The PIN shows that it is still them; wrong ones count as at signing in."""
    account, terminal = visit.account, visit.terminal
    number = account.person.number
    standing = tries.begin(number, terminal, at=at)
    if standing.wait:
        raise Refused(f"Too many wrong tries. Wait {in_words(standing.wait)}, or sign out.")
    if not is_right(account, pin):
        _wrong(account, terminal, standing.failures, at=at)
        raise Refused("The PIN is not right.")
    tries.right(number, terminal, at=at)
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(covered=False, seen_at=at)


def end(visit: Visit, why: Visit.End, *, at: datetime) -> None:
    """Over; done twice, it ended the first time."""
    Visit.objects.filter(pk=visit.pk, ended_at__isnull=True).update(ended_at=at, ended=why)


def end_at(terminal: Terminal, why: Visit.End, *, at: datetime) -> None:
    """Whoever is signed in at this terminal is so no longer."""
    Visit.objects.filter(terminal=terminal, ended_at__isnull=True).update(ended_at=at, ended=why)


@transaction.atomic
def _wrong(account: Account | None, terminal: Terminal, failures: int, *, at: datetime) -> None:
    user = account.user if account else None
    events.record(SecurityKind.KIOSK_PIN_WRONG, user=user, address=_where(terminal), at=at)
    if account is None or failures != policy.STAFF_TOLD_AT:
        return
    events.record(SecurityKind.KIOSK_STAFF_TOLD, user=user, address=_where(terminal), at=at)
    post(_letters(account, terminal, at), at=at)


def _letters(account: Account, terminal: Terminal, at: datetime) -> list[Letter]:
    """To whoever the person is allocated to: one a terminal and day."""
    standing = Allocation.objects.filter(
        person=account.person, until_on__isnull=True, user__is_active=True
    ).exclude(user__email="")
    page = f"{settings.BASE_URL}{reverse('terminals:access', args=[account.person_id])}"
    words = (
        "Somebody typed a wrong PIN five times at a terminal, with the number of a person you work with."
        f" Ask them whether it was they, and give them a new PIN if they need one: {page}"
    )
    on = in_scotland(at).date().isoformat()
    return [
        Letter.naming_nobody(
            f"kiosk-pin:{account.pk}:{terminal.pk}:{on}:{user}",
            user,
            "ICM: wrong PINs at a terminal",
            words,
        )
        for user in standing.order_by("user").values_list("user", flat=True).distinct()
    ]


def _where(terminal: Terminal) -> str:
    return f"terminal {terminal.pk}"
