"""Wiring of the conferences app."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Case conferences, from what makes one due to the minute everybody has."""

    name = "conferences"
