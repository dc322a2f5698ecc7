"""What a page says: facts, dates with their basis, states, tables, histories, notices."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

from icm.core import dates
from icm.core.screen import Basis, Day, Entry, Fact, NextStep, Step, answered
from icm.core.tables import Table
from icm.core.templatetags.design.tones import WORDS, tone_of

register = template.Library()
register.filter("day", dates.day)
register.filter("moment", dates.moment)
Context = dict[str, Any]
BASIS_WORDS = {
    "computed": "Computed",
    "entered": "Entered",
    "overridden": "Overridden",
    "unknown": "Not yet known",
}
NOT_KNOWN = dates.NOT_KNOWN.capitalize()


@register.inclusion_tag("components/summary_list.html")
def summary_list(facts: Sequence[Fact], short: bool = True) -> Context:
    return {"facts": facts, "short": short, "actions": any(fact.actions for fact in facts)}


@register.inclusion_tag("components/status_tag.html")
def status_tag(status: str) -> Context:
    return {"status": answered(str(status))}


@register.inclusion_tag("components/legal_tag.html")
def legal_tag(text: str) -> Context:
    return {"text": text or NOT_KNOWN}


@register.inclusion_tag("components/route_tag.html")
def route_tag(text: str) -> Context:
    return {"text": text or NOT_KNOWN}


@register.inclusion_tag("components/tag.html")
def tag(text: str, colour: str = "") -> Context:
    return {"text": text, "colour": colour}


@register.inclusion_tag("components/tag_list.html")
def tag_list(tags: Sequence[str]) -> Context:
    return {"tags": tags}


@register.inclusion_tag("components/supervision_level.html")
def supervision_level(level: str, since: str = "", basis: str = "") -> Context:
    return {"level": str(level or ""), "since": since, "basis": basis}


@register.inclusion_tag("components/risk_band.html")
def risk_band(band: str, source: str = "", meaning: str = "") -> Context:
    return {"band": str(band or ""), "source": source, "meaning": meaning}


@register.inclusion_tag("components/table.html")
def data_table(table: Table) -> Context:
    return {"table": table, "id": f"table-{slugify(table.caption)}"}


@register.inclusion_tag("components/week_calendar.html")
def week_calendar(days: Sequence[Day], label: str = "The week, day by day") -> Context:
    return {"days": days, "label": label}


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: str = "") -> SafeString:
    values = {
        "content": content,
        "tone": tone_of(tone),
        "title": title,
        "word": WORDS[tone_of(tone)],
    }
    return render_to_string("components/alert.html", values)


@register.inclusion_tag("components/next_step.html")
def next_step(step: NextStep) -> Context:
    return {"step": step}


@register.inclusion_tag("components/task_list.html")
def task_list(steps: Sequence[Step]) -> Context:
    return {"steps": steps}


@register.inclusion_tag("components/history.html")
def history(entries: Sequence[Entry]) -> Context:
    return {"entries": entries}


@register.inclusion_tag("components/warning_text.html")
def warning_text(text: str) -> Context:
    return {"text": text}


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return render_to_string("components/inset.html", {"content": content})


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    values = {"content": content, "summary": summary, "open": open}
    return render_to_string("components/details.html", values)


@register.simple_block_tag
def accordion_item(content: str, title: str, note: str = "", open: bool = False) -> SafeString:
    values = {"content": content, "title": title, "note": note, "open": open}
    return render_to_string("components/accordion_item.html", values)


@register.simple_block_tag
def confirmation(content: str, title: str, reference: str = "", level: int = 1) -> SafeString:
    """After an act: its own page, so the title is the page's heading unless `level` says otherwise."""
    values = {"title": title, "reference": reference, "level": level, "next_level": level + 1}
    return render_to_string("components/confirmation.html", {**values, "content": content})


@register.simple_block_tag
def card_grid(content: str) -> SafeString:
    return render_to_string("components/card_grid.html", {"content": content})


@register.inclusion_tag("components/local_default.html")
def local_default(why: str = "") -> Context:
    return {"why": why}


@register.simple_block_tag
def empty(content: str, title: str = "Nothing to show") -> SafeString:
    return render_to_string("components/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def panel(content: str, title: str, href: str = "", link: str = "", id: str = "") -> SafeString:
    values = {"content": content, "title": title, "href": href, "link": link, "id": id}
    return render_to_string("components/panel.html", values)


@register.inclusion_tag("components/date_basis.html")
def date_basis(basis: Basis) -> Context:
    words = BASIS_WORDS.get(basis.kind, basis.kind)
    return {"basis": basis, "kind_text": f"{words} by {basis.by}" if basis.by else words}
