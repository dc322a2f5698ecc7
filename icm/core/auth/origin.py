"""Where a request comes from, as far as we may believe it, and the keyed hashes under which that is kept."""

import hashlib
import hmac
import unicodedata

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the asker. A forwarding header counts only as many steps back as we have proxies of our own."""
    return str(get_ip(request))


def keyed(*parts: str) -> str:
    """A hash that nobody without the installation's key can turn back by trying all names or addresses."""
    key = hashlib.sha256(f"icm.core.auth.origin:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()


def account_name(typed: str) -> str:
    """One spelling for all ways of typing the same user name, whether or not there is such a user."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()
