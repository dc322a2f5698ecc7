"""The family's window: what a relative reads of what the person agreed to share, and what they answer to it."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "icm.family"
    verbose_name = "Family"
