"""Asking the person about a conference to come."""

from typing import Any

from django.utils import timezone

from conferences import access
from conferences.actions import asking as actions
from conferences.forms import preparing as forms
from conferences.models import Preparation
from conferences.policy.preparing import Attends, Help
from conferences.queries import asking
from conferences.views.bases import ConferenceAct
from icm.people.models import Person


class Prepare(ConferenceAct):
    """Do they come, what do they want raised, what help do they need."""

    permission_required = access.PREPARE
    form_class = forms.Prepare
    template_name = "conferences/prepare.html"
    done = "What they said is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial() | {"on": timezone.localdate()}
        before = asking.latest(self.conference)
        if before is None:
            return found
        return found | {
            "attends": before.attends,
            "wants": before.wants,
            "help": before.help,
            "help_words": before.help_words,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        return super().get_context_data(asked=asking.asked(self.conference, audience), **kwargs)

    def act(self, record: Person, form: forms.Prepare) -> Preparation:
        said = form.cleaned_data
        words = actions.Asked(
            reference=said["reference"],
            attends=Attends(said["attends"]),
            wants=said["wants"],
            help=[Help(one) for one in said["help"]],
            help_words=said["help_words"],
            on=said["on"],
        )
        return actions.prepare(self.conference, words, **self.pressed)
