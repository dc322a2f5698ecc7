"""What is typed at a terminal: what is wrong is said, and PINs never come back."""

from icm.kiosk.forms import keeping, looks, signing


def test_the_two_new_pins_must_be_the_same():
    form = signing.OwnPin({"pin": "704951", "again": "704952"})

    assert not form.is_valid()
    assert form.errors == {"again": ["This is not the same as above."]}
    assert signing.OwnPin({"pin": "704951", "again": "704951"}).is_valid()


def test_no_pin_is_written_back_into_the_page():
    for form in (
        signing.SignIn({"number": "100001", "pin": "704951"}),
        signing.Pin({"pin": "704951"}),
    ):
        form.add_error(None, "No.")
        assert "704951" not in str(form)


def test_number_and_pin_are_asked_for_and_no_longer_than_they_can_be():
    assert set(signing.SignIn({}).errors) == {"number", "pin"}
    assert set(signing.SignIn({"number": "1" * 13, "pin": "1" * 7}).errors) == {"number", "pin"}


def test_colours_and_letters_are_of_the_list():
    sent = {"size": "huge", "contrast": "maybe", "language": "tlh"}
    assert set(looks.Looks(sent).errors) == {"size", "contrast", "language"}
    form = looks.Looks({"size": "large", "contrast": "yes", "language": "gd"})
    assert form.is_valid()
    assert form.cleaned_data == {"size": "large", "contrast": True, "language": "gd"}


def test_a_terminal_has_a_name():
    assert "name" in keeping.AddTerminal({"reference": "x"}).errors
