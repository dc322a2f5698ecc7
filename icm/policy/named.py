"""Closed lists whose members have a slug to store and words to show."""

from enum import StrEnum
from typing import Self


class Named(StrEnum):
    """A member is written ``NAME = "slug", "Words for the screen"``; it equals its slug. ``Kind(slug)`` finds it."""

    label: str

    def __new__(cls, slug: str, label: str = "") -> Self:
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.label = label
        return member
