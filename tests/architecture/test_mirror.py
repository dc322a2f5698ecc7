"""Every room with code has its tests, under the room's name."""

import ast

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


def _is_tested(app, room):
    """By tests of the room's name, or by tests of its neighbours that work through it."""
    folder = house.ROOT / "tests" / app.name
    named = [*folder.glob(f"test_{room}*.py"), *(folder / room).glob("test_*.py")]
    module = ".".join((*app.relative_to(house.ROOT).parts, room))
    package = module.rpartition(".")[0]
    uses = (
        f"from {module} import",
        f"from {module}.",
        f"import {module}",
        f"from {package} import {room}",
    )
    return named or any(
        use in path.read_text() for path in folder.rglob("test_*.py") for use in uses
    )


def test_every_room_has_its_tests():
    rooms = [(app, room) for app in house.APPS if app.exists() for room in _rooms(app)]

    assert [f"{app.name}/{room}" for app, room in rooms if not _is_tested(app, room)] == []


def test_every_folder_of_tests_mirrors_something():
    beside = {"access", "architecture", "browser", "journeys", "factories", "bench", "crash", "icm"}
    folders = {path.name for path in (house.ROOT / "tests").iterdir() if path.is_dir()}

    assert folders - {app.name for app in house.APPS} - beside - {"__pycache__"} == set()
