"""Components: each is in the gallery, whole, named, and without script or style of its own."""

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.signals import template_rendered

from icm.core import tables
from icm.core.screen import Basis, Fact, Identity, Link, Pages, State, Step, Tone, answered
from icm.core.templatetags.design import shell
from icm.pages.views.gallery import Gallery
from icm.policy.checks import Answer
from icm.policy.rules import Status
from tests.core.reading import read

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
CSS = (Path(settings.BASE_DIR) / "static" / "icm.css").read_text()


def drawn(template, **values):
    return read(engines["django"].from_string(template).render(values))


@pytest.fixture
def gallery():
    request = RequestFactory().get("/components/")
    request.user = AnonymousUser()
    used = []

    def note(sender, template, **_):
        used.append(str(template.name))

    tables._compiled.cache_clear()  # else rows of another test's making would not be drawn again
    template_rendered.connect(note)
    try:
        answer = Gallery.as_view()(request).render()
    finally:
        template_rendered.disconnect(note)
    return SimpleNamespace(page=read(answer.content.decode()), used=set(used))


def test_the_gallery_shows_every_component(gallery):
    of_the_shell = {f"components/{name}.html" for name in ("demo_banner", "idle", "page_messages")}
    there = {f"components/{path.relative_to(COMPONENTS)}" for path in COMPONENTS.rglob("*.html")}

    assert there - gallery.used == of_the_shell - gallery.used


def test_the_gallery_is_whole(gallery):
    ids = gallery.page.ids()

    assert len(ids) == len(set(ids))
    assert gallery.page.dangling() == []
    assert len(gallery.page.all("h1")) == 1


def test_no_component_carries_style_or_script(gallery):
    inline = [
        element.tag
        for element in gallery.page.elements
        if "style" in element.attributes
        or any(name.startswith("on") for name in element.attributes)
    ]

    assert inline == []
    assert [script.get("src") for script in gallery.page.all("script")] == ["/static/icm.js"]


def test_nothing_is_loaded_from_outside(gallery):
    addresses = [
        element.get(name) or ""
        for element in gallery.page.elements
        for name in ("src", "href", "action")
    ]

    assert [address for address in addresses if "//" in address] == []


@pytest.mark.parametrize("status", [*Status, *Answer])
def test_every_state_has_its_word_and_its_look(status):
    [tag] = drawn("{% status_tag status %}", status=status).all("span")

    said = answered(status.value)
    assert tag.text == said
    assert f'[data-status="{said}"]' in CSS
    assert f'[data-status="{said}"]::after' in CSS


def test_an_unknown_fact_says_so_and_an_imported_one_its_age():
    facts = [Fact("Hall"), Fact("Council", "Fife", source="the record system", age="3 days old")]
    values = [value.text for value in drawn("{% summary_list f %}", f=facts).all("dd")]

    assert values == ["Not known", "FifeFrom the record system, 3 days old"]


def test_an_action_names_what_it_changes():
    facts = [Fact("Hall", "A", actions=(Link("Change", "/hall/"),)), Fact("Cell", "2")]
    [link] = drawn("{% summary_list f %}", f=facts).all("a")

    assert link.text == "Change Hall"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis("D", None, "unknown", settle="The warrant."), ("Not known", "The warrant.")),
        (
            Basis("D", None, "overridden", by="A. Sample", why="Appeal."),
            ("by A. Sample", "Appeal."),
        ),
        (Basis("D", None, "computed", local="Our choice."), ("not national policy", "Our choice.")),
        (Basis("D", None, "computed", rounding_stated=False), ("may differ by a day",)),
    ],
)
def test_a_date_shows_how_it_was_reached(basis, words):
    text = drawn("{% date_basis b %}", b=basis).all("div")[0].text

    assert [word for word in words if word not in text] == []


def test_the_banner_shows_states_above_the_name():
    person = Identity("EXAMPLE, Callum", "900123", states=(State("Arrived today", Tone.INFO),))
    page = drawn("{% identity_banner p %}", p=person)
    order = [element.tag for element in page.all("strong", "h2")]

    assert order == ["strong", "h2"]
    assert [fact.text for fact in page.all("dd")] == ["900123", "Not known", "Not known"]


def test_a_locked_step_says_why_and_leads_nowhere():
    page = drawn("{% task_list s %}", s=[Step("Hold it", "Not open", locked="Social work has it.")])

    assert "Not open yet: Social work has it." in page.all("li")[0].text
    assert not page.all("a")


def test_supervision_level_is_never_called_risk():
    level = drawn('{% supervision_level "high" %}').all("div")[0].text
    band = drawn('{% risk_band "High" %}').all("div")[0].text

    assert "not an assessment of risk" in level
    assert "does not set the supervision level" in band


def pages(number, count, query=""):
    page = drawn("{% pagination p %}", p=Pages(number, count, 832, query, "people"))
    return [(link.text.strip(), link.get("href")) for link in page.all("a")]


def test_turning_a_page_keeps_the_filters():
    assert pages(4, 17, "state=overdue") == [
        ("Previous page", "?state=overdue&page=3"),
        ("Page 1", "?state=overdue&page=1"),
        ("Page 3", "?state=overdue&page=3"),
        ("Page 4", "?state=overdue&page=4"),
        ("Page 5", "?state=overdue&page=5"),
        ("Page 17", "?state=overdue&page=17"),
        ("Next page", "?state=overdue&page=5"),
    ]


@pytest.mark.parametrize(
    ("number", "count", "texts"),
    [
        (1, 1, []),
        (1, 2, ["Page 1", "Page 2", "Next page"]),
        (2, 2, ["Previous page", "Page 1", "Page 2"]),
    ],
)
def test_a_short_list_has_few_pages(number, count, texts):
    assert [text for text, _ in pages(number, count)] == texts


def test_the_header_marks_the_section_and_signs_out_by_post(monkeypatch):
    monkeypatch.setattr(
        shell, "address", lambda name: f"/{name}/" if name != "pages:people" else ""
    )
    icm = {"user_name": "M. Sample", "nav": "establishment", "posts": "Reception"}
    page = drawn("{% site_header icm %}", icm=icm, csrf_token="token", unread_reminders=lambda: 4)
    texts = [link.text for link in page.all("nav")[0].children[0].children]

    assert texts == [
        "My work",
        "Reminders 4 unread",
        "Establishments",
        "Policy register",
        "My account",
    ]
    assert [link.text for link in page.all("a", **{"aria-current": "true"})] == ["Establishments"]
    assert page.all("form")[0].get("method") == "post"
    assert page.all("input")[0].get("value") == "token"


def test_a_person_s_page_belongs_to_people():
    page = drawn(
        '{% site_header icm section="pages:people" %}', icm={"user_name": "M.", "nav": "why"}
    )

    assert [link.text for link in page.all("a", **{"aria-current": "true"})] == ["People"]


def test_a_stranger_sees_no_navigation():
    page = drawn("{% site_header icm %}", icm={"user_name": ""})

    assert not page.all("nav", "form")


def test_only_three_messages_push_the_page_down():
    told = [SimpleNamespace(message=f"M{i}", level_tag=tag) for i, tag in enumerate(["error"] * 5)]
    page = drawn("{% page_messages m %}", m=told)

    assert [box.get("role") for box in page.all("div") if box.get("role")] == ["alert"] * 3
    assert page.all("p")[-1].text == "and 2 more"


def test_breadcrumbs_end_with_this_page():
    page = drawn('{% breadcrumbs "People" "/people/" "EXAMPLE, Callum" %}')

    assert [crumb.text for crumb in page.all("a")] == ["People"]
    assert [crumb.text for crumb in page.all("li", **{"aria-current": "page"})] == [
        "EXAMPLE, Callum"
    ]


def test_what_a_component_is_given_is_text():
    class Loud(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag != "script"

    bad = "<script>x</script>"
    template = (
        "{% alert title=b %}{{ b }}{% endalert %}{% panel title=b %}{{ b }}{% endpanel %}"
        "{% details summary=b %}{{ b }}{% enddetails %}{% button b href=b %}{% tag b %}"
        "{% page_header b label=b lead=b %}{% empty title=b %}{{ b }}{% endempty %}"
        "{% warning_text b %}{% local_default b %}{% confirmation title=b %}{{ b }}{% endconfirmation %}"
    )

    Loud().feed(engines["django"].from_string(template).render({"b": bad}))


@pytest.mark.parametrize("number", [400, 403, 404, 429, 500, 503])
def test_a_page_of_errors_needs_nothing_but_itself(number):
    page = read(render_to_string(f"{number}.html"))

    assert len(page.all("h1")) == 1
    assert page.all("title")[0].text.strip().endswith("– ICM")
    assert page.all("a", href="/")


@pytest.mark.parametrize(("data", "title"), [(None, "Receive – ICM"), ({}, "Error: Receive – ICM")])
def test_the_errors_of_a_form_stand_in_the_title_and_above_the_heading(data, title):
    class Reason(forms.Form):
        reason = forms.CharField()

    template = (
        '{% extends "layouts/task.html" %}{% block title %}Receive{% endblock %}'
        '{% block heading %}{% page_header "Receive" %}{% endblock %}'
    )
    page = drawn(template, form=Reason(data))

    assert page.all("title")[0].text == title
    order = [element.tag for element in page.all("h1", "h2")]
    assert order == (["h1"] if data is None else ["h2", "h1"])


def test_what_is_printed_for_somebody_does_not_say_who_printed_it():
    """A slip or a letter printed from its page is given to the person: the header names the member of staff."""
    hidden = CSS.partition("@media print")[2].partition("{ display: none !important; }")[0]

    assert ".icm_header," in hidden
