"""Wiring of the clocks app."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    """What is due, for whom, by when and why."""

    name = "icm.clocks"
    label = "clocks"
