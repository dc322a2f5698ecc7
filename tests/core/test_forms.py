"""Forms: labels, hints and errors in their places, and a date typed in three boxes."""

from datetime import date

import pytest
from django import forms
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from icm.core.forms import DateParts, summary_of
from tests.core.reading import read


class Example(forms.Form):
    arrived_on = DateParts(
        label="Arrived on",
        help_text="For example 3 March 2026",
        earliest=date(2026, 1, 1),
        latest=date(2026, 11, 21),
    )
    reason = forms.CharField(
        label="Why is it late?", help_text="<b>Short</b>", widget=forms.Textarea
    )
    level = forms.ChoiceField(choices=[("h", "High"), ("l", "Low")], widget=forms.RadioSelect)
    place = forms.ChoiceField(choices=[("b", "Barlinnie")])
    told = forms.BooleanField(label="The person knows")
    note = forms.CharField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=7)


class OneDate(forms.Form):
    on = DateParts(label="Arrived on", required=False)


GOOD = {
    "arrived_on_day": "3",
    "arrived_on_month": "March",
    "arrived_on_year": "2026",
    "reason": "Snow",
    "level": "h",
    "place": "b",
    "told": "on",
    "version": "7",
}


def typed(day, month, year):
    return OneDate({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize(
    ("parts", "on"),
    [
        (("3", "3", "2026"), date(2026, 3, 3)),
        (("03", "03", "2026"), date(2026, 3, 3)),
        ((" 3 ", "March", " 2026"), date(2026, 3, 3)),
        (("3", "mar", "2026"), date(2026, 3, 3)),
        (("3", "Sept.", "2026"), date(2026, 9, 3)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_a_date_in_three_boxes_is_understood(parts, on):
    form = typed(*parts)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == on


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("31", "2", "2026"), "Arrived on: February 2026 has only 28 days", ["day"]),
        (("29", "2", "2026"), "Arrived on: February 2026 has only 28 days", ["day"]),
        (("31", "November", "2026"), "Arrived on: November 2026 has only 30 days", ["day"]),
        (("32", "1", "2026"), "Arrived on: the day must be between 1 and 31", ["day"]),
        (("third", "1", "2026"), "Arrived on: the day must be between 1 and 31", ["day"]),
        (
            ("3", "13", "2026"),
            "Arrived on: the month must be between 1 and 12, or its name",
            ["month"],
        ),
        (
            ("3", "Ma", "2026"),
            "Arrived on: the month must be between 1 and 12, or its name",
            ["month"],
        ),
        (
            ("3", "3", "26"),
            "Arrived on: the year must have four digits, for example 2026",
            ["year"],
        ),
        (("3", "", "2026"), "Arrived on: give the month too", ["month"]),
        (("", "", "2026"), "Arrived on: give the day and the month too", ["day", "month"]),
    ],
)
def test_an_impossible_date_says_what_is_wrong_and_where(parts, message, wrong):
    form = typed(*parts)
    page = read(form.render())

    assert form.errors["on"] == [message]
    boxes = {box.get("name").rpartition("_")[2]: box for box in page.all("input")}
    assert [part for part, box in boxes.items() if box.get("aria-invalid")] == wrong
    assert tuple(box.get("value") for box in boxes.values()) == parts


def test_a_date_outside_its_bounds_names_the_bound():
    early = Example(GOOD | {"arrived_on_year": "2025"})
    late = Example(GOOD | {"arrived_on_month": "12"})

    assert early.errors["arrived_on"] == ["Arrived on: must be 1 January 2026 or later"]
    assert late.errors["arrived_on"] == ["Arrived on: must be 21 November 2026 or earlier"]


def test_a_date_may_come_whole_from_a_program():
    assert OneDate({"on": "2026-03-03"}).is_valid()
    assert not OneDate({"on": "2026-02-31"}).is_valid()
    assert not OneDate({"on": "yesterday"}).is_valid()


def test_a_date_already_known_fills_the_boxes():
    form = OneDate(initial={"on": date(2026, 3, 3)})

    assert [box.get("value") for box in read(form.render()).all("input")] == ["3", "3", "2026"]
    assert (
        not typed("3", "3", "2026").fields["on"].has_changed(date(2026, 3, 3), ("3", "3", "2026"))
    )


@given(st.tuples(*[st.text(max_size=6)] * 3))
def test_whatever_is_typed_is_a_date_or_a_plain_refusal(parts):
    form = typed(*parts)

    if form.is_valid():
        on = form.cleaned_data["on"]
        assert on is None or on.year >= 1900
    else:
        assert len(form.errors["on"]) == 1
    read(form.render())


def test_a_filled_form_is_valid_and_shows_no_error():
    form = Example(GOOD)

    assert form.is_valid(), form.errors
    assert summary_of(form) == []
    assert "error" not in form.render()


def test_every_error_stands_in_the_summary_and_leads_to_its_box():
    form = Example({"version": "7"})
    form.add_error(None, "Somebody else changed this in the meantime.")
    page = read(engines["django"].from_string("{% error_summary f %}{{ f }}").render({"f": form}))

    assert [(link.text, link.href) for link in summary_of(form)] == [
        ("Somebody else changed this in the meantime.", ""),
        ("Arrived on: enter an answer", "#id_arrived_on_day"),
        ("Why is it late? Enter an answer", "#id_reason"),
        ("Level: choose an answer", "#id_level_0"),
        ("Place: choose an answer", "#id_place"),
        ("The person knows: tick the box", "#id_told"),
    ]
    assert page.dangling() == []
    assert len(page.ids()) == len(set(page.ids()))


def test_a_form_of_its_own_words_keeps_them():
    class Worded(forms.Form):
        on = DateParts(error_messages={"required": "Say when they arrived"})

    assert [link.text for link in summary_of(Worded({}))] == ["Say when they arrived"]


def test_each_box_is_named_described_and_marked():
    page = read(Example({"version": "7"}).render())

    [reason] = page.all("textarea")
    assert reason.get("aria-describedby") == "id_reason_helptext id_reason_error"
    assert reason.get("aria-invalid") == "true"
    assert [legend.text for legend in page.all("legend")] == ["Arrived on", "Level"]
    groups = [group.get("aria-describedby") for group in page.all("fieldset")]
    assert groups == ["id_arrived_on_helptext id_arrived_on_error", "id_level_error"]
    assert {box.get("type") for box in page.all("input")} == {
        "text",
        "radio",
        "checkbox",
        "hidden",
    }
    assert not [box for box in page.elements if "required" in box.attributes]


def test_a_hint_is_text_and_an_optional_field_says_so():
    page = read(Example().render())

    assert not page.all("b")
    assert "<b>Short</b>" in "".join(hint.text for hint in page.all("div", id="id_reason_helptext"))
    [label] = page.all("label", **{"for": "id_note"})
    assert label.text == "Note (optional)"


def test_a_hidden_field_is_carried_without_a_label():
    page = read(Example().render())

    [box] = page.all("input", type="hidden")
    assert (box.get("name"), box.get("value")) == ("version", "7")
    assert not page.all("label", **{"for": box.get("id")})


def test_the_choices_of_a_select_are_drawn_whole_and_escaped():
    class Asking(forms.Form):
        hall = forms.ChoiceField(
            choices=[("", "Any"), ("Ground floor", [("a&b", "<A> and B"), (2, "Two")])]
        )

    drawn = str(Asking(initial={"hall": "2"})["hall"])

    assert '<option value="">Any</option><optgroup label="Ground floor">' in drawn
    assert '<option value="a&amp;b">&lt;A&gt; and B</option>' in drawn
    assert '<option value="2" selected>Two</option></optgroup></select>' in drawn


def test_a_day_given_in_an_address_stands_in_the_boxes():
    drawn = str(OneDate({"on": "2026-08-01"})["on"])

    for part, text in (("day", "01"), ("month", "08"), ("year", "2026")):
        assert f'name="on_{part}" id="id_on_{part}" value="{text}"' in drawn
