"""Every room with code has its tests, under the room's name."""

import ast
import re

from tests.architecture import house

# Wiring that only names things, and tables: what tables promise is shown by the tests of acts and reads.
NOT_MIRRORED = {"__init__", "apps", "urls", "models", "admin", "migrations"}


def _has_code(path):
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in house.parsed(path).body)


def _rooms(app):
    """The modules and packages of an app, and its commands, that hold code."""
    for path in sorted(app.glob("*.py")):
        if path.stem not in NOT_MIRRORED and _has_code(path):
            yield path.stem
    for folder in sorted(app.iterdir()):
        if folder.name in NOT_MIRRORED | {"management"} or not (folder / "__init__.py").exists():
            continue
        if any(_has_code(path) for path in folder.glob("*.py")):
            yield folder.name
    for command in sorted((app / "management" / "commands").glob("*.py")):
        if _has_code(command):
            yield command.stem


def _is_tested(app, room, tests):
    """By tests of the room's name, or by any test that takes the room at its word and imports it."""
    folder = house.ROOT / "tests" / app.name
    if [*folder.glob(f"test_{room}*.py"), *(folder / room).glob("test_*.py")]:
        return True
    package = ".".join(app.relative_to(house.ROOT).parts)
    uses = re.compile(
        rf"from {package}\.{room}[. ]|import {package}\.{room}\b"
        rf"|from {package} import (\([^)]*|[^\n]*)\b{room}\b"
    )
    return any(uses.search(text) for text in tests)


def test_every_room_has_its_tests():
    tests = [path.read_text() for path in house.files("*.py", "tests")]
    rooms = [(app, room) for app in house.APPS if app.exists() for room in _rooms(app)]

    assert [f"{app.name}/{room}" for app, room in rooms if not _is_tested(app, room, tests)] == []


def test_every_folder_of_tests_mirrors_something():
    beside = {"access", "architecture", "browser", "journeys", "factories", "bench", "crash", "icm"}
    folders = {path.name for path in (house.ROOT / "tests").iterdir() if path.is_dir()}

    assert folders - {app.name for app in house.APPS} - beside - {"__pycache__"} == set()
