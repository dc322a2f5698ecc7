"""Pictures of numbers and days. Each stands beside a table of the same facts."""

from typing import Any

from django import template
from django.utils.text import slugify

from icm.core import charts, levels
from icm.core.screen import BarChart, LevelHistory, Profile, Timeline

register = template.Library()


@register.inclusion_tag("components/sentence_timeline.html")
def sentence_timeline(timeline: Timeline) -> dict[str, Any]:
    wide, tall = charts.wide(timeline), charts.tall(timeline)
    return {
        "timeline": timeline,
        "id": slugify(timeline.title),
        "wide": wide,
        "tall": tall,
        "unnamed": any(not mark["labelled"] for mark in [*wide["marks"], *tall["marks"]]),
        "kinds": list(dict.fromkeys((span.kind, span.title) for span in timeline.spans)),
        "facts": charts.facts(timeline),
    }


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(chart: BarChart) -> dict[str, Any]:
    return {
        "chart": chart,
        "id": slugify(chart.title),
        "bars": charts.bars(chart),
        "keys": list(enumerate(chart.states)),
        "numbers": charts.numbers(chart),
    }


@register.inclusion_tag("components/level_history.html")
def level_history(history: LevelHistory) -> dict[str, Any]:
    return {
        "history": history,
        "id": slugify(history.title),
        "drawn": levels.drawn(history),
        "keys": levels.keys(history),
        "facts": levels.facts(history),
    }


@register.inclusion_tag("components/profile_chart.html")
def profile_chart(profile: Profile) -> dict[str, Any]:
    return {
        "profile": profile,
        "id": slugify(profile.title),
        "drawn": levels.weighed(profile),
        "words": levels.words(profile),
    }
