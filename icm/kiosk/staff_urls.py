"""Addresses of the staff's pages about terminals."""

from django.urls import path

from icm.kiosk.views import keeping

app_name = "terminals"

urlpatterns = [
    path("people/<int:pk>/kiosk/", keeping.GivePin.as_view(), name="access"),
    path("terminals/<slug:slug>/", keeping.Terminals.as_view(), name="all"),
    path("terminals/<slug:slug>/add/", keeping.AddTerminal.as_view(), name="add"),
    path("terminal/<int:pk>/", keeping.NewCode.as_view(), name="one"),
    path("terminal/<int:pk>/retire/", keeping.Retire.as_view(), name="retire"),
]
