"""How hard a text is that the person or a relative reads, and which words do not belong in it.

The one measure of the project. Flesch-Kincaid gives the school grade a text is for; pupils are of grade + 5
years, so that grade 6 is a reading age of eleven. It counts words and syllables alone: it proves no text
clear, it stops long words and long sentences from creeping in. The words it cannot judge are listed below.
"""

import re
from collections.abc import Iterable
from functools import cache

import textstat

HARDEST = 6.0
LONGEST_SENTENCE = 20

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DATE = re.compile(rf"\b{_WEEKDAY}\d{{1,2}} {_MONTH}(?: \d{{4}})?(?: at \d{{1,2}}:\d\d)?")
_END = re.compile(r"(?<=[.?!]) ")


def neutral(text: str, names: Iterable[str] = ()) -> str:
    """The text with what nobody could write more simply taken out of the count.

    Whoever learns their date learns it in May and in September: a text is no harder for the month it names. Names
    of people and places are what they are, so each counts as a word of one syllable.
    """
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "Ann")
    return _DATE.sub("1 May", text)


def sentences(text: str) -> list[str]:
    return [part.strip() for part in _END.split(text) if part.strip()]


def grade(text: str, names: Iterable[str] = ()) -> float:
    """Of a whole message or page: one long word that cannot be helped does not make a text hard to read."""
    return textstat.flesch_kincaid_grade(neutral(text, names))


def too_hard(texts: Iterable[str], names: Iterable[str] = ()) -> dict[str, float]:
    """The texts nobody of eleven could be asked to read, with their grade."""
    return {text: found for text in texts if (found := grade(text, names)) > HARDEST}


def too_long(texts: Iterable[str]) -> list[str]:
    """The sentences that run on; a grade over a whole text does not see a single one."""
    every = {part for text in texts for part in sentences(neutral(text))}
    return sorted(part for part in every if len(part.split()) > LONGEST_SENTENCE)


def jargon(text: str) -> dict[str, str]:
    """The words of the office in a text, each with what to say instead; a word explained in it is none."""
    return banned(text) | unexplained(text)


def banned(text: str) -> dict[str, str]:
    text = _CALLED.sub("", text)
    for word in EXPLAINED:
        text = _word(word).sub("", text)
    return {word: plain for word, plain in JARGON.items() if _word(word).search(text)}


def unexplained(text: str) -> dict[str, str]:
    """What may be said in a text that explains it, and is not explained here."""
    return {
        word: f"explain it: {' / '.join(explanations)}"
        for word, explanations in EXPLAINED.items()
        if _word(word).search(text) and not any(said in text.lower() for said in explanations)
    }


# What it is called at the head of every paper that has it; nobody needs it explained.
_CALLED = re.compile(r"\b(?:Integrated Case Management|prisoner number)\b", re.IGNORECASE)


@cache
def _word(word: str) -> re.Pattern[str]:
    """As a whole word, in the plural too. Initials count as they are written: PO is not in "Po valley"."""
    exact = " " not in word and any(letter.isupper() for letter in word[1:])
    return re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)", 0 if exact else re.IGNORECASE)


# What nobody outside the office says, and what to say instead.
JARGON = {
    # Initials.
    "CBSW": "social work outside",
    "CC": "plan meeting",
    "CCU": "a house outside the walls",
    "CIP": "your plan",
    "CIU": "a house outside the walls",
    "CSA": "the first talk about what help you need",
    "CSRA": "the check on sharing a cell",
    "EDL": "your earliest day to be let out",
    "FLM": "the manager of your hall",
    "HDC": "home leave with a tag",
    "HMIPS": "those who inspect prisons",
    "ICM": "the staff who work on your plan with you",
    "LS/CMI": "what social work found about you",
    "LSCMI": "what social work found about you",
    "LTP": "a sentence of four years or more",
    "NTE": "the last closed prison before an open one",
    "OLR": "your kind of sentence",
    "PBSW": "social work in the prison",
    "PCMB": "the staff who decide on courses",
    "PIN code": "PIN",
    "PO": "your officer",
    "PQD": "the first day you can get parole",
    "PR2": "your record",
    "PRA": "a report by a psychologist",
    "PRL": "the date you can get out",
    "PSS": "your level",
    "RMA": "those who check your risk plan",
    "RMP": "your risk plan",
    "RMT": "the staff who decide on your level and your moves",
    "ROSH": "harm you may do",
    "SED": "the end of your sentence",
    "SPS": "the prison service",
    "STP": "a sentence of less than four years",
    "TARL": "parole report",
    "TSD": "the day work on your parole starts",
    # Words of prisons, courts and social work.
    "allocate": "give",
    "allocated": "given",
    "allocation": "who works with you",
    "case management": "work on your plan",
    "Co-ordinator": "the staff who run plan meetings",
    "compliance": "keeping to what was agreed",
    "community-facing": "outside",
    "criminogenic": "what may lead to trouble",
    "critical date": "date that matters for you",
    "custodial": "prison",
    "custody": "prison",
    "designated": "named",
    "designation": "the letter to your council",
    "desistance": "staying out of trouble",
    "determinate": "with a last day",
    "disclose": "tell",
    "disclosed": "told",
    "disclosure": "what is told to whom",
    "domain": "part of life",
    "engagement": "taking part",
    "establishment": "prison",
    "First Line Manager": "the manager of your hall",
    "indeterminate": "without a last day",
    "intervention": "course or help",
    "legal status": "why you are in prison",
    "liaise": "talk",
    "multi-agency": "from more than one service",
    "multi-disciplinary": "from more than one team",
    "notification": "letter",
    "offence-focused": "about what you did",
    "offender": "you",
    "offending behaviour": "what you did",
    "outcome": "what came of it",
    "Pre-Parole": "before parole",
    "Pre-Progression": "before you can move on",
    "Pre-Release": "before you leave",
    "prisoner": "you",
    "progression": "moving on",
    "provider": "those who help you",
    "recidivism": "getting into trouble again",
    "referral": "being put forward for help",
    "referred": "put forward",
    "rehabilitation": "a better life",
    "reintegration": "life outside",
    "reoffend": "get into trouble again",
    "reoffending": "getting into trouble again",
    "residential": "in your hall",
    "responsivity": "what helps you learn",
    "risk factor": "what may lead to trouble",
    "risk management": "keeping risk low",
    "sentence management": "your plan",
    "stakeholder": "those who work with you",
    "statutory": "by law",
    "supervision": "how closely staff watch you",
    "tariff": "punishment part",
    "throughcare": "help when you leave",
    "waiver": "what staff said does not count",
    # Words of offices and of computers.
    "accordance": "as",
    "amend": "change",
    "applicable": "for you",
    "appropriate": "right",
    "authenticate": "sign in",
    "commence": "start",
    "commencement": "start",
    "criteria": "what must be so",
    "credentials": "number and PIN",
    "eligible": "able to get",
    "facilitate": "help",
    "idle": "left alone",
    "implement": "do",
    "in respect of": "about",
    "in relation to": "about",
    "invalid": "not right",
    "mandatory": "must",
    "N/A": "not for you",
    "obtain": "get",
    "overdue": "late",
    "pending": "waiting",
    "prior to": "before",
    "pursuant": "by",
    "regarding": "about",
    "subsequent": "later",
    "subsequently": "later",
    "sufficient": "enough",
    "terminate": "end",
    "time out": "stop by itself",
    "timeout": "stopped by itself",
    "utilise": "use",
}

# What papers, letters and people really call it: it may be said where the same text says what it is.
EXPLAINED = {
    "case co-ordinator": ("sets up the meeting", "set up your meetings", "set up a plan meeting"),
    "case conference": (
        "plan meeting",
        "meeting about your plan",
        "meeting about my plan",
        "about their plan",
    ),
    "Enhanced": ("social work",),
    "Home Detention Curfew": ("tag",),
    "ICM Co-ordinator": ("run these meetings", "run plan meetings", "set up a plan meeting"),
    "licence": ("rules you must keep to", "rules after you leave"),
    "MAPPA": ("other services",),
    "minute of": ("notes",),
    "Order for Lifelong Restriction": ("kind of sentence", "no last day"),
    "Parole Board": ("decides if you can leave",),
    "punishment part": ("time the court said",),
}
