"""Where everything is. Apps are named by string, so the wiring imports none."""

from django.urls import include, path

urlpatterns = [
    path("", include("icm.people.urls")),
    path("", include("risk.urls")),
    path("", include("casework.urls")),
    path("", include("conferences.urls")),
    path("", include("icm.clocks.urls")),
    path("", include("icm.pages.urls")),
    path("kiosk/", include("icm.kiosk.urls")),
    path("", include("icm.kiosk.staff_urls")),
    path("family/", include("icm.family.urls")),
    path("", include("icm.family.staff_urls")),
    path("", include("icm.core.auth.urls")),
    path("account/", include("icm.core.urls")),
]
