"""How a PIN is kept and compared."""

from django.contrib.auth.hashers import check_password, make_password

from icm.core.auth.origin import keyed
from icm.kiosk.models import Account
from icm.people.models import Person


def hashed(person: Person, pin: str) -> str:
    """Argon2id. Six digits are soon tried through: without the installation's key, the hash gives nothing away."""
    return make_password(_secret(person.pk, pin))


def is_right(account: Account | None, pin: str) -> bool:
    """Whether this is the account's PIN. Without an account the same work is done: the answer takes as long."""
    if account is None:
        make_password(_secret(0, pin))
        return False
    return check_password(_secret(account.person_id, pin), account.pin)


def _secret(person: int, pin: str) -> str:
    return keyed("pin", str(person), pin)
