"""Inviting people to a conference, recording what they answered, and one's own invitations."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from conferences import access, actions
from conferences.forms import inviting as forms
from conferences.models import Invitation
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from conferences.queries import calendars, conferences, invitations, receipts
from conferences.views.bases import ConferenceAct
from icm.core.consultations import record_consultation
from icm.core.models import User
from icm.core.sending import Versioned
from icm.core.views import ActionView, Page
from icm.people.models import Person


class Invite(ConferenceAct):
    """Core members and the personal officer, as they are allocated; others by name."""

    permission_required = access.ARRANGE
    form_class = forms.Invite
    template_name = "conferences/invite.html"
    done = "They are invited."

    def get_form_kwargs(self) -> dict[str, Any]:
        self.proposed = invitations.proposed(self.conference)
        known = [(one.key, one.words) for one in self.proposed if one.known]
        return super().get_form_kwargs() | {
            "proposed": known,
            "others": invitations.others(self.record),
        }

    def get_initial(self) -> dict[str, Any]:
        asked = [one.key for one in invitations.proposed(self.conference) if one.known]
        return super().get_initial() | {"guests": asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        return found | {"missing": [one.missing for one in self.proposed if not one.known]}

    def act(self, record: Person, form: forms.Invite) -> list[Invitation]:
        return actions.invite(
            self.conference,
            list(self._guests(form.cleaned_data)),
            version=form.cleaned_data["version"],
            **self.pressed,
        )

    def _guests(self, said: dict[str, Any]) -> Iterator[actions.Guest]:
        chosen = set(said.get("guests", ()))
        for one in self.proposed:
            if one.key in chosen:
                yield actions.Guest(one.party, one.user, consent=one.consent)
        if said.get("staff"):
            user = User.objects.get(pk=said["staff"])
            yield actions.Guest(invitations.party_of(user, self.record), user)
        if said.get("name"):
            yield actions.Guest(Party(said["party"]), name=said["name"])


class OfInvitation(ConferenceAct):
    """An act on one of a conference's invitations."""

    def load(self) -> Person:
        person = super().load()
        self.invitation = invitations.invitation(self.conference, self.kwargs["invitation"])
        return person

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.invitation.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **kwargs)


class _Answering:
    """What an answer is made of, whoever gives it."""

    invitation: Invitation

    def answer_initial(self) -> dict[str, Any]:
        row = self.invitation
        return {"reply": row.reply, "why": row.reply_why, "deputy": row.deputy_id}

    def answer_of(self, form: forms.Answer) -> actions.Answer:
        said = form.cleaned_data
        return actions.Answer(
            reply=Reply(said["reply"]),
            why=said["why"],
            deputy=said["deputy"],
            version=said["version"],
        )


class AnswerFor(_Answering, OfInvitation):
    """What somebody said, by telephone or in the hall, recorded for them."""

    permission_required = access.ANSWER
    form_class = forms.Answer
    template_name = "conferences/answer_for.html"
    done = "The answer is recorded."

    def held(self, record: Person) -> frozenset[str]:
        may = access.may_answer_for(self.invitation, self.request.principals)
        return super().held(record) | (frozenset({access.ANSWER}) if may else frozenset())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"deputies": invitations.deputies(self.invitation)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | self.answer_initial()

    def act(self, record: Person, form: forms.Answer) -> Invitation:
        return actions.answer(self.invitation, self.answer_of(form), **self.pressed)


class Excuse(OfInvitation):
    """A core member does not come, and that is approved."""

    permission_required = access.APPROVE
    form_class = forms.Excuse
    template_name = "conferences/excuse.html"
    done = "The absence is approved."

    def act(self, record: Person, form: forms.Excuse) -> Invitation:
        said = form.cleaned_data
        return actions.excuse(
            self.invitation, why=said["why"], version=said["version"], **self.pressed
        )


class Uninvite(OfInvitation):
    """Invited by mistake."""

    permission_required = access.ARRANGE
    form_class = Versioned
    template_name = "conferences/uninvite.html"
    done = "They are not invited any more."

    def act(self, record: Person, form: Versioned) -> Invitation:
        return actions.uninvite(
            self.invitation,
            version=form.cleaned_data["version"],
            principals=self.request.principals,
            at=timezone.now(),
        )


class Mine(Page):
    """The conferences somebody is invited to. Everybody has this page: it lists nothing but one's own."""

    permission_required = None
    template_name = "conferences/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, now = self.request, timezone.now()
        rows = invitations.mine(asked.user.pk, asked.principals, at=now)
        actions.look(asked.user.pk, at=now)
        received, about = receipts.my_minutes(asked.user.pk)
        if persons := {*(one.person for one in rows), *about}:
            record_consultation(asked.principals, page="conferences:mine", persons=persons, at=now)
        gone = calendars.gone(asked.user.pk, at=now)
        return super().get_context_data(minutes=received, rows=rows, gone=gone, **kwargs)


class Answer(_Answering, ActionView):
    """One's own answer. Whoever is invited may know of the conference, and of nothing else."""

    permission_required = access.ANSWER
    form_class = forms.Answer
    template_name = "conferences/answer.html"
    done = "Your answer is recorded."

    def load(self) -> Invitation:
        self.invitation = invitations.own(self.request.user.pk, self.kwargs["pk"])
        return self.invitation

    def held(self, record: Invitation) -> frozenset[str]:
        theirs = record.user_id == self.request.user.pk
        return frozenset({access.ANSWER}) if theirs else frozenset()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"deputies": invitations.deputies(self.invitation)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | self.answer_initial() | {"version": self.invitation.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.invitation
        return super().get_context_data(
            conference=row.conference,
            conference_title=conferences.title(row.conference),
            **kwargs,
        )

    def act(self, record: Invitation, form: forms.Answer) -> Invitation:
        return actions.answer(self.invitation, self.answer_of(form), **self.pressed)

    def next_url(self, record: Invitation, result: Invitation) -> str:
        """Whoever contributes in writing goes on to where that is written."""
        if result.reply == Reply.WRITTEN:
            return reverse("conferences:contribute", args=[result.pk])
        return reverse("conferences:mine")
