"""Addresses of receptions and supervision levels."""

from django.urls import path

from risk.views import receptions, reviews, steps

app_name = "risk"

urlpatterns = [
    path("people/receive/", receptions.Receive.as_view(), name="receive"),
    path("people/<int:pk>/received/", receptions.Received.as_view(), name="received"),
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
]
