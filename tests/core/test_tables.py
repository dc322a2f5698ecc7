"""Tables: what is filled in, and that nothing filled in can become markup."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icm.core.tables import MARK, Column, Table
from tests.core.reading import read

PLAIN = (
    Column.of("Person", "link", header=True, text="name", href="url", note="number"),
    Column.of("State", "status", status="status"),
)


def row(**values):
    return {"name": "EXAMPLE, Callum", "url": "/x/", "number": "1", "status": "due"} | values


@dataclass(frozen=True)
class Record:
    name: str
    url: str
    number: str
    status: str


def test_mappings_and_objects_fill_a_row_alike():
    as_mapping = Table("People", PLAIN, [row()]).body
    as_object = Table("People", PLAIN, [Record("EXAMPLE, Callum", "/x/", "1", "due")]).body

    assert as_mapping == as_object


def test_each_row_carries_its_own_values():
    page = read(Table("People", PLAIN, [row(name=f"NAME{i}") for i in range(3)]).body)

    assert [cell.text for cell in page.all("th")] == ["NAME01", "NAME11", "NAME21"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        'a" onmouseover="x',
        "Tom & Jerry's",
        "100 %s %(name)s %",
        "{{ 1 }}{% now %}",
        f"<b>{MARK}<i>",
        "",
    ],
)
def test_a_value_is_text_whatever_it_holds(text):
    page = read(Table("People", PLAIN, [row(name=text), row(name="after")]).body)

    assert [cell.text for cell in page.all("th")] == [f"{text}1", "after1"]
    assert not page.all("script", "b", "i")


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_any_text_stands_in_its_own_cell(pairs):
    columns = (Column.of("A", text="a"), Column.of("B", text="b"))
    page = read(Table("T", columns, [{"a": a, "b": b} for a, b in pairs]).body)

    assert [cell.text for cell in page.all("td")] == [text for pair in pairs for text in pair]


def test_a_value_that_is_no_text_is_refused():
    with pytest.raises(TypeError):
        Table("People", PLAIN, [row(number=None)]).body  # noqa: B018


def test_a_note_that_no_row_has_is_not_drawn():
    columns = (Column.of("Person", "link", text="name", href="url"),)

    assert "icm_note" not in Table("People", columns, [row()]).body


@pytest.mark.parametrize(
    ("kind", "slots"),
    [
        ("text", ("text", "note")),
        ("number", ("text", "note")),
        ("date", ("text", "note")),
        ("link", ("text", "href", "note")),
        ("work", ("title", "href", "why")),
        ("status", ("status", "note")),
        ("level", ("text", "note")),
    ],
)
def test_every_kind_of_cell_shows_each_of_its_slots(kind, slots):
    columns = (Column.of("Label", kind, **{slot: slot for slot in slots}),)
    body = Table("T", columns, [{slot: f"value-of-{slot}" for slot in slots}]).body

    assert [slot for slot in slots if f"value-of-{slot}" not in body] == []


def test_a_stacked_row_names_its_columns_for_narrow_screens():
    stacked = read(Table("People", PLAIN, [row()]).body)
    scrolling = read(Table("People", PLAIN, [row()], stacked=False).body)

    assert [cell.get("data-label") for cell in stacked.all("th", "td")] == ["Person", "State"]
    assert [cell.get("role") for cell in scrolling.all("th", "td")] == [None, None]
