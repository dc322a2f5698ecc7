"""Addresses of acts on people. A person stands in an address by key, never by number or name."""

from django.urls import path

from icm.people.views import dates, glass, movements, record, sentences

app_name = "people"

urlpatterns = [
    path("people/break-glass/", glass.BreakGlass.as_view(), name="break_glass"),
    path("people/break-glass/log/", glass.GlassLog.as_view(), name="glass_log"),
    path("people/break-glass/<int:glass>/end/", glass.EndBreakGlass.as_view(), name="end_glass"),
    path("people/<int:pk>/move/", movements.Move.as_view(), name="move"),
    path("people/<int:pk>/move/transfer/", movements.Transfer.as_view(), name="transfer"),
    path("people/<int:pk>/move/plan/", movements.PlanTransfer.as_view(), name="plan_transfer"),
    path("people/<int:pk>/move/release/", movements.Release.as_view(), name="release"),
    path("people/<int:pk>/move/here/", movements.Relocate.as_view(), name="relocate"),
    path("people/<int:pk>/officer/", record.Allocate.as_view(), name="allocate"),
    path("people/<int:pk>/record/", record.ChooseEvent.as_view(), name="record_event"),
    path("people/<int:pk>/record/<slug:kind>/", record.RecordEvent.as_view(), name="record_kind"),
    path(
        "people/<int:pk>/events/<int:event>/withdraw/",
        record.WithdrawEvent.as_view(),
        name="withdraw_event",
    ),
    path("people/<int:pk>/dates/<slug:kind>/", dates.EnterDate.as_view(), name="enter_date"),
    path(
        "people/<int:pk>/dates/<slug:kind>/withdraw/",
        dates.WithdrawDate.as_view(),
        name="withdraw_date",
    ),
    path("people/<int:pk>/details/", sentences.ChangeDetails.as_view(), name="details"),
    path("people/<int:pk>/sentences/", sentences.Sentences.as_view(), name="sentences"),
    path("people/<int:pk>/sentences/new/", sentences.ChooseKind.as_view(), name="new_sentence"),
    path(
        "people/<int:pk>/sentences/new/<slug:kind>/",
        sentences.RecordSentence.as_view(),
        name="record_sentence",
    ),
    path(
        "people/<int:pk>/sentences/<int:sentence>/",
        sentences.ChooseKind.as_view(),
        name="sentence_kind",
    ),
    path(
        "people/<int:pk>/sentences/<int:sentence>/<slug:kind>/",
        sentences.ChangeSentence.as_view(),
        name="change_sentence",
    ),
]
