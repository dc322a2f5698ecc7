"""Rooms and hours of an establishment, and the acts on them: for its ICM team."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import rooms as actions
from conferences.forms import rooms as forms
from conferences.models import ClosedDay, Room
from conferences.queries import rooms
from icm.core.sending import Press
from icm.core.views import ActionView, Page
from icm.people.models import Establishment, LocalAuthority

KEEPER = frozenset({access.CALENDAR})


class CalendarPage(Page):
    """All that is kept of an establishment's rooms, hours and days."""

    permission_required = access.CALENDAR  # held by whoever keeps it: 404 to all others
    template_name = "conferences/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = rooms.kept_place(self.request.principals, kwargs["slug"])
        page = rooms.calendar_page(place, on=timezone.localdate())
        return super().get_context_data(page=page, **kwargs)


class _OfPlace(ActionView):
    """404 for everybody who does not keep the rooms of the establishment."""

    permission_required = access.CALENDAR

    def load(self) -> Any:
        return rooms.kept_place(self.request.principals, self.kwargs["slug"])

    def held(self, record: Any) -> frozenset[str]:
        return KEEPER

    @property
    def place(self) -> Establishment:
        found: Establishment = self.record
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("conferences:calendar", args=[self.place.slug])
        return super().get_context_data(place=self.place, back=back, **kwargs)

    def next_url(self, record: Any, result: Any) -> str:
        return reverse("conferences:calendar", args=[self.place.slug])


class _OfRoom(_OfPlace):
    record: Room

    def load(self) -> Room:
        return rooms.kept_room(self.request.principals, self.kwargs["room"])

    @property
    def place(self) -> Establishment:
        return self.record.establishment

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.record.version}


class AddRoom(_OfPlace):
    """One more room."""

    form_class = forms.AddRoom
    template_name = "conferences/room_add.html"
    done = "The room is there. Now say in which hours it can be used."

    def act(self, record: Establishment, form: forms.AddRoom) -> Room:
        fittings = actions.Fittings(**form.cleaned_data)
        return actions.add_room(record, fittings, principals=self.request.principals)

    def next_url(self, record: Any, result: Room) -> str:
        return reverse("conferences:room_hours", args=[result.pk])


class ChangeRoom(_OfRoom):
    """Its name, whether it is secure, and when it cannot be used."""

    form_class = forms.ChangeRoom
    template_name = "conferences/room_change.html"
    done = "The change is saved. The next schedule reckons with it."

    def get_initial(self) -> dict[str, Any]:
        names = ("name", "secure", "video", "closed_from", "closed_until")
        return super().get_initial() | {name: getattr(self.record, name) for name in names}

    def act(self, record: Room, form: forms.ChangeRoom) -> Room:
        said = dict(form.cleaned_data)
        version = said.pop("version")
        return actions.change_room(
            record,
            actions.Fittings(**said),
            version=version,
            principals=self.request.principals,
        )


class RoomHours(_OfRoom):
    """In which hours of every week conferences can be held in it."""

    form_class = forms.Hours
    template_name = "conferences/room_hours.html"
    done = "The hours are saved. The next schedule reckons with them."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"week": rooms.week_of(self.record)}

    def act(self, record: Room, form: forms.Hours) -> Room:
        said = form.cleaned_data
        return actions.set_hours(
            record, said["week"], version=said["version"], principals=self.request.principals
        )


class CloseDay(_OfPlace):
    """No conferences on a day."""

    form_class = forms.CloseDay
    template_name = "conferences/day_close.html"
    done = "The day is closed. The next schedule reckons with it."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Establishment, form: forms.CloseDay) -> ClosedDay:
        said = form.cleaned_data
        return actions.close_day(
            record, said["on"], said["why"], principals=self.request.principals
        )


class OpenDay(_OfPlace):
    """It is a day like any other again."""

    record: ClosedDay
    form_class = Press
    template_name = "conferences/day_open.html"
    done = "The day is open again."

    def load(self) -> ClosedDay:
        return rooms.kept_closed_day(self.request.principals, self.kwargs["closed"])

    @property
    def place(self) -> Establishment:
        return self.record.establishment

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(closed=self.record, **kwargs)

    def act(self, record: ClosedDay, form: Press) -> None:
        actions.open_day(record, principals=self.request.principals)


class SocialWorkDays(_OfPlace):
    """On which days social workers come: the prison's own, or a council's."""

    form_class = forms.SocialWorkDays
    template_name = "conferences/social_work_days.html"
    done = "Their days are saved. The next schedule reckons with them."

    def get_form_kwargs(self) -> dict[str, Any]:
        councils = LocalAuthority.objects.order_by("name").values_list("slug", "name")
        return super().get_form_kwargs() | {"councils": list(councils)}

    def get_initial(self) -> dict[str, Any]:
        council = self._council(self.request.GET.get("council", ""))
        standing = rooms.social_work_weekdays(self.place)
        return super().get_initial() | {
            "council": council.slug if council else "",
            "weekdays": standing.get(council.pk if council else None, []),
        }

    def act(self, record: Establishment, form: forms.SocialWorkDays) -> None:
        said = form.cleaned_data
        actions.set_social_work_days(
            record,
            self._council(said["council"]),
            said["weekdays"],
            principals=self.request.principals,
        )

    def _council(self, slug: str) -> LocalAuthority | None:
        return LocalAuthority.objects.filter(slug=slug).first() if slug else None
