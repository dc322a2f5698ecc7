"""Figures of an assessment written out in a text that others than social work read (DISC-SCORE)."""

import re

_IS = r"\s*(?:was|is|of|at|:|=|-)?\s*"
_NOT_A_DAY = (
    r"(?!\s*(?:[/.-]\d|(?:day|week|month|year)|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b))"
)
_SCORED = re.compile(
    r"\bscor(?:e|es|ed|ing)\b[^.;\d]{0,25}\b\d{1,2}\b|\b\d{1,2}\s*(?:/|out of|of)\s*43\b"
    rf"|\bLS/?CMI\s*(?:total)?{_IS}\b\d{{1,2}}\b{_NOT_A_DAY}"
    rf"|\btotal{_IS}\b\d{{1,2}}(?=\s*(?:[,.;)]|$))"
    r"|\b\d{1,2}\s+points(?!\s+(?:of|in|at|on|to))",
    re.IGNORECASE,
)


def figure_in(text: str) -> str:
    """The first words that read like a score, as they stand there; nothing where none do.

    Looks for the word itself with a number soon after it, for so many points or so many out of the 43 of the LS/CMI,
    and for its name, or a total, with nothing but a number after it.
    """
    found = _SCORED.search(text)
    return found[0] if found else ""


def why_not_in_words(*texts: str) -> str:
    """Why texts for others than social work cannot be kept like this, or nothing."""
    found = next((words for text in texts if (words := figure_in(text))), "")
    return found and (
        f"“{found}” reads like a score. Others than social work read this text, and scores are social work's"
        " alone: say it in words."
    )
