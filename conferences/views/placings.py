"""One placing of a conference: why there, and the acts on it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import placings as actions
from conferences.forms import schedule as forms
from conferences.models import Placing, Room
from conferences.queries import placings
from conferences.views.bases import ConferenceAct, ConferencesAct, ConferencesPage
from icm.core.dates import hours
from icm.core.sending import Press
from icm.people.models import Person


class OnePlacing(ConferencesPage):
    """Where a conference is proposed to be, who is free then, and what speaks for it."""

    template_name = "conferences/placing.html"

    def load(self) -> Person:
        self.placing: Placing = placings.placing(self.request.principals, self.kwargs["placing"])
        return self.placing.conference.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=placings.placing_page(self.placing, self.request.principals, self.verbs),
            conference=self.placing.conference,
            **kwargs,
        )


class _Act(ConferencesAct):
    permission_required = access.ARRANGE

    def load(self) -> Person:
        self.placing: Placing = placings.placing(self.request.principals, self.kwargs["placing"])
        return self.placing.conference.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("conferences:placing", args=[self.placing.pk])
        when = hours(self.placing.starts_at, self.placing.ends_at)
        return super().get_context_data(placing=self.placing, back=back, when=when, **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        address = placings.schedule_address(self.placing, self.request.principals)
        return address or reverse("conferences:conferences", args=[record.pk])


class Pin(_Act):
    """It stays there, whatever the next search finds."""

    form_class = Press
    template_name = "conferences/placing_pin.html"
    done = "It is pinned. No search moves it."

    def act(self, record: Person, form: Press) -> Placing:
        return actions.pin(self.placing, **self.pressed)


class Unpin(_Act):
    """The next search may move it."""

    form_class = Press
    template_name = "conferences/placing_unpin.html"
    done = "The next search may move it."

    def act(self, record: Person, form: Press) -> Placing:
        return actions.unpin(self.placing, **self.pressed)


class Refuse(_Act):
    """Not at that time."""

    form_class = forms.Refuse
    template_name = "conferences/placing_refuse.html"
    done = "The time is refused. The next search finds another."

    def act(self, record: Person, form: forms.Refuse) -> Placing:
        return actions.refuse(self.placing, form.cleaned_data["why"], **self.pressed)


class Place(ConferenceAct):
    """Put a conference into a room at a time by hand."""

    permission_required = access.ARRANGE
    form_class = forms.Place
    template_name = "conferences/place.html"
    done = "It is pinned there. Fix the date when you are sure."

    def get_form_kwargs(self) -> dict[str, Any]:
        rooms = placings.rooms_of(self.conference.person.establishment)
        return super().get_form_kwargs() | {"rooms": rooms}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"minutes": self.conference.minutes}

    def act(self, record: Person, form: forms.Place) -> Placing:
        said = form.cleaned_data
        spot = actions.Spot(
            room=Room.objects.get(pk=said["room"]),
            starts_at=said["starts_at"],
            minutes=said["minutes"],
        )
        return actions.place_by_hand(self.conference, spot, **self.pressed)

    def next_url(self, record: Person, result: Placing) -> str:
        """Back to the week it was drawn in, for whoever drew it; else to what was placed."""
        week = placings.week_address(result, self.request.principals, on=timezone.localdate())
        if self.request.POST.get("from") == "schedule" and week:
            return week
        return reverse("conferences:placing", args=[result.pk])
