"""Addresses of casework. A person stands in an address by key, never by number or name."""

from django.urls import URLPattern, path

from casework.views import copies

app_name = "casework"

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/copies/", copies.Copies.as_view(), name="copies"),
    path("people/<int:pk>/copies/new/", copies.OrderCopy.as_view(), name="order_copy"),
    path("people/<int:pk>/copies/<int:document>/", copies.OneCopy.as_view(), name="copy"),
    path(
        "people/<int:pk>/copies/<int:document>/progress/",
        copies.CopyProgress.as_view(),
        name="copy_progress",
    ),
    path(
        "people/<int:pk>/copies/<int:document>/file/", copies.OpenCopy.as_view(), name="open_copy"
    ),
    path(
        "people/<int:pk>/copies/<int:document>/given/", copies.GiveCopy.as_view(), name="give_copy"
    ),
]
