"""Texts that others than social work read never tell the figures of an LS/CMI (DISC-SCORE).

Not asked of safety alerts: what was seen and done is written down at once, however it is put.
"""

from icm.core.disclosure import Disclosure
from icm.core.refusals import Refused
from icm.policy.wording import why_not_in_words


def refuse_figures(*texts: str) -> None:
    """Refuse texts with a figure in them; what was typed is kept by the page."""
    if reason := why_not_in_words(*texts):
        raise Refused(reason)


def for_others(disclosure: Disclosure | str, *texts: str) -> tuple[str, ...]:
    """Those of the texts that others than social work read, by the class they carry."""
    return () if Disclosure(disclosure) is Disclosure.SOCIAL_WORK else texts
