"""What the architecture tests look at: the files of the repository, as a fresh clone has them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = [
    *(
        ROOT / "icm" / name
        for name in ("core", "people", "clocks", "pages", "kiosk", "family", "demo", "policy")
    ),
    *(ROOT / name for name in ("risk", "casework", "conferences")),
]
_AWAY = {".venv", "node_modules", ".data", ".git", "staticfiles", "__pycache__"}


def files(pattern: str, *folders: str) -> list[Path]:
    """Repository files by pattern, none of them installed or generated."""
    starts = [ROOT / folder for folder in folders] or [ROOT]
    found = (path for start in starts for path in start.rglob(pattern))
    return sorted(path for path in found if not _AWAY & set(path.relative_to(ROOT).parts))


def python_files() -> list[Path]:
    return [path for path in files("*.py") if "migrations" not in path.parts]


def committed() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))
