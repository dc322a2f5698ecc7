"""The pages about one person."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from casework.queries import history
from conferences.queries import history as conferences
from icm.clocks import queries as clocks
from icm.core.consultations import record_consultation
from icm.core.views import Page
from icm.pages.forms import DayForm
from icm.pages.queries import person as reading
from icm.pages.queries.acts import Acts
from icm.pages.queries.why import why_page
from icm.people import queries as people
from risk import queries as risk

if TYPE_CHECKING:
    from icm.people.models import Person


class _AboutPerson(Page):
    """Loads the person or answers 404, checks the verb, and writes down who looked before anything is shown."""

    page: ClassVar[str]
    current: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        principals = self.request.principals
        self.person: Person = people.person(principals, kwargs["pk"])
        self.roles, self.held = people.roles_and_verbs(self.person, principals)
        if self.permission_required not in self.held:
            raise PermissionDenied
        record_consultation(principals, page=self.page, persons=[self.person.pk], at=timezone.now())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault(
            "identity", people.identity(self.person, self.request.principals, timezone.localdate())
        )
        kwargs.setdefault(
            "case_navigation", people.navigation(self.person.pk, self.held, current=self.current)
        )
        return super().get_context_data(person=self.person, held=self.held, **kwargs)


class PersonOverview(_AboutPerson):
    """Who they are, what is due and why, their dates, their sentence as a picture."""

    permission_required = "view"
    page = "pages:person"
    current = "person"
    template_name = "pages/person.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = reading.person_page(
            self.person,
            self.request.principals,
            Acts(self.person.pk, self.held, people.recordable(self.roles)),
            on=timezone.localdate(),
        )
        return super().get_context_data(
            page=page, identity=page.identity, case_navigation=page.navigation, **kwargs
        )


class Why(_AboutPerson):
    """Every rule and what it says of this person, on any day."""

    permission_required = "view"
    page = "pages:why"
    current = "why"
    template_name = "pages/why.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        form = DayForm(self.request.GET if self.request.GET else None, initial={"on": today})
        on = (form.cleaned_data["on"] if form.is_bound and form.is_valid() else None) or today
        acts = Acts(self.person.pk, self.held, people.recordable(self.roles))
        page = why_page(self.person.pk, acts, on=on)
        return super().get_context_data(on=on, form=form, page=page, **kwargs)


class Events(_AboutPerson):
    """What happened, newest first."""

    permission_required = "view"
    page = "pages:events"
    current = "events"
    template_name = "pages/events.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            entries=people.event_entries(self.person, self.request.principals),
            left_out=people.events_left_out(self.person, self.held),
            **kwargs,
        )


class History(_AboutPerson):
    """Who changed what, as the database kept it."""

    permission_required = "see who changed what"
    page = "pages:history"
    current = "history"
    template_name = "pages/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        of_the_case = history.tracked(person=self.person, principals=self.request.principals)
        of_the_risk = risk.tracked(self.person, self.request.principals)
        conferred = conferences.tracked(self.person, self.request.principals)
        others = (*risk.HISTORY, *clocks.HISTORY, *of_the_case, *of_the_risk, *conferred)
        entries = people.history_entries(self.person, *others)
        return super().get_context_data(entries=entries, **kwargs)


class Consultations(_AboutPerson):
    """Who looked at this person, when and where, and who broke glass to do so."""

    permission_required = "see who looked"
    page = "pages:consultations"
    current = "consultations"
    template_name = "pages/consultations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            table=people.consultations_table(self.person),
            glass=people.broken_glass_entries(self.person),
            **kwargs,
        )
