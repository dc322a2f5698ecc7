"""The schedule of an establishment: looked at, ordered anew, and its dates fixed."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import placings, scheduling
from conferences.actions.placings import Fixing
from conferences.forms.schedule import FixDates as FixForm
from conferences.models import Placing, Run
from conferences.queries import schedule
from conferences.queries.load import WEEKS
from icm.core.dates import hours
from icm.core.sending import Press
from icm.core.views import ActionView, Page
from icm.people import access as people
from icm.people.models import Establishment

MAKER = frozenset({access.ARRANGE})


def _week(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 4 else 4


class Schedule(Page):
    """Week by week: what is fixed, pinned and proposed, and what found no place."""

    permission_required = access.ARRANGE  # held by whoever makes the schedule: 404 to all others
    template_name = "conferences/schedule.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        principals = self.request.principals
        place = schedule.arranged_place(principals, kwargs["slug"])
        asked = self.request.GET.get("week", "")
        week = _week(asked) if asked else None
        page = schedule.schedule_page(place, principals, on=timezone.localdate(), week=week)
        keeps = place.slug in access.places_with(principals, access.CALENDAR)
        return super().get_context_data(page=page, keeps=keeps, week=str(page.week), **kwargs)


class _OfPlace(ActionView):
    permission_required = access.ARRANGE
    record: Establishment

    def load(self) -> Establishment:
        return schedule.arranged_place(self.request.principals, self.kwargs["slug"])

    def held(self, record: Establishment) -> frozenset[str]:
        return MAKER

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(place=self.record, back=self._back(), **kwargs)

    def next_url(self, record: Establishment, result: Any) -> str:
        return self._back()

    def _back(self) -> str:
        return reverse("conferences:schedule", args=[self.record.slug])


class MakeSchedule(_OfPlace):
    """Order a new search. Whatever is pinned, refused or fixed stays."""

    form_class = Press
    template_name = "conferences/schedule_make.html"
    done = (
        "The schedule is being made. It takes a minute or two; this page shows it when it is there."
    )

    def act(self, record: Establishment, form: Press) -> Run:
        return scheduling.order_schedule(record, **self.pressed)


class FixDates(_OfPlace):
    """Turn the placings of one week into fixed dates."""

    form_class = FixForm
    template_name = "conferences/schedule_fix.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [
            (
                one.pk,
                f"{hours(one.starts_at, one.ends_at)}: {one.conference.person.full_name}, {one.room.name}",
            )
            for one in self._placings()
        ]
        return super().get_form_kwargs() | {"choices": choices}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"placings": [one.pk for one in self._placings()]}

    def act(self, record: Establishment, form: FixForm) -> Fixing:
        chosen = set(form.cleaned_data["placings"])
        done = placings.fix_dates(
            [one for one in self._placings() if one.pk in chosen], **self.pressed
        )
        number = len(done.fixed)
        if number:
            messages.success(
                self.request, "One date is fixed." if number == 1 else f"{number} dates are fixed."
            )
        for placing, why in done.left:
            name = placing.conference.person.full_name
            messages.warning(
                self.request,
                f"Not fixed: {name}, {hours(placing.starts_at, placing.ends_at)}. {why}",
            )
        return done

    def _placings(self) -> list[Placing]:
        """Those of the week whose people the asker may know of."""
        today = timezone.localdate()
        week = min(_week(self.request.GET.get("week", "")), WEEKS - 1)
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=week)
        rows = schedule.standing(self.record, since=first, until=first + timedelta(weeks=1))
        known = people.visible_to(self.request.principals)
        return list(rows.filter(conference__person__in=known))

    def _back(self) -> str:
        week = min(_week(self.request.GET.get("week", "")), WEEKS - 1)
        return f"{super()._back()}?week={week}"
