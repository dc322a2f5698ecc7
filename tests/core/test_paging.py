"""Turning pages: whatever is asked for, a page that exists is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.core import paging
from icm.people.models import Person
from tests.factories import persons


@given(page=st.integers(), total=st.integers(min_value=0, max_value=10**6))
def test_any_page_asked_for_leads_to_one_that_exists(page, total):
    pages = paging.turned_to(page, total, wanted={"q": "x", "route": ""}, noun="people")
    rows = paging.slice_of(pages)

    assert 1 <= pages.number <= pages.count
    assert rows.start == 0 or rows.start < total
    assert pages.query == "q=x"


@pytest.mark.django_db
def test_counting_stops_where_nobody_turns_pages(world, monkeypatch):
    monkeypatch.setattr(paging, "COUNTED", 6)
    assert paging.counted(Person.objects.all()) == (5, False)

    for _ in range(3):
        persons.person()

    assert paging.counted(Person.objects.all()) == (6, True)
