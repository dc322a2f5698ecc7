"""Addresses of reminders and of deadlines set aside."""

from django.urls import path

from icm.clocks import views

app_name = "clocks"
urlpatterns = [
    path("reminders/", views.Reminders.as_view(), name="reminders"),
    path("reminders/read/", views.MarkRead.as_view(), name="mark_read"),
    path("people/<int:pk>/waive/<slug:rule>/", views.Waive.as_view(), name="waive"),
    path(
        "people/<int:pk>/waive/<slug:rule>/withdraw/",
        views.Withdraw.as_view(),
        name="withdraw_waiver",
    ),
]
