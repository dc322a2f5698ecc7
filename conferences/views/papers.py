"""The papers of a conference: what was sent to whom, and that the person heard of it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access
from conferences.actions import papers as actions
from conferences.forms import papers as forms
from conferences.models import Papers as Sent
from conferences.policy.kinds import Party
from conferences.policy.papers import NEEDED, How
from conferences.queries import conferences, papers
from conferences.views.bases import ConferenceAct, ConferencePage
from icm.people.models import Person


class Papers(ConferencePage):
    """Which assessment, who has it, who has not; whether the person understood it."""

    template_name = "conferences/papers.html"

    def held(self, person: Person) -> frozenset[str]:
        """Nobody is told of papers who may not know what was assessed."""
        found = super().held(person)
        return found if papers.may_read(person, self.request.principals) else frozenset()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.conference
        return super().get_context_data(
            page=papers.papers_page(row, self.request.principals),
            conference=row,
            conference_title=conferences.title(row),
            **kwargs,
        )


class SendPapers(ConferenceAct):
    """They were sent."""

    permission_required = access.SEND
    form_class = forms.SendPapers
    template_name = "conferences/send_papers.html"
    done = "It is recorded that the papers were sent."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        parties = [party.value for party in NEEDED]
        return super().get_initial() | {"parties": parties, "on": timezone.localdate()}

    def act(self, record: Person, form: forms.SendPapers) -> Sent:
        said = form.cleaned_data
        sending = actions.Sending(
            reference=said["reference"],
            parties=[Party(one) for one in said["parties"]],
            how=How(said["how"]),
            on=said["on"],
        )
        return actions.send_papers(self.conference, sending, **self.pressed)

    def next_url(self, record: Person, result: Sent) -> str:
        return reverse("conferences:papers", args=[self.conference.pk])
