"""Plan meetings: when they are, whether the relative comes, and what they want said."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from conferences import actions
from conferences.models import Contribution, FamilyConsent, Invitation
from conferences.policy.preparing import Scope
from conferences.policy.replies import Reply
from icm.core.dates import moment
from icm.family.forms import meetings as forms
from icm.family.queries.meetings import invitation, meetings, said_of
from icm.family.views.bases import FamilyAct, FamilyPage
from icm.kiosk.queries.words import at_time

_TOLD = {Scope.DATES.value, Scope.ATTENDING.value}


class Meetings(FamilyPage):
    """Those to come, and how to attend. For whoever may know of the dates, and for whoever may take part."""

    template_name = "family/meetings.html"

    def elsewhere(self) -> HttpResponseBase | None:
        found = super().elsewhere()
        if found is None and _TOLD.isdisjoint(self.consent.scope):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "meetings": meetings(self.consent, at=self.at),
            "attends": self.consent.may_attend,
        }
        return super().get_context_data(**shown, **kwargs)


class _OfInvitation(FamilyAct):
    """One of theirs; 404 for any other."""

    scope = Scope.ATTENDING

    def load(self) -> FamilyConsent:
        self.invitation: Invitation = invitation(self.consent, self.kwargs["pk"], at=self.at)
        return self.consent

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        starts_at = self.invitation.conference.starts_at
        when = at_time(starts_at) if starts_at else moment(starts_at)
        return super().get_context_data(when=when, **kwargs)

    def next_url(self, record: FamilyConsent, result: Any) -> str:
        return reverse("family:meetings")


class Answer(_OfInvitation):
    """Whether they come. They can change it until the day."""

    form_class = forms.Answer
    template_name = "family/answer.html"
    done = "Thank you. Staff can see your answer."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by_video": self.invitation.conference.by_video}

    def get_initial(self) -> dict[str, Any]:
        one = self.invitation
        stands = one.answered_for == one.conference.starts_at
        known = {"reply": one.reply} if stands else {}
        return super().get_initial() | known | {"version": one.version}

    def act(self, record: FamilyConsent, form: forms.Answer) -> Invitation:
        sent = form.cleaned_data
        said = actions.Answer(reply=Reply(sent["reply"]), version=sent["version"])
        return actions.answer(self.invitation, said, **self.pressed)

    def next_url(self, record: FamilyConsent, result: Invitation) -> str:
        if result.reply == Reply.WRITTEN:
            return reverse("family:say", args=[result.pk])
        return super().next_url(record, result)


class Say(_OfInvitation):
    """What they want said at the meeting."""

    form_class = forms.Say
    template_name = "family/say.html"
    done = "Thank you. Staff read it before the meeting."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"whom": self.person.given_names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        said = said_of(self.invitation, self.request.principals.user_id)
        return super().get_context_data(said=said, **kwargs)

    def act(self, record: FamilyConsent, form: forms.Say) -> Contribution:
        return actions.contribute(self.invitation, form.said, **self.pressed)
