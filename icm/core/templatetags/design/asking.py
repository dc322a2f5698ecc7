"""What people fill in or press: filters, search, buttons, and what went wrong."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from icm.core.forms import summary_of

register = template.Library()
Context = dict[str, Any]


@register.simple_block_tag
def filter_panel(
    content: str,
    action: str = "",
    title: str = "Filter this list",
    clear: str = "",
    button: str = "Apply filters",
) -> SafeString:
    values = {"action": action, "title": title, "clear": clear, "button": button}
    return render_to_string("components/filter_panel.html", {**values, "content": content})


@register.inclusion_tag("components/search_box.html")
def search_box(
    action: str,
    value: str = "",
    name: str = "q",
    label: str = "Search",
    hint: str = "",
    keep: Mapping[str, str] | None = None,
) -> Context:
    kept = list((keep or {}).items())
    return {
        "action": action,
        "value": value,
        "name": name,
        "label": label,
        "hint": hint,
        "keep": kept,
        "id": f"search-{slugify(name)}",
    }


@register.simple_tag
def options(groups: Iterable[tuple[str | None, Iterable[Mapping[str, Any]], int]]) -> SafeString:
    """The choices of a select, as its widget groups them. A template for each cost more than the rest of the page."""
    found = []
    for title, choices, _ in groups:
        drawn = format_html_join("", '<option value="{}"{}>{}</option>', map(_option, choices))
        if title:
            drawn = format_html('<optgroup label="{}">{}</optgroup>', title, drawn)
        found.append((drawn,))
    return format_html_join("", "{}", found)


def _option(choice: Mapping[str, Any]) -> tuple[Any, SafeString, Any]:
    attributes = flatatt({name: value for name, value in choice["attrs"].items() if value})
    return choice["value"], attributes, choice["label"]


@register.simple_tag
def error_summary(form: BaseForm | None) -> SafeString | str:
    """Every error of a form as a link to the box it is about; nothing where there is none."""
    errors = summary_of(form) if form else []
    return render_to_string("components/error_summary.html", {"errors": errors}) if errors else ""


@register.inclusion_tag("components/button.html")
def button(
    text: str,
    href: str = "",
    secondary: bool = False,
    small: bool = False,
    name: str = "",
    value: str = "",
) -> Context:
    return {
        "text": text,
        "href": href,
        "secondary": secondary,
        "small": small,
        "name": name,
        "value": value,
    }


@register.simple_block_tag
def button_group(content: str) -> SafeString:
    return render_to_string("components/button_group.html", {"content": content})


@register.inclusion_tag("components/print_button.html")
def print_button(text: str = "Print this page") -> Context:
    return {"text": text}
