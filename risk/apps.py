"""Wiring of the risk app."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    """Assessment of risk, and (apart from it) supervision inside the prison."""

    name = "risk"
