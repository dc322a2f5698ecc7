"""Wiring of the casework app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The plan and the conference."""

    name = "casework"
