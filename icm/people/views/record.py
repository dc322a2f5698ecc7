"""What happened, recorded and taken back; who is allocated."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from icm.people import access, actions, queries
from icm.people.forms import record as forms
from icm.people.models import Event, Person
from icm.people.policy import own_acts
from icm.people.views.acts import PersonAct
from icm.people.views.choices import Choose
from icm.policy.facts import EventKind
from icm.policy.roles import Role


class ChooseEvent(Choose):
    """What happened?"""

    permission_required = access.RECORD
    template_name = "people/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        roles = access.roles_for(self.person, self.request.principals)
        return super().get_context_data(
            groups=queries.event_choices(self.person, access.recordable(roles)), **kwargs
        )


class RecordEvent(PersonAct):
    """One thing that happened."""

    permission_required = access.RECORD
    form_class = forms.RecordEvent
    template_name = "people/record_event.html"
    done = "It is recorded. What is due has been worked out again."

    @property
    def kind(self) -> EventKind:
        try:
            return EventKind(self.kwargs["kind"])
        except ValueError:
            raise Http404 from None

    def held(self, record: Person) -> frozenset[str]:
        """Only those who may record this kind hold the verb here."""
        roles = access.roles_for(record, self.request.principals)
        held = super().held(record)
        return held if self.kind in access.recordable(roles) else held - {access.RECORD}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What has a page of its own is recorded there."""
        if (place := own_acts.OF_KIND.get(self.kind)) is None:
            return super().get(request, *args, **kwargs)
        messages.info(request, f"“{self.kind.label}” is recorded here, with what belongs to it.")
        return redirect(place.page, pk=self.record.pk)

    def get_initial(self) -> dict[str, Any]:
        """A Core Screen is written down when it is done; of the rest the day is asked without a guess."""
        screened = {"on": timezone.localdate()} if self.kind in forms.TO_THE_MINUTE else {}
        return super().get_initial() | screened

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kind": self.kind, "today": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = own_acts.OF_KIND.get(self.kind)
        elsewhere = queries.link_to(place, self.record) if place else None
        arranged = own_acts.ON_PAPER.get(self.kind)
        return super().get_context_data(
            kind=self.kind,
            elsewhere=elsewhere,
            arranged=queries.link_to(arranged, self.record) if arranged else None,
            **kwargs,
        )

    def act(self, record: Person, form: forms.RecordEvent) -> Event:
        happening = actions.Happening(
            reference=form.cleaned_data["reference"],
            kind=self.kind,
            on=form.cleaned_data["on"],
            at=form.at,
            note=form.cleaned_data["note"],
        )
        return actions.record_event(record, happening, **self.pressed)


class WithdrawEvent(PersonAct):
    """Something recorded by mistake."""

    permission_required = access.RECORD
    form_class = forms.WithdrawEvent
    template_name = "people/withdraw_event.html"
    done = "It counts no more. What is due has been worked out again."

    @property
    def event(self) -> Event:
        found = Event.objects.filter(person=self.record, pk=self.kwargs["event"]).first()
        if found is None:
            raise Http404
        return found

    def held(self, record: Person) -> frozenset[str]:
        """Only those who may record this kind may take it back."""
        roles = access.roles_for(record, self.request.principals)
        held = super().held(record)
        if EventKind(self.event.kind) in access.recordable(roles):
            return held
        return held - {access.RECORD}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        place = own_acts.came_with(self.event.reference)
        return super().get_context_data(
            event=self.event,
            why_it_stays=actions.why_it_stays(self.event),
            elsewhere=queries.link_to(place, self.record) if place else None,
            **kwargs,
        )

    def act(self, record: Person, form: forms.WithdrawEvent) -> Person:
        why = form.cleaned_data["why"]
        principals = self.request.principals
        return actions.withdraw_event(self.event, why=why, principals=principals, at=timezone.now())

    def next_url(self, record: Person, result: Any) -> str:
        return reverse("pages:events", args=[record.pk])


class Allocate(PersonAct):
    """Who looks after them, in the role that the asker allocates."""

    permission_required = access.ALLOCATE
    form_class = forms.Allocate
    template_name = "people/allocate.html"
    done = "The allocation is recorded. It counts from now on."

    @property
    def role(self) -> Role:
        roles = access.may_allocate(self.record, self.request.principals)
        asked = self.request.GET.get("role", "")
        found = [role for role in roles if asked in (role.value, "")]
        if not found:
            raise PermissionDenied
        return found[0]

    def get_initial(self) -> dict[str, Any]:
        """Whoever is allocated now is chosen: sending the page unread takes nobody's officer away."""
        return super().get_initial() | {"to": queries.allocated_user(self.record, self.role)}

    def get_form_kwargs(self) -> dict[str, Any]:
        found = queries.candidates(self.record, self.role)
        kwargs = super().get_form_kwargs() | {"candidates": found}
        if self.role is Role.PERSONAL_OFFICER:  # the staff whose shifts and absences are kept here
            keys = [user.pk for user in found]
            kwargs["rosters"] = queries.rosters(keys, on=timezone.localdate())
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = actions.standing_in_words(self.record, self.role)
        return super().get_context_data(role=self.role, standing=standing, **kwargs)

    def act(self, record: Person, form: forms.Allocate) -> Any:
        to, version = form.cleaned_data["to"], form.cleaned_data["version"]
        choice = actions.Choice(role=self.role, to=to, version=version)
        return actions.allocate(record, choice, **self.pressed)

    def next_url(self, record: Person, result: Any) -> str:
        """Back to the team, for the next person without an officer; else to this person."""
        managed = queries.managed_places(self.request.principals)
        if self.request.GET.get("from") == "team" and managed:
            return reverse("pages:team")
        return super().next_url(record, result)
