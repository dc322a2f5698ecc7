"""Filters: every one is in the address, so that a list can be bookmarked and shared."""

from collections.abc import Iterable
from typing import Any

from django import forms

from icm.core.access import Principals
from icm.core.forms import DateParts
from icm.pages.queries.work import ASKING, OWNERS
from icm.people import queries as people
from icm.policy.facts import Legal, Level, RouteSlug


def _any(label: str, choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", label), *choices]


class _Filter(forms.Form):
    """A filter is never wrong: what is not understood is left out, and the rest still counts."""

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RegisterFilter(_Filter):
    q = forms.CharField(label="Rule or title", required=False, max_length=80)
    local = forms.BooleanField(label="Local defaults only", required=False)


class _OfPlaces(_Filter):
    """Offers the establishments of which the asker knows somebody, where there are several."""

    def __init__(self, data: Any, *, principals: Principals) -> None:
        super().__init__(data)
        places = people.establishment_choices(principals)
        if "establishment" in self.fields:
            if len(places) > 1:
                self.fields["establishment"].choices = _any("Any", places)  # type: ignore[attr-defined]
            else:
                del self.fields["establishment"]


class PeopleFilter(_OfPlaces):
    q = forms.CharField(label="Name or prisoner number", required=False, max_length=80)
    establishment = forms.ChoiceField(label="Establishment", required=False)
    route = forms.ChoiceField(
        label="Route", required=False, choices=_any("Any", [(r.value, r.label) for r in RouteSlug])
    )
    legal = forms.ChoiceField(
        label="Legal status",
        required=False,
        choices=_any("Any", [(s.value, s.label) for s in Legal]),
    )
    level = forms.ChoiceField(
        label="Supervised inside as",
        required=False,
        choices=_any("Any", [(s.value, s.label) for s in Level]),
    )
    late = forms.BooleanField(label="Something is overdue", required=False)
    mine = forms.BooleanField(label="Allocated to me", required=False)
    released = forms.BooleanField(label="Include people released", required=False)


class WorkFilter(_OfPlaces):
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=_any("Any", [("overdue", "Overdue"), ("due", "Due"), ("unknown", "Not yet known")]),
    )
    rule = forms.ChoiceField(
        label="What",
        required=False,
        choices=_any("Anything", ASKING),
    )
    owner = forms.ChoiceField(
        label="Who must act",
        required=False,
        choices=_any("Anyone", OWNERS),
    )
    establishment = forms.ChoiceField(label="Establishment", required=False)
    ahead = forms.ChoiceField(
        label="How far ahead",
        required=False,
        choices=_any("Next 28 days", [("all", "Everything due")]),
    )
    mine = forms.BooleanField(label="Only people allocated to me", required=False)


class DayForm(forms.Form):
    """Which day "Why these dates?" is asked about."""

    on = DateParts(
        label="Day", required=False, help_text="Past or future. For example 3 March 2026"
    )
