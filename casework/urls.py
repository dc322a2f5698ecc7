"""Addresses of casework. A person stands in an address by key, never by number or name."""

from django.urls import URLPattern, path

from casework.views import alerts, copies, providers, referral_lists, referrals, screens, screens_done

app_name = "casework"

urlpatterns: list[URLPattern] = [
    path("people/<int:pk>/screen/", screens.Screen.as_view(), name="screen"),
    path("people/<int:pk>/screen/begin/", screens.Begin.as_view(), name="begin_screen"),
    path(
        "people/<int:pk>/screen/area/<slug:area>/", screens.AnswerArea.as_view(), name="answer_area"
    ),
    path("people/<int:pk>/screen/end/", screens.EndSitting.as_view(), name="end_sitting"),
    path("people/<int:pk>/screen/check/", screens.Check.as_view(), name="check_screen"),
    path("people/<int:pk>/screen/give-up/", screens.Abandon.as_view(), name="abandon_screen"),
    path("people/<int:pk>/screen/stop/", screens.Stop.as_view(), name="stop_screen"),
    path(
        "people/<int:pk>/screen/<int:screen>/",
        screens_done.Answers.as_view(),
        name="screen_answers",
    ),
    path(
        "people/<int:pk>/screen/<int:screen>/completed/",
        screens_done.Confirmation.as_view(),
        name="screen_done",
    ),
    path(
        "people/<int:pk>/screen/<int:screen>/slip/", screens_done.Slip.as_view(), name="route_slip"
    ),
    path(
        "people/<int:pk>/screen/<int:screen>/told/", screens_done.Told.as_view(), name="tell_route"
    ),
    path(
        "people/<int:pk>/screen/<int:screen>/read/", screens_done.Read.as_view(), name="read_screen"
    ),
    path("people/<int:pk>/alerts/<int:alert>/", alerts.Alert.as_view(), name="alert"),
    path(
        "people/<int:pk>/alerts/<int:alert>/seen/", alerts.Describe.as_view(), name="describe_alert"
    ),
    path("people/<int:pk>/alerts/<int:alert>/done/", alerts.Close.as_view(), name="close_alert"),
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
    path("people/<int:pk>/referrals/", referrals.Referrals.as_view(), name="referrals"),
    path("people/<int:pk>/referrals/new/", referrals.Refer.as_view(), name="refer"),
    path(
        "people/<int:pk>/referrals/<int:referral>/withdraw/",
        referrals.Withdraw.as_view(),
        name="withdraw_referral",
    ),
    path(
        "people/<int:pk>/referrals/<int:referral>/ask/",
        referrals.ChaseReferral.as_view(),
        name="chase_referral",
    ),
    path(
        "people/<int:pk>/referrals/<int:referral>/<slug:move>/",
        referrals.RecordAnswer.as_view(),
        name="record_answer",
    ),
    path("referrals/", providers.ReferralList.as_view(), name="referral_list"),
    path("referrals/asked/", referral_lists.Chasing.as_view(), name="chasing"),
    path("referrals/waits/", referral_lists.Waits.as_view(), name="waits"),
    path("referrals/<int:referral>/", providers.OneReferral.as_view(), name="referral"),
    path("referrals/<int:referral>/<slug:move>/", providers.Answer.as_view(), name="answer"),
]
