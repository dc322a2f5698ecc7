"""Wiring of the pages app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Home, lists, the person's page, the register."""

    name = "icm.pages"
    label = "pages"
