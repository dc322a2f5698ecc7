"""Addresses of receptions and supervision levels."""

from django.urls import path

from risk.views import (
    assessing,
    early,
    lifelong,
    mappa,
    outcomes,
    psychology,
    receptions,
    reviews,
    risk_plans,
    scores,
    steps,
    telling,
    words,
)

app_name = "risk"

urlpatterns = [
    path("people/receive/", receptions.Receive.as_view(), name="receive"),
    path("people/<int:pk>/received/", receptions.Received.as_view(), name="received"),
    path("supervision/early/", early.EarlyLooks.as_view(), name="early"),
    path("people/<int:pk>/supervision/", reviews.Reviews.as_view(), name="reviews"),
    path("people/<int:pk>/supervision/propose/", steps.Propose.as_view(), name="propose"),
    path("supervision/<int:pk>/", reviews.Review.as_view(), name="review"),
    path("supervision/<int:pk>/letter/", reviews.Letter.as_view(), name="letter"),
    path("supervision/<int:pk>/decided/", reviews.Decided.as_view(), name="decided"),
    path("supervision/<int:pk>/notice/", steps.Notify.as_view(), name="notify"),
    path("supervision/<int:pk>/notice/given/", steps.Give.as_view(), name="give"),
    path("supervision/<int:pk>/represent/", steps.Represent.as_view(), name="represent"),
    path("supervision/<int:pk>/decide/", steps.Decide.as_view(), name="decide"),
    path("supervision/<int:pk>/withdraw/", steps.Withdraw.as_view(), name="withdraw"),
    path("supervision/<int:pk>/told/", steps.Tell.as_view(), name="tell"),
    path("supervision/<int:pk>/documents/", steps.AskDocuments.as_view(), name="ask"),
    path("supervision/<int:pk>/documents/answer/", steps.AnswerDocuments.as_view(), name="answer"),
    path("supervision/<int:pk>/acknowledge/", steps.Acknowledge.as_view(), name="acknowledge"),
    path("people/<int:pk>/risk-plan/", risk_plans.CurrentRiskPlan.as_view(), name="risk_plan"),
    path(
        "people/<int:pk>/risk-plan/versions/<int:number>/",
        risk_plans.RiskPlanVersion.as_view(),
        name="risk_plan_version",
    ),
    path(
        "people/<int:pk>/risk-plan/start/",
        risk_plans.StartRiskPlan.as_view(),
        name="start_risk_plan",
    ),
    path(
        "people/<int:pk>/risk-plan/write/",
        risk_plans.WriteRiskPlan.as_view(),
        name="write_risk_plan",
    ),
    path(
        "people/<int:pk>/risk-plan/in-force/",
        risk_plans.PutInForce.as_view(),
        name="risk_plan_in_force",
    ),
    path("people/<int:pk>/risk-plan/rma/sent/", lifelong.SentToRma.as_view(), name="rma_sent"),
    path(
        "people/<int:pk>/risk-plan/rma/approved/",
        lifelong.ApprovedByRma.as_view(),
        name="rma_approved",
    ),
    path(
        "people/<int:pk>/risk-plan/rma/report/", lifelong.YearlyReport.as_view(), name="rma_report"
    ),
    path(
        "people/<int:pk>/risk-plan/rma/change/", lifelong.NoticeChange.as_view(), name="rma_notice"
    ),
    path(
        "people/<int:pk>/risk-plan/rma/change/<int:notice>/told/",
        lifelong.ToldRma.as_view(),
        name="rma_told",
    ),
    path(
        "people/<int:pk>/risk-plan/rma/change/<int:notice>/answer/",
        lifelong.AnsweredByRma.as_view(),
        name="rma_answer",
    ),
    path("people/<int:pk>/mappa/", mappa.MappaOf.as_view(), name="mappa"),
    path("people/<int:pk>/mappa/keep/", mappa.KeepMappa.as_view(), name="keep_mappa"),
    path("people/<int:pk>/mappa/stage/", mappa.ReachStage.as_view(), name="mappa_stage"),
    path("people/<int:pk>/mappa/police/", mappa.NotifyPolice.as_view(), name="notify_police"),
    path(
        "people/<int:pk>/mappa/police/<int:notice>/reply/",
        mappa.PoliceReply.as_view(),
        name="police_reply",
    ),
    path("people/<int:pk>/assessments/ask/", assessing.Ask.as_view(), name="ask_assessment"),
    path(
        "people/<int:pk>/assessments/record/", assessing.Record.as_view(), name="record_assessment"
    ),
    path("assessments/<int:pk>/record/", assessing.Complete.as_view(), name="complete_assessment"),
    path("assessments/<int:pk>/correct/", assessing.Correct.as_view(), name="correct_assessment"),
    path("assessments/<int:pk>/settle/", assessing.Settle.as_view(), name="settle"),
    path(
        "assessments/<int:pk>/withdraw/", assessing.Withdraw.as_view(), name="withdraw_assessment"
    ),
    path("assessments/<int:pk>/figures/", scores.Figures.as_view(), name="figures"),
    path("assessments/contradictions/", scores.Contradictions.as_view(), name="contradictions"),
    path("assessments/asked/", psychology.Desk.as_view(), name="psychology"),
    path("assessments/asked/<int:pk>/", psychology.Asked.as_view(), name="asked"),
    path("assessments/asked/<int:pk>/dates/", psychology.Promise.as_view(), name="promise"),
    path("assessments/asked/<int:pk>/told/", psychology.Tell.as_view(), name="tell_dates"),
    path(
        "assessments/asked/<int:pk>/words/", psychology.Formulate.as_view(), name="psychology_words"
    ),
    path("assessments/asked/<int:pk>/done/", psychology.Done.as_view(), name="psychology_done"),
    path("people/<int:pk>/assessments/", outcomes.Assessments.as_view(), name="assessments"),
    path("people/<int:pk>/assessments/compare/", outcomes.Compare.as_view(), name="compare"),
    path("assessments/<int:pk>/", outcomes.Assessment.as_view(), name="assessment"),
    path("assessments/<int:pk>/words/", words.Formulate.as_view(), name="words"),
    path("assessments/<int:pk>/needs/", words.Needs.as_view(), name="needs"),
    path("assessments/<int:pk>/serious-harm/", words.SeriousHarm.as_view(), name="serious_harm"),
    path("assessments/<int:pk>/explain/", telling.Explain.as_view(), name="explain"),
    path(
        "assessments/<int:pk>/explain/<int:explanation>/take-back/",
        telling.TakeBackExplanation.as_view(),
        name="take_back_explanation",
    ),
    path("people/<int:pk>/changes/", telling.Changes.as_view(), name="changes"),
    path("people/<int:pk>/changes/tell/", telling.TellChange.as_view(), name="tell_change"),
    path(
        "people/<int:pk>/changes/<str:kind>/<str:on>/answer/",
        telling.AnswerChange.as_view(),
        name="answer_change",
    ),
]
