"""Documents: ordered in the transaction of a page, made by a worker, kept as the very bytes that were made.

A row is taken (``making``, committed) before anything is read or rendered, and is ``ready`` once its bytes are stored.
Somebody who dies in between leaves a row in ``making``; when its lease has run out the next makes it from the
beginning. What a kind of document holds is known to the apps above, which the wiring names (``DOCUMENTS`` in settings).
"""

import hashlib
import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.module_loading import import_string

from icm.core import printing
from icm.core.logs import in_codes
from icm.core.models import Document, User
from icm.core.refusals import Refused, SentBefore

log = logging.getLogger(__name__)

State = Document.State
# Reads what the document is to hold, for its audience and with the rights of whoever asked, and gives the HTML.
# Raises Refused with a sentence for the screen where it must not or cannot be made.
Maker = Callable[[Document, datetime], str]

MOST = 3  # attempts
PAUSE = 10  # seconds after an attempt that failed, longer after each
ROUND = 100  # documents after which a worker looks up, so that one round ends
READING, RENDERING, DONE = (
    10,
    30,
    100,
)  # percent: reading takes moments, setting the type nearly all the time
GIVEN_UP = "It could not be made. Ask for it again; if that fails too, tell the help desk."
# Setting type takes a whole core: a second document in the same process would only delay the first.
_ONE = Lock()

_TAKE = """
    UPDATE core_document AS taken
    SET state = 'making', taken_at = %(at)s, attempts = taken.attempts + 1, progress = %(progress)s
    WHERE taken.id = (
        SELECT id FROM core_document
        WHERE state = 'waiting'
            AND (taken_at IS NULL OR taken_at + make_interval(secs => %(pause)s * attempts) <= %(at)s)
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING taken.id
"""


@dataclass(frozen=True, slots=True)
class Order:
    """A document somebody wants: made once for each key, however often it is asked for."""

    key: str
    kind: str
    audience: str
    person: int
    parts: Mapping[str, Any] = field(default_factory=dict)


def order(wanted: Order, *, by: User, at: datetime) -> Document:
    """Put a document on the workers' list. Call inside the act's transaction; it waits for nobody."""
    Document.objects.bulk_create(
        [
            Document(
                key=wanted.key,
                kind=wanted.kind,
                audience=wanted.audience,
                person_id=wanted.person,
                parts=dict(wanted.parts),
                asked_at=at,
                asked_by=by,
            )
        ],
        ignore_conflicts=True,
    )
    row = without_content().get(key=wanted.key)
    if wanted != Order(row.key, row.kind, row.audience, row.person_id, row.parts):
        raise SentBefore
    return row


def without_content() -> QuerySet[Document]:
    """Documents as lists and pages want them: the bytes are fetched for a download alone."""
    return Document.objects.defer("content")


def download(row: Document, content: bytes, *, name: str) -> HttpResponse:
    """The bytes as a file, to whoever was found to be allowed it: nothing on the way keeps a copy."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{row.pk}.pdf"',
            "Cache-Control": "no-store",
            "ETag": f'"{row.sha256}"',
        },
    )


def return_stuck(*, at: datetime) -> int:
    """Documents whose maker died: to be made by the next, at once; given up where that happened too often."""
    stuck = Document.objects.filter(state=State.MAKING, taken_at__lt=at - settings.DOCUMENT_LEASE)
    lost = stuck.filter(attempts__gte=MOST).update(state=State.FAILED, problem=GIVEN_UP, progress=0)
    return lost + stuck.update(state=State.WAITING, taken_at=None, progress=0)


def make(*, clock: Callable[[], datetime]) -> int:
    """Make what waits, one after another, until nothing does. Returns how many are ready."""
    if not _ONE.acquire(blocking=False):
        return 0
    try:
        made = 0
        for _ in range(ROUND):
            document = _take(clock())
            if document is None:
                break
            made += _make(document, clock)
        return made
    finally:
        _ONE.release()


def _take(at: datetime) -> Document | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"at": at, "pause": PAUSE, "progress": READING})
        row = cursor.fetchone()
    return without_content().select_related("asked_by").get(pk=row[0]) if row else None


def _make(document: Document, clock: Callable[[], datetime]) -> bool:
    """Whether it is ready. What the database refuses is not the document's fault: its lease brings it back."""
    try:
        html = _maker(document.kind)(document, clock())
        _mine(document).update(progress=RENDERING)
        printed = printing.pdf(html)
    except DatabaseProblem:
        raise
    except Refused as refusal:
        _give_up(document, str(refusal))
        return False
    except Exception as problem:
        _put_back(document, problem)
        return False
    return bool(
        _mine(document).update(
            state=State.READY,
            progress=DONE,
            content=printed.content,
            sha256=hashlib.sha256(printed.content).hexdigest(),
            pages=printed.pages,
            made_at=clock(),
            problem="",
        )
    )


def _maker(kind: str) -> Maker:
    maker: Maker = import_string(settings.DOCUMENTS[kind])
    return maker


def _put_back(document: Document, problem: Exception) -> None:
    """Another attempt after a pause, or none. The log gets the places, not the words, which may be a person's."""
    places = "".join(traceback.format_tb(problem.__traceback__))
    log.error("Document %s was not made: %s\n%s", document.pk, in_codes(problem), places)
    if document.attempts >= MOST:
        _give_up(document, GIVEN_UP)
    else:
        _mine(document).update(state=State.WAITING, progress=0)


def _give_up(document: Document, problem: str) -> None:
    _mine(document).update(state=State.FAILED, progress=0, problem=problem)


def _mine(document: Document) -> QuerySet[Document]:
    """The row, while nobody else has taken it since: a maker that was too slow changes nothing."""
    return Document.objects.filter(
        pk=document.pk, state=State.MAKING, taken_at=document.taken_at, attempts=document.attempts
    )
