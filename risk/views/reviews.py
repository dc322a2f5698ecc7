"""The supervision level of a person: all reviews, one review, and the letter about it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.people import access
from icm.people import queries as people
from icm.people.views.choices import Choose
from icm.policy.facts import Level
from risk import queries
from risk.models import SupervisionReview


class Reviews(Choose):
    """Where the level stands, whether lower might do, and every review."""

    permission_required = access.VIEW
    template_name = "risk/reviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = queries.reviews_page(self.person, self.verbs, timezone.localdate())
        navigation = people.navigation(self.person.pk, self.verbs, current="reviews")
        return super().get_context_data(page=page, case_navigation=navigation, **kwargs)


class _AboutReview(Page):
    review: SupervisionReview
    verbs: frozenset[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        principals = self.request.principals
        self.review = queries.review(principals, kwargs["pk"])
        self.verbs = access.held(self.review.person, principals)
        if self.permission_required not in self.verbs:
            raise PermissionDenied
        match = self.request.resolver_match
        page = match.view_name if match else ""
        persons = [self.review.person_id]
        record_consultation(principals, page=page, persons=persons, at=timezone.now())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.review.person
        principals = self.request.principals
        return super().get_context_data(
            identity=people.identity(person, principals, timezone.localdate()),
            person=person,
            person_url=reverse("pages:person", args=[person.pk]),
            review=self.review,
            review_url=reverse("risk:review", args=[self.review.pk]),
            review_title=queries.title(self.review),
            **kwargs,
        )


class Review(_AboutReview):
    """One review, step by step."""

    permission_required = access.VIEW
    template_name = "risk/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asker = self.request.principals.user_id
        page = queries.review_page(self.review, self.verbs, asker, timezone.localdate())
        navigation = people.navigation(self.review.person_id, self.verbs, current="reviews")
        return super().get_context_data(page=page, case_navigation=navigation, **kwargs)


class Letter(_AboutReview):
    """The notice or the decision as it is printed and given to the person."""

    permission_required = access.VIEW
    template_name = "risk/letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        letter = queries.letter(self.review, context["identity"], timezone.localdate())
        if letter is None:
            raise Http404
        return context | {"letter": letter}


class Decided(_AboutReview):
    """The level is decided; what happens next."""

    permission_required = access.VIEW
    template_name = "risk/decided.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.review.state != SupervisionReview.State.DECIDED:
            raise Http404
        _, due_on = queries.next_review(self.review.person_id, timezone.localdate())
        level = Level(self.review.level_after)
        effects = queries.effects(self.review, level, timezone.localdate())
        return super().get_context_data(next_on=due_on, effects=effects, **kwargs)
