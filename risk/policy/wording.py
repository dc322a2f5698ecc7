"""Figures of an assessment written out in a text that others than social work read (DISC-SCORE)."""

import re

_SCORED = re.compile(
    r"\bscor(?:e|es|ed|ing)\b[^.;\d]{0,25}\b\d{1,2}\b|\b\d{1,2}\s*(?:/|out of|of)\s*43\b",
    re.IGNORECASE,
)


def figure_in(text: str) -> str:
    """The first words that read like a score, as they stand there; nothing where none do.

    Looks for the word itself with a number soon after it, and for so many out of the 43 of the LS/CMI.
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
