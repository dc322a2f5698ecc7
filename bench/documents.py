"""P11: a copy of a plan from the request to the file, against bare WeasyPrint on the same HTML, all warm; what PDF/UA
costs; what opening a made document costs; memory.

The pack is the staff version of a plan with something in every domain. Nothing of it stays in the database.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from bench import _estate, _plan
from bench.measure import Figure, interleaved, ratio
from casework.policy.copies import Copy
from icm.core import documents, printing
from icm.core.models import Document
from icm.people.models import Person

ROUNDS = 12
ASKER = "coordinator.barlinnie"
COPIES = 100  # short ones, after which a worker must hardly have grown
BASE, PER_PAGE = 80.0, 2.5  # MB: what a worker may take when it sets type, beside what Django takes


def figures() -> Iterator[Figure]:
    _estate.ready()
    with transaction.atomic():
        yield from _in_time()
        transaction.set_rollback(True)
    yield from _in_memory()


def _in_time() -> Iterator[Figure]:
    member = get_user_model().objects.get(username=ASKER)
    here = Person.objects.filter(establishment__slug="barlinnie", released_on__isnull=True)
    person = here.filter(route="enhanced").order_by("pk")[0]
    _plan.write(person, member, at=timezone.now())
    client = Client(headers={"host": "localhost"})
    client.force_login(member)
    made = _order_and_make(client, person)
    html = import_string(settings.DOCUMENTS[Copy.STAFF])(made, timezone.now())
    ways: dict[str, Callable[[], object]] = {
        "ours": partial(_request_to_file, client, person),
        "bare": partial(_bare, html, printing.VARIANT),
        "plain": partial(_bare, html, None),
        "kept": partial(printing.pdf, html),
        "open": partial(_open, client, person, made),
    }
    taken = interleaved(ways, rounds=ROUNDS, warm=1)
    pages = f"{made.pages} pages"
    yield ratio(
        f"P11 request to file / bare WeasyPrint, {pages}", taken["ours"], taken["bare"], goal=1.10
    )
    yield ratio("P11 PDF/UA / plain PDF", taken["bare"], taken["plain"], goal=1.10)
    yield ratio("P11 sheet and fonts kept / read anew", taken["kept"], taken["bare"], goal=None)
    yield ratio("P11 opening a made document / making it", taken["open"], taken["bare"], goal=0.02)


def _order_and_make(client: Client, person: Person) -> Document:
    """What a person does and a worker: the page of the order, the making."""
    sent = {"kind": Copy.STAFF.value, "reference": uuid4().hex}
    answer = client.post(reverse("casework:order_copy", args=[person.pk]), sent)
    documents.make(clock=timezone.now)
    row = documents.without_content().get(pk=answer["Location"].split("/")[-2])
    assert row.state == Document.State.READY, row.problem
    return row


def _request_to_file(client: Client, person: Person) -> None:
    _open(client, person, _order_and_make(client, person))


def _open(client: Client, person: Person, made: Document) -> None:
    answer = client.get(reverse("casework:open_copy", args=[person.pk, made.pk]))
    assert answer.content.startswith(b"%PDF")


def _bare(html: str, variant: str | None) -> None:
    """WeasyPrint as its documentation uses it."""
    from weasyprint import CSS, HTML

    HTML(string=html).write_pdf(stylesheets=[CSS(filename=printing.SHEET)], pdf_variant=variant)


# Run in a process of its own, whose memory nothing else has touched.
_MEASURE = r"""
import json, sys
import django; django.setup()
from bench.measure import peak_mb
from icm.core import printing
html = sys.stdin.read()
before = peak_mb()
pages = printing.pdf(html).pages
first = peak_mb()
for _ in range({copies} - 1): printing.pdf(html)
print(json.dumps([before, first, peak_mb(), pages]))
"""


def _in_memory() -> Iterator[Figure]:
    """The greatest size a worker reaches, against what is allowed; and whether it goes on growing."""
    for sections, copies in ((10, 1), (100, 1), (1, COPIES)):
        run = subprocess.run(
            [sys.executable, "-c", _MEASURE.format(copies=copies)],
            input=_plan.pack(sections),
            capture_output=True,
            text=True,
            check=True,
        )
        before, first, last, pages = json.loads(run.stdout)
        if copies > 1:
            name = f"P11 memory after {copies} documents / after one"
            yield Figure(name, last / first, 0, 0, 1.10, f"{last:.0f} MB against {first:.0f} MB")
        else:
            name = f"P11 memory of {sections} sections / what is allowed"
            detail = f"{first - before:.0f} MB above {before:.0f} MB, {pages} pages"
            yield Figure(name, (first - before) / (BASE + PER_PAGE * pages), 0, 0, 1.0, detail)
