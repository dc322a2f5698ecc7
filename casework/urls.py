"""Addresses of casework. A person stands in an address by key, never by number or name."""

from django.urls import URLPattern

app_name = "casework"

urlpatterns: list[URLPattern] = []
