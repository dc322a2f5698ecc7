"""Addresses of case conferences."""

from django.urls import path

from conferences.views import (
    arranging,
    calendars,
    coming,
    consents,
    engagements,
    family_letters,
    holding,
    inviting,
    minutes,
    placings,
    preparing,
    rooms,
    schedule,
)

app_name = "conferences"

urlpatterns = [
    path("people/<int:pk>/conferences/", arranging.Conferences.as_view(), name="conferences"),
    path("people/<int:pk>/conferences/plan/", arranging.Plan.as_view(), name="plan"),
    path("people/<int:pk>/conferences/next/", coming.Next.as_view(), name="next"),
    path("people/<int:pk>/conferences/next/judge/", coming.Judge.as_view(), name="judge"),
    path("conferences/next/", coming.NextList.as_view(), name="next_list"),
    path("conferences/<int:pk>/", arranging.One.as_view(), name="conference"),
    path("conferences/<int:pk>/fix/", arranging.Fix.as_view(), name="fix"),
    path("conferences/<int:pk>/move/", arranging.Move.as_view(), name="move"),
    path("conferences/<int:pk>/postpone/", arranging.Postpone.as_view(), name="postpone"),
    path("conferences/<int:pk>/cancel/", arranging.Cancel.as_view(), name="cancel"),
    path("conferences/<int:pk>/hold/", holding.Hold.as_view(), name="hold"),
    path("conferences/<int:pk>/adjourn/", holding.Adjourn.as_view(), name="adjourn"),
    path("conferences/<int:pk>/prepare/", preparing.Prepare.as_view(), name="prepare"),
    path("conferences/<int:pk>/invite/", inviting.Invite.as_view(), name="invite"),
    path(
        "conferences/<int:pk>/invitations/<int:invitation>/",
        inviting.AnswerFor.as_view(),
        name="answer_for",
    ),
    path(
        "conferences/<int:pk>/invitations/<int:invitation>/excuse/",
        inviting.Excuse.as_view(),
        name="excuse",
    ),
    path(
        "conferences/<int:pk>/invitations/<int:invitation>/withdraw/",
        inviting.Uninvite.as_view(),
        name="uninvite",
    ),
    path("conferences/<int:pk>/minute/", minutes.Read.as_view(), name="minute"),
    path("conferences/<int:pk>/minute/<int:number>/", minutes.Read.as_view(), name="edition"),
    path("conferences/<int:pk>/minute/write/", minutes.Write.as_view(), name="write_minute"),
    path("conferences/<int:pk>/minute/sign/", minutes.Sign.as_view(), name="sign_minute"),
    path("conferences/<int:pk>/minute/issue/", minutes.Issue.as_view(), name="issue_minute"),
    path("conferences/<int:pk>/minute/reopen/", minutes.Reopen.as_view(), name="reopen_minute"),
    path(
        "conferences/<int:pk>/minute/for/<int:issue>/",
        minutes.ForReader.as_view(),
        name="minute_for",
    ),
    path("invitations/<int:pk>/minute/", minutes.Mine.as_view(), name="my_minute"),
    path(
        "conferences/<int:pk>/invitations/<int:invitation>/letter/",
        family_letters.FamilyLetter.as_view(),
        name="family_letter",
    ),
    path(
        "conferences/<int:pk>/invitations/<int:invitation>/letter/<int:document>/",
        family_letters.OpenLetter.as_view(),
        name="open_letter",
    ),
    path("people/<int:pk>/family/", consents.Family.as_view(), name="family"),
    path("people/<int:pk>/family/add/", consents.AddConsent.as_view(), name="add_consent"),
    path("family/<int:consent>/look/", consents.Look.as_view(), name="look"),
    path(
        "family/<int:consent>/withdraw/",
        consents.WithdrawConsent.as_view(),
        name="withdraw_consent",
    ),
    path("conferences/mine/", inviting.Mine.as_view(), name="mine"),
    path("invitations/<int:pk>/", inviting.Answer.as_view(), name="answer"),
    path(
        "invitations/<int:pk>/calendar.ics", calendars.CalendarFile.as_view(), name="calendar_file"
    ),
    path("people/<int:pk>/engagements/", engagements.Engagements.as_view(), name="engagements"),
    path(
        "people/<int:pk>/engagements/add/",
        engagements.AddEngagement.as_view(),
        name="add_engagement",
    ),
    path(
        "engagements/<int:engagement>/end/",
        engagements.EndEngagement.as_view(),
        name="end_engagement",
    ),
    path("conferences/calendar/<slug:slug>/", rooms.CalendarPage.as_view(), name="calendar"),
    path("conferences/calendar/<slug:slug>/room/", rooms.AddRoom.as_view(), name="add_room"),
    path("conferences/calendar/<slug:slug>/close/", rooms.CloseDay.as_view(), name="close_day"),
    path(
        "conferences/calendar/<slug:slug>/social-work/",
        rooms.SocialWorkDays.as_view(),
        name="social_work_days",
    ),
    path("conferences/rooms/<int:room>/", rooms.ChangeRoom.as_view(), name="change_room"),
    path("conferences/rooms/<int:room>/hours/", rooms.RoomHours.as_view(), name="room_hours"),
    path("conferences/closed/<int:closed>/open/", rooms.OpenDay.as_view(), name="open_day"),
    path("conferences/schedule/<slug:slug>/", schedule.Schedule.as_view(), name="schedule"),
    path(
        "conferences/schedule/<slug:slug>/make/",
        schedule.MakeSchedule.as_view(),
        name="make_schedule",
    ),
    path("conferences/schedule/<slug:slug>/fix/", schedule.FixDates.as_view(), name="fix_dates"),
    path("conferences/<int:pk>/place/", placings.Place.as_view(), name="place"),
    path("conferences/placings/<int:placing>/", placings.OnePlacing.as_view(), name="placing"),
    path("conferences/placings/<int:placing>/pin/", placings.Pin.as_view(), name="pin"),
    path("conferences/placings/<int:placing>/unpin/", placings.Unpin.as_view(), name="unpin"),
    path("conferences/placings/<int:placing>/refuse/", placings.Refuse.as_view(), name="refuse"),
]
