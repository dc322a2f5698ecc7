"""Conversations with one person, and recording one; the officer's part for them as a list."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.actions.talks import Talk, record_conversation
from casework.forms import talks as forms
from casework.models import Conversation
from casework.policy.officers import Topic
from casework.queries import duties, talks
from casework.views.bases import CaseAct, CasePage
from icm.people import access as people
from icm.people.models import Person
from icm.policy.roles import Role


class Conversations(CasePage):
    """Everything that was talked about, newest first."""

    current = "talks"
    template_name = "casework/conversations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            entries=talks.conversation_entries(self.person, self.request.principals),
            may_talk=access.TALK in self.verbs,
            **kwargs,
        )


class RecordConversation(CaseAct):
    """One conversation."""

    permission_required = access.TALK
    current = "talks"
    form_class = forms.RecordConversation
    template_name = "casework/record_conversation.html"
    done = "The conversation is recorded."

    def get_initial(self) -> dict[str, Any]:
        now = timezone.localtime()
        about = [slug for slug in self.request.GET.getlist("about") if slug in set(Topic)]
        return super().get_initial() | {
            "on": now.date(),
            "time": now.strftime("%H:%M"),
            "topics": about,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def act(self, record: Person, form: forms.RecordConversation) -> Conversation:
        found = form.cleaned_data
        talk = Talk(
            reference=found["reference"],
            at=found["at"],
            topics=found["topics"],
            explained=found["explained"],
            understood=found["understood"],
            said=found["said"],
            again_on=found["again_on"],
        )
        return record_conversation(record, talk, **self.pressed)

    def next_url(self, record: Person, result: Conversation) -> str:
        """An officer on their round goes on with it; everybody else sees the conversation on record."""
        if Role.PERSONAL_OFFICER in people.roles_for(record, self.request.principals):
            return f"{reverse('pages:my_people')}#person-{record.pk}"
        return reverse("casework:talks", args=[record.pk])


class Duties(CasePage):
    """The personal officer's part for this person: done, not yet, not known."""

    current = "talks"
    template_name = "casework/duties.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = duties.duties_page(self.person, self.verbs, on=timezone.localdate())
        return super().get_context_data(page=page, **kwargs)
