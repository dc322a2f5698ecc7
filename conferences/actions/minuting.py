"""Keeping the minute while the conference sits, or after it: its parts, its decisions, the actions that were agreed."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from casework import actions as casework
from conferences import access
from conferences.models import Agreed, Conference, Decision, Minute, Part
from conferences.policy.minutes import Decided, Kept, Section, ToDo, Words
from conferences.workflow import KEPT_IN, Minuting
from icm.core.access import Principals
from icm.core.disclosure import Audience, Disclosure
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, Stale
from icm.core.wording import for_others, refuse_figures
from icm.policy.calendar import in_scotland

NOT_BEGUN = "Nobody has begun the minute yet."


@transaction.atomic
def keep_minute(
    conference: Conference, kept: Kept, *, by: User, principals: Principals, at: datetime
) -> Minute:
    """Write what differs. What somebody else changed after the page was made is never overwritten unseen."""
    row = _minute(conference, by, principals, at)
    audience = access.audience_of(row.conference.person, principals)
    stamp = _Stamp(row, kept.version, audience, by, at)
    written = [_write_part(stamp, section, words) for section, words in kept.parts.items()]
    written += [_write_decision(stamp, decided) for decided in kept.decisions]
    if stamp.stale:
        raise Stale(current=" ".join(stamp.stale), version=row.version)
    if any(written):
        row.version += 1
        row.save(update_fields=["version"])
    for todo in kept.actions:
        _agree(row, todo, by, principals, at)
    return row


def locked_minute(conference: Conference) -> Minute:
    """The minute as it is now, locked, with its conference and person; refused where nobody began it."""
    rows = Minute.objects.select_for_update(of=("self",))
    row = rows.select_related("conference__person").filter(conference=conference).first()
    if row is None:
        raise Refused(NOT_BEGUN)
    return row


@dataclass(frozen=True, slots=True)
class _Stamp:
    minute: Minute
    seen: int
    audience: Audience
    by: User
    at: datetime
    stale: list[str] = field(default_factory=list)

    @property
    def columns(self) -> dict[str, object]:
        return {
            "at_version": self.minute.version + 1,
            "written_at": self.at,
            "written_by": self.by,
        }

    def refuse(self, disclosure: str, ground: str, *texts: str, gist: str) -> None:
        """Nobody writes what they may not read, withholds without a ground, or tells figures."""
        if not access.cleared(disclosure, self.audience):
            raise NotAllowed("This part is withheld from you: somebody who may read it writes it.")
        if not access.cleared(disclosure, Audience.PERSON) and not ground.strip():
            raise Refused("Say why it is withheld from the person.")
        refuse_figures(*for_others(disclosure, *texts), gist)


def _minute(conference: Conference, by: User, principals: Principals, at: datetime) -> Minute:
    """The minute to write in, begun where there is none."""
    rows = Conference.objects.select_for_update(of=("self",)).select_related("person")
    here = rows.get(pk=conference.pk)
    access.require(here.person, principals, access.MINUTE)
    if here.state not in KEPT_IN:
        raise Refused("A minute is kept of a conference with a date, while it sits or afterwards.")
    row, _ = Minute.objects.get_or_create(
        conference=here, defaults={"drafted_at": at, "drafted_by": by}
    )
    row.conference = here
    if row.state != Minuting.DRAFT:
        raise Refused("This minute is signed. Open another edition to change it.")
    return row


def _write_part(stamp: _Stamp, section: Section, words: Words) -> bool:
    row = Part.objects.filter(minute=stamp.minute, section=section.value).first()
    sent = (words.body, words.disclosure, words.gist, words.ground)
    if row is None and not any((words.body, words.gist, words.ground)):
        return False
    if row is not None and (row.body, row.disclosure, row.gist, row.ground) == sent:
        return False
    if row is not None:
        stamp.refuse(row.disclosure, "kept", gist="")
        if row.at_version > stamp.seen:
            stamp.stale.append(f"{section.label}: “{row.body}”")
    empty = not any((words.body, words.gist))
    ground = "nothing is written" if empty else words.ground
    stamp.refuse(words.disclosure, ground, words.body, gist=words.gist)
    columns = {
        "body": words.body,
        # An empty text withholds nothing.
        "disclosure": Disclosure.PERSON.value if empty else words.disclosure,
        "gist": words.gist,
        "ground": words.ground,
        **stamp.columns,
    }
    Part.objects.update_or_create(minute=stamp.minute, section=section.value, defaults=columns)
    return True


def _write_decision(stamp: _Stamp, said: Decided) -> bool:
    row = Decision.objects.filter(minute=stamp.minute, reference=said.reference).first()
    sent = (said.what, said.why, said.disclosure, said.gist, said.ground)
    if row is None and not (said.what or said.why):
        return False
    if row is not None:
        if (row.what, row.why, row.disclosure, row.gist, row.ground) == sent:
            return False
        stamp.refuse(row.disclosure, "kept", gist="")
        if row.at_version > stamp.seen:
            stamp.stale.append(f"Decision: “{row.what}”, because “{row.why}”")
        if not (said.what or said.why):
            row.delete()
            return True
    if not said.what:
        raise Refused("A decision has a rationale and no words: say what was decided.")
    stamp.refuse(said.disclosure, said.ground, said.what, said.why, gist=said.gist)
    columns = {
        "what": said.what,
        "why": said.why,
        "disclosure": said.disclosure,
        "gist": said.gist,
        "ground": said.ground,
        **stamp.columns,
    }
    Decision.objects.update_or_create(
        minute=stamp.minute, reference=said.reference, defaults=columns
    )
    return True


def _agree(row: Minute, todo: ToDo, by: User, principals: Principals, at: datetime) -> None:
    """Into the draft of the plan, through casework's own acts: its permissions and refusals are asked there."""
    if not todo.what or Agreed.objects.filter(minute=row, reference=todo.reference).exists():
        return
    if not (todo.owner_id or todo.theirs):
        raise Refused(f"“{todo.what}”: say who does it.")
    if todo.by_on is None:
        raise Refused(f"“{todo.what}”: say by which day.")
    if todo.by_on < in_scotland(at).date():
        raise Refused(f"“{todo.what}”: that day has passed.")
    plan = casework.draft_plan(row.conference.person, by=by, principals=principals, at=at)
    line = casework.Line(
        domain=todo.domain,
        what=todo.what,
        theirs=todo.theirs,
        owner_id=todo.owner_id,
        target_on=todo.by_on,
    )
    made = casework.add_action(plan, line, reference=todo.reference, principals=principals, at=at)
    Agreed.objects.create(minute=row, reference=todo.reference, line=made.line, at=at, by=by)
