"""Transfers, moves inside an establishment, release."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone

from icm.people import access, actions
from icm.people.forms import movements as forms
from icm.people.models import Establishment, Person, Unit
from icm.people.views.acts import PersonAct
from icm.people.views.choices import Choose


def elsewhere(person: Person) -> QuerySet[Establishment]:
    return Establishment.objects.exclude(persons=person).order_by("name")


class Move(Choose):
    """What kind of move is it?"""

    permission_required = access.MOVE
    template_name = "people/move.html"


class _Moved(PersonAct):
    permission_required = access.MOVE

    def get_initial(self) -> dict[str, Any]:
        now = timezone.localtime()
        return super().get_initial() | {"on": now.date(), "time": now.strftime("%H:%M")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def journey(self, form: forms.Moved) -> actions.Journey:
        typed = form.cleaned_data
        return actions.Journey(
            reference=typed["reference"],
            version=typed["version"],
            moved_at=form.moved_at,
            to=typed.get("to"),
            hall=typed.get("hall", ""),
            part=typed.get("part", ""),
        )

    def details(self) -> dict[str, Any]:
        """Who acts and when."""
        return {
            "by": self.request.user,
            "principals": self.request.principals,
            "at": timezone.now(),
        }


class Transfer(_Moved):
    """They are at another establishment now."""

    form_class = forms.Transfer
    template_name = "people/transfer.html"
    done = "The transfer is recorded. What is due has been worked out again."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"places": elsewhere(self.record)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"to": self.record.transfer_to_id}

    def act(self, record: Person, form: forms.Transfer) -> Person:
        return actions.transfer(record, self.journey(form), **self.details())


class Release(_Moved):
    """They have left custody."""

    form_class = forms.Release
    template_name = "people/release.html"
    done = "The release is recorded."

    def act(self, record: Person, form: forms.Release) -> Person:
        return actions.release(record, self.journey(form), **self.details())


class PlanTransfer(PersonAct):
    """They will go to another establishment."""

    permission_required = access.MOVE
    form_class = forms.PlanTransfer
    template_name = "people/plan_transfer.html"
    done = "The plan is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"places": elsewhere(self.record)}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"to": self.record.transfer_to_id}

    def act(self, record: Person, form: forms.PlanTransfer) -> Person:
        return actions.plan_transfer(
            record,
            to=form.cleaned_data["to"],
            version=form.cleaned_data["version"],
            principals=self.request.principals,
            at=timezone.now(),
        )


class Relocate(PersonAct):
    """Another hall or unit here."""

    permission_required = access.MOVE
    form_class = forms.Relocate
    template_name = "people/relocate.html"
    done: ClassVar[str] = "The move is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        units = Unit.objects.filter(establishment=self.record.establishment_id).order_by("kind")
        return super().get_form_kwargs() | {"units": list(units.values_list("kind", flat=True))}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"location": self.record.location, "hall": self.record.hall}

    def act(self, record: Person, form: forms.Relocate) -> Person:
        typed = form.cleaned_data
        spot = actions.Spot(hall=typed["hall"], part=typed["location"], version=typed["version"])
        return actions.relocate(record, spot, **self.pressed)
