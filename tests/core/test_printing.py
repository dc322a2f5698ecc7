"""Accessible PDF: tagged, with language and title; nothing is fetched, and nothing is loaded before it is needed."""

import subprocess
import sys
import threading

import pytest
from django.conf import settings

from icm.core import printing
from tests import pdf

HTML = """<!DOCTYPE html><html lang="en-GB"><head><title>A paper</title></head><body>
<h1>What it is</h1><p class="whom">Given Family, T1</p><p>Plain words &amp; a “quotation”.</p>
<table><caption>Days</caption><thead><tr><th scope="col">What</th></tr></thead>
<tbody><tr><td>Now</td></tr></tbody></table>
{more}</body></html>"""


@pytest.fixture(scope="module")
def printed():
    return printing.pdf(HTML.format(more=""))


def test_it_is_tagged_and_says_its_language_and_title(printed):
    found = pdf.read(printed.content)

    assert b"/MarkInfo" in found.catalog
    assert b"/Marked true" in found.catalog
    assert b"/Lang (en-GB)" in found.catalog
    assert b"/DisplayDocTitle true" in found.everything
    root = found.objects[found.number(found.catalog, b"StructTreeRoot")]
    assert b"/StructTreeRoot" in root
    for tag in (b"/H1", b"/P", b"/Table", b"/TH", b"/TD", b"/Caption"):
        assert tag in found.everything
    metadata = found.streams[found.number(found.catalog, b"Metadata")]
    assert b"pdfuaid:part" in metadata
    assert b"A paper" in metadata


def test_its_text_can_be_read_out(printed):
    text = pdf.read(printed.content).text

    assert "Plain words & a “quotation”." in text
    assert "Given Family, T1" in text


def test_every_page_says_whom_it_is_about_and_which_page_it_is():
    long = printing.pdf(HTML.format(more="<p>Another line.</p>" * 120))
    text = pdf.read(long.content).text

    assert long.pages == text.count("Page ") > 1
    assert text.count("Given Family, T1") == long.pages + 1
    assert f"Page {long.pages} of {long.pages}" in text


def test_fonts_are_those_the_sheet_names(printed):
    fonts = pdf.read(printed.content).everything

    assert b"Liberation" in fonts or b"DejaVu" in fonts


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x.png", "file:///etc/hostname", "data:image/png;base64,iVBORw0"]
)
def test_nothing_is_fetched(address, monkeypatch):
    asked = []
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *a, **k: asked.append(a))

    made = printing.pdf(HTML.format(more=f'<img alt="A picture" src="{address}">'))

    assert made.pages == 1
    assert asked == []


def test_pages_never_load_what_only_printing_needs():
    code = (
        "import django; django.setup(); import icm.urls, sys; from django.urls import get_resolver;"
    )
    code += "get_resolver().url_patterns; print('weasyprint' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )

    assert run.stdout.strip() == "False"


def test_it_can_be_made_outside_the_main_thread():
    """The worker's pool is of threads."""
    found = []
    thread = threading.Thread(target=lambda: found.append(printing.pdf(HTML.format(more=""))))
    thread.start()
    thread.join()

    assert found[0].pages == 1
