"""What stands in the pages and papers of the person and the family can be read at eleven, in no office's words.

The sentences of the rules are measured in tests/clocks/test_plain_language.py; the measure is tests/plain.py.
"""

import pytest

from tests import fixed, plain
from tests.architecture import house

PAPERS = [
    fixed.TEMPLATES / "documents" / f"{name}.html"
    for name in (
        "person",
        "minute_person",
        "minute_family",
        "slip",
        "family_letter",
        "family_window",
        "family_news",
    )
]
PAGES = [
    *fixed.pages_of("layouts/kiosk.html", "kiosk"),
    *fixed.pages_of("layouts/family.html", "family"),
]
LONGEST_HEADING = 10
# Rooms whose readers are the person and the family; in these modules of theirs it is staff.
ROOMS = ("kiosk", "family")
STAFF = {"keeping", "letters", "terminals", "windows"}
# What puts a text on a page: marking it for translation, a field with its label, an act that refuses.
SAYING = (
    *("gettext", "gettext_lazy", "_", "CharField", "ChoiceField", "BooleanField", "DateParts"),
    *("_pin", "add_error", "ValidationError", "Refused", "NotAllowed"),
)


def whole(texts):
    """The sentences of a page as one text. Headings and buttons are left out: many short ones would flatter it."""
    return " ".join(one for one in texts if one.endswith((".", "?", "!", ":")))


def named(path):
    return str(path.relative_to(fixed.TEMPLATES))


@pytest.fixture(params=[*PAPERS, *PAGES], ids=named)
def texts(request):
    return fixed.texts_of(request.param)


def test_a_page_can_be_read_at_eleven(texts):
    assert plain.too_hard(filter(None, [whole(texts)])) == {}


def test_no_sentence_of_a_page_runs_on(texts):
    assert plain.too_long(texts) == []


def test_no_heading_is_a_sentence_in_disguise(texts):
    headings = [one for one in texts if not one.endswith((".", "?", "!", ":"))]

    assert [one for one in headings if len(one.split()) > LONGEST_HEADING] == []


def test_no_page_has_words_of_the_office(texts):
    assert plain.jargon(" ".join(texts)) == {}


def modules():
    rooms = {("icm", one) for one in ROOMS}
    for path in house.python_files():
        said = fixed.strings_of(path, *SAYING)
        if said and path.relative_to(house.ROOT).parts[:2] in rooms and path.stem not in STAFF:
            yield pytest.param(said, id=house.name_of(path))


@pytest.fixture(params=modules())
def said(request):
    """What one module of theirs says: labels, hints, what is wrong with an answer, and pages' own sentences."""
    return request.param


def test_what_is_said_can_be_read_at_eleven(said):
    assert plain.too_hard(filter(None, [whole(said)])) == {}


def test_no_sentence_that_is_said_runs_on(said):
    assert plain.too_long(said) == []


def test_nothing_is_said_in_words_of_the_office(said):
    assert plain.banned(" ".join(said)) == {}


def test_what_is_said_in_sentences_explains_its_words(said):
    """A module that has labels alone names what its pages explain."""
    assert plain.unexplained(" ".join(said) if whole(said) else "") == {}


class TestTheMeasure:
    HARD = (
        "Multi-disciplinary consideration of criminogenic circumstances necessitates documentation."
    )

    def test_finds_what_is_hard(self):
        assert list(plain.too_hard([self.HARD, "You can ask staff."])) == [self.HARD]

    def test_finds_a_sentence_that_runs_on(self):
        long = " ".join(["and"] * 21) + "."

        assert plain.too_long([f"Be kind. {long}"]) == [long]

    def test_is_the_same_for_every_date_and_name(self):
        said = "{} must see you by {}."
        may, september = (
            said.format("Ann", "1 May"),
            said.format("Mr Featherstonehaugh", "Tuesday 29 September 2026"),
        )

        assert plain.grade(september, ["Mr Featherstonehaugh"]) == plain.grade(may)

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Your LS/CMI shows criminogenic needs.", {"LS/CMI", "criminogenic"}),
            ("Ask the PO. The poem is by Po.", {"PO"}),
            ("Custody and two Interventions.", {"custody", "intervention"}),
            ("A case conference is on 1 May.", {"case conference"}),
            ("A case conference is a meeting about your plan.", set()),
            ("Ring the ICM Co-ordinator.", {"ICM Co-ordinator"}),
            ("Ring the ICM Co-ordinator. They run these meetings.", set()),
            ("Ring the ICM Co-ordinator of ICM. They run these meetings.", {"ICM"}),
        ],
    )
    def test_finds_words_of_the_office_that_the_text_does_not_explain(self, text, found):
        assert set(plain.jargon(text)) == found


TEMPLATE = """{% extends "layouts/x.html" %}{# Not this. #}{% block title %}The title{% endblock %}
{% blocktranslate trimmed with day=when %}You have <strong>one</strong> day, {{ day }}.{% plural %}You have days.
{% endblocktranslate %}<a href="/x/" aria-label="Go on to the end">{% translate "Go on" %}</a>
<p>{% if a == "Secret Word" %}Yes, {{ who|default:"nobody yet" }}{% else %}No{% endif %}</p>
{% button "Send it" href="/kiosk/x" name="send" %}<script>var none = "None of this";</script>"""


def test_every_text_of_a_template_is_found(tmp_path):
    path = tmp_path / "x.html"
    path.write_text(TEMPLATE)

    assert fixed.texts_of(path) == [
        "The title",
        "You have one day, Ann.",
        "You have days.",
        "Go on to the end",
        "Go on",
        "Yes, Ann",
        "nobody yet",
        "No",
        "Send it",
    ]
