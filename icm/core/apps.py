"""Wiring of the core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Named so that its tables start with ``core_``."""

    name = "icm.core"
    label = "core"
