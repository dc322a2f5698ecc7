"""The papers of a conference: what was assessed, in words, with those who read it beforehand (RA-2W).

The clock itself is with the assessment (risk/policy/explaining.py): it asks for the sending, then for the talk.
"""

from collections.abc import Collection

from conferences.policy.kinds import Party
from icm.policy.named import Named

# To both, at least two weeks before; the personal officer then goes through it with the person.
NEEDED = (Party.OFFICER, Party.CBSW)
# Who can be sent them besides.
READERS = (*NEEDED, Party.PBSW, Party.CASE_CO_ORDINATOR, Party.PERSON)


class How(Named):
    SYSTEM = "system", "To be read here"
    PAPER = "paper", "On paper"
    SECURE = "secure", "By secure e-mail"


def missing(sent: Collection[Party]) -> tuple[Party, ...]:
    """Who has to have them and has not."""
    return tuple(party for party in NEEDED if party not in sent)
