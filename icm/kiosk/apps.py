"""The kiosk: what people in custody read of their own case, and say of it, at terminals."""

from django.apps import AppConfig


class KioskConfig(AppConfig):
    name = "icm.kiosk"
    verbose_name = "Kiosk"
