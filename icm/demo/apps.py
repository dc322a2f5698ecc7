"""Wiring of the demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The synthetic estate and the one-command start."""

    name = "icm.demo"
    label = "demo"
