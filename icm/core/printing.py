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
    """The document; its language and title are those of the HTML."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    laid_out = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=())).render(
        stylesheets=[_sheet()], pdf_variant=VARIANT
    )
    content: bytes = laid_out.write_pdf(pdf_variant=VARIANT)
    return Printed(content, len(laid_out.pages))


@lru_cache(maxsize=1)
def _sheet() -> Any:
    from weasyprint import CSS

    return CSS(filename=SHEET)
