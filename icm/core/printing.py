"""From HTML to an accessible PDF (PDF/UA-1: tagged, with language and title), by WeasyPrint.

WeasyPrint is loaded when the first document is made: pages never pay for it. It is given no way to fetch anything, so
that no text in a document can make the worker ask another machine or read a file.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

SHEET = settings.BASE_DIR / "static" / "print.css"
VARIANT = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Printed:
    content: bytes
    pages: int


def pdf(html: str) -> Printed:
    """The document; its language and title are those of the HTML. One at a time in a process."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    sheet, fonts = _kept()
    laid_out = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).render(
        stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT
    )
    content: bytes = laid_out.write_pdf(pdf_variant=VARIANT)
    return Printed(content, len(laid_out.pages))


@lru_cache(maxsize=1)
def _kept() -> tuple[Any, Any]:
    """The style sheet and the fonts, read once a process.

    Made anew for each document the fonts are never let go of: a worker grew by a megabyte every five documents.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    return CSS(filename=SHEET, font_config=fonts), fonts
