"""Style sheets and scripts, gathered and compressed only when they changed: that takes longer than all else."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Django writes this last, so it stands for a complete folder.
MANIFEST = ROOT / "staticfiles" / "staticfiles.json"


def fingerprint() -> str:
    """Of everything that is gathered: our own files, and the versions of what brings others."""
    seen = hashlib.sha256()
    own = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    for path in (
        *own,
        ROOT / "package-lock.json",
        ROOT / "requirements.lock",
        ROOT / "icm/settings.py",
    ):
        seen.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()


def gathered(stamp: Path) -> bool:
    return MANIFEST.exists() and stamp.exists() and stamp.read_text() == fingerprint()


def remember(stamp: Path) -> None:
    stamp.write_text(fingerprint())
