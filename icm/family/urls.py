"""Addresses of the family's window. They name nobody: a page is always of whoever reads there."""

from django.urls import path

from icm.family.views import help, home, meetings, minutes, plan, signing

app_name = "family"

urlpatterns = [
    path("", signing.Start.as_view(), name="start"),
    path("code/", signing.EnterCode.as_view(), name="code"),
    path("whose/", signing.Whose.as_view(), name="whose"),
    path("letter/", signing.EnterLetter.as_view(), name="letter"),
    path("leave/", signing.Leave.as_view(), name="leave"),
    path("stay/", signing.Stay.as_view(), name="stay"),
    path("draft/", signing.Draft.as_view(), name="draft"),
    path("meetings/", meetings.Meetings.as_view(), name="meetings"),
    path("meetings/<int:pk>/answer/", meetings.Answer.as_view(), name="answer"),
    path("meetings/<int:pk>/say/", meetings.Say.as_view(), name="say"),
    path("help/", help.Help.as_view(), name="help"),
    path("minutes/", minutes.Minutes.as_view(), name="minutes"),
    path("minutes/<int:pk>/", minutes.FamilyMinute.as_view(), name="minute"),
    path("minutes/<int:pk>/wrong/", minutes.Wrong.as_view(), name="wrong"),
    path("plan/", plan.FamilyPlan.as_view(), name="plan"),
    path("home/", home.Home.as_view(), name="home"),
]
