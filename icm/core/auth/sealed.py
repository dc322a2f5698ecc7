"""Sealing short secrets with a key that is not in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def sealed(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def opened(sealed_text: str) -> str:
    """Opens with the present key or an earlier one still listed in SECRET_KEY_FALLBACKS."""
    return _box().decrypt(sealed_text.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    digest = hashlib.sha256(b"icm.core.auth.sealed:" + force_bytes(key)).digest()
    return base64.urlsafe_b64encode(digest)
