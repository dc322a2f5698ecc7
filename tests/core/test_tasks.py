"""Being woken: look into the outbox, whatever the message said."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from icm.core import outbox, tasks
from icm.core.models import Outgoing
from tests.factories import staff


def test_empty_outbox_sends_what_waits_and_what_somebody_began(db):
    reader = staff.user()
    long_ago = timezone.now() - timedelta(hours=1)
    letters = [outbox.Letter(f"k{n}", reader.pk, "2 overdue", "A link.") for n in range(2)]
    outbox.post(letters, at=long_ago)
    outbox._take(long_ago)

    tasks.empty_outbox()
    tasks.empty_outbox()

    assert len(mail.outbox) == 2
    assert not Outgoing.objects.exclude(state="sent").exists()
