"""Plan meetings as a relative reads of them: when and where, and what they answered. Of what is said there, nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conferences.models import Conference, Contribution, FamilyConsent, Invitation
from conferences.models import Step as CalledOff
from conferences.policy.preparing import Scope
from conferences.policy.replies import Reply
from conferences.queries import own
from conferences.workflow import Conferring
from icm.core.screen import Entry, Fact, Step
from icm.kiosk.queries.words import at_time, in_full
from icm.policy.calendar import in_scotland

REPLIES: dict[Reply, Promise] = {
    Reply.ACCEPTED: gettext_lazy("I will come"),
    Reply.VIDEO: gettext_lazy("I will take part by video"),
    Reply.WRITTEN: gettext_lazy("I cannot come, but I will write what I want to say"),
    Reply.CANNOT: gettext_lazy("I will not come"),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. ``invitation`` is the key of theirs, if they may answer it; ``asks``: it waits for them."""

    title: str
    facts: tuple[Fact, ...]
    by_video: bool
    invitation: int | None
    answered: str
    asks: bool
    called_off: bool = False


def meetings(consent: FamilyConsent, *, at: datetime) -> tuple[Meeting, ...]:
    """Those to come, the soonest first; without the scope of dates, those they are invited to. Four queries."""
    invited = {one.conference_id: one for one in _invited(consent)}
    rows = own.to_come(consent.person, at=at)
    if Scope.DATES.value not in consent.scope:
        rows = [row for row in rows if row.pk in invited]
    found = [_meeting(row, invited.get(row.pk)) for row in rows if not _over(row, at)]
    return (*found, *(_called_off(on) for on in _days_called_off(invited, at)))


def invitation(consent: FamilyConsent, pk: int, *, at: datetime) -> Invitation:
    """One of theirs, to a meeting with a date that is to come; 404 for any other."""
    for one in _invited(consent):
        row = one.conference
        if one.pk == pk and row.state == Conferring.SET and not _over(row, at):
            return one
    raise Http404


def said_of(one: Invitation, user: int) -> tuple[Entry, ...]:
    """What they themselves sent for it, the latest first. One query."""
    rows = Contribution.objects.filter(invitation=one, written_by=user, sent_at__isnull=False)
    return tuple(
        Entry(_("You wrote"), in_full(in_scotland(row.sent_at).date()), text=row.body)
        for row in rows.order_by("-sent_at", "-pk")
        if row.sent_at
    )


def step(consent: FamilyConsent, at: datetime) -> Step:
    """The line of the first page: the next meeting, and whether it waits for an answer."""
    title, href = _("Plan meetings"), reverse("family:meetings")
    found = [one for one in meetings(consent, at=at) if not one.called_off]
    if not found:
        return Step(title, "", href, summary=_("No meeting is planned now."))
    state = _("Please answer") if any(one.asks for one in found) else ""
    return Step(title, state, href, summary=found[0].title)


def _invited(consent: FamilyConsent) -> list[Invitation]:
    """Theirs that stand, where taking part was agreed to."""
    if not consent.may_attend:
        return []
    rows = Invitation.objects.filter(consent=consent, withdrawn_at__isnull=True)
    return list(rows.select_related("conference__establishment", "consent"))


def _days_called_off(conferences: Collection[int], at: datetime) -> list[datetime]:
    """The days to come on which one of these meetings was to be, and is not any more."""
    rows = CalledOff.objects.filter(conference__in=conferences, move="cancel", starts_before__gt=at)
    return sorted(one.starts_before for one in rows if one.starts_before)


def _over(row: Conference, at: datetime) -> bool:
    fixed = row.starts_at if row.state == Conferring.SET else None
    return fixed is not None and in_scotland(fixed).date() < in_scotland(at).date()


def _meeting(row: Conference, one: Invitation | None) -> Meeting:
    fixed = row.starts_at if row.state == Conferring.SET else None
    answer = _answer(one) if one and fixed else ""
    return Meeting(
        title=at_time(fixed) if fixed else _("A meeting that has no day yet"),
        facts=tuple(_facts(row, fixed)),
        by_video=row.by_video,
        invitation=one.pk if one and fixed else None,
        answered=answer,
        asks=bool(one and fixed and not answer),
    )


def _facts(row: Conference, fixed: datetime | None) -> Iterator[Fact]:
    if fixed is None:
        yield Fact(_("Day"), _("Staff are looking for a day. It will stand here."), unknown=True)
        return
    ends = fixed + timedelta(minutes=row.minutes)
    yield Fact(_("Day"), in_full(in_scotland(fixed).date()))
    yield Fact(_("Time"), f"{in_scotland(fixed):%H:%M} – {in_scotland(ends):%H:%M}")
    yield Fact(_("Where"), str(row.establishment or _("Not known yet")))
    video = _("Yes") if row.by_video else _("Not known. Ask the prison.")
    yield Fact(_("By video"), video)


def _answer(one: Invitation) -> str:
    """What they said, while it is the day they said it of."""
    stands = one.reply and one.answered_for == one.conference.starts_at
    return str(REPLIES.get(Reply(one.reply), Reply(one.reply).label)) if stands else ""


def _called_off(was_at: datetime) -> Meeting:
    return Meeting(
        title=at_time(was_at),
        facts=(Fact(_("Please note"), _("This meeting will not take place.")),),
        by_video=False,
        invitation=None,
        answered="",
        asks=False,
        called_off=True,
    )
