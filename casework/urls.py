"""Addresses of casework. A person stands in an address by key, never by number or name."""

from django.urls import URLPattern, path

from casework.views import (
    action_plan,
    alerts,
    asks,
    copies,
    plan,
    plan_acts,
    plan_lines,
    providers,
    quality,
    referral_lists,
    referrals,
    screens,
    screens_done,
    service_parts,
    services,
    talks,
    team,
    writings,
)

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
    path("people/<int:pk>/plan/", plan.Plan.as_view(), name="plan"),
    path("people/<int:pk>/plan/write/", writings.Write.as_view(), name="write"),
    path(
        "people/<int:pk>/plan/entries/<int:narrative>/change/",
        writings.Change.as_view(),
        name="change_narrative",
    ),
    path(
        "people/<int:pk>/plan/entries/<int:narrative>/withdraw/",
        writings.Withdraw.as_view(),
        name="withdraw_narrative",
    ),
    path("people/<int:pk>/plan/<slug:domain>/", plan.PlanDomain.as_view(), name="domain"),
    path("people/<int:pk>/plan/<slug:domain>/rate/", writings.Rate.as_view(), name="rate"),
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
        "people/<int:pk>/referrals/<int:referral>/move-on/",
        referrals.MoveOn.as_view(),
        name="move_on_referral",
    ),
    path(
        "people/<int:pk>/referrals/<int:referral>/<slug:move>/",
        referrals.RecordAnswer.as_view(),
        name="record_answer",
    ),
    path("referrals/", providers.ReferralList.as_view(), name="referral_list"),
    path("referrals/asked/", referral_lists.Chasing.as_view(), name="chasing"),
    path("referrals/waits/", referral_lists.Waits.as_view(), name="waits"),
    path("referrals/services/", services.Services.as_view(), name="services"),
    path("referrals/services/open/", services.OpenService.as_view(), name="open_service"),
    path("referrals/services/<int:service>/", services.OneService.as_view(), name="service"),
    path(
        "referrals/services/<int:service>/change/",
        services.ChangeService.as_view(),
        name="change_service",
    ),
    path(
        "referrals/services/<int:service>/close/",
        services.CloseService.as_view(),
        name="close_service",
    ),
    path(
        "referrals/services/<int:service>/open/",
        services.ReopenService.as_view(),
        name="reopen_service",
    ),
    path("referrals/<int:referral>/", providers.OneReferral.as_view(), name="referral"),
    path(
        "referrals/<int:referral>/entry/",
        service_parts.WriteEntry.as_view(),
        name="provider_entry",
    ),
    path(
        "referrals/<int:referral>/entries/<int:narrative>/change/",
        service_parts.ChangeEntry.as_view(),
        name="change_own_entry",
    ),
    path(
        "referrals/<int:referral>/entries/<int:narrative>/withdraw/",
        service_parts.WithdrawEntry.as_view(),
        name="withdraw_own_entry",
    ),
    path(
        "referrals/<int:referral>/actions/<int:line>/",
        service_parts.OwnProgress.as_view(),
        name="own_progress",
    ),
    path("referrals/<int:referral>/<slug:move>/", providers.Answer.as_view(), name="answer"),
    path("people/<int:pk>/action-plan/", action_plan.ActionPlanPage.as_view(), name="action_plan"),
    path("people/<int:pk>/action-plan/day/", action_plan.PlanOnADay.as_view(), name="plan_day"),
    path(
        "people/<int:pk>/action-plan/changes/",
        action_plan.PlanChanges.as_view(),
        name="plan_changes",
    ),
    path("people/<int:pk>/action-plan/draft/", action_plan.Draft.as_view(), name="plan_draft"),
    path(
        "people/<int:pk>/action-plan/start/",
        plan_acts.StartDraft.as_view(),
        name="start_plan_draft",
    ),
    path("people/<int:pk>/action-plan/aims/", plan_acts.WriteAims.as_view(), name="plan_aims"),
    path(
        "people/<int:pk>/action-plan/<int:number>/view/",
        plan_acts.RecordView.as_view(),
        name="plan_view",
    ),
    path(
        "people/<int:pk>/action-plan/put-in-force/",
        plan_acts.PutInForce.as_view(),
        name="put_in_force",
    ),
    path(
        "people/<int:pk>/action-plan/in-force/", action_plan.InForce.as_view(), name="plan_in_force"
    ),
    path(
        "people/<int:pk>/action-plan/actions/add/",
        plan_lines.AddAction.as_view(),
        name="add_plan_action",
    ),
    path(
        "people/<int:pk>/action-plan/actions/order/",
        plan_lines.OrderActions.as_view(),
        name="order_plan_actions",
    ),
    path(
        "people/<int:pk>/action-plan/actions/<int:line>/change/",
        plan_lines.ChangeAction.as_view(),
        name="change_plan_action",
    ),
    path(
        "people/<int:pk>/action-plan/actions/<int:line>/remove/",
        plan_lines.RemoveAction.as_view(),
        name="remove_plan_action",
    ),
    path(
        "people/<int:pk>/action-plan/actions/<int:line>/progress/",
        plan_lines.RecordProgress.as_view(),
        name="plan_progress",
    ),
    path(
        "people/<int:pk>/action-plan/actions/<int:line>/refer/",
        plan_lines.ReferAction.as_view(),
        name="refer_plan_action",
    ),
    path("people/<int:pk>/conversations/", talks.Conversations.as_view(), name="talks"),
    path("people/<int:pk>/conversations/new/", talks.RecordConversation.as_view(), name="talk"),
    path("people/<int:pk>/asks/", asks.PersonAsks.as_view(), name="person_asks"),
    path("asks/", asks.Asks.as_view(), name="asks"),
    path("asks/<int:pk>/", asks.AnswerAsk.as_view(), name="answer_ask"),
    path("people/<int:pk>/duties/", talks.Duties.as_view(), name="duties"),
    path("my-people/feedback/<int:pk>/seen/", quality.FeedbackSeen.as_view(), name="feedback_seen"),
    path("team/quality/", quality.Quality.as_view(), name="quality"),
    path("team/quality/draw/", quality.DrawEntry.as_view(), name="draw"),
    path("team/quality/<int:pk>/", quality.ReadEntry.as_view(), name="reading"),
    path("team/<int:pk>/shifts/", team.RecordShifts.as_view(), name="shifts"),
    path("team/<int:pk>/away/", team.RecordAbsence.as_view(), name="absence"),
    path("team/absences/<int:absence>/", team.ChangeCover.as_view(), name="cover"),
    path("team/absences/<int:absence>/end/", team.EndAbsence.as_view(), name="end_absence"),
]
