"""What a First Line Manager keeps of one member of staff: shifts, absences, who stands in."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from casework import access
from casework.forms import team as forms
from icm.core.models import User
from icm.core.sending import Press
from icm.core.views import ActionView
from icm.people import actions, queries
from icm.people.models import Absence, ShiftPattern

STAFF = frozenset({access.STAFF})


class _OfMember(ActionView):
    """404 for everybody but the First Line Manager of where they work."""

    permission_required = access.STAFF

    def load(self) -> User:
        return queries.member_managed(self.request.principals, self.kwargs["pk"])

    def held(self, record: Any) -> frozenset[str]:
        return STAFF

    @property
    def member(self) -> User:
        found: User = self.record
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("pages:team_member", args=[self.member.pk])
        return super().get_context_data(member=self.member, member_url=address, **kwargs)

    def next_url(self, record: Any, result: Any) -> str:
        return reverse("pages:team_member", args=[self.member.pk])


class _OfAbsence(_OfMember):
    def load(self) -> Absence:  # type: ignore[override]
        return queries.absence_managed(self.request.principals, self.kwargs["absence"])

    @property
    def member(self) -> User:
        found: User = self.record.user
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(absence=self.record, **kwargs)


class RecordShifts(_OfMember):
    """A pattern of whole weeks from a Monday on."""

    form_class = forms.RecordShifts
    template_name = "casework/shifts.html"
    done = "The shifts are recorded."

    def get_initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        standing = queries.standing_pattern(self.member.pk)
        return super().get_initial() | {
            "from_on": today - timedelta(days=today.weekday()),
            "shifts": forms.in_letters(standing.shifts) if standing else "",
        }

    def act(self, record: User, form: forms.RecordShifts) -> ShiftPattern:
        return actions.record_shifts(
            record,
            form.cleaned_data["shifts"],
            from_on=form.cleaned_data["from_on"],
            **self.pressed,
        )


def _choosing(member: User) -> dict[str, Any]:
    """Who may stand in, each with what the roster says."""
    candidates: QuerySet[User] = queries.may_cover(member)
    keys = list(candidates.values_list("pk", flat=True))
    return {"candidates": candidates, "rosters": queries.rosters(keys, on=timezone.localdate())}


class RecordAbsence(_OfMember):
    """They are away; who stands in."""

    form_class = forms.RecordAbsence
    template_name = "casework/absence.html"
    done = "The absence is recorded. Whoever stands in sees these people on those days."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | _choosing(self.member)

    def act(self, record: User, form: forms.RecordAbsence) -> Absence:
        leave = actions.Leave(
            from_on=form.cleaned_data["from_on"],
            until_on=form.cleaned_data["until_on"],
            cover=form.cleaned_data["cover"],
        )
        return actions.record_absence(record, leave, **self.pressed)


class ChangeCover(_OfAbsence):
    """Somebody else stands in, or nobody."""

    form_class = forms.ChangeCover
    template_name = "casework/cover.html"
    done = "It counts from now on."

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"cover": self.record.cover_id}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | _choosing(self.member)

    def act(self, record: Absence, form: forms.ChangeCover) -> Absence:
        return actions.change_cover(
            record,
            form.cleaned_data["cover"],
            principals=self.request.principals,
            at=timezone.now(),
        )


class EndAbsence(_OfAbsence):
    """They are back."""

    form_class = Press
    template_name = "casework/end_absence.html"
    done = "The absence is ended. Nobody stands in any more."

    def act(self, record: Absence, form: Press) -> Absence:
        return actions.end_absence(record, principals=self.request.principals, at=timezone.now())
