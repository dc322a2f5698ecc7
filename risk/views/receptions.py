"""Recording a reception, and what happens next."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from icm.core.consultations import record_consultation
from icm.core.refusals import Refused
from icm.core.screen import Fact
from icm.core.views import ActionView
from icm.people import access
from icm.people import queries as people
from icm.people.actions import Arrival
from icm.people.models import Establishment, LocalAuthority, Person
from icm.people.views.choices import Choose
from risk import actions, queries
from risk.forms import receptions as forms


class Receive(ActionView):
    """Somebody new, or somebody who comes back."""

    permission_required = access.MOVE
    form_class = forms.Receive
    template_name = "risk/receive.html"
    check_template = "risk/receive_check.html"

    def load(self) -> Any:
        return None  # about nobody on record until the reception is recorded

    def held(self, record: Any) -> frozenset[str]:
        may = access.may_receive(self.request.principals)
        return frozenset({access.MOVE}) if may else frozenset()

    def get_form_kwargs(self) -> dict[str, Any]:
        slugs = access.places_with(self.request.principals, access.MOVE)
        return super().get_form_kwargs() | {
            "places": Establishment.objects.filter(slug__in=slugs).order_by("name"),
            "councils": LocalAuthority.objects.order_by("name"),
            "today": timezone.localdate(),
        }

    def get_initial(self) -> dict[str, Any]:
        slugs = access.places_with(self.request.principals, access.MOVE)
        first = Establishment.objects.filter(slug__in=slugs).order_by("name").first()
        now = timezone.localtime()
        return super().get_initial() | {
            "establishment": first if len(slugs) == 1 else None,
            "on": now.date(),
            "time": now.strftime("%H:%M"),
        }

    def answers(self, form: forms.Receive) -> tuple[Fact, ...]:
        return form.answers

    def act(self, record: Any, form: forms.Receive) -> Person:
        arrival, at = Arrival(**form.values), timezone.now()
        principals = self.request.principals
        try:
            return actions.receive(arrival, by=self.request.user, principals=principals, at=at)
        except Refused:
            # The refusal tells that the number is somebody's: whoever it belongs to can see who tried it.
            record_consultation(
                principals,
                page="risk:receive",
                persons=people.out_of_sight(principals, arrival.number),
                at=at,
                why="A reception under this number was refused.",
            )
            raise

    def next_url(self, record: Any, result: Person) -> str:
        return reverse("risk:received", args=[result.pk])


class Received(Choose):
    """They are in custody; what happens next."""

    permission_required = access.MOVE
    template_name = "risk/received.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = queries.first_review(self.person.pk, timezone.localdate())
        return super().get_context_data(first=first, **kwargs)
