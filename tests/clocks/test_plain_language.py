"""Every sentence a rule says for the person can be read at eleven and has none of the office's words in it.

Which sentences there are is read from the source: each place where a rule says something, and each text there that
speaks to the person. The cases have to reach all of them, so that a new sentence is measured here or fails here.
"""

import ast
import inspect
import re
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

import icm.people.policy.scope
from icm.clocks.policy import BY_ID, RULES, evaluate
from icm.policy import duty
from icm.policy.conference_facts import ConferenceFacts
from icm.policy.duty import Duty, Ground, When
from icm.policy.facts import Level, WaiverFacts
from tests import plain
from tests.clocks.test_policy import DAYS, TODAY, everybody
from tests.policy.examples import day, event, life, review, sentence, serving
from tests.policy.examples import plain as serves

_YOU = re.compile(r"\byou(?:r|rs)?\b", re.I)
SAYING = {"timed", "holds", "unknown", "outside", "not_yet", "barred"}
MODULES = {sys.modules[since.value.__module__] for rule in RULES for since in rule.history}
MODULES |= {icm.people.policy.scope}


class Place(NamedTuple):
    """Where in the source a rule says something."""

    file: str
    line: int
    last: int


class Said(NamedTuple):
    texts: dict[str, str]  # every text for the person, with a rule that says it
    places: set[tuple[str, int]]
    duties: set[Duty]


def cases():
    yield from everybody()
    yield from people_known_in_part()
    yield from people_told_of_levels()
    yield from people_between_conferences()


def people_known_in_part():
    ltp = serves("ltp", "2026-03-02", years=6)
    need = event("immediate-need", "2026-03-10")
    yield serving(ltp, events=(need, event("referral-declined", "2026-03-11")))
    yield serving(serves("stp", "2026-03-02", days=3))
    yield serving(sentence("recalled", years=8))
    yield serving(sentence("ltp", "2026-03-02"))
    yield serving(serves("ltp", "9998-03-02", years=20))
    order = life("2025-03-03", years=4, kind="olr")
    yield serving(order, events=(event("rma-told", "2026-05-04"),))


def people_told_of_levels():
    lost = review("72h", "2026-03-06", before="high")
    told = {"notice_on": TODAY, "reasons": True}
    ten = serves("ltp", "2018-03-02", years=10)
    yield serving(ten, reviews=(lost,))
    yield serving(life(), reviews=(review("72h", "2026-03-06", "low", before="high"),))
    yield serving(ten, reviews=(review("governor", "2026-03-06"),))
    for notice in ({}, {"notice_on": TODAY}, told):
        for before in (None, "low", "high"):
            asked = {"proposed_level": Level.MEDIUM, "proposed_on": TODAY, **notice}
            yield serving(ten, reviews=(review("governor", before=before, **asked),))
            up = review("governor", TODAY.isoformat(), "high", before=before, **notice)
            yield serving(ten, reviews=(review("72h", "2026-03-06", "low", before="high"), up))


def people_between_conferences():
    ltp = serves("ltp", "2025-09-01", years=9)
    for assessed in (False, True):
        first = ConferenceFacts(
            kind="initial",
            made_on=day("2025-12-01"),
            held_on=day("2026-02-10"),
            assessed=assessed,
            next_kind="follow-up",
            next_on=day("2026-05-01"),
        )
        held = (event("conference-initial", "2026-02-10"),)
        yield serving(ltp, events=held, conferences=(first,))
    last = (event("conference-prerelease", "2026-10-10"),)
    yield serving(ltp, events=last)
    yield serving(ltp, location="open")
    yield serving(
        serves("ltp", "2023-11-01", years=9), events=(event("conference-initial", "2024-03-01"),)
    )
    yield serving(serves("ltp", "2019-12-04", imposed="2026-10-01", years=14))
    later = (event("progression-scheduled", "2032-03-01"),)
    yield serving(serves("ltp", "2025-09-01", years=5), events=later)


ON = (*DAYS, date(2024, 6, 20))
DAY, GROUND = date(2026, 5, 1), Ground(())


@pytest.fixture(scope="module")
def said():
    return gather()


def gather():
    """What all rules say of all cases, and what their duties say by themselves in the states no case is in."""
    places, duties, texts = set(), set(), {}
    say = Duty._outcome

    def noting(self, *args, **named):
        frame = inspect.currentframe().f_back
        while frame.f_code.co_filename == duty.__file__:
            asked, frame = frame.f_code.co_name, frame.f_back
        places.add((frame.f_code.co_filename, frame.f_lineno))
        duties.update({self} if asked == "timed" else ())
        return say(self, *args, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Duty, "_outcome", noting)
        for facts in cases():
            for on in ON:
                texts |= {outcome.person: outcome.rule for outcome in evaluate(facts, on)}
    for one in duties:
        texts |= dict.fromkeys(_states(one), one.id)
    return Said(texts, places, duties)


def _states(one):
    """Due, late, done and done late; set aside for good and until a day."""
    for done, on in ((None, DAY), (None, TODAY), (When(DAY), TODAY), (When(TODAY), TODAY)):
        yield one.timed(When(DAY), done, on, "", GROUND).person
    due = one.timed(When(DAY), None, DAY, "", GROUND)
    for until in (None, TODAY):
        waiver = WaiverFacts(rule=one.id, due_on=None, by="A", on=DAY, why="B", until_on=until)
        yield duty.waived(due, waiver).person


def test_every_rule_speaks_to_the_person(said):
    assert set(said.texts.values()) == set(BY_ID)


def test_every_place_where_a_rule_says_something_was_reached(said):
    places = [place for module in MODULES for place in _places(module)]
    reached = [
        place for place in places if any(_within(place, file, line) for file, line in said.places)
    ]

    assert [f"{Path(p.file).name}:{p.line}" for p in places if p not in reached] == []
    assert len(places) > 120


def test_every_text_that_speaks_to_the_person_was_said(said):
    everything = "\n".join(said.texts)
    written = [text for module in MODULES for text in _to_the_person(module)]

    assert [text for text in written if text not in everything] == []
    assert len(written) > 50


def test_every_message_can_be_read_at_eleven(said):
    assert plain.too_hard(said.texts) == {}


def test_every_sentence_can_be_read_at_eleven_with_no_help_from_short_neighbours(said):
    assert plain.too_hard({part for text in said.texts for part in plain.sentences(text)}) == {}


def test_no_sentence_runs_on(said):
    assert plain.too_long(said.texts) == []


def test_no_message_has_words_of_the_office(said):
    assert {text: found for text in said.texts if (found := plain.jargon(text))} == {}


def test_a_level_is_explained_wherever_it_is_named(said):
    named = [text for text in said.texts if "your level" in text.lower()]

    assert [text for text in named if "how closely staff watch you" not in text] == []
    assert len(named) > 20


def test_what_is_late_or_not_known_says_what_the_person_can_do(said):
    """Not only that it is late: whom to ask."""
    late = [text for text in said.texts if "This is late." in text or "do not know" in text]

    assert [text for text in late if "You can ask" not in text] == []
    assert len(late) > 40


def _within(place, file, line):
    return place.file == file and place.line <= line <= place.last


def _places(module):
    for node in _nodes(module, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in SAYING:
            yield Place(module.__file__, node.lineno, node.end_lineno)


def _to_the_person(module):
    """Texts for staff say "the person"; nobody but the person is called "you". Duties speak for themselves above."""
    duties = [call for call in _nodes(module, ast.Call) if _name(call.func) == "Duty"]
    apart = {
        part.lineno for one in duties for part in ast.walk(one) if isinstance(part, ast.Constant)
    }
    for node in _nodes(module, ast.Constant):
        if isinstance(node.value, str) and node.lineno not in apart and _YOU.search(node.value):
            yield node.value


def _nodes(module, kind):
    return (one for one in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(one, kind))


def _name(node):
    return node.id if isinstance(node, ast.Name) else ""
