"""Written contributions: drafted, sent, corrected by another text. What was sent is never overwritten."""

from datetime import datetime

from django.db import transaction

from conferences import access
from conferences.actions.arranging import in_words
from conferences.models import Contribution, Invitation
from conferences.policy.contributing import Text
from conferences.workflow import OPEN
from icm.core.access import Principals
from icm.core.disclosure import Audience
from icm.core.models import User
from icm.core.refusals import NotAllowed, Refused, SentBefore, Stale
from icm.core.wording import for_others, refuse_figures


@transaction.atomic
def contribute(
    row: Invitation,
    text: Text,
    *,
    corrects: Contribution | None = None,
    by: User,
    principals: Principals,
    at: datetime,
) -> Contribution:
    """Keep the draft, or send it. A text that was sent stays as it is: ``corrects`` names it, and this one follows."""
    here = _locked(row)
    if not access.may_contribute(here, principals):
        raise NotAllowed("That contribution is theirs to write.")
    sent = here.contributions.filter(reference=text.reference, sent_at__isnull=False).first()
    if sent is not None:
        return _same(sent, text)
    _refuse(here, text, corrects, access.writes_as(here, principals))
    made = _draft(here, text, corrects, by, at)
    made.sent_at = at if text.sends else None
    made.save()
    return made


def _locked(row: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    here = rows.select_related("conference__person__establishment", "user").get(pk=row.pk)
    if here.withdrawn_at is not None:
        raise Refused("They are not invited any more.")
    if here.conference.state not in OPEN:
        raise Refused(
            f"{in_words(here.conference)} What is written now belongs in the minute: tell the chair."
        )
    return here


def _refuse(row: Invitation, text: Text, corrects: Contribution | None, audience: Audience) -> None:
    if not text.body:
        raise Refused("Write what you contribute.")
    if not access.cleared(text.disclosure, audience):
        raise NotAllowed("Nobody withholds what they may not read themselves.")
    if (
        text.sends
        and not access.cleared(text.disclosure, Audience.PERSON)
        and not text.ground.strip()
    ):
        raise Refused("Say why it is withheld from the person.")
    refuse_figures(*for_others(text.disclosure, text.body), text.gist, text.why)
    if corrects is None:
        return
    if corrects.invitation_id != row.pk or corrects.sent_at is None:
        raise Refused("Only what was sent is corrected. A draft is changed.")
    if corrects.corrections.filter(sent_at__isnull=False).exists():
        raise Refused("That was corrected already. Open the newest words and correct those.")
    if text.sends and not text.why:
        raise Refused("Say why it is corrected. The earlier words stay on record.")


def _draft(
    row: Invitation, text: Text, corrects: Contribution | None, by: User, at: datetime
) -> Contribution:
    """The writer's draft with these words: the one there is, unless somebody changed it since, or a new one."""
    drafts = Contribution.objects.filter(invitation=row, written_by=by, sent_at__isnull=True)
    draft = drafts.filter(corrects=corrects).first()
    if draft is not None and draft.reference == text.reference and _words(draft) == _words(text):
        return draft
    if draft is None and text.version:
        raise Refused("This draft was sent already. To change it, correct it.")
    if draft is None:
        draft = Contribution(invitation=row, corrects=corrects, written_by=by, version=0)
    elif draft.version != text.version:
        raise Stale(current=f"“{draft.body}”", version=draft.version)
    draft.reference, draft.body, draft.disclosure = text.reference, text.body, text.disclosure
    draft.gist, draft.ground, draft.why = text.gist, text.ground, text.why
    draft.written_at = at
    draft.version += 1
    return draft


def _same(sent: Contribution, text: Text) -> Contribution:
    if _words(sent) != _words(text):
        raise SentBefore
    return sent


def _words(one: Contribution | Text) -> tuple[str, ...]:
    return one.body, one.disclosure, one.gist, one.ground, one.why
