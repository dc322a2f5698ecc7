"""Every fixed text of terminals in every language offered, and whoever reads one nobody checked is told so."""

import ast
import re
from collections import Counter
from datetime import date

import pytest
from django.utils import translation

from icm.demo import words
from icm.kiosk import policy
from icm.kiosk.queries.words import in_full
from tests.factories.kiosk import OWN

OTHERS = sorted(set(policy.LANGUAGES) - {"en"})
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    words.compiled()


def _parts(text):
    return text if isinstance(text, tuple) else (text,)


def _texts(catalogue):
    """What is said with what it is said for: of a plural its several forms with the last."""
    for message in catalogue:
        if message.id:
            plural = isinstance(message.id, tuple)
            said = message.string if plural else (message.string,)
            yield message.id[-1] if plural else message.id, said


def _read(language):
    return words.read(words.catalogues()[language], language)


def test_there_is_a_catalogue_for_every_language_that_is_offered():
    assert sorted(words.catalogues()) == OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_what_the_pages_say_and_nothing_else(language):
    """Brought up to date by ``python -m icm.demo.words --gather``, then translated."""
    pages = {message.id for message in words.gathered() if message.id}

    assert {message.id for message in _read(language) if message.id} == pages
    assert len(pages) > 400


def test_no_text_is_overlooked_because_of_where_it_stands():
    """In the braces of an f-string, say, the extractor finds none."""
    found = {part for message in words.gathered() for part in _parts(message.id)}
    called = [
        node.args[0].value
        for path in (words.ROOT / "icm" / "kiosk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in words.KEYWORDS
        and isinstance(node.args[0], ast.Constant)
    ]

    assert called
    assert set(called) - found == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_with_everything_that_is_filled_in(language):
    empty = [text for text, said in _texts(_read(language)) if not all(said)]
    other = [
        text
        for text, said in _texts(_read(language))
        for form in said
        if not Counter(PLACES.findall(form)) <= Counter(PLACES.findall(text))
        or (len(said) == 1 and set(PLACES.findall(form)) != set(PLACES.findall(text)))
    ]

    assert (empty, other) == ([], [])


def test_what_nobody_has_checked_says_so_in_its_own_header():
    drafted = {
        language for language in OTHERS if "Nobody who speaks" in _read(language).header_comment
    }

    assert drafted == policy.UNCHECKED


@pytest.mark.django_db
@pytest.mark.parametrize("language", OTHERS)
def test_the_language_touched_before_signing_in_is_kept_for_every_terminal(
    language, browser, account
):
    shown = browser.get(f"/kiosk/sign-in/?in={language}").content.decode()
    assert f'<html lang="{language}"' in shown
    sent = {"number": account.person.number, "pin": OWN}
    browser.post(f"/kiosk/sign-in/?in={language}", sent)
    account.refresh_from_db()
    page = browser.get("/kiosk/mine/").content.decode()

    said = _read(language)
    assert account.language == language
    assert f'<html lang="{language}"' in page
    assert said.get("Sign out").string in page
    unchecked = "A machine put these words into your language. Nobody has checked them yet."
    assert said.get(unchecked).string in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "day", "clear"),
    [
        ("pl", "Wtorek 5 stycznia 2027", "Wyczyść"),
        ("gd", "DiMàirt 5 Am Faoilleach 2027", "Glan"),
    ],
)
def test_days_and_the_pad_of_digits_speak_it_too(language, day, clear, browser):
    assert (
        f'data-kiosk-clear="{clear}"'
        in browser.get(f"/kiosk/sign-in/?in={language}").content.decode()
    )
    with translation.override(language):
        assert in_full(date(2027, 1, 5)) == day


@pytest.mark.django_db
def test_a_language_that_there_is_not_changes_nothing(browser, account, inside):
    assert '<html lang="en-gb"' in browser.get("/kiosk/sign-in/?in=tlh").content.decode()
    inside.post("/kiosk/looks/", {"size": "normal", "contrast": "no", "language": "tlh"})
    account.refresh_from_db()

    assert account.language == "en"


@pytest.mark.django_db
def test_what_is_drawn_for_the_next_one_is_in_english_again(inside, client):
    inside.post("/kiosk/looks/", {"size": "normal", "contrast": "no", "language": "pl"})
    assert '<html lang="pl"' in inside.get("/kiosk/mine/").content.decode()

    assert '<html lang="en' in client.get("/account/login/").content.decode()
