"""The words that go with a tone, for those who do not see its colour."""

from icm.core.screen import Tone

WORDS = {
    Tone.INFO: "Information",
    Tone.SUCCESS: "Success",
    Tone.WARNING: "Warning",
    Tone.ERROR: "Error",
}


def tone_of(name: str) -> Tone:
    return Tone(name) if name in set(Tone) else Tone.INFO
