"""Addresses of the pages. A person is named by a key that means nothing elsewhere, never by name or number."""

from django.urls import path

from icm.pages.views import (
    establishments,
    gallery,
    officer,
    people,
    person,
    register,
    social_work,
    team,
    work,
)

app_name = "pages"
urlpatterns = [
    path("", work.Home.as_view(), name="home"),
    path("work/", work.WorkList.as_view(), name="work"),
    path("my-people/", officer.MyPeople.as_view(), name="my_people"),
    path("team/", team.Team.as_view(), name="team"),
    path("team/<int:pk>/", team.TeamMember.as_view(), name="team_member"),
    path("social-work/", social_work.SocialWork.as_view(), name="social_work"),
    path("social-work/community/", social_work.Community.as_view(), name="community"),
    path("people/", people.People.as_view(), name="people"),
    path("people/<int:pk>/", person.PersonOverview.as_view(), name="person"),
    path("people/<int:pk>/why/", person.Why.as_view(), name="why"),
    path("people/<int:pk>/events/", person.Events.as_view(), name="events"),
    path("people/<int:pk>/history/", person.History.as_view(), name="history"),
    path("people/<int:pk>/consultations/", person.Consultations.as_view(), name="consultations"),
    path("register/", register.Register.as_view(), name="register"),
    path("establishments/", establishments.Establishments.as_view(), name="establishments"),
    path(
        "establishments/<slug:slug>/",
        establishments.EstablishmentPage.as_view(),
        name="establishment",
    ),
    path("components/", gallery.Gallery.as_view(), name="components"),
]
