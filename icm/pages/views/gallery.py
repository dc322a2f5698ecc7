"""Every component with invented examples: where a new page begins, and what the visual tests look at."""

from datetime import date
from typing import Any

from django import forms

from icm.core.forms import DateParts
from icm.core.views import Page
from icm.pages.views import gallery_values as values


class ExampleForm(forms.Form):
    arrived_on = DateParts(label="Arrived on", help_text="For example 3 March 2026")
    number = forms.CharField(label="Prisoner number", max_length=8)
    reason = forms.CharField(
        label="Why is the date overridden?",
        help_text="The person and their officer read this.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    level = forms.ChoiceField(
        label="Supervision level",
        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
        widget=forms.RadioSelect,
    )
    criteria = forms.MultipleChoiceField(
        label="Criteria considered",
        choices=[("1", "Behaviour in custody"), ("2", "Escape history")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    establishment = forms.ChoiceField(
        choices=[("", "Any"), ("barlinnie", "HMP Barlinnie"), ("glenochil", "HMP Glenochil")],
        required=False,
    )
    checked = forms.BooleanField(label="I have told the person")


class FilterForm(forms.Form):
    state = forms.ChoiceField(
        choices=[("", "Any state"), ("overdue", "Overdue")], required=False, label="State"
    )
    hall = forms.CharField(required=False, label="Hall")


class Gallery(Page):
    """Nobody's data stands here, so whoever is signed in may look."""

    permission_required = None  # every person on it is invented
    template_name = "pages/components.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mistaken = {"arrived_on_day": "31", "arrived_on_month": "Feb", "arrived_on_year": "2026"}
        return super().get_context_data(
            **kwargs,
            form=ExampleForm(mistaken),
            plain_form=ExampleForm(initial={"arrived_on": date(2026, 3, 3)}, auto_id="plain_%s"),
            filters=FilterForm(auto_id="filter_%s"),
            values=values,
        )
