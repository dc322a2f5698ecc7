"""A proposed conference is drawn onto a free time of the week: by mouse, by finger, and by the form without either."""

from datetime import timedelta

import pytest

from conferences.actions import scheduling
from conferences.models import Placing
from conferences.queries.placings import week_address
from icm.policy.calendar import in_scotland
from tests.conferences.scheduled import conference_of, keeper_of, room_of
from tests.factories import conferences, persons
from tests.factories.receptions import principals

# A touch lands where the page was last drawn: only once that is where it was measured.
CENTRED = """async one => {
  await document.fonts.ready;
  one.scrollIntoView({block: 'center', behavior: 'instant'});
  const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  let top;
  do { top = one.getBoundingClientRect().top; await drawn(); } while (top !== one.getBoundingClientRect().top);
}"""

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def keeper(world, clock):
    clock(persons.NOW)
    return keeper_of("barlinnie")


@pytest.fixture
def placing(keeper):
    room = room_of(keeper)
    conference_of(keeper)
    scheduling.order_schedule(
        room.establishment, by=keeper, principals=principals(keeper), at=persons.NOW
    )
    run = scheduling.take_run(at=persons.NOW)
    scheduling.solve_schedule(run, at=persons.NOW, effort=2.0)
    return Placing.objects.get()


@pytest.fixture
def schedule(page, sign_in, keeper, placing):
    sign_in(keeper)
    page.goto(week_address(placing, principals(keeper), on=persons.TODAY))
    return page


def spot_on(page, day, time="14:00"):
    return page.locator(f'[data-icm-on="{day.isoformat()}"][data-icm-time="{time}"]')


def next_day(placing):
    """Another working day of the same week."""
    on = in_scotland(placing.starts_at).date()
    return on + timedelta(days=1 if on.weekday() < 4 else -1)


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drawn_by_mouse(page, target):
    grip = page.locator(".icm_week__grip")
    grip.scroll_into_view_if_needed()
    page.mouse.move(*middle(grip))
    page.mouse.down()
    page.mouse.move(*middle(target), steps=8)


def stands(placing):
    row = Placing.objects.get(conference=placing.conference)
    return row.standing, in_scotland(row.starts_at).replace(tzinfo=None).isoformat()


def test_by_mouse_it_is_pinned_where_it_is_let_go(schedule, placing, assert_accessible):
    on = next_day(placing)
    drawn_by_mouse(schedule, spot_on(schedule, on))
    assert "Let go to place it here: 14:00, ICM room 1" in schedule.text_content("[role=status]")
    assert_accessible(schedule)
    schedule.mouse.up()
    schedule.wait_for_selector("text=It is pinned there.")

    assert stands(placing) == ("pinned", f"{on.isoformat()}T14:00:00")
    assert "/conferences/schedule/barlinnie/" in schedule.url


def test_let_go_elsewhere_or_with_escape_it_stays(schedule, placing):
    before = stands(placing)
    drawn_by_mouse(schedule, schedule.locator("h2", has_text="Could not be placed"))
    schedule.mouse.up()
    assert schedule.text_content("[role=status]") == "It stays where it is."
    drawn_by_mouse(schedule, spot_on(schedule, next_day(placing)))
    schedule.keyboard.press("Escape")
    schedule.mouse.up()

    assert schedule.locator(".icm_week__spot:visible").count() == 0
    assert stands(placing) == before


def test_what_the_act_refuses_is_shown_with_its_reason(schedule, keeper, placing):
    on = next_day(placing)
    target = spot_on(schedule, on)
    sitting = conferences.sitting((on - persons.TODAY).days, 14, place="ICM room 1")
    conferences.fixed(conference_of(keeper).person, keeper, sitting, kind="periodic")
    before = stands(placing)

    drawn_by_mouse(schedule, target)
    schedule.mouse.up()
    schedule.wait_for_url("**/place/")

    assert "ICM room 1 is taken then." in schedule.text_content("main")
    assert schedule.input_value("[name=time]") == "14:00"
    assert stands(placing) == before


def test_by_finger_on_a_telephone(chromium, live_server, schedule, placing):
    """The browser itself makes pointer events of touches, so touches are what is sent."""
    on, options = next_day(placing), {"width": 375, "height": 800}
    context = chromium.new_context(base_url=live_server.url, viewport=options, has_touch=True)
    context.add_cookies(schedule.context.cookies())
    phone = context.new_page()
    phone.goto(schedule.url)
    touches = context.new_cdp_session(phone)

    def touch(kind, *where):
        points = [{"x": x, "y": y} for x, y in where]
        touches.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    phone.locator(".icm_week__grip").evaluate(CENTRED)
    target = spot_on(phone, on)
    for _ in range(10):  # a busy Chromium may drop a touch
        touch("touchStart", middle(phone.locator(".icm_week__grip")))
        phone.wait_for_timeout(200)
        if target.is_visible():
            break
        touch("touchCancel")
    target.wait_for()
    for _ in range(200):  # at the edge the page follows the finger, to the day that is looked for
        x, y = middle(target)
        touch("touchMove", (x, min(max(y, 30), 770)))
        if 70 < y < 730:
            break
        phone.wait_for_timeout(20)
    touch("touchMove", middle(target))
    touch("touchEnd")
    phone.wait_for_selector("text=It is pinned there.")

    assert stands(placing) == ("pinned", f"{on.isoformat()}T14:00:00")
    context.close()


def test_the_keyboard_goes_by_the_form(schedule, placing):
    move = schedule.get_by_role("link", name="Move")
    move.focus()
    schedule.keyboard.press("Enter")
    schedule.wait_for_url("**/place/")

    assert schedule.locator("h1").text_content().strip() == "Place it by hand"
