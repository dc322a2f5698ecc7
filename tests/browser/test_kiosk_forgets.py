"""Many people stand before one terminal. Nobody finds anything of whoever stood there before: S5 of the plan."""

import os
import shutil
from pathlib import Path

import psutil
import pytest
from django.urls import reverse

from icm.kiosk.views import cookies
from icm.people.models import Person
from icm.policy.roles import Role
from tests.browser.conftest import BROWSERS, FLAGS
from tests.factories import kiosk, persons

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# S5 asks for 200, which take minutes: ICM_KIOSK_CHANGES=200 make test TESTS=tests/browser/test_kiosk_forgets.py
CHANGES = int(os.environ.get("ICM_KIOSK_CHANGES", "12"))
NAMES = (
    "Quillfeather",
    "Brackenthorpe",
    "Ysolde",
    "Marchbanks",
)  # words that stand nowhere by chance
KEPT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(one => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "caches": [], "databases": [], "workers": 0}


@pytest.fixture
def people(world):
    """Four people with a PIN each, and the terminal of their establishment."""
    made = kiosk.terminal(world.here, world.user(Role.FIRST_LINE_MANAGER))
    officer = world.user(Role.RESIDENTIAL_OFFICER)
    found = []
    for name in NAMES:
        person = persons.person("barlinnie")
        Person.objects.filter(pk=person.pk).update(family_name=name)
        person.refresh_from_db()
        kiosk.account(person, officer, made)
        found.append(person)
    return made, found


@pytest.fixture
def opened(people, live_server, tmp_path, chromium):
    """``opened()``: the terminal's browser with a folder of its own, as a terminal has; the same folder each time."""
    made, _ = people
    program = next(filter(None, map(shutil.which, BROWSERS)))

    def start():
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=program, args=FLAGS, base_url=live_server.url
        )
        terminal = {"name": cookies.TERMINAL, "value": made.key, "url": f"{live_server.url}/kiosk/"}
        context.add_cookies([terminal])
        return context.pages[0]

    return start


def come_in(page, person):
    page.goto(reverse("kiosk:sign_in"))
    page.fill("[name=number]", person.number)
    page.fill("[name=pin]", kiosk.OWN)
    page.click("main button[type=submit]")
    page.wait_for_selector("h1:text('My next step')")


def words_of(person):
    return (person.family_name, person.number)


def told_of(page, person):
    return [word for word in words_of(person) if word in page.content()]


def written(folder: Path, people):
    """Files of the browser's own folder in which somebody can be recognised, in whatever letters it writes."""
    words = [
        word.encode(code)
        for one in people
        for word in words_of(one)
        for code in ("utf-8", "utf-16-le")
    ]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [str(path) for path in files if any(word in path.read_bytes() for word in words)]


def test_changes_of_person_leave_no_trace_of_the_one_before(people, opened, tmp_path):
    _, everybody = people
    page = opened()
    for change in range(CHANGES):
        person = everybody[change % len(everybody)]
        come_in(page, person)
        assert page.locator(f"text={person.family_name}").count() >= 1
        for gone in everybody:
            assert gone is person or told_of(page, gone) == []
        page.click("text=Sign out")
        page.wait_for_selector("text=Touch to begin")
        assert told_of(page, person) == []
        page.go_back()
        assert told_of(page, person) == []
        assert page.evaluate(KEPT) == NOTHING
        carried = {one["name"] for one in page.context.cookies()}
        assert cookies.VISIT not in carried
    page.context.close()

    assert written(tmp_path / "profile", everybody) == []


def test_a_browser_that_is_killed_has_kept_nothing_and_comes_back_without_anybody(
    people, opened, tmp_path
):
    _, everybody = people
    page = opened()
    come_in(page, everybody[0])
    for process in psutil.process_iter(["cmdline"]):
        if any(str(tmp_path / "profile") in part for part in process.info["cmdline"] or ()):
            process.kill()
    again = opened()
    again.goto(reverse("kiosk:home"))

    assert "Touch to begin" in again.content()
    again.context.close()
    assert written(tmp_path / "profile", everybody) == []


def test_covered_by_one_touch_and_back_shows_nothing(people, opened):
    _, everybody = people
    page = opened()
    come_in(page, everybody[0])
    page.click("text=Cover the screen")
    page.wait_for_selector("h1:text('The screen is covered')")
    assert told_of(page, everybody[0]) == []
    page.go_back()
    page.wait_for_load_state()
    assert told_of(page, everybody[0]) == []
    page.goto(reverse("kiosk:covered"))
    page.fill("[name=pin]", kiosk.OWN)
    page.click("main button[type=submit]")
    page.wait_for_selector("h1:text('My next step')")
    page.context.close()


def test_nobody_looking_on_reads_a_pin_while_it_is_typed(people, opened):
    page = opened()
    shown = "one => getComputedStyle(one).webkitTextSecurity"
    page.goto(reverse("kiosk:sign_in"))

    assert page.locator("[name=pin]").evaluate(shown) == "disc"
    assert page.locator("[name=number]").evaluate(shown) == "none"
    page.context.close()


def test_a_pin_that_is_being_typed_is_sent_with_no_draft(people, opened):
    _, everybody = people
    page = opened()
    come_in(page, everybody[0])
    sent = []

    def keep(request):
        sent.append(f"{request.url} {request.post_data or ''}")

    page.goto(reverse("kiosk:choose_pin"))
    page.on("request", keep)
    page.locator("[name=pin]").press_sequentially("860417")
    with page.expect_request(lambda request: request.url.endswith(reverse("kiosk:here"))):
        page.wait_for_timeout(2500)

    assert sent
    assert [one for one in sent if "860417" in one] == []
    page.context.close()
