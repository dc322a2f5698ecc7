"""The outbox: what has to leave the system is a row first, and is sent once as its recipient sees it.

A row is taken (``sending``, committed) before the gateway is spoken to, and marked ``sent`` after the gateway accepted
it. Somebody who dies in between leaves a row in ``sending``; when its lease has run out it is sent again under the same
Message-ID. The gateway's part of the bargain, without which nobody could promise *once*: a message whose Message-ID it
has accepted before is acknowledged and not delivered a second time.
"""

import hashlib
import logging
import re
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.db.models import QuerySet

from icm.core.models import Outgoing

log = logging.getLogger(__name__)

FIRST_PAUSE = 15  # seconds, doubled with every attempt
DOUBLINGS = 8  # the longest pause is a little over an hour
ROUND = 500  # messages after which a sender looks up, so that one round ends

State = Outgoing.State
_PERMANENT = range(500, 600)
_ENHANCED = re.compile(rb"\b[245]\.\d{1,3}\.\d{1,3}\b")  # "5.1.1", the finer code of RFC 3463

# The oldest that waits and whose pause is over; skipped where somebody else is just taking it.
_TAKE = """
    UPDATE core_outgoing AS taken
    SET state = 'sending', taken_at = %(at)s, attempts = taken.attempts + 1
    FROM core_user AS recipient
    WHERE recipient.id = taken.recipient_id AND taken.id = (
        SELECT id FROM core_outgoing
        WHERE state = 'waiting' AND (
            taken_at IS NULL
            OR taken_at + make_interval(secs => %(pause)s) * power(2, LEAST(attempts, %(doublings)s) - 1) <= %(at)s
        )
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING taken.id, taken.key, taken.subject, taken.body, taken.taken_at,
        COALESCE(NULLIF(taken.address, ''), recipient.email), recipient.is_active OR taken.address <> ''
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to be sent to a user: written once for each key, whoever writes it and however often.

    ``address``: of a recipient who has no e-mail address of their own here, for this letter alone.
    """

    key: str
    recipient: int
    subject: str
    body: str
    address: str = ""

    @classmethod
    def naming_nobody(
        cls, key: str, recipient: int, subject: str, words: str, *, address: str = ""
    ) -> "Letter":
        """What most letters are: that there is something to look at, and where. An e-mail is not a safe place."""
        end = "This message names nobody on purpose. Please do not reply to it.\n"
        return cls(key, recipient, subject, f"{words}\n\n{end}", address)


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter this sender has taken, with the address as it stands now."""

    pk: int
    key: str
    subject: str
    body: str
    taken_at: datetime
    address: str
    active: bool


def post(letters: Iterable[Letter], *, at: datetime) -> None:
    """Put letters into the outbox, in the transaction of their cause."""
    Outgoing.objects.bulk_create(
        [
            Outgoing(
                key=letter.key,
                recipient_id=letter.recipient,
                address=letter.address,
                subject=letter.subject,
                body=letter.body,
                created_at=at,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def return_stuck(*, at: datetime) -> int:
    """Letters whose sender died: let them be sent again, at once."""
    stuck = Outgoing.objects.filter(state=State.SENDING, taken_at__lt=at - settings.OUTBOX_LEASE)
    return stuck.update(state=State.WAITING, taken_at=None, problem="The sender did not come back.")


def deliver(*, clock: Callable[[], datetime]) -> int:
    """Send what waits, one letter after another, until nothing does. Returns how many were accepted."""
    sent = 0
    gateway = get_connection()
    try:
        for _ in range(ROUND):
            letter = _take(clock())
            if letter is None:
                break
            try:
                sent += _send(letter, gateway, clock)
            except (OSError, smtplib.SMTPException) as problem:
                # Nothing the letter did: the gateway is away. The others need not find that out one by one.
                _put_back(letter, problem)
                break
    finally:
        gateway.close()
    return sent


def message_id(key: str) -> str:
    """The name of a message for all time; tells nothing of who or what."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _take(at: datetime) -> Taken | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"at": at, "pause": FIRST_PAUSE, "doublings": DOUBLINGS})
        row = cursor.fetchone()
    return Taken(*row) if row else None


def _send(letter: Taken, gateway: BaseEmailBackend, clock: Callable[[], datetime]) -> bool:
    """Whether the gateway accepted the letter. What it refuses for good is kept, with the reason."""
    if not (letter.address and letter.active):
        _give_up(letter, "The account is closed or has no e-mail address.")
        return False
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.address],
        headers={"Message-ID": message_id(letter.key), "Auto-Submitted": "auto-generated"},
        connection=gateway,
    )
    try:
        gateway.open()
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        for_good = all(code in _PERMANENT for code, _ in refusal.recipients.values())
        if for_good:
            _give_up(letter, in_codes(refusal))
        else:
            _put_back(letter, refusal)
        return False
    # Once it is on its way nobody needs the text here: it may hold a link that opens an account.
    _mine(letter).update(state=State.SENT, sent_at=clock(), problem="", body="", address="")
    return True


def _put_back(letter: Taken, problem: BaseException) -> None:
    log.warning("Letter %s was not sent: %s", letter.pk, in_codes(problem))
    _mine(letter).update(state=State.WAITING, problem=in_codes(problem))


def _give_up(letter: Taken, problem: str) -> None:
    log.warning("Letter %s will not be sent: %s", letter.pk, problem)
    _mine(letter).update(state=State.FAILED, problem=problem, body="", address="")


def in_codes(problem: BaseException) -> str:
    """The kind of a problem and the gateway's codes: its words may name the recipient."""
    said: list[tuple[int, bytes | str]] = []
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        said = list(problem.recipients.values())
    elif isinstance(problem, smtplib.SMTPResponseException):
        said = [(problem.smtp_code, problem.smtp_error)]
    codes = [str(code) for code, _ in said]
    codes += [found.decode() for _, text in said for found in _ENHANCED.findall(_bytes(text))]
    if isinstance(problem, OSError) and problem.errno and not said:
        codes.append(str(problem.errno))
    return " ".join([type(problem).__name__, *dict.fromkeys(codes)])


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _mine(letter: Taken) -> QuerySet[Outgoing]:
    """The row, while nobody else has taken it since: a sender that was too slow changes nothing."""
    return Outgoing.objects.filter(pk=letter.pk, state=State.SENDING, taken_at=letter.taken_at)
