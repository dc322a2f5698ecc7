"""Reading minutes: the draft for those who keep it, signed and issued editions for those who may read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from casework.queries.plan_draft import domain_choices, reader_choices, staff_choices
from conferences import access
from conferences.models import Conference, Decision, Edition, Minute, Part
from conferences.queries.editions import Sheet, content_of, sheet
from conferences.queries.objections import Trail, trails
from conferences.queries.receipts import issued_to
from conferences.workflow import KEPT_IN, Minuting
from icm.core.access import Principals
from icm.core.dates import moment
from icm.core.disclosure import Audience
from icm.core.screen import Entry, Link
from icm.core.tables import Table
from icm.people.models import Person
from icm.policy.calendar import in_scotland

# Who reads what is not issued yet, and to whom it went.
KEEPERS = frozenset({access.MINUTE, access.SIGN, access.ISSUE})


@dataclass(frozen=True)
class Offered:
    """What the page offers this keeper; ``hidden`` are the sections they may not read."""

    parts: Mapping[str, Part]
    decisions: Sequence[Decision]
    hidden: frozenset[str]
    readers: Sequence[tuple[str, str]]
    domains: Sequence[tuple[str, str]]
    staff: Sequence[Any]


@dataclass(frozen=True, slots=True)
class MinutePage:
    """``sheet`` is None where there is nothing the asker may read yet."""

    state: str
    sheet: Sheet | None
    editions: tuple[Entry, ...]
    issued: Table | None
    acts: tuple[Link, ...]
    said: tuple[Trail, ...] = ()  # to be wrong in it
    number: int | None = None  # of the edition that is shown


def minute(conference: Conference) -> Minute | None:
    found = Minute.objects.filter(conference=conference).first()
    if found is not None:
        found.conference = conference
    return found


def minute_page(
    conference: Conference, principals: Principals, number: int | None = None
) -> MinutePage:
    """The newest the asker may read, or the edition that is asked for. Constant queries."""
    verbs = access.held_on(conference, principals)
    audience = access.audience_of(conference.person, principals)
    row = minute(conference)
    if row is None and number is not None:
        raise Http404
    if row is None:
        return MinutePage("Nothing is written yet.", None, (), None, _acts(conference, None, verbs))
    editions = _editions(row, verbs)
    if number is not None:
        found = next((one for one in editions if one.number == number), None)
        if found is None:
            raise Http404
        state, shown, signed = _signed(found), found.content, found.number
    elif row.state == Minuting.DRAFT and verbs & KEEPERS:
        state, shown, signed = _draft(row), content_of(row), None
    elif editions:
        state, shown, signed = _signed(editions[0]), editions[0].content, editions[0].number
    else:
        return MinutePage("It is not issued yet.", None, (), None, _acts(conference, row, verbs))
    return MinutePage(
        state=state,
        sheet=sheet(shown, audience),
        editions=tuple(_entry(one, conference, audience) for one in editions),
        issued=issued_to(row) if verbs & (KEEPERS | {access.RECEIPTS}) else None,
        acts=_acts(conference, row, verbs),
        said=trails(conference, audience, verbs),
        number=signed,
    )


def offered(conference: Conference, row: Minute | None, principals: Principals) -> Offered:
    """What the live page begins with: what is on record, as far as this keeper may read it."""
    person = conference.person
    audience = access.audience_of(person, principals)
    parts = list(Part.objects.filter(minute=row)) if row else []
    decisions = list(Decision.objects.filter(minute=row).order_by("pk")) if row else []
    clear = [one for one in parts if access.cleared(one.disclosure, audience)]
    return Offered(
        parts={one.section: one for one in clear},
        decisions=[one for one in decisions if access.cleared(one.disclosure, audience)],
        hidden=frozenset(one.section for one in parts) - {one.section for one in clear},
        readers=reader_choices(audience),
        domains=domain_choices(in_scotland(conference.starts_at).date())
        if conference.starts_at
        else [],
        staff=staff_choices(person),
    )


def agreed(row: Minute | None, person: Person, principals: Principals) -> tuple[Entry, ...]:
    """The actions agreed so far, as the keeper may read them."""
    if row is None:
        return ()
    return sheet(content_of(row), access.audience_of(person, principals)).actions


def _editions(row: Minute, verbs: frozenset[str]) -> list[Edition]:
    rows = Edition.objects.filter(minute=row).select_related("signed_by").order_by("-number")
    if not verbs & KEEPERS:
        rows = rows.filter(issues__isnull=False).distinct()
    return list(rows)


def _draft(row: Minute) -> str:
    return f"Draft of edition {row.number}. It is not signed yet."


def _signed(one: Edition) -> str:
    return f"Edition {one.number}, signed by {one.signed_by.display_name()} on {moment(one.signed_at)}."


def _entry(one: Edition, conference: Conference, audience: Audience) -> Entry:
    return Entry(
        title=f"Edition {one.number}",
        when=moment(one.signed_at),
        by=one.signed_by.display_name(),
        text=access.shown(one, "why", audience),
        href=reverse("conferences:edition", args=[conference.pk, one.number]),
    )


def _acts(conference: Conference, row: Minute | None, verbs: frozenset[str]) -> tuple[Link, ...]:
    state = row.state if row else Minuting.DRAFT.value
    possible = (
        ("write_minute", "Write the minute", access.MINUTE, state == Minuting.DRAFT),
        ("sign_minute", "Sign it", access.SIGN, row is not None and state == Minuting.DRAFT),
        ("issue_minute", "Issue it", access.ISSUE, state == Minuting.SIGNED),
        ("reopen_minute", "Change it in another edition", access.SIGN, state != Minuting.DRAFT),
    )
    return tuple(
        Link(text, reverse(f"conferences:{name}", args=[conference.pk]))
        for name, text, verb, now in possible
        if now and verb in verbs and conference.state in KEPT_IN
    )
