"""Addresses of terminals. They name nobody: a page is always of whoever is signed in there."""

from django.urls import path

from icm.kiosk.views import home, looks, mine, signing

app_name = "kiosk"

urlpatterns = [
    path("", signing.Start.as_view(), name="start"),
    path("register/", signing.Register.as_view(), name="register"),
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("leave/", signing.Leave.as_view(), name="leave"),
    path("here/", signing.Here.as_view(), name="here"),
    path("cover/", signing.Cover.as_view(), name="cover"),
    path("covered/", signing.Covered.as_view(), name="covered"),
    path("pin/", signing.ChoosePin.as_view(), name="choose_pin"),
    path("looks/", looks.Looks.as_view(), name="looks"),
    path("mine/", home.Home.as_view(), name="home"),
    path("dates/", mine.MyDates.as_view(), name="dates"),
    path("people/", mine.MyPeople.as_view(), name="people"),
    path("looked/", mine.WhoLooked.as_view(), name="looked"),
]
