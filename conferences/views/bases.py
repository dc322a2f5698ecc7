"""The pages of one person's conferences, of one conference, and of the acts on them."""

from typing import Any

from django.urls import reverse

from conferences import access
from conferences.models import Conference
from conferences.queries import conferences
from icm.people.models import Person
from icm.people.views.bases import AboutAct, AboutPage


class ConferencesPage(AboutPage):
    """A page that shows something of a person's conferences."""

    permission_required = access.READ
    current = "conferences"

    def held(self, person: Person) -> frozenset[str]:
        return access.held(person, self.request.principals)


class ConferencesAct(AboutAct):
    """A page that does one act on somebody's conferences."""

    current = "conferences"

    def held(self, record: Person) -> frozenset[str]:
        return access.held(record, self.request.principals)


class ConferencePage(ConferencesPage):
    """A page about one conference. ``person`` is whom it is about, ``conference`` the row."""

    def load(self) -> Person:
        self.conference: Conference = conferences.conference(
            self.request.principals, self.kwargs["pk"]
        )
        return self.conference.person


class ConferenceAct(ConferencesAct):
    """An act on one conference. ``record`` is the person it is about, ``conference`` the row."""

    def load(self) -> Person:
        self.conference: Conference = conferences.conference(
            self.request.principals, self.kwargs["pk"]
        )
        return self.conference.person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.conference.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            conference=self.conference,
            conference_title=conferences.title(self.conference),
            conference_url=reverse("conferences:conference", args=[self.conference.pk]),
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:conference", args=[self.conference.pk])
