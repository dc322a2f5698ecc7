"""Addresses of case conferences."""

from django.urls import path

from conferences.views import arranging

app_name = "conferences"

urlpatterns = [
    path("people/<int:pk>/conferences/", arranging.Conferences.as_view(), name="conferences"),
    path("people/<int:pk>/conferences/plan/", arranging.Plan.as_view(), name="plan"),
    path("conferences/<int:pk>/", arranging.One.as_view(), name="conference"),
    path("conferences/<int:pk>/fix/", arranging.Fix.as_view(), name="fix"),
    path("conferences/<int:pk>/move/", arranging.Move.as_view(), name="move"),
    path("conferences/<int:pk>/postpone/", arranging.Postpone.as_view(), name="postpone"),
    path("conferences/<int:pk>/cancel/", arranging.Cancel.as_view(), name="cancel"),
]
