"""Conferences of one person, one of them, and arranging it: plan, fix the date, move, postpone, cancel."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from conferences import access, actions
from conferences.forms import arranging as forms
from conferences.models import Conference
from conferences.policy.kinds import Kind
from conferences.policy.notice import first_day
from conferences.queries import (
    asking,
    chairs,
    conferences,
    contributing,
    guests,
    invitations,
    papers,
    requests,
)
from conferences.views.bases import (
    ConferenceAct,
    ConferencePage,
    ConferencesAct,
    ConferencesPage,
)
from conferences.workflow import Conferring
from icm.people.models import Person


class Conferences(ConferencesPage):
    """What is to come, and what was."""

    template_name = "conferences/conferences.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page=conferences.conferences_page(self.person),
            asked=requests.cards(
                self.person,
                access.audience_of(self.person, self.request.principals),
                timezone.localdate(),
            ),
            may_plan=access.ARRANGE in self.verbs,
            **kwargs,
        )


class One(ConferencePage):
    """One conference: how it stands, what it needs, and what was done."""

    template_name = "conferences/conference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = conferences.conference_page(
            self.conference, self.request.principals, timezone.localdate()
        )
        row, asked = self.conference, self.request.principals
        audience = access.audience_of(self.person, asked)
        invited = guests.guests(row, audience, self.verbs)
        may_invite = access.ARRANGE in self.verbs and row.state == Conferring.SET
        return super().get_context_data(
            page=page,
            conference=row,
            guests=invited,
            asked=asking.asked(row, audience),
            given=contributing.in_brief(row, timezone.localdate()),
            papers_url=reverse("conferences:papers", args=[row.pk])
            if papers.may_read(self.person, asked)
            else "",
            family_url=reverse("conferences:family", args=[self.person.pk])
            if access.FAMILY in access.with_family(self.verbs)
            else "",
            ask_url=asking.address(row, self.verbs),
            may_invite=may_invite,
            first_invite=may_invite and not invited.entries,
            **kwargs,
        )


class Plan(ConferencesAct):
    """One more conference is needed. A clock that asks for one says in the address which and by when."""

    permission_required = access.ARRANGE
    form_class = forms.Plan
    template_name = "conferences/plan.html"
    done = "The conference is planned. Now fix its date."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where one of the kind is being arranged already, that one."""
        there = conferences.arranging(self.record, request.GET.get("kind", ""))
        if there is not None:
            address = reverse("conferences:conference", args=[there.pk])
            return HttpResponseRedirect(address)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"kinds": conferences.kinds_for(self.record)}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return super().get_initial() | {
            "kind": asked.get("kind", ""),
            "rule": asked.get("rule", ""),
            "due_on": _day(asked.get("due", "")),
        }

    def act(self, record: Person, form: forms.Plan) -> Conference:
        said = form.cleaned_data
        plan = actions.Plan(
            reference=said["reference"],
            kind=Kind(said["kind"]),
            why=said["why"],
            due_on=said["due_on"],
            rule=said["rule"],
        )
        return actions.plan_conference(record, plan, **self.pressed)

    def next_url(self, record: Person, result: Conference) -> str:
        return reverse("conferences:fix", args=[result.pk])


class Fix(ConferenceAct):
    """When, where and who chairs."""

    permission_required = access.ARRANGE
    form_class: type[forms.When] = forms.When
    template_name = "conferences/fix.html"
    done = "The date is fixed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "today": timezone.localdate(),
            "chairs": chairs.chairs(self.record),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            earliest=first_day(timezone.localdate()), due_on=self.conference.due_on, **kwargs
        )

    def act(self, record: Person, form: forms.When) -> Conference:
        return actions.fix(
            self.conference, sitting(form), version=form.cleaned_data["version"], **self.pressed
        )

    def next_url(self, record: Person, result: Any) -> str:
        """On to inviting; whoever was invited to a date before is told, and nothing is left to do."""
        moved = self.conference.state == Conferring.SET
        if moved or invitations.standing(self.conference).exists():
            return super().next_url(record, result)
        return reverse("conferences:invite", args=[self.conference.pk])


class Move(Fix):
    """Another date, with the reason."""

    form_class = forms.Move
    template_name = "conferences/move.html"
    done = "The conference is moved."

    def get_initial(self) -> dict[str, Any]:
        row = self.conference
        starts = timezone.localtime(row.starts_at) if row.starts_at else None
        return super().get_initial() | {
            "on": starts.date() if starts else None,
            "time": f"{starts:%H:%M}" if starts else "",
            "minutes": row.minutes,
            "place": row.place,
            "by_video": row.by_video,
            "chair": row.chair_id,
        }

    def act(self, record: Person, form: forms.When) -> Conference:
        return actions.move(
            self.conference, sitting(form), version=form.cleaned_data["version"], **self.pressed
        )


class Postpone(ConferenceAct):
    """It does not take place then."""

    permission_required = access.ARRANGE
    form_class = forms.End
    template_name = "conferences/postpone.html"
    done = "The conference is postponed. It is to be arranged again."

    def act(self, record: Person, form: forms.End) -> Conference:
        said = form.cleaned_data
        return actions.postpone(
            self.conference, why=said["why"], version=said["version"], **self.pressed
        )


class Cancel(ConferenceAct):
    """It is not needed any more."""

    permission_required = access.ARRANGE
    form_class = forms.End
    template_name = "conferences/cancel.html"
    done = "The conference is cancelled."

    def act(self, record: Person, form: forms.End) -> Conference:
        said = form.cleaned_data
        return actions.cancel(
            self.conference, why=said["why"], version=said["version"], **self.pressed
        )


def sitting(form: forms.When) -> actions.Sitting:
    """What an act is told of the day, the place and the chair."""
    said = form.cleaned_data
    return actions.Sitting(
        starts_at=said["starts_at"],
        minutes=said["minutes"],
        place=said["place"],
        by_video=said["by_video"],
        chair=said["chair"],
        why=said["why"],
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
