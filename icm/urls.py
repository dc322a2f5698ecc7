"""Where everything is. Apps are named by string, so the wiring imports none."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
]
