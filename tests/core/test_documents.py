"""Documents: asked for once, made by whoever comes first, made by the next where somebody died over it."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.db import OperationalError, connections
from django.utils import timezone

from icm.core import documents, tasks
from icm.core.documents import MOST, Order
from icm.core.models import Document
from icm.core.refusals import Refused, SentBefore
from tests import pdf
from tests.factories import persons, staff
from tests.factories.persons import NOW

WORDS = "the words of a " + "person"
HTML = '<!DOCTYPE html><html lang="en-GB"><title>A paper</title><p>Made for {}.</p></html>'


def plain(document, at):
    return HTML.format(document.audience)


def refusing(document, at):
    raise Refused("Whoever asked may no longer see this.")


def broken(document, at):
    raise ValueError(WORDS)


def away(document, at):
    raise OperationalError("the server closed the connection")


def slow(document, at):
    time.sleep(60)
    return plain(document, at)


@pytest.fixture(autouse=True)
def makers(settings):
    here = "tests.core.test_documents"
    settings.DOCUMENTS = {
        name: f"{here}.{name}" for name in ("plain", "refusing", "broken", "away", "slow")
    }


@pytest.fixture
def person(db):
    return persons.person()


@pytest.fixture
def asker(db):
    return staff.user()


@pytest.fixture
def ask(person, asker):
    def ordered(kind="plain", key="k1", at=NOW, **values):
        wanted = Order(key, kind, values.pop("audience", "person"), person.pk, values)
        return documents.order(wanted, by=asker, at=at)

    return ordered


def make(at=NOW):
    return documents.make(clock=lambda: at)


def test_a_document_is_made_and_kept_with_its_fingerprint(ask):
    ask()

    assert make() == 1

    row = Document.objects.get()
    content = bytes(row.content)
    assert (row.state, row.progress, row.pages, row.made_at, row.attempts) == (
        "ready",
        100,
        1,
        NOW,
        1,
    )
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert "Made for person." in pdf.read(content).text


def test_asked_for_twice_it_is_made_once(ask):
    first, again = ask(), ask(at=NOW + timedelta(minutes=1))

    assert first.pk == again.pk
    assert make() == 1
    assert ask().pk == first.pk
    assert make() == 0


def test_a_key_with_another_document_behind_it_is_refused(ask):
    ask(provider=1)

    with pytest.raises(SentBefore):
        ask(provider=2)


def test_documents_are_made_in_the_order_in_which_they_were_asked_for(ask):
    wanted = [ask(key=f"k{n}").pk for n in range(3)]

    assert [documents._take(NOW).pk for _ in wanted] == wanted


def test_what_must_not_be_made_says_why_and_stops_nobody_else(ask):
    ask("refusing")
    ask(key="k2")

    assert make() == 1

    refused = Document.objects.get(key="k1")
    assert (refused.state, refused.problem) == ("failed", "Whoever asked may no longer see this.")


def test_a_maker_that_fails_is_tried_again_after_a_pause_and_then_given_up(ask, caplog):
    ask("broken")
    at, tried = NOW, []
    for _ in range(40):
        before = Document.objects.get().attempts
        make(at)
        if Document.objects.get().attempts > before:
            tried.append((at - NOW).total_seconds())
        at += timedelta(seconds=5)

    row = Document.objects.get()
    assert tried == [0, 10, 30]
    assert (row.state, row.attempts, row.problem) == ("failed", MOST, documents.GIVEN_UP)
    assert "ValueError" in caplog.text
    assert WORDS not in caplog.text


def test_a_database_that_is_away_costs_the_document_nothing_but_time(ask, settings):
    ask("away")

    with pytest.raises(OperationalError):
        make()

    assert Document.objects.get().state == "making"
    documents.return_stuck(at=NOW + settings.DOCUMENT_LEASE + timedelta(seconds=1))
    assert Document.objects.get().state == "waiting"


def test_a_document_whose_maker_died_is_made_by_the_next(ask, settings):
    ask()
    documents._take(NOW)

    later = NOW + settings.DOCUMENT_LEASE
    assert documents.return_stuck(at=later) == 0
    later += timedelta(seconds=1)
    assert documents.return_stuck(at=later) == 1
    assert make(later) == 1

    assert (Document.objects.get().state, Document.objects.get().attempts) == ("ready", 2)


def test_a_document_that_kills_its_makers_is_given_up(ask, settings):
    ask()
    at = NOW
    for _ in range(MOST):
        documents._take(at)
        at += settings.DOCUMENT_LEASE + timedelta(seconds=1)
        documents.return_stuck(at=at)

    row = Document.objects.get()
    assert (row.state, row.problem) == ("failed", documents.GIVEN_UP)
    assert documents._take(at) is None


def test_a_maker_too_slow_for_its_lease_changes_nothing_more(ask, settings):
    ask()
    late = documents._take(NOW)
    later = NOW + settings.DOCUMENT_LEASE + timedelta(seconds=1)
    documents.return_stuck(at=later)
    make(later)
    fingerprint = Document.objects.get().sha256

    assert not documents._make(late, lambda: later)

    assert Document.objects.get().sha256 == fingerprint


def test_one_process_makes_one_document_at_a_time(ask):
    ask()
    with documents._ONE:
        assert make() == 0

    assert make() == 1


def test_its_progress_is_seen_while_it_is_made(ask, monkeypatch):
    ask()
    seen = []
    real = documents.printing.pdf
    monkeypatch.setattr(
        documents.printing,
        "pdf",
        lambda html: seen.append(Document.objects.get().progress) or real(html),
    )
    make()

    assert seen == [documents.RENDERING]


def test_history_keeps_the_steps_but_never_the_bytes(ask):
    ask()
    make()

    kept = Document._meta.get_field("events").related_model
    assert [row.state for row in kept.objects.order_by("pgh_id")] == ["waiting", "making", "ready"]
    assert "content" not in {field.name for field in kept._meta.fields}


def test_being_woken_makes_what_waits_and_what_somebody_began(ask, settings):
    long_ago = timezone.now() - timedelta(hours=1)
    ask(at=long_ago)
    documents._take(long_ago)
    ask(key="k2", at=long_ago)

    tasks.make_documents()
    tasks.make_documents()

    assert set(Document.objects.values_list("state", flat=True)) == {"ready"}


@pytest.mark.django_db(transaction=True)
def test_two_makers_never_take_the_same_document(transactional_db):
    person, asker = persons.person(), staff.user()
    for key in ("k1", "k2"):
        documents.order(Order(key, "plain", "person", person.pk), by=asker, at=NOW)
    other = connections.create_connection("default")
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("SELECT id FROM core_document ORDER BY id LIMIT 1 FOR UPDATE")

    assert documents._take(NOW).key == "k2"
    assert documents._take(NOW) is None

    other.rollback()
    other.close()
    assert documents._take(NOW).key == "k1"


WORKER = """
import django; django.setup()
from datetime import timedelta
from django.conf import settings
from django.utils import timezone
settings.DOCUMENTS = {"slow": "tests.core.test_documents.slow"}
from icm.core import documents
documents.make(clock=timezone.now)
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_its_document_to_the_next(transactional_db, settings):
    """With real processes: the first is killed by SIGKILL while it makes the document."""
    person, asker = persons.person(), staff.user()
    documents.order(Order("k1", "slow", "person", person.pk), by=asker, at=timezone.now())
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=project.BASE_DIR,
        env=os.environ | {"DATABASE_URL": _url()},
    )
    try:
        _wait(lambda: Document.objects.get().state == "making")
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    settings.DOCUMENTS = {"slow": "tests.core.test_documents.plain"}
    settings.DOCUMENT_LEASE = timedelta(0)
    tasks.make_documents()

    row = Document.objects.get()
    assert (row.state, row.attempts) == ("ready", 2)


def _url():
    address, question, options = os.environ["DATABASE_URL"].partition("?")
    name = connections["default"].settings_dict["NAME"]
    return address.rpartition("/")[0] + "/" + name + question + options


def _wait(condition, patience=30):
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.1)
