"""Making a browser a terminal: staff add one and are given a code, which is typed in at the terminal itself."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from icm.core.access import Principals
from icm.core.auth.origin import keyed
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore
from icm.kiosk import access, policy
from icm.kiosk.actions.visits import end_at
from icm.kiosk.models import Terminal, Visit
from icm.people.models import Establishment

NO_SUCH_CODE = (
    "This code is not right, or it is too old. Ask for a new one on the page of terminals."
)


@dataclass(frozen=True, slots=True)
class Code:
    """A terminal with the code that makes a browser it. The code is shown once and can be read nowhere again."""

    terminal: Terminal
    code: str


@transaction.atomic
def add_terminal(
    place: Establishment,
    *,
    name: str,
    reference: str,
    by: User,
    principals: Principals,
    at: datetime,
) -> Code:
    """One more terminal. Sent twice, there is one, with a new code."""
    _require(place, principals)
    before = Terminal.objects.filter(reference=reference).first()
    if before is not None:
        if (before.establishment_id, before.name) != (place.pk, name):
            raise SentBefore
        return new_code(before, by=by, principals=principals, at=at)
    if Terminal.objects.filter(establishment=place, name=name, retired_at__isnull=True).exists():
        raise Refused("There is a terminal of this name. Give this one another.")
    row = Terminal.objects.create(
        establishment=place, name=name, reference=reference, added_at=at, added_by=by
    )
    return _coded(row, at)


@transaction.atomic
def new_code(terminal: Terminal, *, by: User, principals: Principals, at: datetime) -> Code:
    """A code for a terminal that is not registered yet, or whose browser was set up anew. The old key goes with it."""
    row = _locked(terminal)
    _require(row.establishment, principals)
    if row.retired_at is not None:
        raise Refused("This terminal was taken out of use. Add it anew.")
    end_at(row, Visit.End.RETIRED, at=at)
    row.key, row.registered_at = "", None
    return _coded(row, at)


@transaction.atomic
def register(code: str, *, at: datetime) -> str:
    """The browser that asks is this terminal from now on. Answers with the key it is to carry; a code counts once."""
    typed = "".join(code.split()).upper()
    found = Terminal.objects.select_for_update().filter(
        code=keyed("terminal-code", typed), code_until__gt=at, retired_at__isnull=True
    )
    row = found.first() if typed else None
    if row is None:
        raise Refused(NO_SUCH_CODE)
    key = secrets.token_urlsafe(32)
    row.key, row.registered_at = keyed("terminal", key), at
    row.code, row.code_until = "", None
    row.save(update_fields=["key", "registered_at", "code", "code_until"])
    return key


@transaction.atomic
def retire(terminal: Terminal, *, by: User, principals: Principals, at: datetime) -> Terminal:
    """Out of use: from the next request on its browser finds no pages. Done twice, it is out of use once."""
    row = _locked(terminal)
    _require(row.establishment, principals)
    if row.retired_at is None:
        end_at(row, Visit.End.RETIRED, at=at)
        row.retired_at, row.retired_by, row.code, row.code_until = at, by, "", None
        row.save(update_fields=["retired_at", "retired_by", "code", "code_until"])
    return row


def _coded(row: Terminal, at: datetime) -> Code:
    code = "".join(secrets.choice(policy.CODE_LETTERS) for _ in range(policy.CODE_LENGTH))
    row.code, row.code_until = keyed("terminal-code", code), at + policy.CODE_LASTS
    row.save(update_fields=["key", "registered_at", "code", "code_until"])
    return Code(row, code)


def _locked(terminal: Terminal) -> Terminal:
    rows = Terminal.objects.select_for_update(of=("self",)).select_related("establishment")
    return rows.get(pk=terminal.pk)


def _require(place: Establishment, principals: Principals) -> None:
    if place.slug not in access.kept_places(principals):
        raise NotAllowed(
            "Terminals are kept by the First Line Managers and the ICM Co-ordinator there."
        )
