"""The outbox against a real SMTP server that keeps the gateway's part of the bargain."""

from datetime import timedelta

import pytest
from django.db import connections

from icm.core import outbox
from icm.core.models import Outgoing
from icm.core.outbox import Letter
from tests.core.gateway import Gateway
from tests.factories import staff
from tests.factories.persons import NOW


@pytest.fixture
def gateway(settings):
    with Gateway() as made:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = made.address
        yield made


@pytest.fixture
def reader(db):
    return staff.user(username="reader")


def letter(reader, key="digest:1", **more):
    return Letter(
        **{"key": key, "recipient": reader.pk, "subject": "3 overdue", "body": "A link."} | more
    )


def post_and_deliver(*letters, at=NOW):
    outbox.post(letters, at=at)
    return outbox.deliver(clock=lambda: at)


def states():
    return list(Outgoing.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_arrives_under_the_name_of_its_key(gateway, reader):
    assert post_and_deliver(letter(reader)) == 1

    (arrived,) = gateway.delivered
    assert arrived["To"] == "reader@example.test"
    assert arrived["Subject"] == "3 overdue"
    assert arrived["Message-ID"] == outbox.message_id("digest:1")
    assert "digest" not in arrived["Message-ID"]
    assert arrived["Auto-Submitted"] == "auto-generated"
    sent = Outgoing.objects.get()
    assert (sent.state, sent.sent_at, sent.attempts) == ("sent", NOW, 1)
    assert sent.body == ""  # it may have held a link that opens an account


def test_a_key_posted_twice_is_one_letter(gateway, reader):
    post_and_deliver(letter(reader))
    post_and_deliver(letter(reader, subject="4 overdue"))

    assert len(gateway.delivered) == 1
    assert Outgoing.objects.get().subject == "3 overdue"


def test_letters_go_in_the_order_in_which_they_were_posted(gateway, reader):
    post_and_deliver(*(letter(reader, key=f"k{n}", subject=f"{n}") for n in range(5)))

    assert [arrived["Subject"] for arrived in gateway.delivered] == list("01234")


def test_a_letter_whose_sender_died_is_sent_again_under_the_same_name(gateway, reader, settings):
    """The gateway had accepted it: the recipient still gets it once."""
    outbox.post([letter(reader)], at=NOW)
    taken = outbox._take(NOW)
    gateway.accept(outbox.message_id(taken.key))

    later = NOW + settings.OUTBOX_LEASE
    assert outbox.return_stuck(at=later) == 0
    assert outbox.deliver(clock=lambda: later) == 0
    later += timedelta(seconds=1)
    assert outbox.return_stuck(at=later) == 1
    assert outbox.deliver(clock=lambda: later) == 1

    assert states() == ["sent"]
    assert (len(gateway.delivered), gateway.resubmitted) == (0, 1)


def test_a_sender_too_slow_for_its_lease_changes_nothing_more(gateway, reader, settings):
    outbox.post([letter(reader)], at=NOW)
    slow = outbox._take(NOW)
    later = NOW + settings.OUTBOX_LEASE + timedelta(seconds=1)
    outbox.return_stuck(at=later)
    outbox.deliver(clock=lambda: later)

    outbox._put_back(slow, TimeoutError("too slow"))

    assert states() == ["sent"]


class TestGatewayAway:
    def test_nothing_is_lost_and_it_is_tried_again_after_a_pause(self, gateway, reader):
        gateway.close()
        letters = [letter(reader, key=f"k{n}") for n in range(3)]

        assert post_and_deliver(*letters) == 0

        first, *others = Outgoing.objects.order_by("pk")
        assert (first.state, first.attempts) == ("waiting", 1)
        assert first.problem
        assert [(row.state, row.attempts) for row in others] == [("waiting", 0)] * 2

    def test_pauses_grow(self, reader, monkeypatch):
        outbox.post([letter(reader)], at=NOW)
        at, tried = NOW, []
        for _ in range(60 * 60):
            if taken := outbox._take(at):
                tried.append((at - NOW).total_seconds())
                outbox._put_back(taken, TimeoutError())
            if len(tried) == 5:
                break
            at += timedelta(seconds=5)

        assert tried == [0, 15, 45, 105, 225]

    def test_an_error_of_the_gateway_counts_as_away(self, gateway, reader):
        gateway.answer = "451 4.3.0 later"

        assert post_and_deliver(letter(reader)) == 0

        row = Outgoing.objects.get()
        assert (row.state, row.body) == ("waiting", "A link.")
        assert row.problem.endswith(" 451 4.3.0")


class TestRefusals:
    def test_for_good_are_kept_with_the_reason_and_stop_nobody_else(self, gateway, reader):
        gateway.refused = {"reader@example.test": "550 5.1.1 <reader@example.test> is nobody"}
        other = staff.user(username="other")

        sent = post_and_deliver(letter(reader), letter(other, key="k2"))

        assert sent == 1
        assert states() == ["failed", "sent"]
        row = Outgoing.objects.get(state="failed")
        assert (row.problem, row.body) == ("SMTPRecipientsRefused 550 5.1.1", "")

    def test_for_now_are_tried_again(self, gateway, reader):
        gateway.refused = {"reader@example.test": "450 4.2.1 mailbox busy"}

        post_and_deliver(letter(reader))

        assert states() == ["waiting"]

    @pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
    def test_nothing_goes_to_an_account_without_address_or_closed(self, gateway, reader, change):
        type(reader).objects.update(**change)

        post_and_deliver(letter(reader))

        assert states() == ["failed"]
        assert gateway.delivered == []


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_take_the_same_letter(transactional_db):
    reader = staff.user()
    outbox.post([letter(reader, key="k1"), letter(reader, key="k2")], at=NOW)
    other = connections.create_connection("default")
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT id FROM core_outgoing ORDER BY id LIMIT 1 FOR UPDATE")

    assert outbox._take(NOW).key == "k2"
    assert outbox._take(NOW) is None

    other.rollback()
    other.close()
    assert outbox._take(NOW).key == "k1"
