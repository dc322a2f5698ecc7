"""Addresses of the staff's pages about the window of a relative."""

from django.urls import path

from icm.family.views import keeping

app_name = "windows"

urlpatterns = [
    path("windows/<int:consent>/", keeping.OpenWindow.as_view(), name="one"),
    path("windows/<int:consent>/news/", keeping.SendNews.as_view(), name="news"),
    path(
        "windows/<int:consent>/letters/<int:document>/",
        keeping.OpenLetter.as_view(),
        name="letter",
    ),
    path(
        "windows/<int:consent>/letters/<int:document>/progress/",
        keeping.LetterProgress.as_view(),
        name="progress",
    ),
]
