"""Wiring of the people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The shared nouns of the house."""

    name = "icm.people"
    label = "people"
