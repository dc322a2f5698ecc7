"""Who opens a window for a relative, and who reads where its codes go: whoever arranges the conferences."""

from conferences import access as conferences
from icm.core.disclosure import Audience, Disclosure
from icm.family.models import Window
from icm.people import access as people

OPEN = conferences.ARRANGE
held = conferences.held
require = conferences.require

# Every free text of the room, with who may read it.
DISCLOSURE: dict[str, Disclosure] = {
    "Window.email": Disclosure.TEAM,  # a third party's, and theirs to tell
}


def shown(row: Window, field: str, audience: Audience) -> str:
    return str(people.shown(row, field, audience, DISCLOSURE))
