"""Reading for quality: results, drawing an entry, reading it, and the writer's "I have seen this"."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from casework import access
from casework.actions import quality as actions
from casework.forms import quality as forms
from casework.models import QualityReading
from casework.policy.quality import DRAWN_FROM, QUESTIONS
from casework.queries import quality
from icm.core.consultations import record_consultation
from icm.core.refusals import Refused
from icm.core.sending import Press
from icm.core.views import ActionView, Page, SignedInRequest
from icm.people import queries as people
from icm.people.models import Establishment
from icm.policy.calendar import in_scotland


class Quality(Page):
    """What reading found, by question and month; never by writer."""

    permission_required = access.SAMPLE
    template_name = "casework/quality.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        places = _sampled(self.request)
        found = quality.results(places, people.establishment_names(), on=timezone.localdate())
        return super().get_context_data(results=found, **kwargs)


class DrawEntry(ActionView):
    """One entry by lot."""

    permission_required = access.SAMPLE
    form_class = Press
    template_name = "casework/draw.html"

    def load(self) -> Establishment:
        places = _sampled(self.request)
        asked = self.request.GET.get("place", min(places))
        if asked not in places:
            raise Http404
        return Establishment.objects.get(slug=asked)

    def held(self, record: Establishment) -> frozenset[str]:
        return frozenset({access.SAMPLE})  # the place is one of those the asker samples

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        principals = self.request.principals
        return super().get_context_data(
            place=self.record,
            open_reading=quality.open_readings(principals)
            .filter(establishment=self.record)
            .first(),
            number=quality.drawable(self.record, principals, on=today).count(),
            days=DRAWN_FROM.at(today),
            **kwargs,
        )

    def act(self, record: Establishment, form: Press) -> QualityReading:
        return actions.draw(record, **self.pressed)

    def next_url(self, record: Establishment, result: QualityReading) -> str:
        return reverse("casework:reading", args=[result.pk])


class ReadEntry(ActionView):
    """The entry drawn, the questions, a word to the writer."""

    permission_required = access.SAMPLE
    form_class = forms.ReadEntry
    template_name = "casework/reading.html"
    done = "It is kept. The writer sees what you said the next time they open their people."

    def load(self) -> QualityReading:
        return quality.reading(self.request.principals, self.kwargs["pk"])

    def held(self, record: QualityReading) -> frozenset[str]:
        places = access.sampled_places(self.request.principals)
        return frozenset({access.SAMPLE} if record.establishment.slug in places else ())

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = QUESTIONS.at(in_scotland(self.record.drawn_at).date())
        return super().get_form_kwargs() | {"questions": asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.record.narrative.person
        principals = self.request.principals
        return super().get_context_data(
            identity=people.identity(person, principals, timezone.localdate()),
            reading=self.record,
            page=quality.reading_page(self.record, principals),
            **kwargs,
        )

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The entry is about a person: the look is kept."""
        record_consultation(
            self.request.principals,
            page="casework:reading",
            persons=[self.record.narrative.person_id],
            at=timezone.now(),
        )
        return super().render_to_response(context, **kwargs)

    def act(self, record: QualityReading, form: forms.ReadEntry) -> QualityReading:
        return actions.read_entry(
            record, form.marks, feedback=form.cleaned_data["feedback"], **self.pressed
        )

    def next_url(self, record: QualityReading, result: QualityReading) -> str:
        return reverse("casework:quality")


class FeedbackSeen(View):
    """A button: the writer has seen what was said of their entry."""

    permission_required = None  # one's own entries only: the act asks
    http_method_names = ["post"]
    request: SignedInRequest

    def post(self, request: SignedInRequest, pk: int) -> HttpResponse:
        row = quality.feedback_to(self.request.principals, pk)
        try:
            actions.mark_seen(row, principals=self.request.principals, at=timezone.now())
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return HttpResponseRedirect(reverse("pages:my_people"))


def _sampled(request: SignedInRequest) -> frozenset[str]:
    places = access.sampled_places(request.principals)
    if not places:
        raise PermissionDenied
    return places
