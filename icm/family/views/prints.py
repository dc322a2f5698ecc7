"""The HTML of letters to a relative, written by the worker with the rights of whoever asked."""

from datetime import datetime

from django.template.loader import render_to_string

from icm.core.models import Document
from icm.core.refusals import Refused
from icm.family import access, policy
from icm.family.actions import letter_code
from icm.family.queries import letters
from icm.family.queries import news as queries
from icm.people.views import prints


def window(document: Document, at: datetime) -> str:
    """The letter with the code of a window. The code stands here and nowhere else."""
    _refuse(document, at)
    one = letters.by_key(document.parts["window"])
    if reason := letters.why_old(one.consent, document, at=at):
        raise Refused(reason)
    words = letters.window_letter(one, document, at=at)
    code = policy.in_groups(letter_code(one))
    return render_to_string("documents/family_window.html", {"letter": words, "code": code})


def news(document: Document, at: datetime) -> str:
    """What a window would show, for who has no e-mail."""
    _refuse(document, at)
    one = letters.consent_by_key(document.parts["consent"])
    if reason := letters.why_old(one, document, at=at):
        raise Refused(reason)
    words = queries.news(one, document, at=at)
    return render_to_string("documents/family_news.html", {"letter": words})


def _refuse(document: Document, at: datetime) -> None:
    """Whoever asked may still do this."""
    person, principals = prints.subject(document, at=at)
    if access.OPEN not in access.held(person, principals):
        raise Refused(prints.GONE)
