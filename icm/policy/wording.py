"""Figures of an LS/CMI written out in a text that others than social work read (DISC-SCORE)."""

import re
from collections.abc import Callable, Iterator

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_LARGE = (
    "(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    rf"(?:twenty|thirty|forty)(?:[- ](?:{_UNITS}))?)"
)
_IN_WORDS = rf"(?:{_LARGE}|{_UNITS})"
# What a number after such a word counts instead: days, hours, shares, and what people have or do.
_COUNTED = (
    "(?:days?|weeks?|months?|years?|hours?|minutes?|am|pm|sessions?|areas?|needs?|times?|pages?|parts?|sections?|"
    "people|men|women|reports?|reviews?|interviews?|meetings?|visits?|copies|copy|questions?|offences?|convictions?|"
    "sentences?|certificates?|units?|modules?|goals?|tries|runs?|others?)"
)
_DAY = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_OTHERWISE = rf"(?!\s*(?:[/.:-]\d|%|per ?cent\b|{_COUNTED}\b|{_DAY}))"
_IS = r"\s*(?:was|is|of|at|:|=|-|\()?\s*"
_SCORE = r"\bscor(?:e|es|ed|ing)"
# Looked for: the word itself with a number soon after it, so many out of the 43 of the LS/CMI, its name with nothing
# but a number after it, a total with nothing but a number after it, and so many points.
FIGURE = re.compile(
    rf"(?P<score>{_SCORE}\b[^.;\d\n]{{0,25}}(?<!level )\b\d{{1,2}}\b{_OTHERWISE}"
    rf"|{_SCORE}(?:\s+(?:of|was|is|at|as|a|total|overall))*:?\s+{_IN_WORDS}\b{_OTHERWISE})"
    rf"|\b(?:\d{{1,2}}|{_IN_WORDS})\s*(?:/|out of)\s*(?:43|forty[- ]three)\b(?!\s+{_COUNTED}\b)"
    r"|\b\d{1,2}\s+of\s+43(?=\s*(?:[,.;)]|$))"
    rf"|\bLS[/ -]?CMI\s*(?:total|result)?{_IS}(?:\d{{1,2}}|{_LARGE})\b{_OTHERWISE}"
    rf"|(?P<sum>(?<!in )\btotal{_IS}(?:\d{{1,2}}|{_LARGE})(?=\s*(?:[,.;)]|$))"
    r"|\b\d{1,2}\s+points(?!\s+(?:of|in|at|on|to|for)\b))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\bLS[/ -]?CMI\b", re.IGNORECASE)
_ABOUT = re.compile(r"\brisk|\bassess|\bcriminogenic|\breoffend", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:football|rugby|hockey|basketball|pool|darts|snooker|badminton|games?|match(?:es)?|league|quiz|gym|goals?|"
    r"literacy|numeracy|reading|spelling|maths|esol|sqa|exams?|mock|theory test|hazard perception|bleep)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[;!?\n]+|\.(?=\s|$)")
# The same in short, to somebody who writes of themselves at a terminal.
READS_LIKE_A_SCORE = "Part of this reads like a score. Please say it with no number."


def figure_in(text: str) -> str:
    """The first words of a text about anything that read like a figure of an LS/CMI; nothing where none do.

    Of a game or a lesson a score may be told; a total, or points, are figures only where it is about an assessment.
    """
    named = bool(_NAMED.search(text))
    for sentence in _sentences(text):
        for found in FIGURE.finditer(sentence):
            if _is_meant(found, sentence, named):
                return found[0]
    return ""


def _sentences(text: str) -> Iterator[str]:
    """Each with its end: a total counts only where nothing follows it."""
    start = 0
    for end in _SENTENCE.finditer(text):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


def _is_meant(found: re.Match[str], sentence: str, named: bool) -> bool:
    if found["score"]:
        return named or not _OF_SOMETHING_ELSE.search(sentence)
    if found["sum"]:
        return named or bool(_ABOUT.search(sentence))
    return True


def why_not_in_words(*texts: str, look: Callable[[str], str] = figure_in) -> str:
    """Why texts for others than social work cannot be kept like this, or nothing."""
    found = next((words for text in texts if (words := look(text))), "")
    return found and (
        f"“{found}” reads like a score. Others than social work read this text, and scores are social work's"
        " alone: say it in words."
    )
