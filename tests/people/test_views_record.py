"""What the pages of acts say before anything is typed."""

from datetime import timedelta

from django.urls import reverse

from icm.policy.roles import Role
from tests.factories import persons


def url(name, *args):
    return reverse(f"people:{name}", args=args)


def test_a_core_screen_is_offered_with_today_and_another_event_without_a_day(world, signed_in):
    def offered(kind):
        form = (
            signed_in(Role.RECEPTION).get(url("record_kind", world.person.pk, kind)).context["form"]
        )
        return form["on"].initial

    assert offered("core-screen") == persons.TODAY
    assert offered("learner-reports") is None


def test_breaking_glass_says_how_long_it_lasts_and_how_often(signed_in, settings):
    settings.BREAK_GLASS_LASTS, settings.BREAK_GLASS_A_DAY = timedelta(hours=1), 4

    page = signed_in(Role.RESIDENTIAL_OFFICER).get(url("break_glass")).text

    assert "It lasts 1 hour, then ends by itself. You can open 4 records a day" in page
