"""When a person is elsewhere, and the acts on it."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import engagements as actions
from conferences.forms.engagements import AddEngagement as AddForm
from conferences.models import Engagement
from conferences.queries import engagements
from conferences.views.bases import ConferencesAct, ConferencesPage
from icm.core.sending import Press
from icm.people.models import Person


class Engagements(ConferencesPage):
    """What keeps a person from a conference in the time to come."""

    template_name = "conferences/engagements.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_change = access.CALENDAR in self.verbs
        table = engagements.engagements(self.person, at=timezone.now(), may_change=may_change)
        return super().get_context_data(
            table=table,
            add_url=reverse("conferences:add_engagement", args=[self.person.pk])
            if may_change
            else "",
            **kwargs,
        )


class _Act(ConferencesAct):
    permission_required = access.CALENDAR

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("conferences:engagements", args=[self.record.pk])
        return super().get_context_data(back=back, **kwargs)

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:engagements", args=[self.record.pk])


class AddEngagement(_Act):
    """They are at court, have a visit, or cannot come for another reason."""

    form_class = AddForm
    template_name = "conferences/engagement_add.html"
    done = "It is on record. No conference is placed over it."

    def act(self, record: Person, form: AddForm) -> Engagement:
        said = form.cleaned_data
        where = actions.Elsewhere(
            kind=said["kind"],
            from_at=said["from_at"],
            until_at=said["until_at"],
            source=said["source"],
        )
        return actions.add_engagement(record, where, **self.pressed)


class EndEngagement(_Act):
    """It does not take place."""

    form_class = Press
    template_name = "conferences/engagement_end.html"
    done = "The time is free again."

    def load(self) -> Person:
        found = engagements.engagement(self.request.principals, self.kwargs["engagement"])
        if found is None:
            raise Http404
        self.engagement: Engagement = found
        return found.person

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        what = Engagement.Kind(self.engagement.kind).label
        when = engagements.when(self.engagement)
        return super().get_context_data(what=what, when=when, **kwargs)

    def act(self, record: Person, form: Press) -> Engagement:
        return actions.end_engagement(
            self.engagement, principals=self.request.principals, at=timezone.now()
        )
