"""Forms about levels: each criterion keeps its own words with the note on it."""

from risk.forms import reviews as forms
from tests.factories import receptions


def test_each_note_stands_under_the_words_of_its_criterion():
    criteria = list(receptions.criteria())
    notes = {f"criterion_{place}": f"note {place}" for place in range(len(criteria))}

    form = forms.Propose(
        {"reference": "r", "kind": "6m", "level": "low"} | notes,
        kinds=[("6m", "Six-month review")],
        criteria=criteria,
    )

    assert form.is_valid(), form.errors
    assert form.proposed.value == "low"
    assert form.notes == {name: f"note {place}" for place, name in enumerate(criteria)}


def test_a_level_that_does_not_exist_is_refused_and_nothing_typed_is_lost():
    criteria = list(receptions.criteria())
    typed = {"reference": "r", "kind": "6m", "level": "lowest", "criterion_0": "kept"}

    form = forms.Propose(typed, kinds=[("6m", "Six-month review")], criteria=criteria)

    assert "level" in form.errors
    assert form["criterion_0"].value() == "kept"
