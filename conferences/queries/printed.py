"""Minutes on paper: those asked for of one copy, and the bytes of one."""

from django.http import Http404
from django.urls import reverse

from conferences.models import Conference, Issue
from icm.core.dates import moment
from icm.core.documents import without_content
from icm.core.models import Document
from icm.core.screen import Entry

KIND = "minute"
_WAITS = frozenset({Document.State.WAITING.value, Document.State.MAKING.value})


def printed(conference: Conference, issue: Issue) -> tuple[Entry, ...]:
    """Every paper asked for of this copy, the latest first. One query."""
    rows = without_content().filter(person=conference.person_id, kind=KIND, parts__issue=issue.pk)
    return tuple(_entry(conference, issue, one) for one in rows.order_by("-asked_at", "-pk"))


def content(issue: Issue, pk: int) -> tuple[Document, bytes]:
    """The paper itself; 404 where it is another copy's, or is not ready."""
    found = Document.objects.filter(kind=KIND, parts__issue=issue.pk, pk=pk).first()
    if found is None or found.content is None:
        raise Http404
    return found, bytes(found.content)


def _entry(conference: Conference, issue: Issue, one: Document) -> Entry:
    ready = one.state == Document.State.READY
    address = reverse("conferences:open_minute", args=[conference.pk, issue.pk, one.pk])
    waits = "It is being made. Look again in a few seconds." if one.state in _WAITS else one.problem
    return Entry(
        title="Minute (PDF)",
        when=f"Asked for on {moment(one.asked_at)}",
        text="Open it to print it." if ready else waits,
        href=address if ready else "",
    )
