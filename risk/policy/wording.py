"""Figures written out in a text about risk that others than social work read (DISC-SCORE)."""

from icm.policy import wording


def figure_in(text: str) -> str:
    """The first words that read like a score, as they stand there; nothing where none do.

    Stricter than of a text about anything: what is written about an assessment has no other scores, totals or points.
    """
    found = wording.FIGURE.search(text)
    return found[0] if found else ""


def why_not_in_words(*texts: str) -> str:
    """Why texts for others than social work cannot be kept like this, or nothing."""
    return wording.why_not_in_words(*texts, look=figure_in)
