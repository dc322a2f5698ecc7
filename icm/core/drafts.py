"""Texts typed and not yet sent, kept on the server for their writer alone: never on a machine that others use.

A browser with scripts saves while one types (static/idle.js). Without scripts, what arrives after the session ended
is kept instead of being lost. The form of the same page shows it again; a sent form forgets it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.forms import BaseForm, FileField
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from icm.core.models import Draft, User

KEPT_FOR = timedelta(days=30)
LARGEST = 200_000  # characters in all fields of one page
MOST_PAGES = 100
LONGEST_PAGE = 300  # as in the table
# Names of fields that hold a secret or belong to the machinery rather than to the writer.
_SECRET = re.compile(
    r"passw|token|secret|credential|^_|^(code|otp|pin|next|reference)$", re.IGNORECASE
)

Fields = dict[str, list[str]]


def may_keep(page: str) -> bool:
    """A page of this site, other than those that handle passwords and codes."""
    ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return ours and not page.startswith(reverse("core:account"))


def page_of(request: HttpRequest) -> str:
    """The page whose form was sent: where the browser says it came from, else the address it was sent to."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.path and came_from.netloc == request.get_host():
        return came_from.path
    return request.path


@transaction.atomic
def keep(user: int, page: str, fields: Fields, *, opened_at: datetime | None, at: datetime) -> bool:
    """Save the text of a page's form; False where it is not to be kept.

    ``opened_at`` is when the page it was typed into was made: what was typed before the form was last sent is old.
    """
    page = _storable(page)
    fields = {
        _storable(name): [_storable(value) for value in values]
        for name, values in fields.items()
        if not _SECRET.search(_storable(name))
    }
    if not may_keep(page) or len(page) > LONGEST_PAGE or not _has_text(fields):
        return False
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return False
    row = Draft.objects.select_for_update().filter(user_id=user, page=page).first()
    if row and row.sent_at and opened_at and opened_at <= row.sent_at:
        return False
    Draft.objects.update_or_create(
        user_id=user, page=page, defaults={"fields": fields, "saved_at": at, "sent_at": None}
    )
    unsent = Draft.objects.filter(user_id=user, sent_at__isnull=True).order_by("-saved_at")
    Draft.objects.filter(pk__in=list(unsent.values_list("pk", flat=True)[MOST_PAGES:])).delete()
    return True


def keep_typed(user: int, posted: QueryDict, *, at: datetime) -> bool:
    """Save what the script of a page sends of it: which page, when it was made, and what has been typed into it."""
    page, opened = posted.get("_page", ""), _moment(posted.get("_opened", ""))
    return keep(user, page, fields_of(posted), opened_at=opened, at=at)


def keep_posted(request: HttpRequest, *, user: User, at: datetime) -> bool:
    """Keep what arrived for a session that has just ended."""
    return keep(user.pk, page_of(request), fields_of(request.POST), opened_at=None, at=at)


def fields_of(posted: QueryDict) -> Fields:
    return {
        name: [value for value in posted.getlist(name) if isinstance(value, str)] for name in posted
    }


def sent(user: int, page: str, *, at: datetime) -> None:
    """The form was sent, or its text given up: forget it, and refuse late copies of it."""
    page = _storable(page)
    if may_keep(page) and len(page) <= LONGEST_PAGE:
        done = {"fields": {}, "saved_at": at, "sent_at": at}
        Draft.objects.update_or_create(user_id=user, page=page, defaults=done)


def restore(form: BaseForm, user: int, page: str) -> datetime | None:
    """Put the kept text of this page into an unsent form; answers with the moment it was saved, if there was any."""
    row = Draft.objects.filter(user_id=user, page=_storable(page), sent_at__isnull=True).first()
    if row is None:
        return None
    data = _as_posted(row.fields)
    found = False
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if isinstance(field, FileField) or field.widget.value_omitted_from_data(data, {}, key):
            continue
        form.initial[name] = field.widget.value_from_datadict(data, {}, key)
        found = True
    return row.saved_at if found else None


def forget_old(*, at: datetime) -> int:
    old = Q(saved_at__lt=at - KEPT_FOR) | Q(sent_at__lt=at - timedelta(days=1))
    gone, _ = Draft.objects.filter(old).delete()
    return gone


def _storable(text: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return text.replace("\0", "")


def _has_text(fields: Mapping[str, list[str]]) -> bool:
    return any(value.strip() for values in fields.values() for value in values)


def _as_posted(fields: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(text), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
