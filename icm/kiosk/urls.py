"""Addresses of terminals. They name nobody: a page is always of whoever is signed in there."""

from django.urls import path

from icm.kiosk.views import (
    asking,
    asks,
    conferences,
    home,
    looks,
    mine,
    minutes,
    plan,
    signing,
    standing,
)

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
    path("mine/conference/", conferences.Meeting.as_view(), name="conference"),
    path("mine/conference/coming/", conferences.Coming.as_view(), name="coming"),
    path("mine/conference/raise/", conferences.Raise.as_view(), name="raise"),
    path("mine/minutes/", minutes.Minutes.as_view(), name="minutes"),
    path("mine/minutes/<int:pk>/", minutes.OwnMinute.as_view(), name="minute"),
    path("mine/minutes/<int:pk>/wrong/", minutes.Wrong.as_view(), name="wrong"),
    path("mine/minutes/<int:pk>/comment/", minutes.Comment.as_view(), name="comment"),
    path("mine/ask/", asking.Ask.as_view(), name="ask"),
    path("mine/ask/conference/", asking.AskConference.as_view(), name="ask_conference"),
    path("mine/ask/talk/", asks.AskTalk.as_view(), name="ask_talk"),
    path("mine/ask/copy/", asks.AskCopy.as_view(), name="ask_copy"),
    path("mine/ask/wrong/", asks.AskCorrection.as_view(), name="ask_correction"),
    path("mine/asked/<int:pk>/", asks.AskOne.as_view(), name="ask_one"),
    path("mine/asked/<int:pk>/back/", asks.TakeBack.as_view(), name="ask_back"),
    path(
        "mine/asked/conference/<int:pk>/back/",
        asking.TakeConferenceBack.as_view(),
        name="ask_conference_back",
    ),
    path("mine/asked/", asking.Asked.as_view(), name="asked"),
    path("mine/family/", conferences.MyFamily.as_view(), name="family"),
    path("mine/family/add/", conferences.AddFamily.as_view(), name="add_family"),
    path("mine/family/<int:pk>/stop/", conferences.StopFamily.as_view(), name="stop_family"),
    path("mine/plan/", plan.Plan.as_view(), name="plan"),
    path("mine/plan/say/", plan.SayOfPlan.as_view(), name="say_plan"),
    path("mine/plan/<int:line>/", plan.Action.as_view(), name="action"),
    path("mine/plan/<int:line>/say/", plan.SayOfAction.as_view(), name="say_action"),
    path("mine/decisions/", standing.Decisions.as_view(), name="decisions"),
    path("mine/assessment/", standing.Assessment.as_view(), name="assessment"),
    path("mine/referrals/", standing.Referrals.as_view(), name="referrals"),
]
