"""Contributions to a conference: who is asked, who has given, who is late; the texts as their reader may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from casework.queries.plan_draft import reader_choices
from conferences import access
from conferences.models import Conference, Contribution, Invitation
from conferences.policy.contributing import Owed, Stand, Standpoint, days_before, due_on, standpoint
from conferences.policy.kinds import Party
from conferences.policy.replies import Reply
from conferences.workflow import OPEN
from icm.core.access import Principals
from icm.core.dates import day, moment
from icm.core.disclosure import Audience, Disclosure, Text, render
from icm.core.screen import Entry, Fact
from icm.core.tables import Column, Table
from icm.people.queries import visible
from icm.policy.calendar import in_scotland

_COLUMNS = (
    Column.of("Who", "link", header=True, text="who", href="url", note="party"),
    Column.of("Asked for by", "date", text="due", note="basis"),
    Column.of("How it stands", "text", text="stand", note="endangers"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One invitation with how its contribution stands."""

    row: Invitation
    at: Standpoint

    @property
    def asked(self) -> bool:
        return self.at.stand is not Stand.NOT_ASKED

    @property
    def words(self) -> str:
        """In one sentence, for whoever it is about."""
        if self.at.stand is Stand.NOT_ASKED:
            return "Nothing in writing is asked for. You may write all the same."
        by = f" It is asked for by {day(self.at.due_on)}." if self.at.due_on else ""
        return f"{self.at.stand.label}.{by}"


@dataclass(frozen=True, slots=True)
class Brief:
    """How many contributions stand how, and what it endangers that some are late."""

    words: str
    endangered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContributionsPage:
    """``local`` says which of the days nobody but this system set."""

    table: Table
    texts: tuple[Entry, ...]
    local: str
    brief: str


def in_brief(row: Conference, on: date) -> Brief:
    """How many stand how, without their texts. Two queries."""
    return _brief([one for one in standings(row, on) if one.asked])


def contributions_page(
    row: Conference, principals: Principals, verbs: frozenset[str], on: date
) -> ContributionsPage:
    """Everybody who is asked or gave, and every text that was sent. Three queries."""
    audience = access.audience_of(row.person, principals)
    found = [one for one in standings(row, on) if one.asked]
    return ContributionsPage(
        table=Table(
            "Who contributes in writing",
            _COLUMNS,
            [_line(one, principals, verbs, on) for one in found],
            empty="Nobody is invited yet who contributes in writing.",
        ),
        texts=tuple(_texts(_sent(row), audience)),
        local=_local(found, on),
        brief=_brief(found).words,
    )


def standings(row: Conference, on: date) -> list[Standing]:
    """Everybody invited but the person, with how the contribution of each stands."""
    rows = Invitation.objects.filter(conference=row, withdrawn_at__isnull=True)
    rows = with_contributions(rows).exclude(party=Party.PERSON).order_by("pk")
    found = list(rows.select_related("user", "deputy", "consent"))
    for one in found:
        one.conference = row
    return [standing(one, on) for one in found]


def with_contributions(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """With the texts that were sent, for `standing`. One query."""
    sent = Contribution.objects.filter(sent_at__isnull=False).order_by("sent_at", "pk")
    return rows.prefetch_related(Prefetch("contributions", queryset=sent, to_attr="given"))


def standing(one: Invitation, on: date) -> Standing:
    """Of an invitation read by `with_contributions`."""
    given: list[Contribution] = one.given  # type: ignore[attr-defined]
    first = in_scotland(given[0].sent_at).date() if given and given[0].sent_at else None
    owed = Owed(Party(one.party), Reply(one.reply) if one.reply else None, first)
    return Standing(one, standpoint(owed, last_day(one), on))


def last_day(one: Invitation) -> date | None:
    """By which day it is asked for; None while the conference has no date."""
    starts_at = one.conference.starts_at
    if starts_at is None:
        return None
    asked_on = in_scotland(one.sent_at).date()
    return due_on(Party(one.party), in_scotland(starts_at).date(), asked_on)


def to_contribute(principals: Principals, pk: int) -> Invitation:
    """Somebody's own invitation, or one to a conference of a person they may know of; 404 for all others."""
    rows = with_contributions(Invitation.objects.filter(pk=pk, withdrawn_at__isnull=True))
    rows = rows.select_related(
        "user",
        "deputy",
        "consent",
        "conference__person__establishment",
        "conference__establishment",
    )
    found = rows.first()
    if found is None or not _knows(found, principals):
        raise Http404
    return found


def to_correct(principals: Principals, pk: int) -> Contribution:
    """A text that was sent, with its invitation; 404 as for that."""
    found = Contribution.objects.filter(pk=pk, sent_at__isnull=False).first()
    if found is None:
        raise Http404
    found.invitation = to_contribute(principals, found.invitation_id)
    return found


def reads(one: Contribution, principals: Principals) -> bool:
    """Whether somebody who writes there reads this text: their own, or what their audience is cleared for."""
    if one.written_by_id == principals.user_id:
        return True
    return access.cleared(one.disclosure, access.writes_as(one.invitation, principals))


def draft_of(
    row: Invitation, user: int, corrects: Contribution | None = None
) -> Contribution | None:
    """What the asker began to write and has not sent."""
    rows = Contribution.objects.filter(invitation=row, written_by=user, sent_at__isnull=True)
    return rows.filter(corrects=corrects).first()


def texts_of(row: Invitation, principals: Principals) -> tuple[Entry, ...]:
    """What was contributed so far, for whoever writes it: their own words whole. One query."""
    sent = row.contributions.filter(sent_at__isnull=False).select_related("written_by")
    rows = [one for one in sent.order_by("-sent_at", "-pk") if reads(one, principals)]
    corrected = {one.corrects_id for one in rows}
    for one in rows:
        one.invitation = row
    open_still = row.conference.state in OPEN
    return tuple(
        _entry(
            one,
            one.body,
            after=one.pk in corrected,
            url=""
            if one.pk in corrected or not open_still
            else reverse("conferences:correct", args=[one.pk]),
        )
        for one in rows
    )


def reader_choices_for(row: Invitation, principals: Principals) -> list[tuple[str, str]]:
    return list(reader_choices(access.writes_as(row, principals)))


def _knows(row: Invitation, principals: Principals) -> bool:
    if access.is_invited(row, principals.user_id):
        return True
    return visible(principals).filter(pk=row.conference.person_id).exists()


def _sent(row: Conference) -> QuerySet[Contribution]:
    """A relative's words go with the consent; what others sent stays, whoever is invited since."""
    gone = Q(invitation__party=Party.FAMILY, invitation__withdrawn_at__isnull=False)
    rows = Contribution.objects.filter(invitation__conference=row, sent_at__isnull=False)
    return (
        rows.exclude(gone)
        .select_related("invitation__user", "invitation__consent", "written_by")
        .order_by("-sent_at", "-pk")
    )


def _texts(rows: Iterable[Contribution], audience: Audience) -> Iterable[Entry]:
    found = list(rows)
    corrected = {one.corrects_id for one in found}
    for one in found:
        words = Text(one.body, Disclosure(one.disclosure), one.gist, one.ground)
        yield _entry(one, render(words, audience), after=one.pk in corrected, audience=audience)


def _entry(
    one: Contribution,
    words: str,
    *,
    after: bool,
    url: str = "",
    audience: Audience = Audience.TEAM,
) -> Entry:
    facts = []
    if one.corrects_id:
        facts.append(Fact("Why it was corrected", access.shown(one, "why", audience)))
    by_letter = one.written_by_id != one.invitation.user_id
    return Entry(
        title=f"{one.invitation.as_what()}{', earlier words, corrected since' if after else ''}",
        when=moment(one.sent_at),
        by=f"Written down by {one.written_by.display_name()}" if by_letter else "",
        text=words,
        facts=tuple(facts),
        href=url,
    )


def _line(one: Standing, principals: Principals, verbs: frozenset[str], on: date) -> dict[str, str]:
    row, at = one.row, one.at
    writes = access.may_contribute(row, principals, verbs) and row.conference.state in OPEN
    return {
        "who": row.who(),
        "url": reverse("conferences:contribute", args=[row.pk]) if writes else "",
        "party": str(row.get_party_display()),
        "due": day(at.due_on) if at.due_on else "No date is fixed",
        "basis": "Local default" if days_before(Party(row.party), on).source.is_local else "",
        "stand": at.stand.label,
        "endangers": at.endangers,
    }


def _local(found: Iterable[Standing], on: date) -> str:
    """Why days here are local defaults, each reason once; "" where the guidance names them all."""
    sources = [days_before(Party(one.row.party), on).source for one in found]
    return " ".join(dict.fromkeys(one.section for one in sources if one.is_local))


def _brief(found: Sequence[Standing]) -> Brief:
    late = [f"{one.row.as_what()}: {one.at.endangers}" for one in found if one.at.endangers]
    stands = [one.at.stand for one in found]
    counted = [(one.label.lower(), stands.count(one)) for one in Stand if one in stands]
    words = ", ".join(f"{number} {label}" for label, number in counted)
    said = f"{words[:1].upper()}{words[1:]}." if words else "Nobody is asked yet."
    return Brief(said, tuple(late))
