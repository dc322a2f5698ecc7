"""How forms look and speak: the design system's fields everywhere, and a date in three boxes.

A page writes {{ form }}; labels, hints, errors, their links and their aria attributes follow from here and from
templates/forms/. Which widget is drawn how is decided in templates/django/forms/widgets/.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.datastructures import MultiValueDict

from icm.core.dates import MONTHS, day
from icm.core.screen import Link

Typed = tuple[str, str, str]
PARTS = ("day", "month", "year")
MONTH_NUMBERS = {
    name.lower()[:length]: n for n, name in enumerate(MONTHS, 1) for length in (3, len(name))
}
MONTH_NUMBERS["sept"] = 9


def text_area(
    label: str,
    help_text: str = "",
    rows: int = 4,
    *,
    required: bool = True,
    max_length: int | None = None,
) -> forms.CharField:
    """A field for what somebody says in their own words, ``rows`` lines high."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class BoundField(forms.BoundField):
    """A field on the page; the template asks it how it is to be drawn."""

    @property
    def single_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Without `required`: the browser's bubble names no reason and cannot be found again; the summary can."""
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if self.use_fieldset and not isinstance(self.field.widget, DatePartsWidget):
            built.pop(
                "aria-invalid", None
            )  # a radio has no such state; its group's error is described on the group
        return built

    @property
    def error_texts(self) -> list[str]:
        """The errors in words that can stand alone: "Reason: enter an answer", not "This is required"."""
        return [text for error in self.errors.as_data() for text in self._texts(error)]

    def _texts(self, error: ValidationError) -> list[str]:
        plain = forms.Field.default_error_messages["required"]
        if error.code == "required" and self.field.error_messages["required"] == plain:
            return [self._unanswered()]
        return list(error.messages)

    def _unanswered(self) -> str:
        if self.single_checkbox:
            return said_of(self.label, "tick the box")
        chosen = isinstance(self.field.widget, (forms.Select, forms.RadioSelect))
        return said_of(self.label, "choose an answer" if chosen else "enter an answer")

    @property
    def first_box(self) -> str:
        """The id of what an error link should lead to; of radios and checkboxes the first."""
        if self.field.widget.id_for_label("x") or not self.subwidgets:
            return self.id_for_label
        return self.subwidgets[0].id_for_label or ""


def said_of(label: Any, message: str) -> str:
    """ "Reason: enter an answer", or after a question "When did they arrive? Enter an answer"."""
    subject = str(label or "Date")
    if subject.endswith("?"):
        return f"{subject} {message[:1].upper()}{message[1:]}"
    return f"{subject}: {message}"


def summary_of(form: forms.BaseForm) -> list[Link]:
    """Each error once, in the form's order, with the address of the box it is about."""
    found = [
        Link(text)
        for error in form.errors.as_data().get(NON_FIELD_ERRORS, [])
        for text in error.messages
    ]
    for field in form:
        if isinstance(field, BoundField):
            href = "" if field.is_hidden else f"#{field.first_box}"
            found += [Link(text, href) for text in field.error_texts]
    return found


class DesignSystemRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField


class DatePartsWidget(forms.Widget):
    """Day, month and year in boxes of their own. What was typed comes back as it was typed."""

    template_name = "forms/date_parts.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any] | None, name: str
    ) -> Typed | date | None:
        if f"{name}_year" not in data:
            return data.get(name) or None  # filled by a program rather than by these boxes
        typed = tuple(str(data.get(f"{name}_{part}", "")).strip() for part in PARTS)
        return (typed[0], typed[1], typed[2])

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and all(f"{name}_{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = as_typed(value)
        fault = fault_in(typed)
        shared = {
            k: v for k, v in context["widget"]["attrs"].items() if k not in {"id", "aria-invalid"}
        }
        id_ = context["widget"]["attrs"].get("id", name)
        invalid = "aria-invalid" in context["widget"]["attrs"]
        context["widget"]["parts"] = [
            {
                "part": part,
                "name": f"{name}_{part}",
                "id": f"{id_}_{part}",
                "value": text,
                "invalid": invalid and (fault is None or part in fault.parts),
                "attrs": shared,
            }
            for part, text in zip(PARTS, typed, strict=True)
        ]
        return context


def as_typed(value: Any) -> Typed:
    if isinstance(value, date):
        return (str(value.day), str(value.month), str(value.year))
    if isinstance(value, tuple):
        return (value[0], value[1], value[2])
    return _split_iso(value) if isinstance(value, str) and value else ("", "", "")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a typed date, and in which boxes."""

    message: str
    parts: frozenset[str]


def fault_in(typed: Typed) -> Fault | None:
    """The first thing that keeps this from being a date; an empty date has no fault."""
    if not any(typed):
        return None
    missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
    if missing:
        return _fault(f"give the {' and the '.join(missing)} too", *missing)
    day_text, month_text, year_text = typed
    month = month_number(month_text)
    if not (day_text.isdecimal() and 1 <= int(day_text) <= 31):
        return _fault("the day must be between 1 and 31", "day")
    if month is None:
        return _fault("the month must be between 1 and 12, or its name", "month")
    if not (year_text.isdecimal() and len(year_text) == 4 and int(year_text) >= 1900):
        return _fault("the year must have four digits, for example 2026", "year")
    days = monthrange(int(year_text), month)[1]
    if int(day_text) > days:
        return _fault(f"{MONTHS[month - 1]} {year_text} has only {days} days", "day")
    return None


def _fault(message: str, *parts: str) -> Fault:
    return Fault(message, frozenset(parts))


def month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= len(MONTHS) else None
    return MONTH_NUMBERS.get(text.lower().rstrip("."))


class DateParts(forms.Field):
    """A date typed as day, month and year; the month may be its name."""

    widget = DatePartsWidget

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = _split_iso(value) if isinstance(value, str) else as_typed(value)
        if not any(typed):
            return None
        if fault := fault_in(typed):
            raise ValidationError(said_of(self.label, fault.message), code="invalid")
        month = month_number(typed[1])
        return date(int(typed[2]), month or 0, int(typed[0]))

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            self._refuse(f"must be {day(self.earliest)} or later", "early")
        if value and self.latest and value > self.latest:
            self._refuse(f"must be {day(self.latest)} or earlier", "late")

    def _refuse(self, message: str, code: str) -> None:
        raise ValidationError(said_of(self.label, message), code=code)


def _split_iso(text: str) -> Typed:
    pieces = [*text.split("-"), "", ""]
    return (pieces[2], pieces[1], pieces[0])
