"""One's own account, and what the pages' script asks while somebody is typing."""

from django.urls import path

from icm.core.auth import views

app_name = "core"
urlpatterns = [
    path("", views.Account.as_view(), name="account"),
    path("draft/", views.draft, name="draft"),
    path("draft/forget/", views.forget_draft, name="forget_draft"),
    path("stay/", views.stay, name="stay"),
]
