"""The design system's class names are known in few places, and no page carries script or style of its own."""

import re

from tests.architecture import house

TEMPLATES = house.files("*.html", "templates")
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}
DESIGN = re.compile(r"\bds_[a-z]")
# Django's own widget templates are restyled under their own names.
KNOW_THE_DESIGN = ("components", "forms", "layouts", "django", "base.html")


def _knows_the_design(path):
    return path.relative_to(house.ROOT / "templates").parts[0] in KNOW_THE_DESIGN


def test_no_page_carries_script_or_style_of_its_own():
    found = [
        f"{house.name_of(path)}: {what}"
        for path in TEMPLATES
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text())
    ]

    assert found == []


def test_pages_use_components_instead_of_class_names():
    pages = [path for path in TEMPLATES if not _knows_the_design(path)]

    assert [house.name_of(path) for path in pages if DESIGN.search(path.read_text())] == []


def test_the_patterns_find_what_they_are_for():
    bad = (
        '<p style="x"><style>p{}</style><script>x()</script><a onclick="x" href="javascript:x"></a>'
    )

    assert [what for what, pattern in INLINE.items() if not pattern.search(bad)] == []
    assert not INLINE["a script without src"].search(
        '<script src="/static/page.js" defer></script>'
    )
