"""A minute put right: saying what is wrong, passing the person's comments on, answering, handing over on paper."""

from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils import timezone

from casework.queries.plan_draft import reader_choices
from conferences import access
from conferences.actions import objecting, receiving
from conferences.actions.objecting import Said, Verdict
from conferences.forms import corrections as forms
from conferences.models import Issue, Objection, Receipt, Remark
from conferences.policy.correcting import last_day
from conferences.policy.kinds import Party
from conferences.queries import conferences, issues, objections
from conferences.views.bases import ConferenceAct
from icm.core.disclosure import Audience, Disclosure
from icm.core.sending import Versioned
from icm.core.views import ActionView
from icm.people.models import Person
from icm.people.views.bases import keep_look


class _OfIssue(ConferenceAct):
    """An act on one copy of the minute as it was issued."""

    def load(self) -> Person:
        found = super().load()
        self.issue: Issue = issues.issue_of(self.conference, self.kwargs["issue"])
        return found

    def held(self, record: Person) -> frozenset[str]:
        may = access.may_tell_for(self.issue.invitation, self.request.principals)
        return super().held(record) | (frozenset({access.TELL}) if may else frozenset())

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            minute_url=reverse("conferences:minute", args=[self.conference.pk]),
            whose=self.issue.invitation.as_what(),
            last_day=last_day(issues.received(self.issue)),
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:minute", args=[self.conference.pk])


class TellFor(_OfIssue):
    """What somebody who does not sign in says is wrong."""

    permission_required = access.TELL
    form_class = forms.Tell
    template_name = "conferences/tell_for.html"
    done = "It is recorded, and waits for its answer."

    def get_form_kwargs(self) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        readers = reader_choices(audience)
        return super().get_form_kwargs() | {"readers": readers, "own": False}

    def get_initial(self) -> dict[str, Any]:
        theirs = self.issue.invitation.party == Party.PERSON
        first = Disclosure.PERSON if theirs else Disclosure.TEAM
        return super().get_initial() | {"readers": first.value}

    def act(self, record: Person, form: forms.Tell) -> Objection:
        return objecting.tell(self.issue, _said(form), **self.pressed)


class PassOn(_OfIssue):
    """The person's comments form."""

    permission_required = access.PREPARE
    form_class = forms.PassOn
    template_name = "conferences/pass_on.html"
    done = "Their comments are passed on to the ICM Co-ordinator."

    def act(self, record: Person, form: forms.PassOn) -> Objection:
        said = _said(form, readers=Disclosure.PERSON.value)
        return objecting.pass_on(self.issue, said, **self.pressed)


class HandOver(_OfIssue):
    """It was given on paper."""

    permission_required = access.TELL
    form_class = forms.HandOver
    template_name = "conferences/hand_over.html"
    done = "It is recorded that they have it."

    def act(self, record: Person, form: forms.HandOver) -> Receipt:
        return receiving.hand_over(self.issue, on=form.cleaned_data["on"], **self.pressed)


class _OfObjection(ConferenceAct):
    """A step on one objection; not there for whoever may not read it."""

    form_class: type[Any] = Versioned

    def load(self) -> Person:
        found = super().load()
        self.objection = objections.objection(self.conference, self.kwargs["objection"])
        objections.refuse_unread(self.objection, self.conference, self.request.principals)
        return found

    def held(self, record: Person) -> frozenset[str]:
        return access.held_on(self.conference, self.request.principals)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.objection.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        audience = access.audience_of(self.record, self.request.principals)
        return super().get_context_data(
            minute_url=reverse("conferences:minute", args=[self.conference.pk]),
            trail=objections.trail(self.objection, audience),
            **kwargs,
        )

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("conferences:minute", args=[self.conference.pk])


class SendOn(_OfObjection):
    """The comments are acknowledged, and sent to those who attended."""

    permission_required = access.OVERSEE
    template_name = "conferences/send_on.html"
    done = "The comments are sent to those who attended."

    def act(self, record: Person, form: Versioned) -> Objection:
        version = form.cleaned_data["version"]
        return objecting.send_on(self.objection, version=version, **self.pressed)


class Settle(_OfObjection):
    """The answer: put right in another edition, or not, and why."""

    permission_required = access.SETTLE
    form_class = forms.Settle
    template_name = "conferences/settle.html"
    done = "It is answered."

    def held(self, record: Person) -> frozenset[str]:
        found = super().held(record)
        return found | {access.SETTLE} if access.settles(self.objection, found) else found

    def act(self, record: Person, form: forms.Settle) -> Objection:
        said = form.cleaned_data
        verdict = Verdict(agreed=said["agreed"] == "yes", why=said["why"], version=said["version"])
        return objecting.settle(self.objection, verdict, **self.pressed)


class _OfMine(ActionView):
    """An act on the minute that was issued to oneself: whoever attended may do it, and nothing else of the case."""

    permission_required = access.TELL

    def load(self) -> Issue:
        self.issue = issues.own(self.request.user.pk, self.kwargs["pk"])
        keep_look(self.request, self.issue.edition.minute.conference.person)
        return self.issue

    def held(self, record: Issue) -> frozenset[str]:
        return frozenset({access.TELL})  # one's own invitation: 404 for any other

    def get_form_kwargs(self) -> dict[str, Any]:
        readers = reader_choices(Audience(self.issue.audience))
        return super().get_form_kwargs() | {"readers": readers}

    def get_initial(self) -> dict[str, Any]:
        readers = dict(reader_choices(Audience(self.issue.audience)))
        first = Disclosure.TEAM if Disclosure.TEAM.value in readers else Disclosure.PERSON
        return super().get_initial() | {"readers": first.value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            conference_title=conferences.title(self.issue.edition.minute.conference),
            minute_url=reverse("conferences:my_minute", args=[self.kwargs["pk"]]),
            last_day=last_day(issues.received(self.issue)),
            **kwargs,
        )

    def next_url(self, record: Issue, result: Any) -> str:
        return reverse("conferences:my_minute", args=[self.kwargs["pk"]])


class Tell(_OfMine):
    """What oneself says is wrong."""

    form_class = forms.Tell
    template_name = "conferences/tell.html"
    done = "The chair is told, and will answer."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"own": True, "today": timezone.localdate()}

    def act(self, record: Issue, form: forms.Tell) -> Objection:
        said = _said(form, on=timezone.localdate())
        return objecting.tell(record, said, **self.pressed)


class RemarkOn(_OfMine):
    """What oneself makes of the person's comments."""

    form_class = forms.RemarkOn
    template_name = "conferences/remark.html"
    done = "It is recorded."

    def load(self) -> Issue:
        found = super().load()
        self.objection = objections.sent_to(found, self.kwargs["objection"])
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = objections.trail(self.objection, Audience(self.issue.audience))
        return super().get_context_data(trail=shown, **kwargs)

    def act(self, record: Issue, form: forms.RemarkOn) -> Remark:
        said = _said(form, on=timezone.localdate())
        return objecting.remark(
            self.objection, record.invitation, said, by=self.request.user, at=timezone.now()
        )


def _said(form: Form, **given: Any) -> Said:
    """As it was typed, with what the form does not ask."""
    said = form.cleaned_data | given
    return Said(
        reference=said["reference"],
        words=said["words"],
        disclosure=said["readers"],
        on=said["on"],
    )
